// The pipeline on a real database: what is due is judged and written, failures harm nobody else, people's changes stay theirs.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { LeaseLost } from '../../src/base/lease.ts'
import { restale } from '../../src/enrich/restale.ts'
import type { ChunkReport } from '../../src/model/chunk.ts'
import { shownPoints } from '../../src/model/reason.ts'
import { watchClocks } from '../../src/pipeline/clocks.ts'
import { pipelineChecks } from '../../src/pipeline/doctor-checks.ts'
import { type Draining, drainDue, MOST_TRIES } from '../../src/pipeline/drain.ts'
import { ENOUGH_MEMBERS, markOthers } from '../../src/pipeline/mark-others.ts'
import { content, file, person, sighting, time } from '../contents.ts'
import { unitNo } from '../people.ts'
import { received } from '../received.ts'
import { aDraining } from '../stages.ts'
import { aWorld, type TestWorld } from '../world.ts'

let world: TestWorld
let draining: Draining
const desk = unitNo('national-desk')

beforeAll(async () => {
  world = await aWorld()
  draining = await aDraining(world)
})
afterAll(async () => {
  await draining?.lease.release()
  await world?.[Symbol.asyncDispose]()
})
beforeEach(() => world.clock.pass(1000))

const rowOf = async (id: string) => (await world.owner.sql`select * from report where report_id = ${id}`)[0]!
const tableOf = (table: 'score' | 'candidate' | 'enrichment', id: string) =>
  world.owner.sql.text(`select * from ${table} where report_id = $1`, [id])
const alertsOf = (id: string) => world.owner.sql`select * from alert where subject_id = ${id} order by at`

let suspects = 0

/** A report about somebody new, unless a name is given. */
const suspect = (account = `lark.pell.${++suspects}`) =>
  content({
    incident: { type: 'csam', annotations: [], details: [], time: time('2026-05-03T22:00:00Z') },
    people: [person('suspect'), person('victim', { firstName: 'Quillon', school: 'Lantern School', age: 12 })],
    files: [file(1, { category: 'A1', isViewed: true })],
    sightings: [
      sighting('account', account, { person: 0, service: 'quaychat' }),
      sighting('ip', '203.0.113.84', { person: 0, time: time('2026-05-03T22:00:00Z') }),
      sighting('ip', '198.51.100.130', { person: 1, role: 'victim' }),
      sighting('sha256', `hash of ${account}`, { role: 'file', file: 0 }),
    ],
  })

it('judges what is due and writes it to the queue, the page and nowhere else', async () => {
  const { reportId } = await received(world, { content: suspect(), holder: desk })
  expect(await drainDue(draining)).toBe(1)
  const row = await rowOf(reportId)
  expect(row).toMatchObject({
    due: 0,
    due_since: null,
    state: 'triaged',
    band: 'medium',
    is_danger: false,
    candidate_strength: 'possible',
  })
  expect(row.candidate_no).toBe(unitNo('harbour'))
  expect(row.subject).toMatchObject({
    service: 'quaychat',
    account: 'lark.pell.1',
    ip: '203.0.113.84',
    files: 1,
    categories: ['A1'],
  })
  expect(row.first_reason).toMatchObject({ kind: 'claim', weight: 15 })
  expect(shownPoints(row.priority as number)).toBe(row.score)
  const [score] = await tableOf('score', reportId)
  expect(score).toMatchObject({
    points: row.score,
    band: row.band,
    version: 1,
    rule_version: expect.stringContaining('triage-1'),
  })
  expect((score!.reasons as { rule: string }[]).map(({ rule }) => rule)).toEqual(
    expect.arrayContaining(['incident-csam/1', 'new-file/1', 'victim-identified/1', 'file-viewed/1']),
  )
  expect((score!.missing as { rule: string }[]).map(({ rule }) => rule)).toEqual(['missing-contact/1', 'missing-ip-port/1'])
  expect(await tableOf('candidate', reportId)).toHaveLength(3)
  expect(await tableOf('enrichment', reportId)).toEqual([expect.objectContaining({ data_on: '2026-11-01', version: 1 })])
  // Counted from arrival: seven days, to the end of the last one.
  expect((row.offer_due_at as Date).toISOString()).toBe('2026-05-11T22:00:00.000Z')
})

it('keeps no sealed value in any of its tables', async () => {
  const { reportId } = await received(world, { content: suspect(), holder: desk })
  await drainDue(draining)
  for (const table of ['score', 'candidate', 'report'] as const) {
    const text = JSON.stringify(await world.owner.sql.text(`select * from ${table} where report_id = $1`, [reportId]))
    expect(text).not.toMatch(/Quillon|198\.51\.100\.130|Lantern School/)
  }
})

it('tells the holder of danger once, and gives the clock of danger', async () => {
  const danger = suspect()
  danger.incident.escalation = 'stated by the provider'
  const { reportId, number } = await received(world, { content: danger, holder: desk })
  await drainDue(draining)
  const row = await rowOf(reportId)
  expect(row).toMatchObject({ is_danger: true, band: 'now' })
  expect((row.offer_due_at as Date).getTime() - (row.received_at as Date).getTime()).toBe(3_600_000)
  await restale(world.owner, [reportId], { stage: 'triage', now: world.clock.now() })
  await drainDue(draining)
  expect(await alertsOf(reportId)).toEqual([expect.objectContaining({ kind: 'danger', agency_no: desk, number })])
})

it('raises an older report when a newer one joins its cluster, and calls the newer one a follow-up', async () => {
  const first = await received(world, { content: suspect('ana.torv'), holder: desk })
  await drainDue(draining)
  const alone = await rowOf(first.reportId)
  world.clock.pass(60_000)
  const second = await received(world, { content: suspect('ana.torv'), holder: desk, sender: 'pixelquay' })
  // The new one, and then the older one that it says something about.
  expect(await drainDue(draining)).toBe(2)
  const [older, newer] = [await rowOf(first.reportId), await rowOf(second.reportId)]
  expect(older.score).toBeGreaterThan(alone.score as number)
  expect([older.is_follow_up, newer.is_follow_up]).toEqual([false, true])
  const [score] = await tableOf('score', second.reportId)
  const reasons = score!.reasons as { rule: string; params: object; evidence: string[] }[]
  const repeat = reasons.find(({ rule }) => rule === 'repeat-suspect/1')
  expect(repeat).toMatchObject({ params: { identifier: 'account', reports: 1 }, evidence: [`report:${first.reportId}`] })
  expect(reasons.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['known-file/1', 'repeat-sender/1']))
})

it('tells a unit of reports that it may not see only how many there are', async () => {
  const fen = await received(world, { content: suspect('ben.holt'), holder: unitNo('fen') })
  const harbour = await received(world, { content: suspect('ben.holt'), holder: unitNo('harbour') })
  await drainDue(draining)
  for (const { reportId, other } of [
    { ...fen, other: harbour },
    { ...harbour, other: fen },
  ]) {
    const [score] = await tableOf('score', reportId)
    expect(score).toMatchObject({ elsewhere: 1 })
    const text = JSON.stringify([score!.reasons, await tableOf('candidate', reportId)])
    expect(text).toContain('repeat-elsewhere/1')
    expect(text).toContain('identifier-held/1')
    expect(text).not.toContain(other.reportId)
    expect(text).not.toContain(other.number)
  }
})

it('judges the others of a small cluster again, not those of a large one, nor what has ended', async () => {
  const [older, ended, newer] = await Promise.all(
    [1, 2, 3].map(() => received(world, { content: suspect('cy.marsh'), holder: desk })),
  )
  await drainDue(draining)
  await world.owner.sql`update report set state = 'settled' where report_id = ${ended!.reportId}`
  const [{ cluster_id: clusterId } = {}] = await world.owner
    .sql`select cluster_id from cluster_of where report_id = ${older!.reportId}`
  const arrive = (members: number) => {
    const chunk = [{ reportId: newer!.reportId, linked: { clusterId, members } }] as unknown as ChunkReport[]
    const marking = { chunk, linked: chunk, changed: [], withSameFiles: [], now: world.clock.now() }
    return world.owner.transaction(null, (tx) => markOthers(tx, marking))
  }
  const dues = async () => [
    (await rowOf(older!.reportId)).due,
    (await rowOf(ended!.reportId)).due,
    (await rowOf(newer!.reportId)).due,
  ]
  await arrive(ENOUGH_MEMBERS + 1)
  expect(await dues()).toEqual([0, 0, 0])
  await arrive(ENOUGH_MEMBERS)
  expect(await dues()).toEqual([12, 0, 0])
  const marked = (await rowOf(older!.reportId)).due_since
  world.clock.pass(1000)
  await arrive(ENOUGH_MEMBERS)
  expect((await rowOf(older!.reportId)).due_since).toEqual(marked)
  await drainDue(draining)
})

it('leaves to an officer the ranking, and to people what they changed meanwhile', async () => {
  const { reportId } = await received(world, { content: suspect(), holder: desk })
  await drainDue(draining)
  await world.owner.sql`
    update report set is_reranked = true, priority = 3095, band = 'now', state = 'offered', referred_at = ${world.clock.now()}, offer_due_at = null
    where report_id = ${reportId}`
  await world.owner.sql`update score set reranked = '{"priority": 95}' where report_id = ${reportId}`
  await restale(world.owner, [reportId], { stage: 'enrich', now: world.clock.now() })
  await drainDue(draining)
  expect(await rowOf(reportId)).toMatchObject({ due: 0, priority: 3095, band: 'now', state: 'offered', offer_due_at: null })
  expect((await tableOf('score', reportId))[0]).toMatchObject({ reranked: { priority: 95 }, band: 'medium' })
})

it('keeps due what was marked while it was judged, and stamps what was handed over meanwhile', async () => {
  const { reportId } = await received(world, { content: suspect(), holder: desk })
  const harbour = unitNo('harbour')
  const meanwhile = async () => {
    world.clock.pass(5)
    await restale(world.owner, [reportId], { stage: 'refer', now: world.clock.now() })
    await world.owner.sql`update report set holder_no = ${harbour}, seen_by = '{7}' where report_id = ${reportId}`
    await world.owner
      .sql`insert into sight (report_id, agency_no, ground, ground_id, since) values (${reportId}, ${desk}, 'handed-over', ${reportId}, ${world.clock.now()})`
    return []
  }
  let times = 0
  const link = () => (times++ === 0 ? meanwhile() : Promise.resolve([]))
  expect(await drainDue({ ...draining, world: () => ({ ...draining.world(), link }) })).toBe(2)
  expect(await rowOf(reportId)).toMatchObject({ due: 0, holder_no: harbour, state: 'triaged' })
  for (const table of ['score', 'candidate', 'enrichment'] as const) {
    for (const row of await tableOf(table, reportId)) {
      expect(row).toMatchObject({ holder_no: harbour, seen_by: expect.arrayContaining([desk]) })
    }
  }
})

it('does nothing once its lease was taken over', async () => {
  const { reportId } = await received(world, { content: suspect(), holder: desk })
  const guard = () => Promise.reject(new LeaseLost('pipeline'))
  await expect(drainDue({ ...draining, lease: { ...draining.lease, guard } })).rejects.toBeInstanceOf(LeaseLost)
  expect(await rowOf(reportId)).toMatchObject({ due: 15, tries: 0 })
  await drainDue(draining)
})

it('parks a report that fails again and again, and no other with it', async () => {
  const broken = await received(world, { content: suspect(), holder: desk })
  const whole = await received(world, { content: suspect(), holder: desk })
  await world.owner.sql`update report_version set content = ${Buffer.from([0])} where report_id = ${broken.reportId}`
  await drainDue(draining)
  expect(await rowOf(whole.reportId)).toMatchObject({ due: 0, state: 'triaged' })
  expect(await rowOf(broken.reportId)).toMatchObject({ due: 15, tries: 1, state: 'received', parked_reason: null })
  for (let tries = 2; tries <= MOST_TRIES; tries++) {
    world.clock.pass(3_600_000)
    await drainDue(draining)
  }
  const parked = await rowOf(broken.reportId)
  expect(parked).toMatchObject({ due: 15, tries: MOST_TRIES, due_since: null })
  expect(parked.parked_reason).toMatch(/^\w+$/)
  world.clock.pass(3_600_000)
  expect(await drainDue(draining)).toBe(0)
})

it('takes up a parked report again when something marks it', async () => {
  const { reportId } = await received(world, { content: suspect(), holder: desk })
  const [kept] = await world.owner.sql<{ content: Buffer }>`select content from report_version where report_id = ${reportId}`
  await world.owner.sql`update report_version set content = ${Buffer.from([0])} where report_id = ${reportId}`
  await world.owner.sql`update report set tries = ${MOST_TRIES - 1} where report_id = ${reportId}`
  await drainDue(draining)
  expect(await rowOf(reportId)).toMatchObject({ due_since: null, parked_reason: expect.any(String) })
  await world.owner.sql`update report_version set content = ${kept!.content} where report_id = ${reportId}`
  await restale(world.owner, [reportId], { stage: 'enrich', now: world.clock.now() })
  expect(await drainDue(draining)).toBe(1)
  expect(await rowOf(reportId)).toMatchObject({ due: 0, tries: 0, parked_reason: null, state: 'triaged' })
})

it('tells who is concerned that a clock has run out, once, also after a pause', async () => {
  const { reportId } = await received(world, { content: suspect(), holder: desk })
  await drainDue(draining)
  const watch = () => world.owner.transaction(null, (tx) => watchClocks(tx, world.clock.now()))
  await watch()
  expect(await alertsOf(reportId)).toEqual([])
  world.passDays(9)
  await watch()
  await watch()
  expect(await alertsOf(reportId)).toEqual([
    expect.objectContaining({
      kind: 'overdue',
      agency_no: desk,
      facts: expect.objectContaining({ what: 'offer', isDanger: false }),
    }),
  ])
})

it('tells both sides of an offer that nobody answered, however many ran out at the same instant', async () => {
  const harbour = unitNo('harbour')
  const dueAt = new Date(world.clock.now().getTime() + 60_000)
  await world.owner.sql`
    insert into referral (report_id, referral_id, offer_id, number, from_no, to_no, state, report_state_before, offered_by, offered_name, offered_at, answer_due_at)
    select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'R-' || n, ${desk}, ${harbour}, 'offered', 'triaged', gen_random_uuid(), 'Mara Quist', ${world.clock.now()}, ${dueAt}
    from generate_series(1, 1300) as s(n)`
  world.clock.pass(120_000)
  await world.owner.transaction(null, (tx) => watchClocks(tx, world.clock.now()))
  const counts = await world.owner.sql`
    select agency_no, count(*) as n from alert where kind = 'overdue' and facts->>'what' = 'answer' group by agency_no order by agency_no`
  expect(counts).toEqual([desk, harbour].sort((a, b) => a - b).map((agency_no) => ({ agency_no, n: 1300 })))
})

it('leaves nothing for the doctor to find but what is parked', async () => {
  await drainDue(draining)
  const found = await Promise.all(pipelineChecks.map((check) => check.run({ database: world.owner })))
  expect(found.map((faults) => faults.length)).toEqual([1, 0, 0])
  expect(found[0]![0]).toMatch(/^R-2026-\d+ failed in the pipeline/)
  await world.owner.sql`update score set version = 7 where report_id = (select report_id from score limit 1)`
  expect(await pipelineChecks[2]!.run({ database: world.owner })).toEqual([expect.stringContaining('the score of R-2026-')])
})
