// Every endpoint as nobody and as a stranger: nobody is told to sign in; a stranger is told the same of what he may not see as of what
// does not exist, by every endpoint, filter, count and error text.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { whySees } from '../../src/access/why.ts'
import { endpoints } from '../../src/api/endpoints.ts'
import { aReport } from '../make.ts'
import { as, asking, type Person, unitNo } from '../people.ts'
import { aWorld, type TestWorld } from '../world.ts'

let world: TestWorld
let stranger: Person
let real: Record<string, string>
const words: string[] = []

beforeAll(async () => {
  world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const harbour = await as(world, 'harbour', 'officer')
  stranger = await as(world, 'special-unit', 'officer', 'supervisor')
  const [report, other] = [await aReport(world, { holder: desk.unitNo }), await aReport(world, { holder: desk.unitNo })]
  const { body } = await desk.post('/api/referrals', { reportIds: [report.reportId, other.reportId], unitNo: harbour.unitNo })
  const [first, second] = body.referrals
  await harbour.post('/api/referrals/acknowledge', { referralIds: [first.referralId] })
  const registered = await harbour.post('/api/cases', { reportIds: [first.reportId] })
  real = {
    reportId: report.reportId,
    referralId: second.referralId,
    caseId: registered.body.caseId,
    personId: desk.id,
    batchId: await aBatch(desk.unitNo),
    ordinal: '1',
    part: '1',
    viewId: randomUUID(),
    tokenId: randomUUID(),
  }
  words.push(report.number, other.number, report.reportId, registered.body.caseId, second.referralId, desk.name, harbour.name)
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
  reportIds: [ids.reportId],
  referralIds: [ids.referralId],
  unitNo: unitNo('special-unit'),
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

const random = () => ({ reportId: randomUUID(), referralId: randomUUID(), caseId: randomUUID(), batchId: randomUUID() })
const aboutRows = endpoints.filter(
  ({ path, action }) =>
    /\{(reportId|caseId|referralId|batchId)\}/.test(path) || /reportIds|referralIds/.test(Object.keys(action.input.shape).join()),
)

test.each(aboutRows.map((one) => [`${one.method} ${one.path}`, one] as const))(
  '%s tells a stranger nothing',
  async (_name, { method, path }) => {
    const ask = async (ids: Record<string, string>) => {
      const url = addressOf(path, ids)
      const { status, body } = method === 'GET' ? await stranger.get(url) : await stranger.post(url, bodyFor(ids))
      const text = JSON.stringify(body).replaceAll(/"id":"[^"]*"/g, '""')
      return { status, text: Object.values(ids).reduce((all, id) => all.replaceAll(id, 'ID'), text) }
    }
    const seen = await ask(real)
    expect(seen).toEqual(await ask({ ...real, ...random() }))
    expect(seen.status).toBeGreaterThanOrEqual(400)
  },
)

const lists = endpoints.filter(({ method, path }) => method === 'GET' && !path.includes('{'))

test.each(lists.map((one) => [one.path, one] as const))('%s lists nothing of another compartment', async (path) => {
  const queries =
    path === '/api/reports'
      ? ['?holder=all&state=any', '?holder=given&state=any', '?holder=all&state=any&entered=100000000&sort=received']
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
