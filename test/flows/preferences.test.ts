// What a person prefers is kept with the person: another screen shows the same, and nobody else is touched.
import { expect, test } from 'vitest'
import { as } from '../people.ts'
import { aWorld } from '../world.ts'

test('hidden columns, language and keys are kept apart from one another', async () => {
  await using world = await aWorld()
  const [one, other] = [await as(world, 'harbour', 'officer'), await as(world, 'harbour', 'officer')]
  const person = async (who: typeof one) => (await who.get('/api/me')).body.person
  expect(await person(one)).toMatchObject({ language: 'en', isKeysOn: true, hiddenColumns: [] })
  expect((await one.post('/api/me/preferences', { hiddenColumns: ['inbox.from', 'inbox.candidate'] })).status).toBe(200)
  await one.post('/api/me/preferences', { language: 'hi' })
  expect(await person(one)).toMatchObject({ language: 'hi', isKeysOn: true, hiddenColumns: ['inbox.from', 'inbox.candidate'] })
  await one.post('/api/me/preferences', { hiddenColumns: [] })
  expect(await person(one)).toMatchObject({ language: 'hi', hiddenColumns: [] })
  const entries = await world.owner.sql<{ detail: string }>`
    select detail from audit_entry where actor_id = ${one.id} and action = 'me.change-preferences'`
  const changes = entries.map(({ detail }) => JSON.parse(detail))
  expect(changes.filter(({ was, now }) => was.language !== now.language)).toMatchObject([
    { was: { language: 'en', isKeysOn: true }, now: { language: 'hi', isKeysOn: true } },
  ])
  expect((await one.post('/api/me/preferences', { hiddenColumns: ['<b>'] })).status).toBe(400)
  expect(await person(other)).toMatchObject({ language: 'en', hiddenColumns: [] })
})
