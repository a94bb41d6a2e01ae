// The top line: clocks that ran out are told together, by which clock it is, and hide nothing else.
import { expect, test } from 'vitest'
import { watchClocks } from '../../src/pipeline/clocks.ts'
import { aReport } from '../make.ts'
import { as } from '../people.ts'
import { aWorld } from '../world.ts'

test('sixty clocks are one line with a number, new apart from seen, and an older offer stays in sight', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const harbour = await as(world, 'harbour', 'officer')
  const alerts = async () => (await desk.get('/api/alerts')).body
  const watch = () => world.owner.transaction(null, (tx) => watchClocks(tx, world.clock.now()))
  const given = await aReport(world, { holder: harbour.unitNo })
  await harbour.post('/api/referrals', { reportIds: [given.reportId], unitNo: desk.unitNo })
  for (let n = 0; n < 60; n++) await aReport(world, { holder: desk.unitNo })
  world.passDays(7)
  world.clock.pass(60_000)
  await watch()
  const first = await alerts()
  expect(first.items).toMatchObject(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'overdue', number: null, facts: expect.objectContaining({ what: 'offer', n: 60 }) }),
      expect.objectContaining({ kind: 'offered', number: given.number }),
    ]),
  )
  expect(first.items.filter((one: { facts: { what?: string } }) => one.facts.what === 'offer')).toHaveLength(1)
  expect(first.new).toBe(first.items.length)

  await desk.post('/api/alerts/seen')
  const late = await aReport(world, { holder: desk.unitNo })
  world.passDays(7)
  world.clock.pass(60_000)
  await watch()
  const offers = (await alerts()).items.filter((one: { facts: { what?: string } }) => one.facts.what === 'offer')
  expect(offers).toMatchObject([
    { isNew: true, number: late.number },
    { isNew: false, number: null, facts: { n: 60 } },
  ])
})

test('what one unit answered on one day is one line with the sum', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const harbour = await as(world, 'harbour', 'officer')
  const reports = await Promise.all([1, 2, 3, 4].map(() => aReport(world, { holder: desk.unitNo })))
  const { body } = await desk.post('/api/referrals', { reportIds: reports.map((one) => one.reportId), unitNo: harbour.unitNo })
  const ids = body.referrals.map((one: { referralId: string }) => one.referralId)
  for (const referralIds of [ids.slice(0, 1), ids.slice(1, 3)]) await harbour.post('/api/referrals/acknowledge', { referralIds })
  world.passDays(1)
  await harbour.post('/api/referrals/acknowledge', { referralIds: ids.slice(3) })
  const told = (await desk.get('/api/alerts')).body.items.filter((one: { kind: string }) => one.kind === 'acknowledged')
  expect(told).toMatchObject([{ number: expect.any(String) }, { number: null, facts: { n: 3 }, by: { no: harbour.unitNo } }])
})

test('how a report ended, and that it did not end after all, is told to those who had it or were given sight of it, not to all above them', async () => {
  await using world = await aWorld()
  const [harbour, state, special] = await Promise.all(
    ['harbour', 'port-state', 'special-unit'].map((unit) => as(world, unit, 'officer')),
  )
  const fen = await as(world, 'fen', 'officer', 'supervisor')
  const [one, two] = await Promise.all([1, 2].map(() => aReport(world, { holder: harbour!.unitNo })))
  const reportIds = [one!.reportId, two!.reportId]
  const { body } = await harbour!.post('/api/referrals', { reportIds, unitNo: fen.unitNo })
  await fen.post('/api/referrals/acknowledge', { referralIds: body.referrals.map((one: any) => one.referralId) })
  await fen.post('/api/reports/share', { reportIds, unitNo: special!.unitNo, reason: 'concerned too' })
  await fen.post('/api/reports/settle', { reportIds: [one!.reportId], outcome: 'spam', reason: 'nothing in it' })
  await fen.post(`/api/reports/${one!.reportId}/reopen`, { reason: 'the provider answered' })
  const { caseId } = (await fen.post('/api/cases', { reportIds: [two!.reportId] })).body
  await fen.post(`/api/cases/${caseId}/close`, { outcome: 'charge-sheeted', reason: 'all answered' })
  const kinds = async (who: typeof fen) =>
    (await who.get('/api/alerts')).body.items.map((one: { kind: string }) => one.kind).sort()
  expect(await kinds(harbour!)).toEqual(['acknowledged', 'closed', 'registered', 'reopened', 'settled'])
  expect(await kinds(special!)).toEqual(['closed', 'registered', 'reopened', 'settled', 'shared'])
  expect(await kinds(state!)).toEqual([])
})

test('fifty are listed; that there are more is said', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const harbour = await as(world, 'harbour', 'officer')
  const offer = async () => {
    const { reportId } = await aReport(world, { holder: desk.unitNo })
    await desk.post('/api/referrals', { reportIds: [reportId], unitNo: harbour.unitNo })
  }
  for (let n = 0; n < 50; n++) await offer()
  expect((await harbour.get('/api/alerts')).body).toMatchObject({ new: 50, hasMore: false })
  await offer()
  const { body } = await harbour.get('/api/alerts')
  expect(body).toMatchObject({ new: 50, hasMore: true })
  expect(body.items).toHaveLength(50)
})

test('a closed case is told so that what is told can be opened: by the case where one sees it, else by the report', async () => {
  await using world = await aWorld()
  const special = await as(world, 'special-unit', 'officer')
  const harbour = await as(world, 'harbour', 'officer', 'supervisor')
  const fen = await as(world, 'fen', 'officer', 'supervisor')
  const handOver = async (from: typeof fen, reportIds: string[], to: typeof fen) => {
    const { body } = await from.post('/api/referrals', { reportIds, unitNo: to.unitNo })
    await to.post('/api/referrals/acknowledge', { referralIds: body.referrals.map((one: any) => one.referralId) })
  }
  const reports = await Promise.all([1, 2, 3].map(() => aReport(world, { holder: special.unitNo })))
  const ids = reports.map((one) => one.reportId)
  await handOver(special, ids, harbour)
  const closedOf = async (who: typeof fen) =>
    (await who.get('/api/alerts')).body.items.find((one: { kind: string }) => one.kind === 'closed')
  const close = async (who: typeof fen, caseId: string) =>
    expect((await who.post(`/api/cases/${caseId}/close`, { outcome: 'charge-sheeted', reason: 'all answered' })).status).toBe(200)

  const one = (await harbour.post('/api/cases', { reportIds: ids.slice(0, 1) })).body
  await close(harbour, one.caseId)
  const told = await closedOf(special)
  expect(told).toMatchObject({ subjectKind: 'report', number: reports[0]!.number, facts: { outcome: 'charge-sheeted', n: 1 } })
  expect(JSON.stringify(told)).not.toContain(one.number)
  expect((await special.get(`/api/reports/${told.number}`)).status).toBe(200)

  const { caseId } = (await harbour.post('/api/cases', { reportIds: ids.slice(1) })).body
  const moved = await harbour.post(`/api/cases/${caseId}/re-register`, {
    unitNo: fen.unitNo,
    ground: 'place of the act',
  })
  expect(moved.status).toBe(200)
  await close(fen, caseId)
  expect(await closedOf(harbour)).toMatchObject({ subjectKind: 'case', subjectId: caseId })
  expect((await harbour.get(`/api/cases/${caseId}`)).status).toBe(200)
  expect(await closedOf(special)).toMatchObject({ subjectKind: 'report', number: null, facts: { n: 2 } })
  expect((await special.get(`/api/cases/${caseId}`)).status).toBe(404)
})
