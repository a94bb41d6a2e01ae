// The account adds up, over random histories: the parts of every step sum to it, each number is the length of the list behind it,
// what a unit is told of its own line adds up as well, and no case that a unit holds is missing from its account.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stageBit } from '../../src/model/stage.ts'
import { aReport } from '../make.ts'
import { as, type Person, unitNo } from '../people.ts'
import { aWorld, type TestWorld } from '../world.ts'

type Step = { act: number; who: number; which: number; to: number; hours: number }

// Without the usual bias to small numbers: a history should reach every part of the staircase.
const history = fc.noBias(
  fc.array(fc.record({ act: fc.nat(99), who: fc.nat(3), which: fc.nat(1000), to: fc.nat(3), hours: fc.nat(60) }), {
    minLength: 60,
    maxLength: 80,
  }),
)

interface Turn {
  person: Person
  people: Person[]
  step: Step
}

const chosen = <T>(items: T[], which: number): T | undefined => items[which % Math.max(1, items.length)]

/** Many of these are refused; a refusal must not change the sums either. */
async function doOne(world: TestWorld, { person, people, step }: Turn): Promise<void> {
  const { act, which } = step
  if (act < 15) await aReport(world, { holder: people[0]!.unitNo, isDanger: act < 3 })
  else if (act < 45) await oneReport({ person, people, step }, chosen((await person.get('/api/reports')).body.items, which))
  else if (act < 80) await oneReferral(person, step)
  else if (act < 86) await reopenOne(person, step)
  else await oneCase({ person, people, step })
}

async function oneReport({ person, people, step }: Turn, report: any): Promise<void> {
  if (!report) return
  const reportIds = [report.reportId]
  if (step.act < 35) await person.post('/api/referrals', { reportIds, unitNo: people[step.to]!.unitNo })
  else if (step.act < 39) await person.post('/api/reports/settle', { reportIds, outcome: 'no-offence', reason: 'nothing found' })
  else await person.post('/api/cases', { reportIds })
}

async function oneReferral(person: Person, { act, which }: Step): Promise<void> {
  const box = act < 72 ? 'in' : 'out'
  const one = chosen<any>((await person.get(`/api/referrals?box=${box}`)).body.items, which)
  if (!one) return
  if (act < 66) await person.post('/api/referrals/acknowledge', { referralIds: [one.referralId] })
  else if (act < 72) await person.post('/api/referrals/return', { referralIds: [one.referralId], reason: 'not ours' })
  else if (act < 75) await person.post('/api/referrals/withdraw', { referralIds: [one.referralId] })
}

async function reopenOne(person: Person, { which }: Step): Promise<void> {
  const one = chosen<any>((await person.get('/api/reports?state=settled')).body.items, which)
  if (one) await person.post(`/api/reports/${one.reportId}/reopen`, { reason: 'a second look' })
}

async function oneCase({ person, people, step }: Turn): Promise<void> {
  const found = chosen<any>((await person.get('/api/cases?holder=own')).body.items, step.which)
  if (!found) return
  if (step.act < 93)
    await person.post(`/api/cases/${found.caseId}/re-register`, { unitNo: people[step.to]!.unitNo, ground: 'place of the act' })
  else await person.post(`/api/cases/${found.caseId}/close`, { outcome: 'charge-sheeted', reason: 'all answered' })
}

/** Every part of the staircase is reached before chance begins. */
async function prelude(world: TestWorld, [desk, harbour, fen, station]: Person[]): Promise<void> {
  const made = [...Array(7)].map(() => aReport(world, { holder: desk!.unitNo }))
  const reportIds = (await Promise.all(made)).map((one) => one.reportId)
  const offered = await desk!.post('/api/referrals', { reportIds: reportIds.slice(1), unitNo: harbour!.unitNo })
  const referralIds = offered.body.referrals.map((one: any) => one.referralId)
  await harbour!.post('/api/referrals/acknowledge', { referralIds: referralIds.slice(1) })
  const [settled, closed, movedOpen, movedClosed] = offered.body.referrals.slice(1).map((one: any) => one.reportId)
  await harbour!.post('/api/reports/settle', { reportIds: [settled], outcome: 'no-offence', reason: 'nothing found' })
  const { body } = await harbour!.post('/api/cases', { reportIds: [closed] })
  await harbour!.post(`/api/cases/${body.caseId}/close`, { outcome: 'charge-sheeted', reason: 'all answered' })
  await movedCase(harbour!, { reportId: movedOpen, to: fen! })
  const caseId = await movedCase(harbour!, { reportId: movedClosed, to: station! })
  await station!.post(`/api/cases/${caseId}/close`, { outcome: 'charge-sheeted', reason: 'all answered' })
}

async function movedCase(person: Person, { reportId, to }: { reportId: string; to: Person }): Promise<string> {
  const { body } = await person.post('/api/cases', { reportIds: [reportId] })
  await person.post(`/api/cases/${body.caseId}/re-register`, { unitNo: to.unitNo, ground: 'place of the act' })
  return body.caseId
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
  await expectHeadlineToAddUp(person, body)
  const isInCases = { holder: 'below', state: ['registered', 'closed'] }
  expect(await count(person, { ...isInCases, entered: person.unitNo })).toBe(await count(person, isInCases))
  for (const line of [...body.units, body.unitsTotal]) {
    const { referred, reRegistered, returned, waits, enquiry, inCase, ended: over, late } = line
    expect(returned.n + waits.n + enquiry.n + inCase.n + over.n).toBe(referred.n + reRegistered.n)
    for (const one of [referred, reRegistered, returned, waits, enquiry, inCase, over, late])
      expect(await count(person, one.query)).toBe(one.n)
  }
}

async function expectHeadlineToAddUp(person: Person, body: any): Promise<void> {
  const { ended, inOpenCases, waits, late, lateAt } = body.headline
  expect(ended.n + inOpenCases.n + waits.n).toBe(body.total)
  const sum = (numbers: number[]) => numbers.reduce((before, n) => before + n, 0)
  expect(sum(body.outcomes.map((one: any) => one.n))).toBe(ended.n)
  expect(sum(body.ages.map((one: any) => one.n))).toBe(waits.n)
  expect(sum(body.ages.map((one: any) => one.late.n))).toBe(late.n)
  const lateParts = body.steps.flatMap((step: any) => step.parts.filter((part: any) => part.kind === 'late'))
  expect(sum(lateParts.map((part: any) => part.n))).toBe(late.n)
  for (const one of [ended, inOpenCases, waits, late, ...body.outcomes]) expect(await count(person, one.query)).toBe(one.n)
  for (const one of body.ages)
    expect([await count(person, one.query), await count(person, one.late.query)]).toEqual([one.n, one.late.n])
  if (!lateAt) return
  expect(lateAt.n).toBeLessThanOrEqual(late.n)
  expect(await count(person, lateAt.query)).toBe(lateAt.n)
}

test('every number opens its list and the parts sum, whatever happened', async () => {
  await using world = await aWorld()
  const units = ['national-desk', 'harbour', 'fen', 'lantern-station']
  const people = await Promise.all(units.map((unit) => as(world, unit, 'supervisor')))
  expect(people.map((person) => person.unitNo)).toEqual(units.map((unit) => unitNo(unit)))
  await prelude(world, people)
  // The sums of an empty history prove nothing.
  const reached = await world.owner.sql<{ state: string }>`select distinct state from report order by 1`
  expect(reached.map((one) => one.state)).toEqual(['acknowledged', 'closed', 'offered', 'registered', 'settled', 'triaged'])
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      for (const step of steps) {
        world.passHours(step.hours)
        await doOne(world, { person: people[step.who]!, people, step })
      }
      for (const person of people) await expectToAddUp(person)
    }),
    { numRuns: 3 },
  )
})

test('the end of a case counts at the unit to which it was re-registered, and once in every account', async () => {
  await using world = await aWorld()
  const units = ['national-desk', 'port-state', 'harbour', 'fen'] as const
  const [desk, state, harbour, fen] = await Promise.all(units.map((unit) => as(world, unit, 'supervisor')))
  const { reportId } = await aReport(world, { holder: desk!.unitNo })
  const offered = await desk!.post('/api/referrals', { reportIds: [reportId], unitNo: harbour!.unitNo })
  await harbour!.post('/api/referrals/acknowledge', { referralIds: [offered.body.referrals[0].referralId] })
  const { body } = await harbour!.post('/api/cases', { reportIds: [reportId] })
  world.passDays(3)
  const moveTo = (from: Person, to: Person) =>
    from.post(`/api/cases/${body.caseId}/re-register`, { unitNo: to.unitNo, ground: 'place of the act' })
  for (const [from, to] of [[harbour, fen] as const, [fen, harbour] as const, [harbour, fen] as const])
    expect((await moveTo(from!, to!)).status).toBe(200)
  await fen!.post(`/api/cases/${body.caseId}/close`, { outcome: 'charge-sheeted', reason: 'all answered' })

  const told = async (person: Person, query = '') => {
    const { total, headline, units: lines, unitsTotal } = (await person.get(`/api/account${query}`)).body
    const numbers = ({ referred, reRegistered, ended }: any) => [referred.n, reRegistered.n, ended.n]
    const unitLines = lines.map((line: any) => [line.unit.no, ...numbers(line)])
    return { total, ended: headline.ended.n, lines: unitLines.sort(), all: numbers(unitsTotal) }
  }
  const atHarbour = [harbour!.unitNo, 1, 0, 1]
  const atFen = [fen!.unitNo, 0, 1, 1]
  expect(await told(fen!)).toEqual({ total: 1, ended: 1, lines: [atFen], all: [0, 1, 1] })
  expect(await told(harbour!)).toEqual({ total: 1, ended: 1, lines: [atHarbour], all: [1, 0, 1] })
  for (const person of [desk!, state!])
    expect(await told(person)).toEqual({ total: 1, ended: 1, lines: [atHarbour, atFen], all: [1, 0, 1] })
  // In the days after the referral it came to Fen and, once more, to Harbour: with its case.
  const since = `?from=${world.clock.now().toISOString().slice(0, 10)}`
  expect(await told(harbour!, since)).toEqual({ total: 1, ended: 1, lines: [[harbour!.unitNo, 0, 1, 1]], all: [0, 1, 1] })
  for (const person of [desk!, state!, harbour!, fen!]) await expectToAddUp(person)
})

test('of one sender, the weeks of a unit are those of its reports', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const senders = ['quaychat', 'quaychat', 'pixelquay']
  const made = await Promise.all(senders.map((sender) => aReport(world, { holder: desk.unitNo, sender })))
  await desk.post('/api/referrals', { reportIds: made.map(({ reportId }) => reportId), unitNo: unitNo('harbour') })
  const inWeeks = async (query: string) => {
    const [line] = (await desk.get(`/api/account${query}`)).body.units
    return [line.referred.n, line.weeks.reduce((sum: number, n: number) => sum + n, 0)]
  }
  expect(await inWeeks('')).toEqual([3, 3])
  expect(await inWeeks('?sender=quaychat')).toEqual([2, 2])
})

test('of more units and senders than it lists the account says how many more there are, and finds the latest unit among all', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const { sql } = world.owner
  const made = await sql<{ no: number }>`
    insert into agency (agency_id, pack, slug, no, hi, parent_no, chain, kind, name, zone, made_at)
    select gen_random_uuid(), a.pack, 'unit-' || n, n, n, a.no, a.chain || n, 'station', '{"en": "Unit"}', a.zone, a.made_at
    from agency a, generate_series(a.no + 1, a.no + 1000) as n where a.no = ${desk.unitNo} and not exists (select 1 from agency o where o.no = n)
    order by n limit 203 returning no`
  const last = made.at(-1)!.no
  // Two reports to each but the last, to which goes one that waits too long.
  const toNos = [...made.slice(0, -1).flatMap(({ no }) => [no, no]), last]
  await aReport(world, { holder: desk.unitNo })
  await sql`
    insert into report (report_id, number, source_id, sender_id, sender_name, holder_no, first_holder_no, state, version, received_at, due, changed_at)
    select gen_random_uuid(), number || '/' || n, source_id, 'sender-' || n % 34, sender_name, holder_no, first_holder_no, state, 1, received_at, 0, changed_at
    from report, generate_series(2, ${toNos.length}::int) as n`
  const reports = await sql<{ id: string }>`select report_id as id from report order by number`
  await sql`
    insert into referral (report_id, referral_id, offer_id, number, from_no, to_no, state, report_state_before, offered_by, offered_name, offered_at)
    select g.id, gen_random_uuid(), g.id, 'x', ${desk.unitNo}, g.no, 'offered', 'triaged', g.id, 'x', ${world.clock.now()}
    from unnest(${reports.map(({ id }) => id)}::uuid[], ${toNos}::int[]) as g(id, no)`
  world.passDays(2)
  const dueAt = (late: boolean) => new Date(world.clock.now().getTime() + (late ? -1 : 1) * 3_600_000)
  await sql`update referral set answer_due_at = case when to_no = ${last} then ${dueAt(true)}::timestamptz else ${dueAt(false)}::timestamptz end`
  await sql`
    update report r set state = 'offered', referred_at = f.offered_at, offer_due_at = null, outcome_due_at = f.answer_due_at
    from referral f where f.report_id = r.report_id`
  const { body } = await desk.get('/api/account')
  expect([body.units.length, body.unitsMore, body.senders.length, body.sendersMore]).toEqual([200, 3, 30, 5])
  expect(body.senderNames).toHaveLength(35)
  const unlisted = body.senderNames.at(-1)
  const { body: narrowed } = await desk.get(`/api/account?sender=${unlisted.id}`)
  expect([narrowed.senders, narrowed.sendersMore]).toMatchObject([[{ id: unlisted.id, n: 1 }], 0])
  expect(narrowed.senderNames).toHaveLength(35)
  expect(body.headline).toMatchObject({ late: { n: 1 }, lateAt: { n: 1, unit: { no: last } } })
})

test('an offer that is withdrawn was never made; one that is returned stands with who returned it, and is judged anew', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const harbour = await as(world, 'harbour', 'officer')
  const { reportId } = await aReport(world, { holder: desk.unitNo })
  const offered = async (): Promise<string[]> => {
    const { body } = await desk.post('/api/referrals', { reportIds: [reportId], unitNo: harbour.unitNo })
    return body.referrals.map((one: any) => one.referralId)
  }
  const told = async () => {
    const { units } = (await desk.get('/api/account')).body
    const back = (await desk.get('/api/reports?isReturned=true')).body.items
    const [row] = await world.owner.sql<{ due: number }>`select due from report where report_id = ${reportId}`
    return [units.map((one: any) => [one.unit.no, one.referred.n, one.returned.n]), back.length, row!.due] as const
  }
  await world.owner.sql`update report set due = 0 where report_id = ${reportId}`
  expect((await desk.post('/api/referrals/withdraw', { referralIds: await offered() })).status).toBe(200)
  expect(await told()).toEqual([[], 0, 0])
  expect((await harbour.post('/api/referrals/return', { referralIds: await offered(), reason: 'lies elsewhere' })).status).toBe(
    200,
  )
  expect(await told()).toEqual([[[harbour.unitNo, 1, 1]], 1, stageBit.triage | stageBit.refer])
})
