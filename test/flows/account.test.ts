// The account adds up, over random histories: the parts of every step sum to it, each number is the length of the list behind it,
// and what a unit is told of its own line adds up as well.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aReport } from '../make.ts'
import { as, type Person, unitNo } from '../people.ts'
import { aWorld, type TestWorld } from '../world.ts'

type Step = { act: number; who: number; which: number; to: number; hours: number }

const history = fc.array(fc.record({ act: fc.nat(99), who: fc.nat(3), which: fc.nat(1000), to: fc.nat(3), hours: fc.nat(60) }), {
  minLength: 40,
  maxLength: 60,
})

async function play(world: TestWorld, people: Person[], steps: Step[]): Promise<void> {
  const reports = await Promise.all([...Array(4)].map(() => aReport(world, { holder: people[0]!.unitNo })))
  for (const step of steps) {
    world.passHours(step.hours)
    const person = people[step.who]!
    const report = reports[step.which % reports.length]!
    await doOne(world, { person, people, report, step, reports })
  }
}

interface Turn {
  person: Person
  people: Person[]
  report: { reportId: string }
  reports: { reportId: string }[]
  step: Step
}

/** Many of these are refused; a refusal must not change the sums either. */
async function doOne(world: TestWorld, { person, people, report, step, reports }: Turn): Promise<void> {
  const { act, to, which } = step
  if (act < 8) reports.push((await aReport(world, { holder: people[0]!.unitNo, isDanger: act < 2 })) as never)
  else if (act < 35) await person.post('/api/referrals', { reportIds: [report.reportId], unitNo: people[to]!.unitNo })
  else if (act < 70) {
    const { body } = await person.get('/api/referrals?box=in')
    const one = body.items[which % Math.max(1, body.items.length)]
    if (one && act < 60) await person.post('/api/referrals/acknowledge', { referralIds: [one.referralId] })
    else if (one) await person.post(`/api/referrals/${one.referralId}/return`, { reason: 'not ours' })
  } else if (act < 78)
    await person.post('/api/reports/settle', { reportIds: [report.reportId], outcome: 'no-offence', reason: 'nothing found' })
  else if (act < 82) await person.post(`/api/reports/${report.reportId}/reopen`, { reason: 'a second look' })
  else if (act < 90) await person.post('/api/cases', { reportIds: [report.reportId] })
  else await oneCase(person, people, step)
}

async function oneCase(person: Person, people: Person[], { act, to, which }: Step): Promise<void> {
  const { body } = await person.get('/api/cases?holder=own')
  const found = body.items[which % Math.max(1, body.items.length)]
  if (!found) return
  if (act < 95)
    await person.post(`/api/cases/${found.caseId}/re-register`, { unitNo: people[to]!.unitNo, ground: 'place of the act' })
  else await person.post(`/api/cases/${found.caseId}/close`, { outcome: 'charge-sheeted', reason: 'all answered' })
}

async function count(person: Person, query: Record<string, unknown>): Promise<number> {
  const words = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) for (const one of [value].flat()) words.append(name, String(one))
  const { status, body } = await person.get(`/api/reports?limit=200&${words}`)
  expect(status).toBe(200)
  expect(body.next).toBeNull()
  return body.items.length
}

async function expectToAddUp(person: Person): Promise<void> {
  const { body } = await person.get('/api/account')
  for (const step of body.steps) {
    expect([step.step, step.parts.reduce((sum: number, part: any) => sum + part.n, 0)]).toEqual([step.step, step.n])
    expect([step.step, await count(person, step.query)]).toEqual([step.step, step.n])
    for (const part of step.parts)
      expect([step.step, part.code, await count(person, part.query)]).toEqual([step.step, part.code, part.n])
  }
  const ended = body.outcomes.reduce((sum: number, one: any) => sum + one.n, 0)
  expect(ended).toBe(await count(person, { holder: 'all', state: 'ended', entered: person.unitNo }))
  for (const line of body.units) {
    const { referred, returned, waits, enquiry, inCase, ended: over } = line
    expect(returned.n + waits.n + enquiry.n + inCase.n + over.n).toBe(referred.n)
    for (const one of [referred, returned, waits, enquiry, inCase, over]) expect(await count(person, one.query)).toBe(one.n)
  }
}

test('every number opens its list and the parts sum, whatever happened', async () => {
  await using world = await aWorld()
  const units = ['national-desk', 'harbour', 'fen', 'lantern-station']
  const people = await Promise.all(units.map((unit) => as(world, unit, 'supervisor')))
  expect(people.map((person) => person.unitNo)).toEqual(units.map((unit) => unitNo(unit)))
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      await play(world, people, steps)
      for (const person of people) await expectToAddUp(person)
    }),
    { numRuns: 3 },
  )
})
