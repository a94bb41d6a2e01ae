// What is refused before its action is looked at stands in the log like any other refusal: who owes a password, whose page is another's,
// who hands in nothing, who does not have the code of the first run.
import { expect, test } from 'vitest'
import { dropFiles } from '../intake.ts'
import { aReport } from '../make.ts'
import { as, asking } from '../people.ts'
import { aWorld, type TestWorld } from '../world.ts'

const refusals = async ({ owner }: TestWorld) =>
  (
    await owner.sql<{ action: string; actorId: string | null; subject: string | null; detail: string }>`
      select action, actor_id as "actorId", subject_id as subject, detail from audit_entry where outcome = 'refused' order by xact, entry_id`
  ).map(({ detail, ...entry }) => ({ ...entry, ...JSON.parse(detail) }))

test('who owes a new password and asks for reports or a sealed person is refused, and the log names what was asked for', async () => {
  await using world = await aWorld()
  const officer = await as(world, 'harbour', 'officer', 'supervisor')
  const { reportId } = await aReport(world, { holder: officer.unitNo })
  await world.owner.sql`update person set must_change = true where person_id = ${officer.id}`
  const owes = { status: 403, body: { error: { code: 'owes-password-change' } } }
  expect(await officer.get('/api/reports')).toMatchObject(owes)
  const what = { person: 'V-1', purpose: 'court', words: 'asked for' }
  expect(await officer.post(`/api/reports/${reportId}/reveal`, what)).toMatchObject(owes)
  expect(await dropFiles(world, officer, { files: { 'a.xml': 'x' } })).toMatchObject(owes)
  // What sets it right is open.
  expect((await officer.get('/api/me')).status).toBe(200)
  const entry = { actorId: officer.id, code: 'owes-password-change' }
  expect(await refusals(world)).toMatchObject([
    { action: 'report.list', ...entry },
    { action: 'sealed.reveal', ...entry },
    { action: 'batch.hand-in', ...entry },
  ])
})

test('a page of somebody else that would change something is in the log; one that only goes on asking is not', async () => {
  await using world = await aWorld()
  const mara = await as(world, 'harbour', 'officer')
  const signe = await as(world, 'harbour', 'officer')
  const { reportId } = await aReport(world, { holder: mara.unitNo })
  const page = (to: string) => asking(world, { cookie: signe.cookie, 'x-tipbridge-as': to })
  const take = { reportIds: [reportId] }
  for (const [to, code] of [
    [`${mara.id}/${mara.unitNo}`, 'other-person'],
    [`${signe.id}/1`, 'other-unit'],
  ] as const) {
    expect(await page(to).get('/api/alerts')).toMatchObject({ status: 409, body: { error: { code } } })
    // Also where what is given is wrong: the page learns for whom it is shown.
    for (const body of [take, {}])
      expect(await page(to).post('/api/reports/take', body)).toMatchObject({ status: 409, body: { error: { code } } })
  }
  const entry = { action: 'report.take', actorId: signe.id }
  expect(await refusals(world)).toMatchObject([
    { ...entry, code: 'other-person' },
    { ...entry, code: 'other-person' },
    { ...entry, code: 'other-unit' },
    { ...entry, code: 'other-unit' },
  ])
})

test('handing in nothing, or what is no form, is refused in the log too', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  expect(await dropFiles(world, desk, { files: {} })).toMatchObject({ status: 400, body: { error: { code: 'no-files' } } })
  expect(await desk.post('/api/batches', {})).toMatchObject({ status: 400, body: { error: { code: 'not-multipart' } } })
  const entry = { action: 'batch.hand-in', actorId: desk.id, subject: null }
  expect(await refusals(world)).toMatchObject([
    { ...entry, code: 'no-files' },
    { ...entry, code: 'not-multipart' },
  ])
  expect(await world.owner.sql`select 1 from batch`).toEqual([])
})

test('a wrong code of the first run is in the log without what was typed', async () => {
  await using world = await aWorld({ packs: [] })
  const payload = {
    code: 'abad-c0de-abad-c0de',
    login: 'asta',
    name: 'Asta Berg',
    password: 'harbour-lantern-quay',
    packs: ['xx'],
  }
  const tried = await asking(world, {}).post('/api/first-run', payload)
  expect(tried).toMatchObject({ status: 401, body: { error: { code: 'wrong-code' } } })
  const entries = await refusals(world)
  expect(entries).toEqual([{ action: 'site.first-run', actorId: null, subject: null, code: 'wrong-code' }])
})
