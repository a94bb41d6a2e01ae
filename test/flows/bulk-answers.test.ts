// Many referrals answered in one call: what cannot be answered is named with its reason, and every report tells it in its history.
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { aReport } from '../make.ts'
import { as, type Person } from '../people.ts'
import { aWorld } from '../world.ts'

interface Row {
  reportId: string
  number: string
  openReferralId: string | null
  toReturn: { referralId: string; from: { no: number } } | null
}

const offeredRows = async (person: Person): Promise<Row[]> =>
  (await person.get('/api/reports?holder=given&state=offered&sort=received')).body.items

const decisions = async (person: Person, reportId: string): Promise<string[]> =>
  (await person.get(`/api/reports/${reportId}/history`)).body.items
    .filter((item: { kind: string }) => item.kind === 'decision')
    .map((item: { action: string; by: string }) => `${item.action} ${item.by}`)
    .sort()

test('offers to a unit are acknowledged from its rows in one call, each refusal told, each report with its history', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'supervisor')
  const harbour = await as(world, 'harbour', 'supervisor')
  const analyst = await as(world, 'harbour', 'analyst')
  const reports = await Promise.all([1, 2, 3, 4].map(() => aReport(world, { holder: desk.unitNo })))
  const ids = reports.map((one) => one.reportId)
  expect((await desk.post('/api/reports/assign', { reportIds: ids, personId: desk.id })).body.assigned).toBe(4)
  world.clock.pass(1000)
  const offered = await desk.post('/api/referrals', { reportIds: ids.slice(0, 3), unitNo: harbour.unitNo })
  const referralOf = new Map<string, string>(
    offered.body.referrals.map((one: { reportId: string; referralId: string }) => [one.reportId, one.referralId]),
  )
  const rows = await offeredRows(harbour)
  expect(new Map(rows.map((row) => [row.reportId, row.openReferralId]))).toEqual(referralOf)
  // Who may not answer is given no referral to answer.
  expect((await offeredRows(analyst)).map((row) => row.openReferralId)).toEqual([null, null, null])
  expect((await desk.get('/api/reports?state=offered')).body.items.map((row: Row) => row.openReferralId)).toEqual([
    null,
    null,
    null,
  ])

  await desk.post('/api/referrals/withdraw', { referralIds: [referralOf.get(ids[2]!)] })
  world.clock.pass(1000)
  const unknown = randomUUID()
  const referralIds = [...referralOf.values(), unknown]
  const { body } = await harbour.post('/api/referrals/acknowledge', { referralIds })
  expect(body.acknowledged).toBe(2)
  expect(body.refused).toEqual(
    expect.arrayContaining([
      { referralId: unknown, code: 'referral-not-shown' },
      { referralId: referralOf.get(ids[2]!), number: reports[2]!.number, code: 'already-withdrawn' },
    ]),
  )
  expect((await harbour.post('/api/referrals/acknowledge', { referralIds })).body.error).toMatchObject({
    code: expect.any(String),
  })

  for (const reportId of ids.slice(0, 2)) {
    expect(await decisions(harbour, reportId)).toEqual(
      [`referral.acknowledge ${harbour.name}`, `referral.offer ${desk.name}`, `report.assign ${desk.name}`].sort(),
    )
  }
  expect(await decisions(desk, ids[3]!)).toEqual([`report.assign ${desk.name}`])
  // One entry for the whole; an auditor who asks for one of the reports finds it.
  const log = await world.owner.sql<{ n: number }>`
    select count(*)::int as n from audit_entry where action = 'referral.acknowledge' and outcome = 'done'`
  expect(log).toEqual([{ n: 1 }])
  const auditor = await as(world, 'national-desk', 'auditor')
  const found = await auditor.get(`/api/audit?subject=${ids[0]}&outcome=done&action=*.acknowledge`)
  expect(found.body.items).toMatchObject([
    { action: 'referral.acknowledge', detail: { reports: expect.arrayContaining([ids[0], ids[1]]) } },
  ])
})

test('the row of a report says what may be given back: the offer, or the hand-over by which one holds it', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const harbour = await as(world, 'harbour', 'officer')
  const special = await as(world, 'special-unit', 'officer')
  const analyst = await as(world, 'harbour', 'analyst')
  const { reportId } = await aReport(world, { holder: desk.unitNo })
  const offer = async (from: Person, to: Person): Promise<string> =>
    (await from.post('/api/referrals', { reportIds: [reportId], unitNo: to.unitNo })).body.referrals[0].referralId
  const rowOf = async (person: Person, query: string): Promise<Partial<Row>> => {
    const [{ openReferralId, toReturn }] = (await person.get(`/api/reports?${query}`)).body.items
    return { openReferralId, toReturn }
  }
  const first = await offer(desk, harbour)
  const fromDesk = { referralId: first, from: expect.objectContaining({ no: desk.unitNo }) }
  expect(await rowOf(harbour, 'holder=given&state=offered')).toEqual({ openReferralId: first, toReturn: fromDesk })
  await harbour.post('/api/referrals/acknowledge', { referralIds: [first] })
  expect(await rowOf(harbour, 'state=acknowledged')).toEqual({ openReferralId: null, toReturn: fromDesk })
  expect(await rowOf(analyst, 'state=acknowledged')).toEqual({ openReferralId: null, toReturn: null })
  // Handed on, it is no longer theirs to give back; what is given back to them is again.
  const second = await offer(harbour, special)
  expect(await rowOf(harbour, 'state=offered')).toEqual({ openReferralId: null, toReturn: null })
  await special.post('/api/referrals/acknowledge', { referralIds: [second] })
  const fromHarbour = { referralId: second, from: expect.objectContaining({ no: harbour.unitNo }) }
  expect(await rowOf(special, 'state=acknowledged')).toEqual({ openReferralId: null, toReturn: fromHarbour })
  const given = await special.post('/api/referrals/return', { referralIds: [second], reason: 'It is not ours' })
  expect(given.body).toEqual({ returned: 1, refused: [] })
})

test('many are returned with one reason; each sender is told once how many', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const special = await as(world, 'special-unit', 'officer')
  const harbour = await as(world, 'harbour', 'officer')
  const ours = await Promise.all([1, 2].map(() => aReport(world, { holder: desk.unitNo })))
  const theirs = await aReport(world, { holder: special.unitNo })
  const offer = async (person: Person, reportIds: string[]): Promise<string[]> =>
    (await person.post('/api/referrals', { reportIds, unitNo: harbour.unitNo })).body.referrals.map(
      (one: { referralId: string }) => one.referralId,
    )
  const referralIds = [
    ...(await offer(
      desk,
      ours.map((one) => one.reportId),
    )),
    ...(await offer(special, [theirs.reportId])),
  ]
  await harbour.post('/api/referrals/acknowledge', { referralIds: referralIds.slice(0, 1) })
  const reason = 'The address lies elsewhere'
  expect((await harbour.post('/api/referrals/return', { referralIds, reason })).body).toEqual({ returned: 3, refused: [] })
  expect((await desk.get('/api/reports')).body.items).toHaveLength(2)
  expect((await special.get('/api/reports')).body.items).toHaveLength(1)
  const told = async (person: Person) =>
    (await person.get('/api/alerts')).body.items.filter((one: { kind: string }) => one.kind === 'returned')
  expect(await told(desk)).toMatchObject([{ number: null, facts: { n: 2 } }])
  expect(await told(special)).toMatchObject([{ number: theirs.number, facts: { n: 1 } }])
  expect((await harbour.post('/api/referrals/return', { referralIds, reason })).body.error).toMatchObject({
    code: 'already-returned',
    facts: { refused: expect.arrayContaining([expect.objectContaining({ code: 'already-returned' })]) },
  })
  for (const { reportId } of ours) expect((await decisions(desk, reportId)).join()).toContain(`referral.return ${harbour.name}`)
})

test('of two who answer in the same moment one does, and the other is told', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const one = await as(world, 'harbour', 'officer')
  const other = await as(world, 'harbour', 'supervisor')
  const reports = await Promise.all([1, 2, 3].map(() => aReport(world, { holder: desk.unitNo })))
  const { body } = await desk.post('/api/referrals', { reportIds: reports.map((report) => report.reportId), unitNo: one.unitNo })
  const referralIds = body.referrals.map((referral: { referralId: string }) => referral.referralId)
  const answers = await Promise.all([
    one.post('/api/referrals/acknowledge', { referralIds }),
    other.post('/api/referrals/acknowledge', { referralIds: [...referralIds].reverse() }),
  ])
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409])
  const states = await world.owner.sql<{
    state: string
    n: number
  }>`select state, count(*)::int as n from referral group by state`
  expect(states).toEqual([{ state: 'acknowledged', n: 3 }])
})

test('of two who take the same reports in the same moment one has them, and the other is told', async () => {
  await using world = await aWorld()
  const one = await as(world, 'harbour', 'officer')
  const other = await as(world, 'harbour', 'officer')
  const reports = await Promise.all(
    Array.from({ length: 10 }, () => aReport(world, { holder: one.unitNo, state: 'acknowledged' })),
  )
  const answers = await Promise.all(
    reports.flatMap(({ reportId }) => [one, other].map((who) => who.post('/api/reports/take', { reportIds: [reportId] }))),
  )
  for (let at = 0; at < answers.length; at += 2) {
    const refused = answers.slice(at, at + 2).filter(({ status }) => status === 409)
    expect(refused.map(({ body }) => body.error.code)).toEqual(['taken-by-another'])
  }
})
