// A site that asks everybody for one-time codes: who has none sets them up before anything else, and the log says who asked for it.
import { expect, test } from 'vitest'
import { askForCodes } from '../../src/cli/people.ts'
import { as } from '../people.ts'
import { aWorld } from '../world.ts'

test('codes that are required are owed by those who have none, until they are optional again', async () => {
  await using world = await aWorld()
  const officer = await as(world, 'harbour', 'officer')
  const code = async () => (await officer.get('/api/reports')).body.error?.code
  expect(await code()).toBeUndefined()
  await askForCodes(world.owner, world.keys.audit, true)
  expect(await code()).toBe('owes-totp')
  expect((await officer.get('/api/me')).status).toBe(200)
  await askForCodes(world.owner, world.keys.audit, false)
  expect(await code()).toBeUndefined()
  const log = await world.owner.sql<{ detail: string }>`
    select detail from audit_entry where action = 'people.require-codes' order by xact`
  expect(log.map((one) => JSON.parse(one.detail).isRequired)).toEqual([true, false])
})
