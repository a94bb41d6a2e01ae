// Entries as the list of the log gives them: what they are about by the name that people know, in the order of their places.
import { Secret, TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { checkpointFileIn } from '../../src/audit/checkpoint-file.ts'
import { drainSequencer } from '../../src/audit/sequencer.ts'
import { silentLog } from '../../src/base/log.ts'
import { aReport } from '../make.ts'
import { as, unitNo } from '../people.ts'
import { aWorld } from '../world.ts'

test('a hand-over is named by the number of its report and its two units, in the list and in the entry', async () => {
  await using world = await aWorld()
  const auditor = await as(world, 'national-desk', 'auditor')
  const desk = await as(world, 'national-desk', 'supervisor')
  const harbour = await as(world, 'harbour', 'supervisor')
  const [one, two] = [await aReport(world, { holder: desk.unitNo }), await aReport(world, { holder: desk.unitNo })]
  const offer = async (reportIds: string[]) =>
    (await desk.post('/api/referrals', { reportIds, unitNo: harbour.unitNo })).body.referrals[0].referralId
  const referralId = await offer([one.reportId])
  await offer([two.reportId, (await aReport(world, { holder: desk.unitNo })).reportId])
  await harbour.post('/api/referrals/acknowledge', { referralIds: [referralId] })
  await harbour.post('/api/referrals/acknowledge', { referralIds: [referralId] })
  const units = { from: { no: desk.unitNo, name: { en: 'National Desk' } }, to: { no: harbour.unitNo } }
  const { items } = (await auditor.get('/api/audit?action=referral.*&limit=4')).body
  expect(items.map((entry: any) => entry.subject)).toMatchObject([
    { kind: 'referral', id: referralId, number: one.number, ...units },
    { kind: 'referral', id: referralId, number: one.number, ...units },
    { kind: 'offer', number: null, n: 2, ...units },
    { kind: 'offer', number: one.number, n: 1, ...units },
  ])
  expect(items[1].detail).toMatchObject({ number: one.number, fromNo: desk.unitNo, toNo: harbour.unitNo })
  // Of what a reader's unit has nothing to do with, the log tells no more than the id that was tried.
  const fen = await as(world, 'fen', 'supervisor')
  await fen.post('/api/referrals/acknowledge', { referralIds: [referralId] })
  const [tried] = (await (await as(world, 'fen', 'auditor')).get('/api/audit?action=referral.acknowledge')).body.items
  expect(tried.subject).toEqual({ kind: 'referral', id: referralId, number: null, name: null, from: null, to: null, n: null })
})

test('entries of one moment stand in the order of their places, page by page', async () => {
  await using world = await aWorld()
  const reader = await as(world, 'national-desk', 'auditor')
  // The place goes by the transaction: an id may have been made before that one had begun.
  await world.owner.sql`
    insert into audit_entry (entry_id, xact, at, actor_name, agency_no, action, outcome, detail, mac)
    select gen_random_uuid(), n, ${world.clock.now()}, 'Mara Quist', ${reader.unitNo}::int, 'report.list', 'done', '{}', '' from generate_series(1, 12) n`
  await drainSequencer({ ...world, database: world.owner, checkpointFile: checkpointFileIn(world.dataFolder), log: silentLog })
  const places: number[] = []
  for (let cursor = ''; ; ) {
    const page = (await reader.get(`/api/audit?action=report.list&limit=5${cursor}`)).body
    places.push(...page.items.map((entry: { place: number }) => entry.place))
    if (page.next === null) break
    cursor = `&cursor=${page.next}`
  }
  expect(places).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
})

test('a case is found by every number it bore, however it is written, and a report by its own in small letters', async () => {
  await using world = await aWorld()
  const auditor = await as(world, 'national-desk', 'auditor')
  const harbour = await as(world, 'harbour', 'officer', 'supervisor')
  // The two numbers of the case differ then.
  await harbour.post('/api/cases', { reportIds: [(await aReport(world, { holder: harbour.unitNo })).reportId] })
  const { reportId, number } = await aReport(world, { holder: harbour.unitNo })
  const { body } = await harbour.post('/api/cases', { reportIds: [reportId] })
  const moved = await harbour.post(`/api/cases/${body.caseId}/re-register`, {
    unitNo: unitNo('lantern'),
    ground: 'place of the act',
  })
  expect(moved.status).toBe(200)
  const found = async (subject: string) =>
    (await auditor.get(`/api/audit?subject=${encodeURIComponent(subject)}`)).body.items.map((entry: any) => entry.action)
  expect([body.number, moved.body.number]).toEqual(['2/2026', '1/2026'])
  for (const typed of ['2/2026', '0002/2026', '2 / 2026'])
    expect([typed, await found(typed)]).toEqual([typed, ['case.re-register', 'case.register']])
  expect(await found('01/2026')).toEqual(['case.re-register', 'case.register', 'case.register'])
  await harbour.get(`/api/reports/${reportId}`)
  expect(await found(number.toLowerCase())).toEqual(['report.look', 'case.register'])
})

test('what a change made of what was there stands in its entry, field by field', async () => {
  await using world = await aWorld()
  const auditor = await as(world, 'quaymark', 'auditor')
  const desk = await as(world, 'national-desk', 'officer')
  const harbour = await as(world, 'harbour', 'officer', 'supervisor')
  const administrator = await as(world, 'quaymark', 'administrator')
  const { reportId } = await aReport(world, { holder: desk.unitNo })
  const { body } = await desk.post('/api/referrals', { reportIds: [reportId], unitNo: harbour.unitNo })
  await harbour.post('/api/referrals/acknowledge', { referralIds: [body.referrals[0].referralId] })
  const { caseId } = (await harbour.post('/api/cases', { reportIds: [reportId] })).body
  await harbour.post(`/api/cases/${caseId}/close`, { outcome: 'charge-sheeted', reason: 'all answered' })
  for (const verb of ['disable', 'enable', 'password'])
    expect((await administrator.post(`/api/people/${desk.id}/${verb}`)).status).toBe(200)
  const begun = await harbour.post('/api/me/totp')
  const code = new TOTP({ secret: Secret.fromBase32(begun.body.secret) }).generate({ timestamp: world.clock.now().getTime() })
  expect((await harbour.post('/api/me/totp/confirm', { code })).status).toBe(200)
  const changed = async (action: string) => (await auditor.get(`/api/audit?action=${action}`)).body.items[0].detail
  const since = world.clock.now().toISOString()
  const expected: [string, object, object][] = [
    ['referral.acknowledge', { state: 'offered', holderNo: desk.unitNo }, { state: 'acknowledged', holderNo: harbour.unitNo }],
    ['case.close', { state: 'registered', outcome: null }, { state: 'closed', outcome: 'charge-sheeted' }],
    ['people.disable', { disabledAt: null }, { disabledAt: since }],
    ['people.enable', { disabledAt: since }, { disabledAt: null }],
    ['people.reset-password', { mustChange: false, isTotpOn: false }, { mustChange: true, isTotpOn: false }],
    ['me.confirm-totp', { isTotpOn: false }, { isTotpOn: true }],
  ]
  for (const [action, was, now] of expected) expect([action, await changed(action)]).toMatchObject([action, { was, now }])
})
