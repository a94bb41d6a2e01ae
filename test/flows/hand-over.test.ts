// A report goes from the desk to a district, is registered there as a case, re-registered at a station, closed, and accounted for.
import { expect, test } from 'vitest'
import { aReport } from '../make.ts'
import { as, unitNo } from '../people.ts'
import { aWorld } from '../world.ts'

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
