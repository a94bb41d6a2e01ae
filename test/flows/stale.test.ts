// What changes the facts of a report after it was judged: the same file in another report, a unit, a confirmed entry, a newer pack, newer
// data of addresses. The report comes round again; what people decided stays, and what has ended stays as it ended.
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Lease, takeLease } from '../../src/base/lease.ts'
import { silentLog } from '../../src/base/log.ts'
import { drainHere } from '../../src/cli/receive/wait.ts'
import type { Site } from '../../src/cli/site.ts'
import { loadAgencyTree } from '../../src/country/agency-tree.ts'
import { entryKey } from '../../src/country/entry.ts'
import type { Pack } from '../../src/country/pack.ts'
import { type Geo, openGeo } from '../../src/enrich/geo.ts'
import { saveChunk } from '../../src/intake/save.ts'
import { stageBit } from '../../src/model/stage.ts'
import { identifierId } from '../../src/model/stamped-id.ts'
import { caseWatch } from '../../src/pipeline/mark-cases.ts'
import { lookForStale, markStale } from '../../src/pipeline/mark-stale.ts'
import { runStages } from '../../src/pipeline/run-stages.ts'
import { workOnce } from '../../src/pipeline/work.ts'
import { VIRAL_REPORTS } from '../../src/triage/signals.ts'

import { content, file, person, sighting } from '../contents.ts'
import { as, unitNo } from '../people.ts'
import { received } from '../received.ts'
import { aChunk, aSite, records } from '../saved.ts'
import { stageWorld } from '../stages.ts'
import { aWorld, packs, type TestWorld } from '../world.ts'

const desk = unitNo('national-desk')
const xx = packs.get('xx')!
let world: TestWorld
let lease: Lease
let geo: Geo

beforeEach(async () => {
  world = await aWorld()
  lease = (await takeLease(world.owner, { name: 'pipeline', holder: 'test' }))!
  geo = openGeo()
  // As it is at the first start, before anything has arrived.
  await works()
})
afterEach(async () => {
  await lease.release()
  await world[Symbol.asyncDispose]()
})

/** As the work process does it, until nothing is left to do; gives how many times something was judged. */
async function works(): Promise<number> {
  world.clock.pass(1000)
  const { owner: database, keys, clock } = world
  const work = { database, keys, clock, site: world.world, log: silentLog, signal: new AbortController().signal }
  let done = 0
  for (let n = 1; n > 0; done += n) n = await workOnce(work, { lease, geo, cases: caseWatch() })
  return done
}

let suspects = 0
const withFile = (hash: string) =>
  content({
    people: [person('suspect')],
    files: [file(1)],
    sightings: [
      sighting('account', `stale.${++suspects}`, { person: 0, service: 'quaychat' }),
      sighting('ip', '203.0.113.84', { person: 0 }),
      sighting('md5', hash, { role: 'file', file: 0 }),
    ],
  })
const arrive = async (hash: string, more: { state?: string } = {}) =>
  (await received(world, { content: withFile(hash), holder: desk, ...more })).reportId

const rowOf = async (id: string) => (await world.owner.sql`select * from report where report_id = ${id}`)[0]!
const scoreOf = async (id: string) =>
  (
    await world.owner.sql<{ rule_version: string; at: Date; points: number; reasons: { rule: string }[] }>`
    select rule_version, at, points, reasons from score where report_id = ${id}`
  )[0]!
const rulesOf = async (id: string) => (await scoreOf(id)).reasons.map(({ rule }) => rule)
const candidatesOf = async (id: string) =>
  (await world.owner.sql<{ no: number }>`select agency_no as no from candidate where report_id = ${id} order by rank`).map(
    ({ no }) => no,
  )
const renewed = (change: Partial<Pack>) => {
  world.world.packs = new Map([...packs, ['xx', { ...xx, ...change }]])
}

it('a file that was new is known when other reports have it, also without a link; what has ended keeps its score', async () => {
  const [first, ended, another] = [await arrive('a'), await arrive('b'), await arrive('c')]
  await works()
  const alone = await scoreOf(first)
  expect(await rulesOf(first)).toContain('new-file/1')
  await world.owner.sql`update report set state = 'settled' where report_id = ${ended}`
  for (const hash of ['a', 'a', 'a', 'b']) await arrive(hash)
  // Four that arrive, and the one that they say something about.
  expect(await works()).toBe(5)
  expect(await rulesOf(first)).toEqual(expect.arrayContaining(['known-file/1']))
  expect(await rulesOf(first)).not.toContain('new-file/1')
  expect((await scoreOf(first)).points).toBeLessThan(alone.points)
  expect(await rowOf(first)).toMatchObject({ due: 0, score: (await scoreOf(first)).points })
  for (const id of [ended, another]) expect(await rulesOf(id)).toContain('new-file/1')
})

it('is known also when all of them come in one batch, which judges as it reads', async () => {
  const id = await arrive('m')
  await works()
  const at = await stageWorld(world, { geo })
  await lease.release()
  const site = await aSite(world, (tx, reports) => runStages(tx, reports, at()))
  const tips = ['1', '2', '3'].map((number) => {
    const tip = withFile('m')
    const sightings = tip.sightings.map((one) => ({ ...one, id: identifierId(world.keys.link, one.kind, one.normal!) }))
    return [number, { ...tip, sightings }, `document ${number}`] as [string, typeof tip, string]
  })
  await saveChunk(site, await aChunk(world, records(...tips)))
  expect(await rowOf(id)).toMatchObject({ due: stageBit.triage })
  const others = await world.owner.sql`select due from report where report_id <> ${id}`
  expect(others).toEqual([{ due: 0 }, { due: 0 }, { due: 0 }])
  lease = site.lease
  expect(await works()).toBe(1)
  const known = (await scoreOf(id)).reasons.find(({ rule }) => rule === 'known-file/1')
  expect(known).toMatchObject({ params: { reports: 3 } })
})

it('a file that becomes viral is so in all that have it; one report more than that is no news to them', async () => {
  const ids: string[] = []
  for (let n = 0; n < VIRAL_REPORTS; n++) ids.push(await arrive('viral'))
  await works()
  const viral = async () => (await Promise.all(ids.map(rulesOf))).filter((rules) => rules.includes('viral-here/1')).length
  expect(await viral()).toBe(0)
  await arrive('viral')
  expect(await works()).toBe(VIRAL_REPORTS + 1)
  expect(await viral()).toBe(VIRAL_REPORTS)
  await arrive('viral')
  expect(await works()).toBe(1)
})

it('a unit that is closed is no candidate any more, and is one again when it is opened; what an officer ranked stays', async () => {
  const id = await arrive('d')
  const ended = await arrive('e')
  await works()
  const harbour = unitNo('harbour')
  const before = await candidatesOf(id)
  expect(before[0]).toBe(harbour)
  await world.owner.sql`update report set state = 'settled' where report_id = ${ended}`
  const officer = await as(world, 'national-desk', 'officer')
  await officer.post('/api/reports/rerank', { reportIds: [id], priority: 78, reason: 'coaches a youth team' })
  const { priority } = await rowOf(id)
  const score = await scoreOf(id)
  const admin = await as(world, 'national-desk', 'administrator')
  expect((await admin.post(`/api/agencies/${harbour}`, { isActive: false })).status).toBe(200)
  await works()
  const row = await rowOf(id)
  expect(row.candidate_no).not.toBe(harbour)
  expect(row).toMatchObject({ due: 0, is_reranked: true, priority })
  expect(await candidatesOf(id)).not.toContain(harbour)
  expect(await candidatesOf(ended)).toContain(harbour)
  // Only where it should go was asked anew.
  expect(await scoreOf(id)).toEqual(score)
  await admin.post(`/api/agencies/${harbour}`, { isActive: true })
  await works()
  expect(await candidatesOf(id)).toEqual(before)
  expect(await works()).toBe(0)
})

it('a unit that is added is proposed where the sender names it', async () => {
  const named = { ...withFile('f'), lawEnforcement: { agency: 'Lantern Quay Station', statements: [] } }
  const { reportId } = await received(world, { content: named, holder: desk })
  await works()
  const admin = await as(world, 'national-desk', 'administrator')
  const { body, status } = await admin.post('/api/agencies', {
    parentNo: unitNo('port-state'),
    slug: 'lantern-quay',
    name: { en: 'Lantern Quay Station' },
    kind: 'station',
  })
  expect(status).toBe(200)
  await works()
  expect(await candidatesOf(reportId)).toContain(body.no)
})

/** As if the pack had shipped with this rule only remembered. */
function rememberNewFile(): string {
  const rules = xx.scoring.rules.map((rule) =>
    rule.signal === 'new-file' ? { ...rule, isOn: false, status: 'memory' as const } : rule,
  )
  renewed({ scoring: { ...xx.scoring, rules } })
  return entryKey(rules.find(({ signal }) => signal === 'new-file')!)
}

it('an entry that an officer confirms counts for what was judged before, and no more when that is withdrawn', async () => {
  const entries = [rememberNewFile()]
  await works()
  const id = await arrive('g')
  await works()
  expect(await rulesOf(id)).not.toContain('new-file/1')
  const head = await as(world, 'harbour', 'supervisor')
  const asked = await head.post('/api/packs/xx/entries/confirm', { entries, note: 'read in the act' })
  expect(asked.body).toEqual({ confirmed: 1 })
  await works()
  expect(await rulesOf(id)).toContain('new-file/1')
  await head.post('/api/packs/xx/entries/withdraw', { entries, reason: 'read it again' })
  await works()
  expect(await rulesOf(id)).not.toContain('new-file/1')
})

it('`receive` without a server judges by what officers confirmed, too, so that the server that follows finds nothing to judge again', async () => {
  const entries = [rememberNewFile()]
  const shipped = world.world.packs
  await works()
  const head = await as(world, 'harbour', 'supervisor')
  await head.post('/api/packs/xx/entries/confirm', { entries, note: 'read in the act' })
  await works()
  const id = await arrive('k')
  await lease.release()
  const folders = { dataFolder: world.dataFolder, keysFolder: join(world.dataFolder, 'keys') }
  const site = { keys: world.keys, config: folders } as Site
  await drainHere({ database: world.owner, site, packs: shipped, log: silentLog, onProgress: async () => {} })
  lease = (await takeLease(world.owner, { name: 'pipeline', holder: 'test' }))!
  expect(await rulesOf(id)).toContain('new-file/1')
  expect(await works()).toBe(0)
})

it('a newer pack and newer data of addresses judge again, once, what has not ended; links stay as they are', async () => {
  const id = await arrive('h')
  await works()
  const links = await world.owner.sql`select * from cluster_of`
  const at = (await scoreOf(id)).at
  expect(await works()).toBe(0)
  renewed({ ruleVersion: 'xx-newer' })
  expect(await works()).toBeGreaterThan(0)
  expect((await scoreOf(id)).rule_version).toContain('xx-newer')
  expect((await scoreOf(id)).at > at).toBe(true)
  const [enrichment] = await world.owner.sql`select rule_version from enrichment where report_id = ${id}`
  expect(enrichment!.rule_version).toContain('xx-newer')
  expect(await works()).toBe(0)
  const newer = (await scoreOf(id)).at
  geo = { ...openGeo(), dataOn: '2026-12-01' }
  await works()
  expect((await scoreOf(id)).at > newer).toBe(true)
  // A text, or a source that was looked at again, is none of what judges.
  const last = (await scoreOf(id)).at
  renewed({
    ruleVersion: 'xx-newer',
    places: xx.places.map((place) => ({ ...place, checkedOn: '2026-12-01', isConfirmed: true })),
  })
  expect(await works()).toBe(0)
  expect((await scoreOf(id)).at).toEqual(last)
  expect(await world.owner.sql`select * from cluster_of`).toEqual(links)
})

it('of a large store some are marked at a time, and a change on the way begins anew', async () => {
  const id = await arrive('i')
  await works()
  await world.owner.sql`
    insert into report (report_id, number, source_id, sender_id, sender_name, holder_no, first_holder_no, state, version, received_at, due, changed_at)
    select gen_random_uuid(), 'R-' || n, 'x', 'x', 'x', ${desk}, ${desk}, case when n % 2 = 0 then 'triaged' else 'settled' end, 1, ${world.clock.now()}, 0, ${world.clock.now()}
    from generate_series(1, 9000) as s(n)`
  const { owner: database, clock } = world
  const look = async () => {
    const tree = await loadAgencyTree(database.sql)
    return lookForStale({ database, lease, tree, geo, packs: world.world.packs })
  }
  const mark = async () => markStale({ database, lease, now: clock.now(), tree: await loadAgencyTree(database.sql) })
  const due = async () => (await database.sql<{ n: number }>`select count(*) as n from report where due <> 0`)[0]!.n
  expect([await look(), await mark()]).toEqual([[], 0])
  await database.sql`update agency set is_active = false where no = ${unitNo('fen')}`
  expect([await look(), await look()]).toEqual([['xx'], []])
  expect([await mark(), await due()]).toEqual([2000, 2000])
  renewed({ ruleVersion: 'xx-newer' })
  expect(await look()).toEqual(['xx'])
  expect([await mark(), await mark(), await due()]).toEqual([2000, 2000, 4000])
  expect([await mark(), await mark(), await due()]).toEqual([501, 0, 4501])
  const dues = await database.sql`select due, state, count(*) as n from report where due <> 0 group by due, state`
  expect(dues).toEqual([{ due: 13, state: 'triaged', n: 4501 }])
  expect(await rowOf(id)).toMatchObject({ due: 13 })
})
