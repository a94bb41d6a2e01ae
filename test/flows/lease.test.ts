// The lease against a real server: one holder at a time, and a holder whose time ran out commits nothing any more.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../src/base/database.ts'
import { awaitLease, LeaseLost, takeLease, underLease } from '../../src/base/lease.ts'
import { aDatabase, type TestDatabase } from '../database.ts'

let clone: TestDatabase
let database: Database
beforeAll(async () => {
  clone = await aDatabase()
  database = openDatabase({ url: clone.ownerUrl, max: 4, name: 'lease test' })
})
afterAll(async () => {
  await database.close()
  await clone[Symbol.asyncDispose]()
})

const expire = (name: string) => database.sql`update lease set until = now() - interval '1 second' where name = ${name}`

it('is held by one at a time and free after release', async () => {
  const first = await takeLease(database, { name: 'one', holder: 'a' })
  expect(await takeLease(database, { name: 'one', holder: 'b' })).toBeUndefined()
  await first!.release()
  const second = await takeLease(database, { name: 'one', holder: 'b' })
  expect(second!.fence).toBeGreaterThan(first!.fence)
  await second!.release()
})

it('fences off a holder that was taken over: its transaction fails and writes nothing', async () => {
  const slow = await takeLease(database, { name: 'two', holder: 'slow' })
  await expire('two')
  const next = await takeLease(database, { name: 'two', holder: 'next' })
  const late = database.transaction(null, async (tx) => {
    await tx.sql`insert into setting (name, value) values ('late', '1')`
    await slow!.guard(tx)
  })
  await expect(late).rejects.toBeInstanceOf(LeaseLost)
  expect(await database.sql`select 1 from setting where name = 'late'`).toEqual([])
  await database.transaction(null, (tx) => next!.guard(tx))
  await slow!.release()
  expect(await takeLease(database, { name: 'two', holder: 'third' })).toBeUndefined()
  await next!.release()
})

it('cannot be taken over while a guarded transaction runs, however late it is', async () => {
  const lease = await takeLease(database, { name: 'three', holder: 'a' })
  await expire('three')
  let rival: Promise<unknown> | undefined
  await database.transaction(null, async (tx) => {
    await lease!.guard(tx)
    rival = takeLease(database, { name: 'three', holder: 'b' })
    await tx.sql`select pg_sleep(0.05)`
  })
  expect(await rival).toBeUndefined()
  await lease!.release()
})

it('releases when the work throws', async () => {
  const failing = underLease(database, { name: 'four', holder: 'a' }, async () => {
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await underLease(database, { name: 'four', holder: 'b' }, async () => 'ran')).toBe('ran')
})

it('is waited for after its holder died, and not for ever', async () => {
  const dead = await takeLease(database, { name: 'five', holder: 'a' })
  const waiting = awaitLease(database, { name: 'five', holder: 'b' })
  await expire('five')
  const taken = await waiting
  expect(taken!.fence).toBe(dead!.fence + 1)
  expect(await awaitLease(database, { name: 'five', holder: 'c' }, 0)).toBeUndefined()
  await dead!.release()
  await taken!.release()
})
