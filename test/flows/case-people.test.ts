// The people of a case: pseudonyms numbered within it, only of reports that the reader sees, revealed on the report that names them.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { person, sighting } from '../contents.ts'
import { linkedReport } from '../linked.ts'
import { as, type Person, unitNo } from '../people.ts'
import type { Received } from '../received.ts'
import { aWorld, type TestWorld } from '../world.ts'

let world: TestWorld
let harbour: Person
let caseId: string
let reports: Received[]
const ROAD = 'Wharf Road 9'

const victim = (contact: string) => ({
  people: [person('victim', { firstName: 'Robin', addresses: [{ street: ROAD }] })],
  sightings: [sighting('email', contact, { role: 'victim', person: 0 })],
})

beforeAll(async () => {
  world = await aWorld()
  harbour = await as(world, 'harbour', 'officer')
  reports = [
    await linkedReport(world, { holder: 'harbour', ...victim('robin.one@northlight.example') }),
    await linkedReport(world, { holder: 'harbour', ...victim('robin.two@northlight.example') }),
    await linkedReport(world, { holder: 'harbour', ...victim('robin.one@northlight.example') }),
  ]
  const ids = reports.map(({ reportId }) => reportId)
  await world.owner.sql`update report set state = 'acknowledged' where report_id = any(${ids}::uuid[])`
  caseId = (await harbour.post('/api/cases', { reportIds: ids })).body.caseId
})
afterAll(() => world[Symbol.asyncDispose]())

const peopleSeenBy = async (who: Person) => (await who.get(`/api/cases/${caseId}`)).body.people
const shape = (people: any[]) => people.map((one) => [one.pseudonym, one.role, one.reports.length])

it('names the sealed by pseudonym, in how many reports, and nothing of theirs', async () => {
  const people = await peopleSeenBy(harbour)
  expect(shape(people).sort()).toEqual([
    ['V-1', 'victim', expect.any(Number)],
    ['V-2', 'victim', expect.any(Number)],
  ])
  expect(people.map((one: any) => one.reports.length).sort()).toEqual([1, 2])
  const { body } = await harbour.get(`/api/cases/${caseId}`)
  expect(JSON.stringify(body)).not.toMatch(/Robin|robin|northlight|Wharf Road/)
})

it('reveals on the report that names the person, for those who may', async () => {
  const [first] = await peopleSeenBy(harbour)
  const asked = { what: first.reports[0].pseudonym, purpose: 'protect', words: 'Where to send the patrol' }
  const { body } = await harbour.post(`/api/reports/${first.reports[0].reportId}/reveal`, asked)
  expect(body.fields).toContainEqual({ field: 'name', value: 'Robin' })
  const analyst = await as(world, 'harbour', 'analyst')
  const seen = (await analyst.get(`/api/cases/${caseId}`)).body
  expect([seen.people.length, seen.may['sealed:reveal']]).toEqual([2, 'not-permitted'])
})

it('names nobody of a report that the reader does not see, and nobody at all to a stranger', async () => {
  const fen = await as(world, 'fen', 'officer')
  await world.owner.sql`update court_case set seen_by = ${[fen.unitNo]}::int[] where case_id = ${caseId}`
  await world.owner.sql`update case_report set seen_by = ${[fen.unitNo]}::int[] where case_id = ${caseId}`
  expect((await fen.get(`/api/cases/${caseId}`)).body).toMatchObject({ case: { reports: 3 }, reports: [], people: [] })
  await harbour.post('/api/reports/share', { reportIds: [reports[1]!.reportId], unitNo: unitNo('fen'), reason: 'theirs too' })
  const people = await peopleSeenBy(fen)
  expect(shape(people)).toEqual([['V-1', 'victim', 1]])
  expect(people[0].reports).toEqual([{ reportId: reports[1]!.reportId, number: reports[1]!.number, pseudonym: 'V-1' }])
  const stranger = await as(world, 'special-unit', 'officer')
  expect((await stranger.get(`/api/cases/${caseId}`)).status).toBe(404)
})
