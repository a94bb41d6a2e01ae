// Writes that are not waited for: read by what is asked later, and the first failure is the one that is told.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CopyRows } from '../../src/base/copy-rows.ts'
import { type Database, openDatabase, sqlState, type Tx } from '../../src/base/database.ts'
import { copyInTurns, inTurns, writingBehind } from '../../src/base/writing-behind.ts'
import { aDatabase, type TestDatabase } from '../database.ts'

let clone: TestDatabase
let database: Database
beforeAll(async () => {
  clone = await aDatabase()
  database = openDatabase({ url: clone.ownerUrl, max: 2, name: 'writing behind' })
  await database.sql.text('create table behind (a int4 primary key)')
})
afterAll(async () => {
  await database.close()
  await clone[Symbol.asyncDispose]()
})

function write(tx: Tx, ...numbers: number[]): Promise<void> {
  const rows = new CopyRows(['int4'])
  for (const number of numbers) rows.add([number])
  return tx.copyIn('behind (a)', rows.take())
}

const all = async () => (await database.sql<{ a: number }>`select a from behind order by a`).map(({ a }) => a)

it('shows to later statements what was written, and commits all of it', async () => {
  const seen = await database.transaction(null, (tx) =>
    writingBehind(tx, async (behind) => {
      await write(behind, 1, 2)
      const [row] = await behind.sql<{ n: number }>`select count(*) as n from behind`
      await write(behind, 3)
      return row!.n
    }),
  )
  expect(seen).toBe(2)
  expect(await all()).toEqual([1, 2, 3])
})

it('fails with what failed first, not with what came after, and leaves nothing', async () => {
  const failing = database.transaction(null, (tx) =>
    writingBehind(tx, async (behind) => {
      await write(behind, 10, 10)
      await write(behind, 11)
      await behind.sql`select 1 from behind`
    }),
  )
  expect(sqlState(await failing.catch((error) => error))).toBe('23505')
  expect(await all()).not.toContain(11)
})

it('waits for what was written before it passes on the failure of somebody else', async () => {
  const failing = database.transaction(null, (tx) =>
    writingBehind(tx, async (behind) => {
      await write(behind, 20)
      throw new Error('a stage failed')
    }),
  )
  await expect(failing).rejects.toThrow('a stage failed')
  expect(await all()).not.toContain(20)
})

it('begins no statement of a transaction that has failed', async () => {
  const late: Promise<unknown>[] = []
  const failing = database.transaction(null, async (tx) => {
    late.push(tx.sql`select pg_sleep(0.01)`, write(tx, 30))
    for (const one of late) one.catch(() => undefined)
    throw new Error('something else')
  })
  await expect(failing).rejects.toThrow('something else')
  await expect(late[1]).rejects.toThrow('not awaited')
  expect(await all()).not.toContain(30)
})

const many = Array.from({ length: 100_000 }, (_, n) => 1000 + n)
const into = { target: 'behind (a)', types: ['int4'] } as const

it('writes a long list in pieces, whoever waits, and of an empty one nothing', async () => {
  await database.transaction(null, async (tx) => {
    await copyInTurns(tx, many.slice(0, 50_000), { ...into, add: (rows, n) => rows.add([n]) })
    await writingBehind(tx, (behind) => copyInTurns(behind, many.slice(50_000), { ...into, add: (rows, n) => rows.add([n]) }))
    await copyInTurns(tx, [], { ...into, add: () => expect.unreachable() })
  })
  expect((await all()).filter((a) => a >= 1000)).toEqual(many)
})

it('leaves nothing of a list of which one cannot be made, wherever it stands and whatever the server is at', async () => {
  const failing = (late: number, isBehind: boolean) =>
    database.transaction(null, async (tx) => {
      const copy = async (at: Tx) => {
        const slow = at.sql`select pg_sleep(0.05)`
        await copyInTurns(at, many, { ...into, add: (rows, n) => rows.add(n === late ? [] : [200_000 + n]) })
        await slow
      }
      await (isBehind ? writingBehind(tx, copy) : copy(tx))
    })
  for (const late of [1000, 70_000])
    for (const isBehind of [true, false]) await expect(failing(late, isBehind)).rejects.toThrow('A row of 0 values')
  expect((await all()).filter((a) => a >= 200_000)).toEqual([])
})

it('tells what the server refuses of a long list', async () => {
  const failing = (isBehind: boolean) =>
    database.transaction(null, async (tx) => {
      const copy = (at: Tx) => copyInTurns(at, many, { ...into, add: (rows, n) => rows.add([n < 2000 ? 7 : 200_000 + n]) })
      await (isBehind ? writingBehind(tx, copy) : copy(tx))
    })
  for (const isBehind of [true, false]) expect(sqlState(await failing(isBehind).catch((error) => error))).toBe('23505')
})

it('works on all of a list, in its order', async () => {
  const met: number[] = []
  const many = Array.from({ length: 20_000 }, (_, n) => n)
  await inTurns(many, (n) => met.push(Math.sqrt(n) ** 2 < 0 ? -1 : n))
  expect(met).toEqual(many)
})
