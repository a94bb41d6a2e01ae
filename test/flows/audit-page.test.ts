// The log at the console: who did, tried and looked at what, for auditors of a unit and of what lies below it, and for nobody else.
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyLog } from '../../src/audit/check.ts'
import { checkpointFileIn } from '../../src/audit/checkpoint-file.ts'
import { type EntryFilter, entryConditions } from '../../src/audit/queries.ts'
import { drainSequencer } from '../../src/audit/sequencer.ts'
import { silentLog } from '../../src/base/log.ts'
import { perform } from '../../src/work/action.ts'
import type { Actor } from '../../src/work/actor.ts'
import { aReport, type Made } from '../make.ts'
import { as, asking, type Person, unitNo } from '../people.ts'
import { aWorld, type TestWorld } from '../world.ts'

let world: TestWorld
let auditor: Person
let desk: Person
let harbour: Person
let report: Made

const drain = () =>
  drainSequencer({
    database: world.owner,
    keys: world.keys,
    checkpointFile: checkpointFileIn(world.dataFolder),
    clock: world.clock,
    log: silentLog,
  })

const actionsOf = async (who: Person, query = '') => {
  const answer = await who.get(`/api/audit${query}`)
  expect(answer.status).toBe(200)
  return answer.body.items.map((entry: { action: string; outcome: string }) => `${entry.action} ${entry.outcome}`)
}

beforeAll(async () => {
  world = await aWorld()
  auditor = await as(world, 'national-desk', 'auditor')
  desk = await as(world, 'national-desk', 'supervisor')
  harbour = await as(world, 'harbour', 'supervisor')
  report = await aReport(world, { holder: unitNo('national-desk') })
  await desk.get('/api/reports')
  world.clock.pass(1000)
  await desk.post('/api/reports/settle', { reportIds: [report.reportId], outcome: 'not-an-outcome', reason: 'because' })
  world.clock.pass(1000)
  await harbour.get('/api/reports')
  world.clock.pass(1000)
})
afterAll(() => world[Symbol.asyncDispose]())

test('everything done, refused and looked at stands there, newest first, with person, unit and place', async () => {
  await drain()
  const { items, next } = (await auditor.get('/api/audit')).body
  expect(next).toBeNull()
  expect(items.map((entry: { action: string }) => entry.action)).toEqual(['report.list', 'report.settle', 'report.list'])
  expect(items[1]).toMatchObject({
    actor: { id: desk.id, name: desk.name },
    unit: { no: desk.unitNo, name: { en: expect.any(String) } },
    outcome: 'refused',
    subject: { kind: 'report', id: report.reportId, number: report.number },
    place: expect.any(Number),
    at: '2026-05-04T07:00:01.000Z',
  })
  // The look at the log is an entry of its own.
  expect(await actionsOf(auditor, '?action=audit.list')).toEqual(['audit.list done'])
})

test('filters: person, action, subject by number, outcome, period', async () => {
  const self = `&to=${world.clock.now().toISOString()}`
  expect(await actionsOf(auditor, `?person=${harbour.id}${self}`)).toEqual(['report.list done'])
  expect(await actionsOf(auditor, `?person=${encodeURIComponent(harbour.name.toUpperCase())}${self}`)).toEqual([
    'report.list done',
  ])
  expect(await actionsOf(auditor, `?action=report.*&outcome=done${self}`)).toEqual(['report.list done', 'report.list done'])
  expect(await actionsOf(auditor, `?action=*.settle${self}`)).toEqual(['report.settle refused'])
  expect(await actionsOf(auditor, '?outcome=refused')).toEqual(['report.settle refused'])
  expect(await actionsOf(auditor, `?subject=${report.number}`)).toEqual(['report.settle refused'])
  expect(await actionsOf(auditor, `?subject=${report.reportId}`)).toEqual(['report.settle refused'])
  const [settled] = (await auditor.get(`/api/audit?subject=${report.number}`)).body.items
  expect(await actionsOf(auditor, `?entry=${settled.entryId}`)).toEqual(['report.settle refused'])
  expect(await actionsOf(auditor, '?subject=R-2026-999999')).toEqual([])
  expect(await actionsOf(auditor, '?from=2026-05-04T07:00:02Z&to=2026-05-04T07:00:03Z')).toEqual(['report.list done'])
  expect((await auditor.get('/api/audit?outcome=perhaps')).body.error.code).toBe('bad-input')
  expect((await auditor.get('/api/audit?cursor=nonsense')).body.error.code).toBe('bad-cursor')
})

test('pages follow one another without gap or double', async () => {
  const to = world.clock.now().toISOString()
  const all = (await auditor.get(`/api/audit?to=${to}&limit=200`)).body.items.map((entry: { entryId: string }) => entry.entryId)
  const seen: string[] = []
  for (let cursor = ''; ; ) {
    const page = (await auditor.get(`/api/audit?to=${to}&limit=2${cursor}`)).body
    seen.push(...page.items.map((entry: { entryId: string }) => entry.entryId))
    if (page.next === null) break
    cursor = `&cursor=${page.next}`
  }
  expect(seen).toEqual(all)
  expect(seen.length).toBeGreaterThan(2)
})

test('an auditor reads the entries of the own unit and those below it', async () => {
  const local = await as(world, 'harbour', 'auditor')
  const { items } = (await local.get('/api/audit')).body
  expect(items.map((entry: { actor: { id: string } }) => entry.actor.id)).toEqual([harbour.id])
})

test('nobody else reads it, and who tried is in it', async () => {
  const paths = [
    '/api/audit',
    '/api/audit/state',
    '/api/audit/export',
    '/api/audit/checkpoints',
    '/api/audit/key',
    '/api/audit/verifier',
  ]
  for (const path of paths) {
    expect((await desk.get(path)).body.error, path).toMatchObject({ code: 'not-permitted' })
    expect((await asking(world, {}).get(path)).status, path).toBe(401)
  }
  const administrator = await as(world, 'national-desk', 'administrator')
  expect((await administrator.get('/api/audit')).status).toBe(403)
  expect(await actionsOf(auditor, `?person=${administrator.id}&outcome=refused`)).toEqual(['audit.list refused'])
})

test('the state tells how long the log is, what was signed, and what waits', async () => {
  await drain()
  const before = (await auditor.get('/api/audit/state')).body
  expect(before).toMatchObject({
    log: expect.stringMatching(/^tipbridge\/audit\//),
    checkpoint: { size: before.size },
    unplaced: 0,
  })
  await desk.get('/api/reports')
  expect((await auditor.get('/api/audit/state')).body).toMatchObject({ size: before.size, unplaced: 1 })
  const health = async () => (await world.server.inject('/health')).json().audit
  expect(await health()).toEqual({ unplaced: 1, oldestSeconds: 0, isLate: false, checkpointsLostAt: null })
  world.clock.pass(90_000)
  expect(await health()).toEqual({ unplaced: 1, oldestSeconds: 90, isLate: true, checkpointsLostAt: null })
})

type Line = { type: string; [more: string]: unknown }

async function checkedLines(): Promise<Line[]> {
  const reply = await world.server.inject({
    method: 'POST',
    url: '/api/audit/verify',
    headers: { cookie: auditor.cookie, 'x-tipbridge': '1' },
  })
  return reply.body
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
}

test('the auditor has the log verified, and is told where it is not as signed', async () => {
  await drain()
  const lines = await checkedLines()
  expect(lines).toMatchObject([
    { type: 'progress', place: 0 },
    { type: 'result', ok: true, problems: [] },
  ])
  expect(lines[0]!.of).toBe(lines[1]!.size)
  await drain()
  world.clock.pass(1000)
  const [entry] = await world.owner.sql<{ place: number; entryId: string; detail: string }>`
    select l.place, e.entry_id as "entryId", e.detail from audit_leaf l join audit_entry e on e.entry_id = l.entry_id where l.place = 2`
  await world.owner.sql`update audit_entry set detail = '{"n":0}' where entry_id = ${entry!.entryId}`
  const found = (await checkedLines()).at(-1)
  expect(found).toMatchObject({ ok: false, problemCount: 1, problems: [{ kind: 'altered', place: 2, entryId: entry!.entryId }] })
  await world.owner.sql`update audit_entry set detail = ${entry!.detail} where entry_id = ${entry!.entryId}`
  expect(await actionsOf(auditor, '?action=audit.verify')).toEqual(['audit.verify done', 'audit.verify done'])
  const results = (await auditor.get('/api/audit?action=audit.verified')).body.items
  expect(results.map((one: { detail: object }) => one.detail)).toMatchObject([
    { problems: 1, first: { place: 2 } },
    { problems: 0 },
  ])
})

test('a check that is stopped says how far it was, and leaves nothing running', async () => {
  const address = await world.server.listen({ port: 0, host: '127.0.0.1' })
  const headers = { cookie: auditor.cookie, 'x-tipbridge': '1' }
  const asked = request(`${address}/api/audit/verify`, { method: 'POST', headers, agent: false }).end()
  const [reply] = (await once(asked, 'response')) as [IncomingMessage]
  expect(reply.statusCode).toBe(200)
  await once(reply, 'data')
  asked.destroy()
  const verified = () => auditor.get('/api/audit?action=audit.verified')
  await expect.poll(async () => (await verified()).body.items.length, { timeout: 10_000 }).toBe(3)
})

test('what an auditor typed and what names nothing stands in the log by its structure only', async () => {
  world.clock.pass(1000)
  for (const typed of [
    'subject=robin.7@northlight.example',
    'person=Robin%20Vale',
    `person=${encodeURIComponent('मीरा')}`,
    `subject=${report.number}`,
  ])
    await auditor.get(`/api/audit?${typed}`)
  const { items } = (await auditor.get('/api/audit?action=audit.list&limit=4')).body
  const filters = items.map((one: { detail: any }) => one.detail.filters.subject ?? one.detail.filters.person)
  expect(filters.sort()).toEqual([report.number, 'aaaa', 'aaaaa aaaa', 'aaaaa.0@aaaaaaaaaa.aaaaaaa'])
})

test('a refused attempt names the report that it was about; a value that was tried in its place is not kept', async () => {
  const asked = { what: 'V-1', purpose: 'protect', words: 'to see what there is' }
  const other = await aReport(world, { holder: unitNo('national-desk') })
  await auditor.post(`/api/reports/${other.reportId}/reveal`, asked)
  await harbour.get(`/api/reports/${other.number}`)
  await harbour.get('/api/reports/robin.7@northlight.example')
  await desk.post('/api/referrals', { reportIds: [other.reportId], unitNo: 1 })
  const about = await actionsOf(auditor, `?subject=${other.number}&outcome=refused`)
  expect(about.sort()).toEqual(['referral.offer refused', 'report.look refused', 'sealed.reveal refused'])
  expect(await world.owner.sql`select 1 from audit_entry where subject_id like '%northlight%'`).toEqual([])
})

test('one check runs at a time: a second is refused until the first ends or is given up', async () => {
  const actor = {
    id: auditor.id,
    name: auditor.name,
    roles: ['auditor'],
    permissions: new Set(['audit:see']),
    unit: { no: auditor.unitNo, hi: auditor.unitNo, chain: [auditor.unitNo] },
  } as unknown as Actor
  const begun = () => perform(verifyLog, { world: world.world, actor, input: {} })
  const first = (await begun()) as { content: AsyncIterable<string> }
  const [refused] = await checkedLines()
  expect(refused).toMatchObject({ error: { kind: 'conflict', code: 'check-runs-already' } })
  for await (const line of first.content) expect(line).toBeTruthy()
  expect((await checkedLines()).at(-1)).toMatchObject({ type: 'result' })
  await begun()
  expect((await checkedLines())[0]).toHaveProperty('error')
  world.clock.pass(60_000)
  expect((await checkedLines()).at(-1)).toMatchObject({ type: 'result' })
})

test('a verb of all kinds, a kind and an action are found by index, not by reading the log', async () => {
  await using full = await aWorld()
  await full.owner.sql`
    insert into audit_entry (entry_id, xact, at, actor_name, action, outcome, detail, mac)
    select gen_random_uuid(), n, now() - make_interval(mins => n), 'Mara Quist', 'report.list', 'done', '{}', '' from generate_series(1, 20000) n`
  await full.owner.sql`analyze audit_entry`
  const planOf = async (filter: EntryFilter) => {
    const rows = await full.owner.sql<{ 'QUERY PLAN': string }>`
      explain select e.entry_id from audit_entry e where ${entryConditions(filter)} order by e.at desc, e.xact desc, e.entry_id desc limit 50`
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  }
  expect(await planOf({ action: '*.reveal' })).toMatch(/audit_entry_verb/)
  expect(await planOf({ action: 'sealed.*' })).toMatch(/audit_entry_kind/)
  expect(await planOf({ action: 'sealed.reveal' })).toMatch(/audit_entry_(kind|verb)/)
  // The page of a unit that does little, in the log of a site that does much.
  const small = { lo: harbour.unitNo, hi: harbour.unitNo, orNone: false }
  expect(await planOf({ within: small })).toMatch(/audit_entry_unit/)
  for (const filter of [{ action: '*.reveal' }, { subjectIds: [desk.id] }, { within: small }])
    expect(await planOf(filter)).not.toMatch(/Seq Scan on audit_entry/)
})

test('log, checkpoints, key and verifier leave as files that belong together, and their leaving is recorded', async () => {
  await drain()
  const { size } = (await auditor.get('/api/audit/state')).body
  world.clock.pass(1000)
  await desk.get('/api/reports')
  await drain()
  const reply = await world.server.inject({ url: `/api/audit/export?size=${size}`, headers: { cookie: auditor.cookie } })
  expect(reply.headers['content-disposition']).toBe(`attachment; filename="audit-${size}.jsonl"`)
  const lines = reply.body.trimEnd().split('\n')
  expect(lines).toHaveLength(size)
  expect(JSON.parse(lines.at(-1)!)).toMatchObject({ place: size, leaf: expect.stringMatching(/^[0-9a-f]{64}$/) })
  const signed = (await auditor.get(`/api/audit/checkpoints?size=${size}`)).body as string
  expect(signed).toContain(`\n${size}\n`)
  expect((await auditor.get('/api/audit/key')).body).toMatch(/^tipbridge\/audit\/[0-9a-f]{16}\+[0-9a-f]{8}\+\S+\n$/)
  expect((await auditor.get('/api/audit/verifier')).body).toContain('usage: node tipbridge-verify.mjs')
  const [entry] = (await auditor.get('/api/audit?action=audit.export')).body.items
  expect(entry).toMatchObject({ outcome: 'done', actor: { id: auditor.id }, detail: { size } })
})
