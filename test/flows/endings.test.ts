// How reports end: registered under numbers without gap or double, whatever happens at the same time, or settled without a case.
import { expect, test } from 'vitest'
import { reportsKnownBy } from '../../src/cli/report.ts'
import { aReport, type Made } from '../make.ts'
import { as } from '../people.ts'
import { aWorld, type TestWorld } from '../world.ts'

const several = (world: TestWorld, holder: number, n: number): Promise<Made[]> =>
  Promise.all(Array.from({ length: n }, () => aReport(world, { holder })))

test('numbers have no gap and no double, though registrations fail and are made at the same time', async () => {
  await using world = await aWorld()
  const harbour = await as(world, 'harbour', 'officer')
  const reports = await several(world, harbour.unitNo, 12)
  // Each report is asked for twice at once: one of the two is refused, and its number goes to the next.
  const answers = await Promise.all(
    [...reports, ...reports].map(({ reportId }) => harbour.post('/api/cases', { reportIds: [reportId] })),
  )
  const given = answers.filter(({ status }) => status === 200).map(({ body }) => body.number)
  expect(answers.filter(({ status }) => status !== 200).map(({ status }) => status)).toEqual(Array(12).fill(409))
  expect(given.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))).toEqual(
    Array.from({ length: 12 }, (_, at) => `${at + 1}/2026`),
  )
})

test('a number of the official register is checked for shape and doubles, and the series steps over it', async () => {
  await using world = await aWorld()
  const harbour = await as(world, 'harbour', 'officer')
  const [a, b, c, d] = await several(world, harbour.unitNo, 4)
  const register = (report: Made | undefined, number?: string) =>
    harbour.post('/api/cases', { reportIds: [report!.reportId], ...(number ? { number } : {}) })
  const odd = await register(a, 'seven of 2026')
  expect(odd.body.error).toMatchObject({ code: 'number-shape', facts: { expected: expect.anything() } })
  expect((await register(a, '2/2026')).body.number).toBe('2/2026')
  expect((await register(b, '2/2026')).body.error.code).toBe('number-taken')
  expect((await register(b, ' 2 / 2026')).body.error.code).toBe('number-taken')
  expect((await register(b)).body.number).toBe('1/2026')
  expect((await register(c)).body.number).toBe('3/2026')
  expect((await register(d)).body.number).toBe('4/2026')
})

test('a case keeps every number it bore, and each of them finds it', async () => {
  await using world = await aWorld()
  const harbour = await as(world, 'harbour', 'officer')
  const [report] = await several(world, harbour.unitNo, 1)
  const { body } = await harbour.post('/api/cases', { reportIds: [report!.reportId] })
  const station = await as(world, 'lantern-station', 'officer')
  const moved = await harbour.post(`/api/cases/${body.caseId}/re-register`, {
    unitNo: station.unitNo,
    ground: 'place of the act',
  })
  expect(moved.status).toBe(200)
  // However it is written.
  for (const number of [body.number, moved.body.number, `00${moved.body.number.replace('/', ' / ')}`]) {
    const { body: found } = await station.post('/api/search', { q: number })
    expect(JSON.stringify(found)).toContain(body.caseId)
  }
  for (const number of [report!.number, body.number, moved.body.number, `0${body.number}`]) {
    const known = await world.owner.transaction(null, (tx) => reportsKnownBy(tx, number))
    expect(known).toMatchObject([{ id: report!.reportId, caseNumber: moved.body.number }])
  }
  expect((await station.get(`/api/cases/${body.caseId}`)).body.numbers).toMatchObject([
    { number: body.number },
    { number: moved.body.number, ground: 'place of the act' },
  ])
  // What happened bore the number that the case had then.
  const { items } = (await station.get(`/api/reports/${report!.reportId}/history`)).body
  expect(items.find((one: any) => one.action === 'case.register').facts.number).toBe(body.number)
})

test('who may not register is told so, and nothing is numbered', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const [report] = await several(world, desk.unitNo, 1)
  expect((await desk.post('/api/cases', { reportIds: [report!.reportId] })).body.error.code).toBe('unit-may-not-register')
  const analyst = await as(world, 'harbour', 'analyst')
  const [held] = await several(world, analyst.unitNo, 1)
  expect((await analyst.post('/api/cases', { reportIds: [held!.reportId] })).status).toBe(403)
  expect(await world.owner.sql`select 1 from case_number_of`).toEqual([])
})

test('the holder settles by the list and with a reason, a supervisor where danger was claimed; the sender sees it; it is reopened', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const harbour = await as(world, 'harbour', 'officer')
  const head = await as(world, 'harbour', 'supervisor', 'officer')
  const usual = await aReport(world, { holder: desk.unitNo })
  const danger = await aReport(world, { holder: desk.unitNo, isDanger: true })
  const reportIds = [usual.reportId, danger.reportId]
  const { body } = await desk.post('/api/referrals', { reportIds, unitNo: harbour.unitNo })
  await harbour.post('/api/referrals/acknowledge', { referralIds: body.referrals.map((one: any) => one.referralId) })

  const settle = (who: typeof harbour, outcome: string, reason: string) =>
    who.post('/api/reports/settle', { reportIds, outcome, reason })
  expect((await settle(harbour, 'charge-sheeted', 'no such end of a report')).body.error.code).toBe('no-such-outcome')
  expect((await settle(harbour, 'spam', ' ')).body.error.code).toBe('bad-input')
  expect((await settle(desk, 'spam', 'not ours any more')).status).toBe(409)
  expect((await settle(harbour, 'not-traceable', 'the logs are gone')).body).toMatchObject({
    settled: 1,
    refused: [{ number: danger.number, code: 'danger-needs-supervisor' }],
  })
  expect(
    (await head.post('/api/reports/settle', { reportIds: [danger.reportId], outcome: 'too-little', reason: 'nothing to go on' }))
      .body.settled,
  ).toBe(1)
  const ended = (await desk.get('/api/referrals?box=ended')).body.items
  const outcomes = new Map(ended.map((one: any) => [one.number, one.outcome]))
  expect(outcomes).toEqual(
    new Map([
      [usual.number, 'not-traceable'],
      [danger.number, 'too-little'],
    ]),
  )
  const log = await world.owner.sql<{
    detail: string
  }>`select detail from audit_entry where action = 'report.settle' and outcome = 'done'`
  expect(log.map(({ detail }) => JSON.parse(detail).reason).sort()).toEqual(['nothing to go on', 'the logs are gone'])

  const reopen = () => harbour.post(`/api/reports/${usual.reportId}/reopen`, { reason: 'the provider answered' })
  const both = await Promise.all([reopen(), reopen()])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(both.find(({ status }) => status === 200)!.body).toEqual({ state: 'acknowledged' })
  expect((await reopen()).body.error.code).toBe('is-acknowledged')
  expect((await harbour.get('/api/reports')).body.items).toMatchObject([{ reportId: usual.reportId, state: 'acknowledged' }])
})

test('the page of a report that has ended says of its ranking and its officer what the actions say', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'supervisor')
  const [report] = await several(world, desk.unitNo, 1)
  const reportIds = [report!.reportId]
  await desk.post('/api/reports/settle', { reportIds, outcome: 'spam', reason: 'nothing in it' })
  const { may } = (await desk.get(`/api/reports/${report!.reportId}`)).body
  for (const [permission, path, more] of [
    ['report:re-rank', 'rerank', { priority: 10, reason: 'not grave' }],
    ['report:assign', 'assign', { personId: desk.id }],
    ['report:take', 'take', {}],
  ] as const) {
    const { body } = await desk.post(`/api/reports/${path}`, { reportIds, ...more })
    expect([permission, may[permission], body.error?.code]).toEqual([permission, 'already-settled', 'already-settled'])
  }
})

test('all who handed a report on, first or in between, hear how it ended, and see it at what they offered', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const state = await as(world, 'port-state', 'officer')
  const city = await as(world, 'port-city', 'officer')
  const harbour = await as(world, 'harbour', 'supervisor', 'officer')
  const [cased, settled] = await several(world, desk.unitNo, 2)
  const reportIds = [cased!.reportId, settled!.reportId]
  const chain = [desk, state, city, harbour]
  for (const [at, giver] of chain.slice(0, -1).entries()) {
    const taker = chain[at + 1]!
    const { body } = await giver.post('/api/referrals', { reportIds, unitNo: taker.unitNo })
    await taker.post('/api/referrals/acknowledge', { referralIds: body.referrals.map((one: any) => one.referralId) })
  }
  const { body } = await harbour.post('/api/cases', { reportIds: [cased!.reportId] })
  await harbour.post(`/api/cases/${body.caseId}/close`, { outcome: 'charge-sheeted', reason: 'all answered' })
  await harbour.post('/api/reports/settle', { reportIds: [settled!.reportId], outcome: 'spam', reason: 'nothing in it' })
  for (const one of [desk, state, city]) {
    const alerts = (await one.get('/api/alerts')).body.items
    const of = (kind: string) => alerts.filter((alert: any) => alert.kind === kind)
    // The city does not see the case.
    expect(of('closed'), one.name).toMatchObject([
      { number: one === city ? cased!.number : body.number, facts: { outcome: 'charge-sheeted' } },
    ])
    expect(of('settled'), one.name).toMatchObject([{ number: settled!.number }])
    expect(of('registered'), one.name).toMatchObject([{ number: cased!.number }])
    const offered = (await Promise.all(['out', 'ended'].map((box) => one.get(`/api/referrals?box=${box}`)))).flatMap(
      ({ body: { items } }) => items.filter((row: any) => row.from.no === one.unitNo),
    )
    const outcomes = new Map(offered.map((row: any) => [row.number, row.outcomeName?.en]))
    expect(outcomes, one.name).toEqual(
      new Map([
        [cased!.number, 'Charge-sheeted'],
        [settled!.number, 'Spam'],
      ]),
    )
  }
})

test('of many offers of one report that are made at the same time one is made, and what else is done to it meets that', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const units = await Promise.all(['harbour', 'fen', 'port-city', 'special-unit'].map((unit) => as(world, unit, 'officer')))
  for (const { reportId } of await several(world, desk.unitNo, 5)) {
    const offers = units.map((unit) => desk.post('/api/referrals', { reportIds: [reportId], unitNo: unit.unitNo }))
    const settled = desk.post('/api/reports/settle', { reportIds: [reportId], outcome: 'no-offence', reason: 'nothing found' })
    const answers = await Promise.all([...offers, settled])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409])
    const open = await world.owner.sql`select 1 from referral where report_id = ${reportId} and state = 'offered'`
    expect(open.length).toBe(answers.at(-1)!.status === 200 ? 0 : 1)
  }
})

test('a case is moved or closed once, though several do it at the same time', async () => {
  await using world = await aWorld()
  const harbour = await as(world, 'harbour', 'supervisor')
  const stations = await Promise.all(['lantern-station', 'wharf-station'].map((unit) => as(world, unit, 'officer')))
  for (const [report] of await Promise.all([1, 2, 3].map(() => several(world, harbour.unitNo, 1)))) {
    const { body } = await harbour.post('/api/cases', { reportIds: [report!.reportId] })
    const move = (to: { unitNo: number }) =>
      harbour.post(`/api/cases/${body.caseId}/re-register`, { unitNo: to.unitNo, ground: 'place of the act' })
    const close = () => harbour.post(`/api/cases/${body.caseId}/close`, { outcome: 'charge-sheeted', reason: 'all answered' })
    const answers = await Promise.all([...stations.map(move), close(), close()])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
    const ends = await world.owner.sql`
      select 1 from case_event where case_id = ${body.caseId} and event in ('re-registered', 'closed')`
    expect(ends).toHaveLength(1)
  }
})

test('a report joins a case once: who adds it again is told that it is there, and nothing is written', async () => {
  await using world = await aWorld()
  const harbour = await as(world, 'harbour', 'officer')
  const [known, more] = await several(world, harbour.unitNo, 2)
  const { caseId } = (await harbour.post('/api/cases', { reportIds: [known!.reportId] })).body
  const add = (...reports: (Made | undefined)[]) =>
    harbour.post(`/api/cases/${caseId}/reports`, { reportIds: reports.map((one) => one!.reportId) })
  expect((await add(more, known)).body.error).toMatchObject({ code: 'already-in-case', facts: { number: known!.number } })
  expect((await add(more)).body).toEqual({ added: 1 })
  const { events } = (await harbour.get(`/api/cases/${caseId}`)).body
  expect(events.map((one: any) => [one.event, one.facts.reports])).toEqual([
    ['registered', 1],
    ['reports-added', 1],
  ])
})

test('reports that move with their case are nobody’s at the unit to which they come', async () => {
  await using world = await aWorld()
  const harbour = await as(world, 'harbour', 'officer')
  const station = await as(world, 'lantern-station', 'officer')
  const [report] = await several(world, harbour.unitNo, 1)
  const reportIds = [report!.reportId]
  await harbour.post('/api/reports/take', { reportIds })
  const { caseId } = (await harbour.post('/api/cases', { reportIds })).body
  await harbour.post(`/api/cases/${caseId}/re-register`, { unitNo: station.unitNo, ground: 'place of the act' })
  expect((await station.get(`/api/reports/${report!.reportId}`)).body.report.assignee).toBe(null)
  expect((await station.post('/api/reports/take', { reportIds })).status).toBe(200)
})

test('a case moves with all of its reports, more than one statement has room to name', async () => {
  await using world = await aWorld()
  const harbour = await as(world, 'harbour', 'officer')
  const station = await as(world, 'lantern-station', 'officer')
  const [report] = await several(world, harbour.unitNo, 1)
  const { caseId } = (await harbour.post('/api/cases', { reportIds: [report!.reportId] })).body
  // As they are added 500 at a time.
  const { sql } = world.owner
  await sql`
    insert into report (report_id, number, source_id, source_number, sender_id, sender_name, holder_no, first_holder_no, state, version, received_at, due, changed_at,
      case_id, case_number, registered_at)
    select gen_random_uuid(), 'R-2026-8' || n, source_id, '8' || n, sender_id, sender_name, holder_no, first_holder_no, state, version, received_at, due, changed_at,
      case_id, case_number, registered_at
    from report, generate_series(10001, 21000) as n where case_id = ${caseId}`
  await sql`
    insert into case_report (case_id, report_id, holder_no, added_by, added_name, at)
    select case_id, report_id, holder_no, ${harbour.id}, ${harbour.name}, registered_at from report where case_id = ${caseId} on conflict do nothing`
  const { status } = await harbour.post(`/api/cases/${caseId}/re-register`, {
    unitNo: station.unitNo,
    ground: 'place of the act',
  })
  expect(status).toBe(200)
  const [moved] = await sql`
    select count(*)::int as n, min(m.to_no) as "to" from re_registration m join report r on r.report_id = m.report_id where r.holder_no = m.to_no`
  expect(moved).toEqual({ n: 11_001, to: station.unitNo })
})
