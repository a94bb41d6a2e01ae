// Two people of one unit, or of two, who do different things to one report in the same moment: the second meets what the first did.
import { expect, test } from 'vitest'
import { aReport } from '../make.ts'
import { meanwhile } from '../meanwhile.ts'
import { as, type Person } from '../people.ts'
import { aWorld, type TestWorld } from '../world.ts'

async function offered(world: TestWorld, from: Person, to: Person) {
  const { reportId } = await aReport(world, { holder: from.unitNo })
  const { body } = await from.post('/api/referrals', { reportIds: [reportId], unitNo: to.unitNo })
  return { reportId, referralIds: [body.referrals[0].referralId] }
}

test('who gives or ranks a report that is acknowledged at that moment changes nothing at its new holder', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'supervisor')
  const harbour = await as(world, 'harbour', 'officer')
  for (const [path, more] of [
    ['assign', { personId: desk.id }],
    ['take', {}],
    ['rerank', { priority: 90, reason: 'seems grave' }],
  ] as const) {
    const { reportId, referralIds } = await offered(world, desk, harbour)
    await world.owner.sql`
      insert into score (report_id, version, holder_no, rule_version, points, band, reasons, missing, at)
      select report_id, 1, holder_no, '1', 40, 'medium', '[]', '[]', changed_at from report where report_id = ${reportId}`
    const [taken, late] = await meanwhile(world, reportId, [
      () => harbour.post('/api/referrals/acknowledge', { referralIds }),
      () => desk.post(`/api/reports/${path}`, { reportIds: [reportId], ...more }),
    ])
    expect(taken!.status).toBe(200)
    expect([path, late!.status, late!.body.error?.code]).toEqual([path, 409, 'held-by-another-unit'])
    const [row] = await world.owner.sql`select holder_no, assignee_id, is_reranked from report where report_id = ${reportId}`
    expect(row).toEqual({ holder_no: harbour.unitNo, assignee_id: null, is_reranked: false })
  }
})

test('who ends a report that a colleague gives back at that moment ends nothing of the unit below that has it again', async () => {
  await using world = await aWorld()
  const station = await as(world, 'lantern-station', 'officer')
  const lantern = await as(world, 'lantern', 'officer')
  const own = await aReport(world, { holder: lantern.unitNo })
  const { caseId } = (await lantern.post('/api/cases', { reportIds: [own.reportId] })).body
  for (const [path, more] of [
    ['/api/reports/settle', { outcome: 'spam', reason: 'nothing in it' }],
    ['/api/cases', {}],
    [`/api/cases/${caseId}/reports`, {}],
  ] as const) {
    const { reportId, referralIds } = await offered(world, station, lantern)
    await lantern.post('/api/referrals/acknowledge', { referralIds })
    const [back, late] = await meanwhile(world, reportId, [
      () => lantern.post('/api/referrals/return', { referralIds, reason: 'it is yours' }),
      () => lantern.post(path, { reportIds: [reportId], ...more }),
    ])
    expect(back!.status).toBe(200)
    expect([path, late!.status, late!.body.error?.code]).toEqual([path, 409, 'held-by-another-unit'])
    const [row] = await world.owner.sql`select holder_no, state, case_id from report where report_id = ${reportId}`
    expect(row).toEqual({ holder_no: station.unitNo, state: 'triaged', case_id: null })
  }
})

test('of two units that are given sight in the same moment both have it', async () => {
  await using world = await aWorld()
  const harbour = await as(world, 'harbour', 'officer')
  const { reportId } = await aReport(world, { holder: harbour.unitNo })
  const others = await Promise.all(['fen', 'special-unit'].map((unit) => as(world, unit, 'officer')))
  const share = (to: Person) => () =>
    harbour.post('/api/reports/share', { reportIds: [reportId], unitNo: to.unitNo, reason: 'concerned too' })
  await meanwhile(world, reportId, others.map(share))
  for (const one of others) expect((await one.get(`/api/reports/${reportId}`)).status, one.name).toBe(200)
})

test('who shares a report that is acknowledged at that moment is told that it is not theirs, and its sender goes on seeing it', async () => {
  await using world = await aWorld()
  const harbour = await as(world, 'harbour', 'officer')
  const fen = await as(world, 'fen', 'officer')
  const special = await as(world, 'special-unit', 'officer')
  const { reportId, referralIds } = await offered(world, harbour, fen)
  const [taken, late] = await meanwhile(world, reportId, [
    () => fen.post('/api/referrals/acknowledge', { referralIds }),
    () => harbour.post('/api/reports/share', { reportIds: [reportId], unitNo: special.unitNo, reason: 'concerned too' }),
  ])
  expect([taken!.status, late!.status, late!.body.error?.code]).toEqual([200, 409, 'held-by-another-unit'])
  expect((await harbour.get(`/api/reports/${reportId}`)).status).toBe(200)
  expect((await special.get(`/api/reports/${reportId}`)).status).toBe(404)
})
