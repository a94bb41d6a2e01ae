// A new version says that a child is in danger while the report is at another unit, or on its way to one: that unit is told, and its
// clocks are those of danger; so the other way round.
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { silentLog } from '../../src/base/log.ts'
import { type SaveSite, saveChunk } from '../../src/intake/save.ts'
import { allStages } from '../../src/model/stage.ts'
import { type Draining, drainDue } from '../../src/pipeline/drain.ts'
import { turnDanger } from '../../src/refer/turn-danger.ts'
import { waiting } from '../meanwhile.ts'
import { as, type Person } from '../people.ts'
import { aChunk, aSite, aTip, records } from '../saved.ts'
import { stageWorld } from '../stages.ts'
import { aWorld, packs, type TestWorld } from '../world.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const xx = packs.get('xx')!
/** The invented country has one clock for outcomes; another has a shorter one for reports of danger. */
const outcomes = xx.clocks
  .filter(({ step }) => step === 'acknowledge-to-outcome')
  .map((clock) => ({ ...clock, id: `${clock.id}-danger`, urgency: 'danger' as const, duration: 48, unit: 'hours' as const }))
const withShort = new Map([...packs, ['xx', { ...xx, clocks: [...xx.clocks, ...outcomes] }]])
let world: TestWorld
let site: SaveSite
let draining: Draining
let desk: Person
let harbour: Person

beforeAll(async () => {
  world = await aWorld()
  world.world.packs = withShort
  site = await aSite(world)
  const at = await stageWorld(world, { packs: withShort })
  draining = { database: world.owner, lease: site.lease, world: at, installation: world.keys.installation, log: silentLog }
  desk = await as(world, 'national-desk', 'officer')
  harbour = await as(world, 'harbour', 'officer')
})
afterAll(async () => {
  await draining?.lease.release()
  await world?.[Symbol.asyncDispose]()
})

let arrivals = 0

/** A version of the tip of this number, judged. */
async function arrives(number: string, escalation?: string): Promise<string> {
  const tip = aTip(({ incident }) => Object.assign(incident, { escalation }))
  await saveChunk(site, await aChunk(world, records([number, tip, `document ${++arrivals}`])))
  await drainDue(draining)
  const [row] = await world.owner.sql<{ report_id: string }>`select report_id from report where source_number = ${number}`
  return row!.report_id
}

async function offered(reportId: string, from = desk, to = harbour): Promise<string> {
  const { body } = await from.post('/api/referrals', { reportIds: [reportId], unitNo: to.unitNo })
  return body.referrals[0].referralId
}
const acknowledged = (referralId: string, by = harbour) =>
  by.post('/api/referrals/acknowledge', { referralIds: [referralId] }).then(() => drainDue(draining))

const rowOf = async (id: string) => (await world.owner.sql`select * from report where report_id = ${id}`)[0]!
const referralOf = async (id: string) => (await world.owner.sql`select * from referral where referral_id = ${id}`)[0]!
const told = async (who: Person, reportId: string) =>
  (
    await world.owner.sql<{ kind: string }>`
      select kind from alert where agency_no = ${who.unitNo} and subject_id = ${reportId} order by kind`
  ).map(({ kind }) => kind)
const hoursAfter = (from: unknown, to: unknown) => ((to as Date).getTime() - (from as Date).getTime()) / HOUR

it('tells the unit to which it is offered, whose answer is due by the clock of danger', async () => {
  const reportId = await arrives('1')
  const referralId = await offered(reportId)
  const calm = await referralOf(referralId)
  expect(hoursAfter(calm.offered_at, calm.answer_due_at)).toBeGreaterThan(24)
  world.clock.pass(60_000)
  await arrives('1', 'stated by the provider')
  const [report, referral] = [await rowOf(reportId), await referralOf(referralId)]
  expect(report).toMatchObject({ state: 'offered', is_danger: true, outcome_due_at: referral.answer_due_at })
  expect(referral).toMatchObject({ is_danger: true })
  const urgent = await referralOf(await offered(await arrives('2', 'stated by the provider')))
  expect(hoursAfter(referral.offered_at, referral.answer_due_at)).toBe(hoursAfter(urgent.offered_at, urgent.answer_due_at))
  expect(await told(harbour, reportId)).toEqual(['danger'])
  expect(await told(desk, reportId)).toEqual(['danger'])
  const { body } = await harbour.get('/api/alerts')
  expect(body.items).toContainEqual(expect.objectContaining({ kind: 'danger', subjectId: reportId, isNew: true }))
  // Again, and it is told once.
  await arrives('1', 'stated by the provider, again')
  expect(await told(harbour, reportId)).toEqual(['danger'])
})

it('counts the outcome by the clock of danger where it was acknowledged, and by the ordinary one when it proves calm', async () => {
  const reportId = await arrives('3')
  const referralId = await offered(reportId)
  await acknowledged(referralId)
  const ordinary = (await rowOf(reportId)).outcome_due_at
  world.passHours(3)
  await arrives('3', 'stated by the provider')
  const row = await rowOf(reportId)
  expect(row).toMatchObject({ state: 'acknowledged', is_danger: true })
  expect(hoursAfter(row.acknowledged_at, row.outcome_due_at)).toBe(48)
  expect(await referralOf(referralId)).toMatchObject({ is_danger: true })
  expect(await told(harbour, reportId)).toEqual(['danger'])
  // As when the rule that found danger is no longer one.
  const calm = { ...xx, scoring: { ...xx.scoring, rules: xx.scoring.rules.filter(({ signal }) => signal !== 'danger-now') } }
  await world.owner.sql`update report set due = ${allStages}, due_since = ${world.clock.now()} where report_id = ${reportId}`
  const at = draining.world()
  await drainDue({
    ...draining,
    world: () => ({ ...at, packs: new Map([...withShort, ['xx', { ...calm, clocks: [...xx.clocks, ...outcomes] }]]) }),
  })
  expect(await rowOf(reportId)).toMatchObject({ is_danger: false, outcome_due_at: ordinary })
  expect(await referralOf(referralId)).toMatchObject({ is_danger: false })
})

it('is offered onward by what it is, and comes back to the clock of danger', async () => {
  const reportId = await arrives('7')
  await acknowledged(await offered(reportId))
  const since = (await rowOf(reportId)).acknowledged_at
  const fen = await as(world, 'fen', 'officer')
  world.passHours(1)
  const onward = await offered(reportId, harbour, fen)
  await arrives('7', 'stated by the provider')
  expect(await told(fen, reportId)).toEqual(['danger'])
  await fen.post('/api/referrals/return', { referralIds: [onward], reason: 'not of our district' })
  await drainDue(draining)
  const back = await rowOf(reportId)
  expect(back).toMatchObject({ state: 'acknowledged', holder_no: harbour.unitNo })
  expect(hoursAfter(since, back.outcome_due_at)).toBe(48)
})

it('has the clock of danger also when the offer is withdrawn', async () => {
  const reportId = await arrives('5')
  const first = await offered(reportId)
  world.clock.pass(60_000)
  await arrives('5', 'stated by the provider')
  await desk.post('/api/referrals/withdraw', { referralIds: [first] })
  await drainDue(draining)
  const back = await rowOf(reportId)
  expect(back).toMatchObject({ state: 'triaged', is_danger: true, outcome_due_at: null })
  expect(hoursAfter(back.received_at, back.offer_due_at)).toBe(1)
})

it('runs by the clock of danger also where it is acknowledged in the moment in which that is learnt', async () => {
  const reportId = await arrives('8')
  const referralId = await offered(reportId)
  let answer: Promise<unknown> = Promise.resolve()
  await world.owner.transaction(null, async (tx) => {
    // As the pipeline writes it.
    await tx.sql`update report set is_danger = true where report_id = ${reportId}`
    await turnDanger(tx, [reportId], draining.world())
    answer = harbour.post('/api/referrals/acknowledge', { referralIds: [referralId] })
    while ((await waiting(world.owner)) === 0) await wait(5)
  })
  await answer
  const row = await rowOf(reportId)
  expect(row).toMatchObject({ state: 'acknowledged', holder_no: harbour.unitNo })
  expect(hoursAfter(row.acknowledged_at, row.outcome_due_at)).toBe(48)
})

it('says that a clock has run out by what was learnt too late for it', async () => {
  const reportId = await arrives('6')
  await offered(reportId)
  world.clock.pass(2 * DAY)
  await arrives('6', 'stated by the provider')
  const overdue = await world.owner.sql`
    select a.agency_no, a.facts->>'what' as what from alert a join referral f on a.subject_id = f.referral_id::text
    where a.kind = 'overdue' and f.report_id = ${reportId} order by a.agency_no`
  expect(overdue).toEqual(
    [desk, harbour].map(({ unitNo }) => ({ agency_no: unitNo, what: 'answer' })).sort((a, b) => a.agency_no - b.agency_no),
  )
})
