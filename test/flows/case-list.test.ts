// The list of cases: each open one with its next clock, from the incidents of reports that the reader sees.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { linkedReport } from '../linked.ts'
import { as, type Person, unitNo } from '../people.ts'
import { aWorld, type TestWorld } from '../world.ts'

let world: TestWorld
let harbour: Person
let caseId: string

const DAY_MS = 24 * 3_600_000
const rowFor = async (who: Person, query = '') =>
  (await who.get(`/api/cases?state=any${query}`)).body.items.find((row: any) => row.caseId === caseId)

beforeAll(async () => {
  world = await aWorld()
  harbour = await as(world, 'harbour', 'supervisor')
  const report = await linkedReport(world, { holder: 'harbour', sightings: [] })
  const incidentAt = new Date(world.clock.now().getTime() - 10 * DAY_MS)
  await world.owner.sql`
    update report set state = 'acknowledged', incident_at = ${incidentAt} where report_id = ${report.reportId}`
  caseId = (await harbour.post('/api/cases', { reportIds: [report.reportId] })).body.caseId
})
afterAll(() => world[Symbol.asyncDispose]())

it('tells of an open case the first of the clocks that its page has, and how many others have run out', async () => {
  const page = (await harbour.get(`/api/cases/${caseId}`)).body
  expect(page.due.length).toBeGreaterThan(1)
  expect(await rowFor(harbour)).toMatchObject({ due: page.due[0], over: 0 })
  world.passDays((Date.parse(page.due[0].dueAt) - world.clock.now().getTime()) / DAY_MS)
  // No session lasts so long.
  harbour = await as(world, 'harbour', 'supervisor')
  expect(await rowFor(harbour)).toMatchObject({ due: { id: page.due[1].id, dueAt: page.due[1].dueAt }, over: 1 })
})

it('counts from no incident of a report that the reader does not see', async () => {
  const fen = await as(world, 'fen', 'officer')
  await world.owner.sql`update court_case set seen_by = ${[unitNo('fen')]}::int[] where case_id = ${caseId}`
  await world.owner.sql`update case_report set seen_by = ${[unitNo('fen')]}::int[] where case_id = ${caseId}`
  const events = async (who: Person) => (await who.get(`/api/cases/${caseId}`)).body.due.map((one: any) => one.event)
  expect(await events(fen)).not.toContain('incident')
  expect((await rowFor(fen)).due.event).toBe('registration')
})

it('tells no clock of a closed one', async () => {
  const { caseOutcomes } = (await harbour.get('/api/cases/choices')).body
  await harbour.post(`/api/cases/${caseId}/close`, { outcome: caseOutcomes[0].id, reason: 'All points are answered' })
  expect(await rowFor(harbour)).toMatchObject({ state: 'closed', due: null, over: 0 })
})

it('tells the clocks of the unit that holds it, whoever reads them', async () => {
  const desk = await as(world, 'national-desk', 'officer')
  const ridge = await as(world, 'ridge', 'officer')
  const report = await linkedReport(world, { holder: 'ridge', sightings: [] })
  await world.owner.sql`
    update report set state = 'acknowledged', incident_at = ${world.clock.now()} where report_id = ${report.reportId}`
  caseId = (await ridge.post('/api/cases', { reportIds: [report.reportId] })).body.caseId
  const dueFor = async (who: Person) => [(await who.get(`/api/cases/${caseId}`)).body.due, (await rowFor(who)).due]
  // Another zone than the desk's: the last day ends an hour earlier there.
  expect(await dueFor(desk)).toEqual(await dueFor(ridge))
})
