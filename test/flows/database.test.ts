// The database layer against a real server: what it promises about values, transactions, retries and errors.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { onlyByIndex } from '../../src/base/by-index.ts'
import { CopyRows, type CopyType } from '../../src/base/copy-rows.ts'
import { type Database, fragment, isOfServer, json, openDatabase, sqlState } from '../../src/base/database.ts'
import { plainWords } from '../../src/cli/plain-words.ts'
import { aDatabase, type TestDatabase } from '../database.ts'

let clone: TestDatabase
let database: Database
beforeAll(async () => {
  clone = await aDatabase()
  database = openDatabase({ url: clone.ownerUrl, max: 4, name: 'database test' })
  await database.sql.text(
    'create table account (id int primary key, amount int not null); insert into account values (1, 10), (2, 10)',
  )
})
afterAll(async () => {
  await database.close()
  await clone[Symbol.asyncDispose]()
})

it('gives and takes values of all our types', async () => {
  const at = new Date('2031-02-03T04:05:06.789Z')
  const [row] = await database.sql`
    select ${1}::int8 as small, 9007199254740993::int8 as large, ${at}::timestamptz as at, date '2031-02-03' as day,
      ${[1, 2]}::int[] as numbers, array[1, null]::int8[] as longs, ${[at]}::timestamptz[] as times, ${json([1, { a: null }])}::jsonb as doc,
      ${Buffer.from([0, 255])}::bytea as bytes, ${undefined}::text as none, 1.5::numeric as exact where ${fragment`1 = ${1}::int`}`
  expect(row).toEqual({
    small: 1,
    large: 9007199254740993n,
    at,
    day: '2031-02-03',
    numbers: [1, 2],
    longs: [1, null],
    times: [at],
    doc: [1, { a: null }],
    bytes: Buffer.from([0, 255]),
    none: null,
    exact: '1.5',
  })
})

it('counts touched rows', async () => {
  expect(await database.sql.count`update account set amount = amount where id = any(${[1, 2, 3]}::int[])`).toBe(2)
})

it('rolls back when the work throws, and carries no setting over to the next use of the connection', async () => {
  const failed = database.transaction({ 'tb.units': "1,2,O'Neil" }, async ({ sql }) => {
    await sql`update account set amount = 0`
    const [seen] = await sql`select current_setting('tb.units') as units`
    expect(seen).toEqual({ units: "1,2,O'Neil" })
    throw new Error('changed my mind')
  })
  await expect(failed).rejects.toThrow('changed my mind')
  const states = await Promise.all(
    Array.from(
      { length: 4 },
      () => database.sql`select nullif(current_setting('tb.units', true), '') as units, sum(amount) from account`,
    ),
  )
  expect(states.flat()).toEqual(Array.from({ length: 4 }, () => ({ units: null, sum: 20 })))
})

it('looks up by index where it is told to, and compiles nothing for what has none', async () => {
  const plan = await database.transaction(null, async (tx) => {
    await tx.sql`set local jit = on`
    await onlyByIndex(tx)
    const lines = [
      ...(await tx.sql<{ 'QUERY PLAN': string }>`explain (analyze) select amount from account where id = 1`),
      ...(await tx.sql<{ 'QUERY PLAN': string }>`explain (analyze) select count(*) from account where amount = 10`),
    ]
    return lines.map((line) => line['QUERY PLAN']).join('\n')
  })
  expect(plan).toMatch(/Index Scan using account_pkey.*Seq Scan on account/s)
  expect(plan).not.toContain('JIT')
})

it('does not take a transaction for done whose failed statement was hidden', async () => {
  const hidden = database.transaction(null, async ({ sql }) => {
    await sql`update account set amount = 5 where id = 1`
    await sql`select 1 / 0`.catch(() => {})
  })
  await expect(hidden).rejects.toThrow(/had failed/)
})

it('runs a transaction again that lost a race or a deadlock', async () => {
  let tries = 0
  let meet = () => {}
  const bothHold = new Promise<void>((resolve) => {
    meet = resolve
  })
  let holding = 0
  const move = (from: number, to: number) =>
    database.transaction(null, async ({ sql }) => {
      tries++
      await sql`update account set amount = amount - 1 where id = ${from}`
      if (++holding === 2) meet()
      await bothHold
      await sql`update account set amount = amount + 1 where id = ${to}`
    })
  await Promise.all([move(1, 2), move(2, 1)])
  expect(tries).toBe(3)
  expect(await database.sql`select sum(amount) from account`).toEqual([{ sum: 20 }])
})

it('survives a connection that is killed while in use', async () => {
  const killed = database.transaction(null, async ({ sql }) => {
    const [me] = await sql<{ pid: number }>`select pg_backend_pid() as pid`
    await database.sql`select pg_terminate_backend(${me!.pid})`
    await sql`select 1`
  })
  await expect(killed).rejects.toThrow()
  expect(await database.sql`select 1 as one`).toEqual([{ one: 1 }])
})

it('names a full disk as the cause of a server that is lost after it', async () => {
  const lost = async () => database.sql`select pg_terminate_backend(pg_backend_pid())`.catch((error: unknown) => error)
  expect(plainWords(await lost())).toContain('The database does not answer')
  const full = database.sql`do $$ begin raise exception 'no space' using errcode = '53100'; end $$`
  await expect(full).rejects.toThrow('no space')
  expect(plainWords(await lost())).toBe('There is no space left on the disk of the database.')
  const other = await database.sql`select 1 / 0`.catch((error: unknown) => error)
  expect(plainWords(other)).toContain('division by zero')
})

it('throws errors without the password, and without the row in what is printed', async () => {
  const closed = openDatabase({ url: clone.ownerUrl.replace(/:[^:@]*@/, ':planted-password@') })
  const refused = await closed.sql`select 1`.catch((error: unknown) => error)
  await closed.close()
  const twin = await database.sql`insert into account values (1, 77777)`.catch((error: unknown) => error)
  expect(sqlState(twin)).toBe('23505')
  expect(JSON.stringify([refused, { ...(refused as object) }, { ...(twin as object) }])).not.toMatch(/planted-password|\(1\)/)
})

const anyRow = fc.tuple(
  fc.uuid(),
  fc.option(fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'))),
  fc.integer({ min: -32768, max: 32767 }),
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  fc.maxSafeInteger(),
  fc.option(fc.date({ min: new Date('0100-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })),
  fc.uint8Array().map((bytes) => Buffer.from(bytes)),
  fc.boolean(),
  fc.array(fc.integer({ min: -5, max: 5 })),
  fc.array(fc.uuid()),
  fc.option(fc.dictionary(fc.constantFrom('a', 'b'), fc.oneof(fc.integer(), fc.constant(null), fc.constant('é"\\')))),
  fc.array(fc.constantFrom('', 'a,b', '"', 'ü')),
  fc
    .date({ min: new Date('0100-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  fc.double({ noNaN: true }),
)

it('copies rows of all types exactly as they were', async () => {
  const types: CopyType[] = [
    'uuid',
    'text',
    'int2',
    'int4',
    'int8',
    'timestamptz',
    'bytea',
    'bool',
    'int4[]',
    'uuid[]',
    'jsonb',
    'text[]',
  ]
  types.push('date', 'float8')
  const columns = types.map((type, at) => `c${at} ${type}`).join(', ')
  await database.sql.text(`create table copied (ordinal int4, ${columns})`)
  const check = async (rows: unknown[][]) => {
    const copy = new CopyRows(['int4', ...types])
    const pieces = rows.map((row, at) => {
      copy.add([at, ...row])
      return at % 2 === 0 ? copy.take() : Buffer.alloc(0)
    })
    await database.transaction(null, async ({ sql, copyIn }) => {
      await sql`delete from copied`
      await copyIn('copied', [...pieces, copy.take()])
    })
    const found = await database.sql`select * from copied order by ordinal`
    expect(found.map(({ ordinal, ...row }) => Object.values(row))).toEqual(rows)
  }
  await fc.assert(fc.asyncProperty(fc.array(anyRow, { maxLength: 20 }), check), { numRuns: 60 })
})

it('leaves nothing behind when the rows fail on the way', async () => {
  await database.sql.text('create table partial (a int4)')
  const failing = database.transaction(null, async ({ copyIn }) => {
    const source = async function* () {
      const copy = new CopyRows(['int4'])
      copy.add([1])
      yield copy.take()
      throw new Error('the file ended early')
    }
    await copyIn('partial', source())
  })
  await expect(failing).rejects.toThrow('the file ended early')
  expect(await database.sql`select count(*) as n from partial`).toEqual([{ n: 0 }])
})

it('takes a lost connection for a fault of the server, at the statement that meets it and at those after', async () => {
  const failures: unknown[] = []
  const whole = database.transaction(null, async (tx) => {
    const [me] = await tx.sql<{ pid: number }>`select pg_backend_pid() as pid`
    const rows = new CopyRows(['int4', 'int4'])
    rows.add([7, 7])
    await database.sql`select pg_terminate_backend(${me!.pid}, 5000)`
    for (const late of [() => tx.sql`select 1`, () => tx.copyIn('account (id, amount)', rows.take()), () => tx.sql`select 2`])
      failures.push(await late().catch((error: unknown) => error))
  })
  failures.push(await whole.catch((error: unknown) => error))
  for (const failure of failures) expect([failure, isOfServer(failure)]).toEqual([failure, true])
  expect(isOfServer(new Error('A report has no content'))).toBe(false)
})
