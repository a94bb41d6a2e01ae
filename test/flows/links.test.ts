// Links over HTTP, as people of several units: explained, confirmed, rejected, undone, ruled on; what one may not see stays hidden.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { person, sighting, time } from '../contents.ts'
import { aPhone, applied, clusterOf, linkedReport, linksOf, phone, relink, why } from '../linked.ts'
import { as, type Person } from '../people.ts'
import { aWorld, type TestWorld } from '../world.ts'

let world: TestWorld
let harbour: Person
let desk: Person
let fen: Person
beforeAll(async () => {
  world = await aWorld()
  ;[harbour, desk, fen] = [
    await as(world, 'harbour', 'analyst'),
    await as(world, 'national-desk', 'officer'),
    await as(world, 'fen', 'analyst'),
  ]
})
afterAll(() => world[Symbol.asyncDispose]())

const account = (id: string) => sighting('account', `quaychat:${id}`, { person: 0, service: 'quaychat' })
const numbers = (listed: { report: { number: string } }[]) => listed.map((one) => one.report.number).sort()

it('shows the members of a cluster with weight, written form, roles and count', async () => {
  const shared = aPhone()
  const a = await linkedReport(world, { holder: 'harbour', sightings: [phone(shared), account('lark-1')], on: '2026-04-01' })
  const b = await linkedReport(world, { holder: 'harbour', sightings: [phone(shared)], on: '2026-04-02' })
  const links = await linksOf(harbour, b.reportId)
  expect(links).toMatchObject({ clusterId: a.reportId, members: 2, more: 0, hidden: [], suggestions: [] })
  expect(links.linked).toHaveLength(1)
  expect(links.linked[0]).toMatchObject({ report: { number: a.number }, sum: 22, path: null })
  expect(links.linked[0].reasons).toEqual([
    {
      rule: 'link-same/1',
      kind: 'fact',
      weight: 22,
      because: 'Same phone, in 2 reports: joins by itself',
      evidence: ['sighting:0'],
      value: shared,
      at: null,
      roleHere: 'suspect',
      roleThere: 'suspect',
      reports: 2,
    },
  ])
})

it('explains two reports without a common value by the path between them', async () => {
  const [one, two] = [aPhone(), aPhone()]
  const a = await linkedReport(world, { holder: 'harbour', sightings: [phone(one)] })
  const between = await linkedReport(world, { holder: 'harbour', sightings: [phone(one), phone(two)] })
  const c = await linkedReport(world, { holder: 'harbour', sightings: [phone(two)] })
  const links = await linksOf(harbour, a.reportId)
  const far = links.linked.find((one: { report: { number: string } }) => one.report.number === c.number)
  expect(far.reasons).toEqual([])
  expect(far.path.map((step: { report: { number: string } }) => step.report.number)).toEqual([between.number, c.number])
  expect(far.path[0].because).toBe('Same phone, in 2 reports: joins by itself')
})

it('counts a composite and its address once', async () => {
  const login = (at: string) => sighting('ip', '198.51.100.77', { person: 0, port: 40_001, time: time(at) })
  const a = await linkedReport(world, { holder: 'harbour', sightings: [login('2026-05-01T10:20:40.000Z')] })
  const b = await linkedReport(world, { holder: 'harbour', sightings: [login('2026-05-01T10:20:45.000Z')] })
  const links = await linksOf(harbour, a.reportId)
  expect(numbers(links.linked)).toEqual([b.number])
  expect(links.linked[0].reasons.map(({ rule, value }: { rule: string; value: string }) => [rule, value])).toEqual([
    ['link-composite/1', '198.51.100.77 :40001'],
  ])
})

it('says what differs, as a minus', async () => {
  const shared = aPhone()
  const named = (firstName: string, dateOfBirth: string) => [person('suspect', { firstName, lastName: 'Pell', dateOfBirth })]
  const a = await linkedReport(world, { holder: 'harbour', sightings: [phone(shared)], people: named('Lark', '1988-01-02') })
  await linkedReport(world, { holder: 'harbour', sightings: [phone(shared)], people: named('Wren', '1991-03-04') })
  const { linked } = await linksOf(harbour, a.reportId)
  expect(linked[0].sum).toBe(10)
  expect(linked[0].reasons.map(({ because, weight }: { because: string; weight: number }) => [because, weight])).toEqual([
    ['Same phone, in 2 reports: joins by itself', 22],
    ['Differs: date of birth', -8],
    ['Differs: name', -4],
  ])
})

it('suggests by weak signs, which never join', async () => {
  const name = sighting('screen-name', 'quaychat:tern-77', { person: 0, service: 'quaychat' })
  const a = await linkedReport(world, { holder: 'harbour', sightings: [name, account('tern-1')] })
  const b = await linkedReport(world, { holder: 'harbour', sightings: [name, account('tern-2')] })
  const links = await linksOf(harbour, a.reportId)
  expect(links.linked).toEqual([])
  expect(numbers(links.suggestions)).toEqual([b.number])
  expect(links.suggestions[0].reasons[0]).toMatchObject({ rule: 'link-weak/1', weight: 16, value: 'quaychat:tern-77' })
})

it('confirms and undoes, and the reports concerned are judged again', async () => {
  const a = await linkedReport(world, { holder: 'harbour', sightings: [phone(aPhone())], on: '2026-03-01' })
  const b = await linkedReport(world, { holder: 'harbour', sightings: [phone(aPhone())], on: '2026-03-02' })
  await world.owner.sql`update report set due = 0`
  const confirmed = await harbour.post('/api/links/confirm', { reportIds: [b.reportId, a.reportId], ...why })
  expect(confirmed).toMatchObject({ status: 200, body: { contradicts: [] } })
  expect((await linksOf(harbour, b.reportId)).verdicts).toMatchObject([{ by: harbour.name, isWaiting: true, reason: why.reason }])
  expect(await applied(world)).toBe(1)
  expect(await clusterOf(world, b)).toBe(a.reportId)
  expect(
    await world.owner.sql`select distinct due from report where report_id = any(${[a.reportId, b.reportId]}::uuid[])`,
  ).toEqual([{ due: 12 }])
  const links = await linksOf(harbour, a.reportId)
  expect(links.linked[0].reasons[0]).toMatchObject({
    rule: 'link-together/1',
    kind: 'decision',
    because: `Confirmed by ${harbour.name}`,
  })
  expect((await harbour.post('/api/links/confirm', { reportIds: [a.reportId, b.reportId], ...why })).status).toBe(409)
  const { verdictId } = confirmed.body
  expect((await harbour.post('/api/links/undo', { verdictId, reason: 'It was another person' })).status).toBe(200)
  await applied(world)
  expect(await clusterOf(world, b)).toBe(b.reportId)
  expect((await harbour.post('/api/links/undo', { verdictId, reason: 'It was another person' })).status).toBe(409)
})

it('rejects, keeps apart what joins, and tells whose decision a new one contradicts', async () => {
  const shared = aPhone()
  const a = await linkedReport(world, { holder: 'harbour', sightings: [phone(shared)], on: '2026-03-01' })
  const b = await linkedReport(world, { holder: 'harbour', sightings: [phone(shared)], on: '2026-03-02' })
  const rejected = await harbour.post('/api/links/reject', { reportIds: [b.reportId], from: [a.reportId], ...why })
  await applied(world)
  expect(await clusterOf(world, b)).toBe(b.reportId)
  const apart = await linksOf(harbour, a.reportId)
  expect(apart.linked).toEqual([])
  expect(apart.suggestions[0]).toMatchObject({ report: { number: b.number }, refusedBy: harbour.name })
  const confirmed = await desk.post('/api/links/confirm', { reportIds: [a.reportId, b.reportId], ...why })
  expect(confirmed.body.contradicts).toEqual([
    expect.objectContaining({ verdictId: rejected.body.verdictId, kind: 'apart', by: harbour.name, reason: why.reason }),
  ])
  await applied(world)
  expect(await clusterOf(world, b)).toBe(b.reportId)
  const { verdicts } = await linksOf(harbour, a.reportId)
  expect(verdicts.map(({ contradicts }: { contradicts: string[] }) => contradicts.length)).toEqual([1, 1])
})

it('lets only those undo who see all its reports, or gave it', async () => {
  const [a, b] = [
    await linkedReport(world, { holder: 'harbour', sightings: [phone(aPhone())] }),
    await linkedReport(world, { holder: 'fen', sightings: [phone(aPhone())] }),
  ]
  const { body } = await desk.post('/api/links/confirm', { reportIds: [a.reportId, b.reportId], ...why })
  for (const stranger of [harbour, fen]) {
    expect((await stranger.post('/api/links/undo', { verdictId: body.verdictId, ...why })).status).toBe(404)
  }
  const seen = (await linksOf(harbour, a.reportId)).verdicts[0]
  expect(seen).toMatchObject({
    hidden: 1,
    reason: null,
    members: [{ number: a.number }],
    may: { 'link:undo': 'reports-not-shown' },
  })
  expect((await desk.post('/api/links/undo', { verdictId: body.verdictId, ...why })).status).toBe(200)
})

it('rules a value shared, personal and neither, and lists what waits for a ruling', async () => {
  const shared = aPhone()
  const reports = []
  for (let n = 0; n < 18; n++) reports.push(await linkedReport(world, { holder: 'harbour', sightings: [phone(shared)] }))
  const [first] = reports
  const waiting = await harbour.get('/api/link-values?standing=not-vouched')
  expect(waiting.body.items).toEqual([
    expect.objectContaining({ kind: 'phone', value: shared, reports: 18, groups: 18, seen: 18 }),
  ])
  expect((await fen.get('/api/link-values?standing=not-vouched')).body.items).toEqual([])
  const { identifierId } = waiting.body.items[0]
  const rule = (ruling: string) => harbour.post('/api/links/rule', { reportId: first!.reportId, identifierId, ruling, ...why })
  expect((await rule('none')).status).toBe(409)
  expect((await rule('personal')).body.contradicts).toBeNull()
  await applied(world)
  expect((await linksOf(harbour, first!.reportId)).members).toBe(18)
  expect((await linksOf(harbour, first!.reportId)).values).toEqual([
    expect.objectContaining({ identifierId, value: shared, standing: 'personal', ruledBy: harbour.name }),
  ])
  expect((await rule('shared')).body.contradicts).toMatchObject({ by: harbour.name, ruling: 'personal' })
  await applied(world)
  expect((await linksOf(harbour, first!.reportId)).members).toBe(1)
  expect((await rule('none')).status).toBe(200)
  await applied(world)
  const [row] = await world.owner.sql`select n, state from link_value where identifier_id = ${identifierId}`
  expect(row).toEqual({ n: 18, state: 3 })
})

it('rules an event once, for both of its windows', async () => {
  const login = sighting('ip', '198.51.100.91', { person: 0, port: 40_002, time: time('2026-04-12T10:00:10.000Z') })
  const a = await linkedReport(world, { holder: 'harbour', sightings: [login], on: '2026-04-12' })
  const b = await linkedReport(world, { holder: 'harbour', sightings: [login], on: '2026-04-13' })
  const { members, values } = await linksOf(harbour, b.reportId)
  expect([members, values.map(({ value }: { value: string }) => value)]).toEqual([2, ['198.51.100.91 :40002']])
  const { identifierId } = values[0]
  const rule = (ruling: string) => harbour.post('/api/links/rule', { reportId: a.reportId, identifierId, ruling, ...why })
  expect((await rule('shared')).status).toBe(200)
  await applied(world)
  expect((await linksOf(harbour, b.reportId)).members).toBe(1)
  expect((await rule('none')).status).toBe(200)
  await applied(world)
  expect((await linksOf(harbour, b.reportId)).members).toBe(2)
})

it('unlinks a report that is retracted, and leaves alone one that says the same again', async () => {
  const shared = aPhone()
  const a = await linkedReport(world, { holder: 'harbour', sightings: [phone(shared)], on: '2026-03-01' })
  const b = await linkedReport(world, { holder: 'harbour', sightings: [phone(shared)], on: '2026-03-02' })
  const before = await world.owner.sql`select * from cluster_event`
  expect(await relink(world, b)).toEqual([])
  expect(await world.owner.sql`select * from cluster_event`).toEqual(before)
  expect(await relink(world, { ...a, content: { ...a.content, isRetraction: true } })).toEqual([b.reportId])
  expect([await clusterOf(world, a), await clusterOf(world, b)]).toEqual([undefined, b.reportId])
})

it('lets nobody decide who may not', async () => {
  const auditor = await as(world, 'national-desk', 'auditor')
  const a = await linkedReport(world, { holder: 'harbour', sightings: [phone(aPhone())] })
  const b = await linkedReport(world, { holder: 'harbour', sightings: [phone(aPhone())] })
  expect((await auditor.post('/api/links/confirm', { reportIds: [a.reportId, b.reportId], ...why })).status).toBe(403)
  expect((await linksOf(auditor, a.reportId)).may).toEqual({ 'link:decide': 'not-permitted' })
})
