// Tipbridge on a small distributed cluster (citus-cluster.ts), wherever the extension is installed; where it is not, this says so. The
// schema is put where it lives, then the program works on it: reports come by COPY, all stages run, people look and are kept out, what is
// re-stamped is seen by whom it was given, the log verifies. A write and its re-stamping are two transactions here (docs/decisions/0005).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifierFrom } from '../../src/audit/checkpoint.ts'
import { checkpointFileIn } from '../../src/audit/checkpoint-file.ts'
import { drainSequencer } from '../../src/audit/sequencer.ts'
import { verifyAudit } from '../../src/audit/verify.ts'
import { uuid7 } from '../../src/base/ids.ts'
import { takeLease } from '../../src/base/lease.ts'
import { createLog } from '../../src/base/log.ts'
import { openGeo } from '../../src/enrich/geo.ts'
import { cybertipEntry, cybertipEnvelope } from '../../src/intake/formats/cybertip-xml-examples.data.ts'
import { batchReader } from '../../src/intake/read-batch.ts'
import { MOST_TRIES } from '../../src/pipeline/drain.ts'
import { caseWatch } from '../../src/pipeline/mark-cases.ts'
import { workOnce } from '../../src/pipeline/work.ts'
import { batchOf, dropFiles, receiptsOf } from '../intake.ts'
import { as, type Person, unitNo } from '../people.ts'
import { aWorld, packs, type TestWorld } from '../world.ts'
import { aCitusCluster, type CitusCluster, distributed, isCitusInstalled, reference } from './citus-cluster.ts'

const log = createLog({ level: 'warn' })
const REPORTS = 8

let cluster: CitusCluster
let world: TestWorld
let desk: Person
let harbour: Person
let stranger: Person

interface Known {
  id: string
  number: string
}
let reports: Known[]

async function begin(): Promise<void> {
  cluster = await aCitusCluster()
  world = await aWorld({ database: cluster.database, trace: log })
  desk = await as(world, 'national-desk', 'officer')
  harbour = await as(world, 'harbour', 'officer')
  stranger = await as(world, 'special-unit', 'supervisor')
}

async function end(): Promise<void> {
  await world?.[Symbol.asyncDispose]()
  await cluster?.[Symbol.asyncDispose]()
}

/** Everything that waits, as the work process does it. */
async function work(): Promise<void> {
  const { owner, keys, clock, dataFolder } = world
  const lease = (await takeLease(owner, { name: 'pipeline', holder: 'test' }))!
  const site = { packs }
  const { signal } = new AbortController()
  const readBatches = batchReader({ owner, keys, site, clock, log, dataFolder })
  const held = { lease, geo: openGeo(), cases: caseWatch() }
  while ((await workOnce({ database: owner, keys, site, clock, log, signal, readBatches }, held)) > 0);
  await lease.release()
}

async function eachTableLivesWhereItShould(): Promise<void> {
  const rows = await cluster.owner.sql<{ name: string; kind: string }>`
    select table_name::text as name, citus_table_type as kind from citus_tables`
  const kindOf = new Map(rows.map(({ name, kind }) => [name, kind]))
  for (const table of reference) expect([table, kindOf.get(table)]).toEqual([table, 'reference'])
  for (const table of distributed.flatMap(({ tables }) => tables))
    expect([table, kindOf.get(table)]).toEqual([table, 'distributed'])
  const [used] = await cluster.owner.sql<{ nodes: number }>`
    select count(distinct nodeport)::int as nodes from citus_shards where table_name = 'report'::regclass`
  expect(used!.nodes).toBe(2)
}

async function reportsComeIn(): Promise<void> {
  const entries = Array.from({ length: REPORTS }, (_, at) => cybertipEntry(100 + at))
  const broken = cybertipEntry(99).replace('</incidentSummary>', '</incidentSumary>')
  const { body } = await dropFiles(world, desk, { files: { 'tips.xml': cybertipEnvelope(...entries, broken, entries[0]!) } })
  await work()
  expect(await batchOf(world, body.batchId)).toMatchObject({
    state: 'done',
    records: REPORTS + 2,
    accepted: REPORTS,
    quarantined: 1,
    duplicate: 1,
  })
  expect(await receiptsOf(world, body.batchId)).toHaveLength(REPORTS + 2)
  reports = await world.owner.sql<Known>`select report_id as id, number from report order by number`
  const [stages] = await world.owner.sql`
    select count(*) filter (where due <> 0)::int as due, count(*) filter (where state = 'triaged')::int as triaged, count(parked_reason)::int as parked from report`
  expect(stages).toEqual({ due: 0, triaged: REPORTS, parked: 0 })
}

async function versionsComeIn(): Promise<void> {
  const newer = cybertipEntry(100).replace('corin.v@', 'c.vale@')
  // Of this one the version before is sealed anew.
  const child = cybertipEntry(101).replace('<age>34</age>', '<age>15</age>')
  const { body } = await dropFiles(world, desk, { files: { 'newer.xml': cybertipEnvelope(newer, child) } })
  await work()
  expect(await batchOf(world, body.batchId)).toMatchObject({ state: 'done', records: 2, newVersion: 2 })
  const { sql } = world.owner
  const [report] = await sql<{ id: string }>`select report_id as id from report where source_number = '101'`
  const seen = await sql`select distinct is_sealed from sighting where report_id = ${report!.id} and role = 'suspect'`
  expect(seen).toEqual([{ is_sealed: true }])
}

const paths = (known: Known) => [
  '/api/reports',
  '/api/reports?holder=all&state=any&sort=received',
  '/api/reports/new?view=all&since=2026-01-01T00:00:00Z',
  `/api/reports/${known.id}`,
  `/api/reports/${known.id}/history`,
  `/api/reports/${known.id}/links`,
  `/api/reports/${known.id}/elsewhere`,
  '/api/batches',
  '/api/quarantine',
  '/api/referrals?box=in',
  '/api/waiting',
  '/api/referrals/asked',
  '/api/link-values',
  '/api/alerts',
  '/api/cases',
  '/api/account',
]

async function peopleLook(): Promise<void> {
  for (const path of paths(reports[0]!)) expect([path, (await desk.get(path)).status]).toEqual([path, 200])
  for (const q of ['kx_91', reports[0]!.number]) expect([q, (await desk.post('/api/search', { q })).status]).toEqual([q, 200])
  const first = (await desk.get('/api/reports?limit=5')).body
  const second = (await desk.get(`/api/reports?limit=5&cursor=${first.next}`)).body
  const shown = [...first.items, ...second.items].map((one: { number: string }) => one.number)
  expect(shown.sort()).toEqual(reports.map(({ number }) => number))
  expect((await desk.get('/api/account')).body.total).toBe(REPORTS)
  const [linked] = (await desk.get(`/api/reports/${reports[0]!.id}/links`)).body.linked
  expect(linked.report.number).toMatch(/^R-2026-/)
  expect((await desk.post(`/api/reports/${reports[0]!.id}/notes`, { text: 'Seen on a cluster' })).status).toBe(200)
  expect((await desk.post('/api/reports/take', { reportIds: [reports[0]!.id] })).status).toBe(200)
}

async function strangersAreKeptOut(): Promise<void> {
  expect((await stranger.get('/api/reports?holder=all&state=any')).body.items).toEqual([])
  expect((await stranger.get(`/api/reports/${reports[0]!.id}`)).status).toBe(404)
  expect((await stranger.get('/api/account')).body.total).toBe(0)
  expect((await stranger.post('/api/search', { q: reports[0]!.number })).body.reports ?? []).toEqual([])
}

const sight = (person: Person, hi = person.unitNo) => ({
  'tb.lo': person.unitNo,
  'tb.hi': hi,
  'tb.units': String(person.unitNo),
})

async function dueAgain(): Promise<void> {
  const broken = reports.at(-1)!
  const { sql } = world.owner
  const [kept] = await sql<{ content: Buffer }>`select content from report_version where report_id = ${broken.id}`
  await sql`update report_version set content = ''::bytea where report_id = ${broken.id}`
  const mark = () => sql`update report set due = 12, due_since = ${world.clock.now()}`
  const due = () => sql`select number, tries, parked_reason is not null as "isParked" from report where due <> 0`
  await mark()
  await work()
  expect(await due()).toEqual([{ number: broken.number, tries: 1, isParked: false }])
  for (let tries = 2; tries <= MOST_TRIES; tries++) {
    world.clock.pass(20_000)
    await work()
  }
  expect(await due()).toEqual([{ number: broken.number, tries: MOST_TRIES, isParked: true }])
  await sql`update report_version set content = ${kept!.content} where report_id = ${broken.id}`
  await mark()
  await work()
  expect(await due()).toEqual([])
}

async function wrongTriesWait(): Promise<void> {
  const wrong = 'wrong-name-or-password'
  const codes: string[] = []
  for (let tries = 0; tries < 4; tries++)
    codes.push((await desk.post('/api/sign-in', { login: 'nobody', password: 'a wrong password' })).body.error.code)
  expect(codes).toEqual([wrong, wrong, wrong, 'wait'])
}

async function restamps(): Promise<void> {
  const { app } = world.world
  const now = world.clock.now()
  const [given, shared] = reports as [Known, Known]
  const referralId = uuid7()
  await world.owner.sql`
    insert into referral (report_id, referral_id, offer_id, number, from_no, to_no, state, report_state_before, offered_by, offered_name, offered_at)
    values (${given.id}, ${referralId}, ${uuid7()}, ${given.number}, ${desk.unitNo}, ${harbour.unitNo}, 'offered', 'triaged', ${desk.id}, ${desk.name}, ${now})`
  const stamp = (person: Person, event: string) =>
    app.transaction(sight(person), ({ sql }) => sql`select restamp_referrals(${[referralId]}::uuid[], ${event}, ${now})`)
  const seen = async (person: Person) =>
    (await person.get('/api/reports?holder=all&state=any')).body.items.map((one: { number: string }) => one.number).sort()

  await expect(stamp(stranger, 'offered')).rejects.toThrow(/restamp/)
  await stamp(desk, 'offered')
  expect(await seen(harbour)).toEqual([given.number])
  await world.owner.sql`update referral set state = 'acknowledged' where report_id = ${given.id} and referral_id = ${referralId}`
  await stamp(harbour, 'acknowledged')
  expect((await harbour.get('/api/reports')).body.items).toMatchObject([{ number: given.number, state: 'acknowledged' }])
  expect(await seen(desk)).toContain(given.number)
  await app.transaction(
    sight(desk),
    ({ sql }) => sql`select restamp_shared(${[shared.id]}::uuid[], ${harbour.unitNo}, ${uuid7()}, ${now})`,
  )
  expect(await seen(harbour)).toEqual([given.number, shared.number].sort())
  const children = await world.owner.sql`
    select 1 from report r join report_version v on v.report_id = r.report_id join score s on s.report_id = r.report_id
    where (v.holder_no, v.seen_by) is distinct from (r.holder_no, r.seen_by) or (s.holder_no, s.seen_by) is distinct from (r.holder_no, r.seen_by)`
  expect(children).toEqual([])
  expect(await seen(stranger)).toEqual([])
}

async function casesMove(): Promise<void> {
  const { app } = world.world
  const now = world.clock.now()
  const [caseId, station] = [uuid7(), unitNo('lantern-station')]
  const registered = await world.owner.sql.count`
    insert into court_case (case_id, number, holder_no, registered_at, changed_at) values (${caseId}, '1/2026', ${harbour.unitNo}, ${now}, ${now})`
  expect(registered).toBe(1)
  const numbers: [number, string, number][] = [
    [1, '1/2026', harbour.unitNo],
    [2, '7/2026', station],
  ]
  for (const [ordinal, number, agency] of numbers)
    await world.owner.sql`
      insert into case_number (case_id, ordinal, holder_no, number, agency_no, series, year, person_id, person_name, at)
      values (${caseId}, ${ordinal}, ${harbour.unitNo}, ${number}, ${agency}, 'case', 2026, ${harbour.id}, ${harbour.name}, ${now})`
  await world.owner.sql`
    insert into case_report (case_id, report_id, holder_no, added_by, added_name, at)
    values (${caseId}, ${reports[0]!.id}, ${harbour.unitNo}, ${harbour.id}, ${harbour.name}, ${now})`
  await world.owner.sql`update report set state = 'registered', case_id = ${caseId} where report_id = ${reports[0]!.id}`
  await world.owner.sql`
    insert into re_registration (report_id, case_id, ordinal, from_no, to_no, at)
    values (${reports[0]!.id}, ${caseId}, 2, ${harbour.unitNo}, ${station}, ${now})`
  await app.transaction(sight(harbour), ({ sql }) => sql`select restamp_case(${caseId}, ${station}, ${now})`)
  const head = await as(world, 'lantern-station', 'officer')
  expect((await head.get(`/api/cases/${caseId}`)).body).toMatchObject({ case: { holder: { no: station } }, numbers: [{}, {}] })
  expect((await head.get('/api/cases')).body.items).toMatchObject([{ caseId }])
  expect((await head.get('/api/account')).body.units).toMatchObject([
    { referred: { n: 0 }, reRegistered: { n: 1 }, inCase: { n: 1 } },
  ])
  for (const handOver of ['referred', 're-registered', 'offered', 'accepted', 'returned', 'late'])
    expect((await head.get(`/api/reports?holder=all&state=any&handedTo=${station}&handOver=${handOver}`)).status).toBe(200)
  expect((await harbour.get(`/api/cases/${caseId}`)).status).toBe(200)
  expect((await stranger.get(`/api/cases/${caseId}`)).status).toBe(404)
}

async function theLogVerifies(): Promise<void> {
  const { owner, keys, clock, dataFolder } = world
  const checkpointFile = checkpointFileIn(dataFolder)
  await drainSequencer({ database: owner, keys, clock, log, checkpointFile })
  const verifier = verifierFrom(keys.checkpoint.publicKey)
  const found = await verifyAudit({ database: owner, verifier, checkpointFile, macKey: keys.audit })
  expect(found).toMatchObject({ ok: true, unplaced: 0, problems: [] })
  expect(found.size).toBeGreaterThan(paths(reports[0]!).length)
  const auditor = await as(world, 'national-desk', 'auditor')
  const listed = await auditor.get('/api/audit?action=report.look')
  expect(listed.body.items.map((one: { action: string }) => one.action)).toContain('report.look')
}

if (isCitusInstalled) {
  beforeAll(begin)
  afterAll(end)
  test('each table lives where it should', eachTableLivesWhereItShould)
  test('reports come in and go through all stages', reportsComeIn)
  test('a new version comes in beside the first', versionsComeIn)
  test('what is due again is judged again, and what fails is put back', dueAgain)
  test('people look at lists and pages', peopleLook)
  test('strangers see nothing', strangersAreKeptOut)
  test('who tries a wrong password is told so, and has to wait after some', wrongTriesWait)
  test('a report is re-stamped and seen by whom it was given to', restamps)
  test('a case moves', casesMove)
  test('the log verifies', theLogVerifies)
} else
  test('Citus is not installed here: the schema was only linted (test/rules/sql.test.ts)', () => {
    console.warn('Citus was not tried: /usr/lib/postgresql/15/lib/citus.so is not there')
    expect(isCitusInstalled).toBe(false)
  })
