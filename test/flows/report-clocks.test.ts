// The clocks of a report: from when they count, whoever reads them, and what becomes of them when it comes back or is judged again.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { allStages } from '../../src/model/stage.ts'
import { type Draining, drainDue } from '../../src/pipeline/drain.ts'
import { content, person, sighting } from '../contents.ts'
import { as, type Person, unitNo } from '../people.ts'
import { received } from '../received.ts'
import { aDraining } from '../stages.ts'
import { aWorld, type TestWorld } from '../world.ts'

const DAY = 86_400_000
let world: TestWorld
let draining: Draining
let desk: Person
let port: Person
let fen: Person

beforeAll(async () => {
  world = await aWorld()
  draining = await aDraining(world, { link: async () => [] })
  desk = await as(world, 'special-unit', 'supervisor')
  port = await as(world, 'port-city', 'officer')
  fen = await as(world, 'fen', 'officer')
})
afterAll(async () => {
  await draining?.lease.release()
  await world?.[Symbol.asyncDispose]()
})

async function aTip(escalation?: string): Promise<string> {
  const { reportId } = await received(world, {
    content: content({
      incident: { type: 'csam', annotations: [], details: [], escalation },
      people: [person('suspect')],
      sightings: [sighting('account', 'lark.pell.77', { person: 0 })],
    }),
    holder: unitNo('special-unit'),
  })
  return reportId
}

async function judgedAgain(reportId: string): Promise<void> {
  await world.owner.sql`update report set due = ${allStages}, due_since = ${world.clock.now()} where report_id = ${reportId}`
  await drainDue(draining)
}

const offer = async (reportId: string, from: Person, to: Person): Promise<string> =>
  (await from.post('/api/referrals', { reportIds: [reportId], unitNo: to.unitNo })).body.referrals[0].referralId
const clockFor = async (who: Person, reportId: string) => {
  const { report } = (await who.get(`/api/reports/${reportId}`)).body
  return { from: report.clockFromAt, offer: report.offerDueAt, outcome: report.outcomeDueAt }
}
const inDays = (days: number) => new Date(world.clock.now().getTime() + days * DAY)

it('runs from the same moment for all who see it, also for one who sees only an earlier hand-over, and anew when it is reopened', async () => {
  const reportId = await aTip()
  await drainDue(draining)
  for (const [from, to] of [
    [desk, port],
    [port, fen],
  ] as const) {
    world.passDays(5)
    const referralId = await offer(reportId, from, to)
    await to.post('/api/referrals/acknowledge', { referralIds: [referralId] })
  }
  const at = world.clock.now().toISOString()
  world.passDays(1)
  for (const one of [desk, port, fen]) expect((await clockFor(one, reportId)).from, one.name).toBe(at)
  await fen.post('/api/reports/settle', { reportIds: [reportId], outcome: 'spam', reason: 'nothing in it' })
  world.passDays(20)
  await fen.post(`/api/reports/${reportId}/reopen`, { reason: 'the provider answered' })
  const anew = await clockFor(desk, reportId)
  expect(anew.from).toBe(world.clock.now().toISOString())
  expect(new Date(anew.outcome) > inDays(29)).toBe(true)
})

it('keeps its time when what was reopened is judged again', async () => {
  const reportId = await aTip()
  await drainDue(draining)
  await desk.post('/api/reports/settle', { reportIds: [reportId], outcome: 'spam', reason: 'nothing in it' })
  world.passDays(20)
  await desk.post(`/api/reports/${reportId}/reopen`, { reason: 'the provider answered' })
  const before = await clockFor(desk, reportId)
  expect(new Date(before.offer) > inDays(6)).toBe(true)
  world.passDays(1)
  await judgedAgain(reportId)
  expect(await clockFor(desk, reportId)).toEqual(before)
})

it('comes back as it was from an offer, and from one made before it was judged with the clock that it had not yet', async () => {
  for (const isJudged of [true, false]) {
    const reportId = await aTip()
    if (isJudged) await drainDue(draining)
    const referralId = await offer(reportId, desk, port)
    world.passDays(1)
    await drainDue(draining)
    await desk.post('/api/referrals/withdraw', { referralIds: [referralId] })
    await drainDue(draining)
    const [row] = await world.owner.sql`
      select state, clock_from_at, offer_due_at > received_at + interval '6 days' as "isTimed" from report where report_id = ${reportId}`
    expect(row).toEqual({ state: 'triaged', clock_from_at: null, isTimed: true })
  }
})

it('is that of danger where it was learnt meanwhile that a child is in danger', async () => {
  const reportId = await aTip('stated')
  await drainDue(draining)
  // As it was before the version that says so.
  const { sql } = world.owner
  await sql`update report set is_danger = false, offer_due_at = received_at + interval '7 days' where report_id = ${reportId}`
  const referralId = await offer(reportId, desk, port)
  await judgedAgain(reportId)
  await port.post('/api/referrals/return', { referralIds: [referralId], reason: 'not ours' })
  await drainDue(draining)
  const [row] =
    await sql`select is_danger, offer_due_at - received_at = interval '1 hour' as "isShort" from report where report_id = ${reportId}`
  expect(row).toEqual({ is_danger: true, isShort: true })
})
