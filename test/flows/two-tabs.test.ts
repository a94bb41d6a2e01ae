// All tabs of a browser share one session: a page that says for whom it is shown gets and does nothing for anybody else.

import { expect, test } from 'vitest'
import { uuid7 } from '../../src/base/ids.ts'
import { as, asking, type Person, unitNo } from '../people.ts'
import { aWorld, type TestWorld } from '../world.ts'

const shownTo = (world: TestWorld, { cookie }: Pick<Person, 'cookie'>, to: string) =>
  asking(world, { cookie, 'x-tipbridge-as': to })

const refusal = (code: string) => ({
  status: 409,
  body: { error: { kind: 'conflict', code, facts: {}, id: expect.any(String) } },
})

test('a page of one person does nothing with the session of another', async () => {
  await using world = await aWorld()
  const mara = await as(world, 'national-desk', 'officer')
  const signe = await as(world, 'national-desk', 'officer')
  const page = shownTo(world, signe, `${mara.id}/${mara.unitNo}`)
  const wish = { language: 'hi' }
  expect(await page.post('/api/me/preferences', wish)).toEqual(refusal('other-person'))
  expect(await page.get('/api/me')).toEqual(refusal('other-person'))
  expect(await page.post('/api/me/unit', { unitNo: mara.unitNo })).toEqual(refusal('other-person'))
  expect(await page.post('/api/sign-out')).toEqual(refusal('other-person'))
  expect(await world.owner.sql`select 1 from person where language = 'hi'`).toEqual([])
  expect((await shownTo(world, signe, `${signe.id}/${signe.unitNo}`).post('/api/me/preferences', wish)).status).toBe(200)
  expect((await signe.post('/api/me/preferences', wish)).status).toBe(200)
})

test('a page of one unit does nothing for another, and its person may go back to it', async () => {
  await using world = await aWorld()
  const officer = await as(world, 'harbour', 'officer')
  const other = unitNo('national-desk')
  await world.owner.sql`
    insert into role_grant (person_id, agency_no, role, given_at) values (${officer.id}, ${other}, 'officer', ${world.clock.now()})`
  expect((await officer.post('/api/me/unit', { unitNo: other })).status).toBe(200)
  const page = shownTo(world, officer, `${officer.id}/${officer.unitNo}`)
  expect(await page.get('/api/me')).toEqual(refusal('other-unit'))
  const choosing = shownTo(world, officer, officer.id)
  expect((await choosing.post('/api/me/unit', { unitNo: officer.unitNo })).status).toBe(200)
  expect((await page.get('/api/me')).status).toBe(200)
})

test('a stranger learns nothing: who is not signed in is told that, and nobody is told whether the other exists', async () => {
  await using world = await aWorld()
  const mara = await as(world, 'national-desk', 'officer')
  const signe = await as(world, 'harbour', 'officer')
  const stranger = await shownTo(world, { cookie: 'tipbridge_session=none' }, `${mara.id}/${mara.unitNo}`).get('/api/me')
  expect([stranger.status, stranger.body.error.code]).toEqual([401, 'signed-out'])
  for (const to of [`${mara.id}/${mara.unitNo}`, `${uuid7()}/1`, `/${signe.unitNo}`, 'x', ''])
    expect(await shownTo(world, signe, to).get('/api/me')).toEqual(refusal('other-person'))
})
