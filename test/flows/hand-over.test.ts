// A report goes from the desk to a district, is registered there as a case, re-registered at a station, closed, and accounted for.
import { expect, test } from 'vitest'
import { aReport } from '../make.ts'
import { as, type Person, unitNo } from '../people.ts'
import { aWorld } from '../world.ts'

async function handOver(reportId: string, from: Person, to: Person): Promise<string> {
  const { body } = await from.post('/api/referrals', { reportIds: [reportId], unitNo: to.unitNo })
  const { referralId } = body.referrals[0]
  expect((await to.post('/api/referrals/acknowledge', { referralIds: [referralId] })).status).toBe(200)
  return referralId
}

test('from offer to a closed case, each unit sees its part and no more', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const harbour = await as(world, 'harbour', 'officer')
  const stranger = await as(world, 'special-unit', 'supervisor')
  const report = await aReport(world, { holder: unitNo('national-desk') })

  expect((await harbour.get('/api/reports?holder=all')).body.items).toEqual([])
  const offered = await desk.post('/api/referrals', { reportIds: [report.reportId], unitNo: harbour.unitNo, note: 'yours' })
  expect(offered.status).toBe(200)
  const { referralId } = offered.body.referrals[0]
  expect((await desk.post('/api/referrals', { reportIds: [report.reportId], unitNo: harbour.unitNo })).body.error.code).toBe(
    'already-offered',
  )

  expect((await harbour.get('/api/referrals?box=in')).body.items).toMatchObject([
    { referralId, number: report.number, reportId: report.reportId, points: 40 },
  ])
  expect((await stranger.get('/api/referrals?box=in')).body.items).toEqual([])
  expect((await stranger.post('/api/referrals/acknowledge', { referralIds: [referralId] })).status).toBe(404)
  expect((await desk.post('/api/referrals/acknowledge', { referralIds: [referralId] })).body.error.code).toBe(
    'offered-to-another-unit',
  )

  expect((await harbour.get('/api/alerts')).body).toMatchObject({ new: 1, items: [{ kind: 'offered', number: report.number }] })
  expect((await harbour.post('/api/referrals/acknowledge', { referralIds: [referralId] })).body).toEqual({
    acknowledged: 1,
    refused: [],
  })
  expect((await harbour.get('/api/reports')).body.items).toMatchObject([{ reportId: report.reportId, state: 'acknowledged' }])
  expect((await desk.get('/api/reports?holder=all&state=any')).body.items).toMatchObject([
    { reportId: report.reportId, holder: { no: harbour.unitNo } },
  ])
  expect((await desk.post('/api/referrals', { reportIds: [report.reportId], unitNo: stranger.unitNo })).body.error.code).toBe(
    'held-by-another-unit',
  )

  const registered = await harbour.post('/api/cases', { reportIds: [report.reportId] })
  expect(registered).toMatchObject({ status: 200, body: { number: '1/2026' } })
  const { caseId } = registered.body
  const station = unitNo('lantern-station')
  const moved = await harbour.post(`/api/cases/${caseId}/re-register`, { unitNo: station, ground: 'place of the act' })
  expect(moved.status).toBe(200)
  expect((await harbour.get(`/api/cases/${caseId}`)).body).toMatchObject({
    case: { holder: { no: station } },
    numbers: [{ number: '1/2026' }, { number: moved.body.number }],
  })
  expect((await stranger.get(`/api/cases/${caseId}`)).status).toBe(404)

  const head = await as(world, 'lantern-station', 'supervisor')
  expect((await harbour.post(`/api/cases/${caseId}/close`, { outcome: 'charge-sheeted', reason: 'done' })).status).toBe(403)
  const choices = await head.get('/api/cases/choices')
  const outcome = choices.body.caseOutcomes[0].id
  expect((await head.post(`/api/cases/${caseId}/close`, { outcome, reason: 'all points answered' })).status).toBe(200)
  const history = (await desk.get(`/api/reports/${report.reportId}/history`)).body.items.map((item: any) => item.action)
  expect(history).toEqual(expect.arrayContaining(['referral.offer', 'referral.acknowledge', 'case.register', 'case.close']))
  const account = (await desk.get('/api/account')).body
  expect(account.total).toBe(1)
  expect(account.steps.map((step: any) => [step.step, step.n])).toEqual([
    ['received', 1],
    ['referred', 1],
    ['acknowledged', 1],
    ['in-case', 1],
  ])
  expect(account.outcomes).toMatchObject([{ outcome, n: 1 }])
})

test('a returned report is open at its sender again, and the other unit keeps the referral but not the report', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const harbour = await as(world, 'harbour', 'officer')
  const report = await aReport(world, { holder: desk.unitNo })
  const { body } = await desk.post('/api/referrals', { reportIds: [report.reportId], unitNo: harbour.unitNo })
  const { referralId } = body.referrals[0]
  expect((await harbour.post('/api/referrals/return', { referralIds: [referralId], reason: 'no' })).status).toBe(400)
  expect(
    (await harbour.post('/api/referrals/return', { referralIds: [referralId], reason: 'The address lies elsewhere' })).status,
  ).toBe(200)
  expect((await desk.get('/api/reports')).body.items).toMatchObject([{ reportId: report.reportId, state: 'triaged' }])
  expect((await harbour.get('/api/reports?holder=all&state=any')).body.items).toEqual([])
  expect((await harbour.get('/api/referrals?box=ended')).body.items).toMatchObject([
    { number: report.number, reportId: null, points: null, reason: 'The address lies elsewhere' },
  ])
})

test('only the hand-over by which a unit holds a report can be returned', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const harbour = await as(world, 'harbour', 'officer')
  const fen = await as(world, 'fen', 'officer')
  const { reportId } = await aReport(world, { holder: desk.unitNo })
  const first = await handOver(reportId, desk, harbour)
  await handOver(reportId, harbour, fen)
  const last = await handOver(reportId, fen, harbour)
  const back = (referralIds: string[]) => harbour.post('/api/referrals/return', { referralIds, reason: 'It belongs to Fen' })
  expect((await back([first])).body.error).toMatchObject({ code: 'handed-on-since' })
  const page = await harbour.get(`/api/reports/${reportId}`)
  const may = new Map(page.body.referrals.map((one: any) => [one.referralId, one.may['referral:return']]))
  expect([may.get(first), may.get(last)]).toEqual(['handed-on-since', true])
  expect((await back([first, last])).body).toMatchObject({
    returned: 1,
    refused: [{ referralId: first, code: 'handed-on-since' }],
  })
  expect((await fen.get('/api/reports')).body.items).toMatchObject([{ reportId, state: 'acknowledged' }])
})

test('the page of a report says of a hand-over what its return would say', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const harbour = await as(world, 'harbour', 'officer')
  const fen = await as(world, 'fen', 'officer')
  const { reportId } = await aReport(world, { holder: desk.unitNo })
  const referralId = await handOver(reportId, desk, harbour)
  const said = async () => {
    const answer = await harbour.post('/api/referrals/return', { referralIds: [referralId], reason: 'It belongs to Fen' })
    const { referrals } = (await harbour.get(`/api/reports/${reportId}`)).body
    return [answer.body.error.code, referrals.find((one: any) => one.referralId === referralId).may['referral:return']]
  }
  await harbour.post('/api/referrals', { reportIds: [reportId], unitNo: fen.unitNo })
  expect(await said()).toEqual(['already-offered', 'already-offered'])
  const { items } = (await fen.get('/api/referrals?box=in')).body
  await fen.post('/api/referrals/acknowledge', { referralIds: [items[0].referralId] })
  expect(await said()).toEqual(['held-by-another-unit', 'held-by-another-unit'])
  await fen.post('/api/reports/settle', { reportIds: [reportId], outcome: 'spam', reason: 'nothing in it' })
  expect(await said()).toEqual(['held-by-another-unit', 'held-by-another-unit'])
})

test('the clock of an outcome counts from when its holder acknowledged it, whoever reads that and whoever had it before', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const harbour = await as(world, 'harbour', 'officer')
  const fen = await as(world, 'fen', 'officer')
  const { reportId } = await aReport(world, { holder: desk.unitNo })
  const fromFor = async (who: Person) => {
    const { report } = (await who.get(`/api/reports/${reportId}`)).body
    return [report.state, report.clockFromAt]
  }
  expect(await fromFor(desk)).toEqual(['triaged', null])
  await handOver(reportId, desk, harbour)
  expect(await fromFor(harbour)).toEqual(['acknowledged', world.clock.now().toISOString()])
  world.passHours(5)
  await handOver(reportId, harbour, fen)
  const acknowledged = ['acknowledged', world.clock.now().toISOString()]
  world.passHours(1)
  const auditor = await as(world, 'fen', 'auditor')
  expect([await fromFor(fen), await fromFor(auditor)]).toEqual([acknowledged, acknowledged])
})

test('of a return and an onward offer in the same moment one happens, and nothing stays open behind it', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const harbour = await as(world, 'harbour', 'officer')
  const head = await as(world, 'harbour', 'supervisor')
  const fen = await as(world, 'fen', 'officer')
  const reports = await Promise.all(Array.from({ length: 12 }, () => aReport(world, { holder: desk.unitNo })))
  const { body } = await desk.post('/api/referrals', { reportIds: reports.map((one) => one.reportId), unitNo: harbour.unitNo })
  const referralIds: string[] = body.referrals.map((one: any) => one.referralId)
  await harbour.post('/api/referrals/acknowledge', { referralIds })
  const answers = await Promise.all(
    body.referrals.flatMap(({ referralId, reportId }: any) => [
      harbour.post('/api/referrals/return', { referralIds: [referralId], reason: 'not ours' }),
      head.post('/api/referrals', { reportIds: [reportId], unitNo: fen.unitNo }),
    ]),
  )
  for (let at = 0; at < answers.length; at += 2) expect([answers[at].status, answers[at + 1].status].sort()).toEqual([200, 409])
  const stuck = await world.owner.sql`
    select 1 from referral f join report r using (report_id) where f.state = 'offered' and f.from_no <> r.holder_no`
  expect(stuck).toEqual([])
})

test('what a first holder got back by a hand-over, settled and reopens is acknowledged again, and can be given back', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const harbour = await as(world, 'harbour', 'officer')
  const { reportId } = await aReport(world, { holder: desk.unitNo })
  await handOver(reportId, desk, harbour)
  const referralId = await handOver(reportId, harbour, desk)
  await desk.post('/api/reports/settle', { reportIds: [reportId], outcome: 'spam', reason: 'nothing in it' })
  const reopened = await desk.post(`/api/reports/${reportId}/reopen`, { reason: 'the provider answered' })
  expect(reopened.body).toEqual({ state: 'acknowledged' })
  const page = (await desk.get(`/api/reports/${reportId}`)).body.report
  expect([page.offerDueAt, page.outcomeDueAt]).toEqual([null, expect.any(String)])
  const back = { referralIds: [referralId], reason: 'It is yours after all' }
  expect((await desk.post('/api/referrals/return', back)).body).toEqual({ returned: 1, refused: [] })
})

test('a unit that is closed is given neither a report nor sight of one', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const { reportId } = await aReport(world, { holder: desk.unitNo })
  const to = { reportIds: [reportId], unitNo: unitNo('harbour') }
  await world.owner.sql`update agency set is_active = false where no = ${to.unitNo}`
  for (const answer of [
    await desk.post('/api/referrals', to),
    await desk.post('/api/reports/share', { ...to, reason: 'concerned too' }),
  ])
    expect([answer.status, answer.body.error?.code]).toEqual([409, 'unit-is-closed'])
})

test('what was offered and comes back before anybody took it is worked on by the same person as before', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const harbour = await as(world, 'harbour', 'officer')
  const { reportId } = await aReport(world, { holder: desk.unitNo })
  await desk.post('/api/reports/take', { reportIds: [reportId] })
  for (const [who, how] of [
    [desk, 'withdraw'],
    [harbour, 'return'],
  ] as const) {
    const { body } = await desk.post('/api/referrals', { reportIds: [reportId], unitNo: harbour.unitNo })
    await who.post(`/api/referrals/${how}`, { referralIds: [body.referrals[0].referralId], reason: 'made in error' })
    expect((await desk.get(`/api/reports/${reportId}`)).body.report.assignee, how).toMatchObject({ id: desk.id })
  }
})

test('a referral names no case of another unit', async () => {
  await using world = await aWorld()
  const harbour = await as(world, 'harbour', 'officer')
  const fen = await as(world, 'fen', 'officer')
  const [own, other] = [
    await aReport(world, { holder: harbour.unitNo }),
    await aReport(world, { holder: fen.unitNo, state: 'acknowledged' }),
  ]
  const { caseId, number } = (await fen.post('/api/cases', { reportIds: [other.reportId] })).body
  const { referralId } = (await harbour.post('/api/referrals', { reportIds: [own.reportId], unitNo: fen.unitNo })).body
    .referrals[0]
  await fen.post('/api/referrals/acknowledge', { referralIds: [referralId] })
  const reason = {
    ...{ rule: 'case-linked/1', kind: 'fact', weight: 22 },
    ...{ params: { identifier: 'account', case: number }, evidence: [`case:${caseId}`] },
  }
  await world.owner.sql`update report set first_reason = ${JSON.stringify(reason)}::jsonb where report_id = ${own.reportId}`
  const because = async (reader: typeof fen, box: string) =>
    (await reader.get(`/api/referrals?box=${box}`)).body.items.map((one: any) => one.because)
  expect(await because(harbour, 'out')).toEqual([expect.stringContaining('case of another unit')])
  expect(await because(harbour, 'out')).not.toEqual([expect.stringContaining(number)])
})

test('what was offered to us comes danger first, then by the time left to answer, page by page', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const harbour = await as(world, 'harbour', 'officer')
  const offered: string[] = []
  for (const isDanger of [false, true, false, true, false]) {
    const report = await aReport(world, { holder: unitNo('national-desk'), isDanger })
    await desk.post('/api/referrals', { reportIds: [report.reportId], unitNo: harbour.unitNo })
    offered.push(report.number)
    world.passHours(1)
  }
  const [a, b, c, d, e] = offered
  const read: string[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body }: any = await harbour.get(`/api/referrals?box=in&limit=2${cursor ? `&cursor=${cursor}` : ''}`)
    read.push(...body.items.map((one: any) => one.number))
    cursor = body.next
  }
  expect(read).toEqual([b, d, a, c, e])
  expect((await desk.get('/api/referrals?box=out')).body.items.map((one: any) => one.number)).toEqual([e, d, c, b, a])
})
