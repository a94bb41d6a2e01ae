// Every endpoint as nobody and as a stranger: nobody is told to sign in; a stranger is told the same of what he may not see as of what
// does not exist, by every endpoint, filter, count and error text.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { whySees } from '../../src/access/why.ts'
import { endpoints } from '../../src/api/endpoints.ts'
import { cybertipEntry, cybertipEnvelope } from '../../src/intake/formats/cybertip-xml-examples.data.ts'
import { permissionsFor } from '../../src/work/permissions.ts'
import { aService, dropFiles, readBatches } from '../intake.ts'
import { aReport, type Made } from '../make.ts'
import { as, asking, type Person, unitNo } from '../people.ts'
import { aWorld, type TestWorld } from '../world.ts'

let world: TestWorld
let stranger: Person
let real: Record<string, string>
const words: string[] = []
const KNOWN = 4_564_654
const tip = (number: number) => cybertipEnvelope(cybertipEntry(number))

beforeAll(async () => {
  world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const harbour = await as(world, 'harbour', 'officer')
  stranger = await as(world, 'special-unit', 'officer', 'supervisor')
  const reports = await Promise.all([1, 2, 3].map(() => aReport(world, { holder: desk.unitNo })))
  const [report, other, third] = reports as [Made, Made, Made]
  // Numbers that none of those has.
  await world.owner.sql`insert into number_block (year, next) values (2026, 500001)`
  await dropFiles(world, desk, { files: { 'known.xml': tip(KNOWN) } })
  await readBatches(world)
  const identifierId = randomUUID()
  await world.owner
    .sql`insert into sighting (identifier_id, report_id, kind, role) values (${identifierId}, ${report.reportId}, 'phone', 'suspect')`
  const why = { reason: 'a good reason' }
  const verdict = await desk.post('/api/links/confirm', { reportIds: [report.reportId, other.reportId], ...why })
  const view = await desk.post('/api/views', { name: 'a view of the desk', query: '' })
  const { body } = await desk.post('/api/referrals', { reportIds: [report.reportId, other.reportId], unitNo: harbour.unitNo })
  const [first, second] = body.referrals
  await harbour.post('/api/referrals/acknowledge', { referralIds: [first.referralId] })
  await aService(world, 'national-desk')
  const registered = await harbour.post('/api/cases', { reportIds: [first.reportId] })
  real = {
    reportId: report.reportId,
    otherId: other.reportId,
    thirdId: third.reportId,
    verdictId: verdict.body.verdictId,
    identifierId,
    sourceId: 'clearing-house',
    referralId: second.referralId,
    caseId: registered.body.caseId,
    personId: desk.id,
    batchId: await aBatch(desk.unitNo),
    ordinal: '1',
    part: '1',
    viewId: view.body.viewId,
    tokenId: (await world.owner.sql<{ id: string }>`select token_id as id from api_token`)[0]!.id,
  }
  words.push(
    report.number,
    other.number,
    third.number,
    report.reportId,
    registered.body.caseId,
    second.referralId,
    desk.name,
    harbour.name,
  )
})

/** A batch of a desk with a record in quarantine. */
async function aBatch(deskNo: number): Promise<string> {
  const batchId = randomUUID()
  const now = world.clock.now()
  await world.owner.sql`
    insert into batch (batch_id, desk_no, source_id, door, handed_in_name, state, made_at) values (${batchId}, ${deskNo}, 'clearing-house', 'console', 'test', 'done', ${now})`
  await world.owner.sql`
    insert into receipt (batch_id, ordinal, part, kind, desk_no, file, state, reason, at)
    values (${batchId}, 1, 0, 'file', ${deskNo}, 'x.xml', 'quarantined', null, ${now}), (${batchId}, 1, 1, 'record', ${deskNo}, 'x.xml', 'quarantined', 'doctype', ${now})`
  return batchId
}

afterAll(() => world[Symbol.asyncDispose]())

const addressOf = (path: string, ids: Record<string, string>) =>
  path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => ids[name] ?? (name === 'unitNo' ? '123456789' : 'x'))

/** A body that is right but for what it names, so that the answer comes from the action and not from the shape. */
const bodyFor = (ids: Record<string, string>) => ({
  reportIds: [ids.reportId, ids.otherId],
  from: [ids.thirdId],
  reportId: ids.reportId,
  identifierId: ids.identifierId,
  ruling: 'shared',
  verdictId: ids.verdictId,
  referralIds: [ids.referralId],
  // Somebody to whom it could be given, else the answer would be about the person.
  personId: ids.assigneeId ?? stranger.id,
  unitNo: unitNo('special-unit'),
  deskNo: unitNo('special-unit'),
  role: 'officer',
  name: 'a name',
  reason: 'a good reason',
  ground: 'a good ground',
  outcome: 'no-offence',
  what: 'V-1',
  purpose: 'protect',
  words: 'a good purpose',
  text: 'a note',
  priority: 50,
})

test.each(endpoints.map((one) => [`${one.method} ${one.path}`, one] as const))(
  '%s as nobody',
  async (_name, { method, path }) => {
    const nobody = asking(world, {})
    const url = addressOf(path, real)
    const { status, body } = method === 'GET' ? await nobody.get(url) : await nobody.post(url, bodyFor(real))
    expect([status, body.error.code]).toEqual([401, 'signed-out'])
  },
)

test('the doors through which bytes come in, as nobody', async () => {
  const dropped = await dropFiles(world, { ...stranger, cookie: '' }, { files: { 'tip.xml': tip(KNOWN) } })
  const put = await world.server.inject({
    method: 'PUT',
    url: '/api/upload',
    headers: { 'x-tipbridge': '1' },
    payload: tip(KNOWN),
  })
  for (const { status, body } of [dropped, { status: put.statusCode, body: put.json() }])
    expect([status, body.error.code]).toEqual([401, 'signed-out'])
})

const ID = /(report|case|referral|batch|verdict|identifier|person|view|token|source)Ids?\b/
const random = (): Record<string, string> =>
  Object.fromEntries(
    Object.keys(real).map((name) => [name, ID.test(name) || /^(other|third)Id$/.test(name) ? randomUUID() : real[name]!]),
  )

/** All that names a row: in the path, or in what is sent. */
const aboutRows = endpoints.filter(
  ({ method, path, action }) => ID.test(path) || (method !== 'GET' && ID.test(Object.keys(action.input.shape).join())),
)

async function asked({ method, path }: { method: string; path: string }, ids: Record<string, string>) {
  const url = addressOf(path, ids)
  const { status, body } = method === 'GET' ? await stranger.get(url) : await stranger.post(url, bodyFor(ids))
  const text = JSON.stringify(body).replaceAll(/"id":"[^"]*"/g, '""')
  const long = Object.values(ids).filter((id) => id.length > 3)
  return { status, code: body.error?.code, text: long.reduce((all, id) => all.replaceAll(id, 'ID'), text) }
}

test.each(aboutRows.map((one) => [`${one.method} ${one.path}`, one] as const))(
  '%s tells a stranger nothing',
  async (_name, one) => {
    const seen = await asked(one, real)
    expect(seen).toEqual(await asked(one, random()))
    expect(seen.status).toBeGreaterThanOrEqual(400)
    // Else the answer would be about the shape, or the permission, and prove nothing of the row.
    expect(seen.code).not.toBe('bad-input')
    const may = permissionsFor(['officer', 'supervisor'])
    if (!one.action.needs || may.has(one.action.needs)) expect(seen.code).not.toBe('not-permitted')
  },
)

test('those that take ids in a body are among them', () => {
  const names = aboutRows.map((one) => one.action.name)
  expect(names).toEqual(
    expect.arrayContaining([
      'link.confirm',
      'link.reject',
      'link.rule',
      'link.undo',
      'report.assign',
      'report.take',
      'view.remove',
    ]),
  )
})

test('a person of another unit, and a value of another compartment, are as if they did not exist', async () => {
  const own = await aReport(world, { holder: stranger.unitNo })
  const ids = { ...real, reportId: own.reportId }
  for (const path of ['/api/reports/assign', '/api/links/rule']) {
    const seen = await asked({ method: 'POST', path }, { ...ids, assigneeId: real.personId! })
    expect(seen).toEqual(await asked({ method: 'POST', path }, { ...ids, assigneeId: randomUUID(), identifierId: randomUUID() }))
    expect([seen.status, seen.code]).toEqual([404, expect.stringMatching(/^(no-such-colleague|value-not-shown)$/)])
  }
})

test('what a stranger hands in tells the same of a number that is there and of one that is not, by both doors', async () => {
  const headers = await aService(world, 'special-unit')
  const put = async (number: number) => {
    const reply = await world.server.inject({ method: 'PUT', url: '/api/upload?name=tip.xml', headers, payload: tip(number) })
    return { status: reply.statusCode, body: reply.json() }
  }
  const drop = (number: number) => dropFiles(world, stranger, { files: { 'tip.xml': tip(number) } })
  for (const send of [drop, put]) {
    const told = async (number: number) => {
      const { status, body } = await send(number)
      await readBatches(world)
      const looked = await stranger.get(`/api/batches/${body.batchId}`)
      return [status, JSON.stringify(looked.body).replaceAll(body.batchId, 'ID').replaceAll(String(number), 'NUMBER')]
    }
    const seen = await told(KNOWN)
    expect(seen).toEqual(await told(9_999_999))
    expect(seen[1]).toContain('source-not-yours')
  }
})

const lists = endpoints.filter(({ method, path }) => method === 'GET' && !path.includes('{'))

test.each(lists.map((one) => [one.path, one] as const))('%s lists nothing of another compartment', async (path) => {
  const queries =
    path === '/api/reports'
      ? [
          '?holder=all&state=any',
          '?holder=given&state=any',
          '?holder=all&state=any&entered=100000000&sort=received',
          `?holder=all&state=any&caseId=${real.caseId}`,
          `?holder=all&state=any&assignee=${real.personId}`,
        ]
      : ['', '?view=x']
  for (const query of queries) {
    const { body } = await stranger.get(path + query)
    const text = JSON.stringify(body)
    for (const word of words) expect(text).not.toContain(word)
  }
})

test('a search finds nothing of another compartment', async () => {
  for (const q of words.slice(0, 2)) {
    const { status, body } = await stranger.post('/api/search', { q })
    expect([status, body.reports, body.cases]).toEqual([200, [], []])
    for (const word of words) expect(JSON.stringify({ ...body, readAs: [] })).not.toContain(word)
  }
})

test('a person without the permission is refused, and the attempt is recorded', async () => {
  const analyst = await as(world, 'national-desk', 'analyst')
  const { status, body } = await analyst.post('/api/referrals', { reportIds: [real.reportId], unitNo: unitNo('fen') })
  expect([status, body.error.code]).toEqual([403, 'not-permitted'])
  const [entry] = await world.owner.sql<{ outcome: string; action: string }>`
    select outcome, action from audit_entry where actor_id = ${analyst.id} order by at desc, entry_id desc limit 1`
  expect(entry).toEqual({ outcome: 'refused', action: 'referral.offer' })
})

test('access why says which comparison lets a person see a row', async () => {
  const login = async (id: string) =>
    (await world.owner.sql<{ login: string }>`select login from person where person_id = ${id}`)[0]!.login
  const number = words[0]!
  const not = await whySees(world.owner.sql, await login(stranger.id), number)
  expect(not.units).toMatchObject([{ unit: 'Special Unit', sees: false }])
  const desk = await whySees(world.owner.sql, await login(real.personId!), number)
  expect(desk.units[0]).toMatchObject({ sees: true })
})
