// Our hold on PostgreSQL: a pool, a tagged template, transactions with settings, COPY. A connection lost while it is checked out must
// not end the process, so every client has its own error listener; errors leave here without the client, which carries the password.
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { COPY_HEADER, COPY_TRAILER } from './copy-rows.ts'
import { type Log, silentLog } from './log.ts'
import { beginWith, compose, parameter } from './sql.ts'

export { Fragment, fragment, identifier, joined, json, nothing } from './sql.ts'

export type Row = Record<string, unknown>

export interface Sql {
  /** Rows of one statement. int8 comes as number (bigint where it would lose), timestamptz as Date, date and numeric as text. */
  <R = Row>(strings: TemplateStringsArray, ...values: unknown[]): Promise<R[]>
  /** The number of rows that the statement touched. */
  count(strings: TemplateStringsArray, ...values: unknown[]): Promise<number>
  /** Composed text with $1, $2, …; without parameters it may hold several statements. */
  text<R = Row>(text: string, params?: readonly unknown[]): Promise<R[]>
}

export interface Tx {
  sql: Sql
  /** Binary COPY of `CopyRows` pieces into `table (column, …)`. */
  copyIn(target: string, rows: CopyPieces): Promise<void>
}

export type CopyPieces = Buffer | Iterable<Buffer> | AsyncIterable<Buffer>

export interface Database {
  sql: Sql
  /** Settings are `set local`; a serialisation failure or deadlock runs the whole again, so `run` must be repeatable. */
  transaction<T>(settings: Record<string, string | number> | null, run: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
  pool: pg.Pool
}

export interface DatabaseOptions {
  url: string
  /** Most connections at once. */
  max?: number
  /** Shown in pg_stat_activity. */
  name?: string
  log?: Log
}

export function openDatabase({ url, max = 4, name = 'tipbridge', log = silentLog }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: name,
    connectionTimeoutMillis: 15_000,
    idleTimeoutMillis: 60_000,
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
  })
  const connected = new Set<pg.PoolClient>()
  pool.on('connect', (client) => {
    connected.add(client)
    client.once('end', () => connected.delete(client))
    client.on('error', (error) => log.warn('A database connection was lost', { error: caused(error) }))
  })
  pool.on('error', (error) => log.debug('An idle database connection was lost', { error }))
  return {
    sql: sqlOn(pool, atOnce),
    transaction: (settings, run) => inTransaction(pool, beginWith(settings), run),
    close: () => endPool(pool, connected),
    pool,
  }
}

const PATIENCE_MS = 5000

/** The pool calls itself ended when it has said good-bye; a database can be dropped, or its server stopped, once the server has heard it. */
async function endPool(pool: pg.Pool, connected: Set<pg.PoolClient>): Promise<void> {
  await pool.end()
  const ends = [...connected].map((client) => new Promise<void>((resolve) => client.once('end', () => resolve())))
  await Promise.race([Promise.all(ends), wait(PATIENCE_MS, undefined, { ref: false })])
}

const { INT8, DATE, TIMESTAMP } = pg.types.builtins
const INT8_ARRAY = 1016
const DATE_ARRAY = 1182
const TEXT_ARRAY = 1009
const asText = (text: string) => text
const integerArray = (text: string) =>
  text
    .slice(1, -1)
    .split(',')
    .filter(Boolean)
    .map((item) => (item === 'NULL' ? null : integer(item)))

function typeParser(oid: number, format?: 'text' | 'binary'): unknown {
  if (oid === INT8) return integer
  if (oid === INT8_ARRAY) return integerArray
  if (oid === DATE || oid === TIMESTAMP) return asText
  return pg.types.getTypeParser(oid === DATE_ARRAY ? TEXT_ARRAY : oid, format as 'text')
}

function integer(text: string): number | bigint {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : BigInt(text)
}

type Queryable = Pick<pg.Pool, 'query'> | Pick<pg.ClientBase, 'query'>
type Turns = <T>(statement: () => Promise<T>) => Promise<T>

const atOnce: Turns = (statement) => statement()

/** The statements of a transaction one after the other, in the order in which they were asked for. */
class InOrder {
  #last: Promise<unknown> = Promise.resolve()
  #isOver = false

  readonly turns: Turns = (statement) => {
    const mine = this.#last.then(() => {
      if (this.#isOver) throw new Error('A statement was not awaited before its transaction ended')
      return statement()
    })
    this.#last = mine.catch(() => undefined)
    return mine
  }

  /** What has not begun never will; resolves when what runs has ended. */
  async end(): Promise<void> {
    this.#isOver = true
    await this.#last
  }
}

function sqlOn(on: Queryable, turns: Turns): Sql {
  const run = async (text: string, params: unknown[]): Promise<pg.QueryResult> => {
    try {
      const result = await turns(() => (on as pg.Pool).query(params.length > 0 ? { text, values: params } : text))
      return Array.isArray(result) ? (result as pg.QueryResult[]).at(-1)! : result
    } catch (error) {
      throw cleaned(error, text)
    }
  }
  const template = async (strings: TemplateStringsArray, ...values: unknown[]) => {
    const { text, params } = compose(strings, values)
    return (await run(text, params)).rows
  }
  return Object.assign(template, {
    async count(strings: TemplateStringsArray, ...values: unknown[]) {
      const { text, params } = compose(strings, values)
      return (await run(text, params)).rowCount ?? 0
    },
    async text(text: string, params: readonly unknown[] = []) {
      return (await run(text, params.map(parameter))).rows
    },
  }) as Sql
}

const MOST_TRIES = 4

async function inTransaction<T>(pool: pg.Pool, begin: string, run: (tx: Tx) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt(pool, begin, run)
    } catch (error) {
      if (tries === MOST_TRIES || !isRepeatable(error)) throw error
      await wait(Math.random() * 20 * 2 ** tries)
    }
  }
}

async function attempt<T>(pool: pg.Pool, begin: string, run: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await connect(pool)
  const statements = new InOrder()
  let isBroken = false
  try {
    await client.query(begin)
    const result = await run(txOn(client, statements.turns))
    await statements.end()
    const { command } = await client.query('commit')
    if (command !== 'COMMIT') throw new Error('A statement of this transaction had failed and its error was not passed on')
    return result
  } catch (error) {
    await statements.end()
    isBroken = await rollBack(client)
    throw cleaned(error)
  } finally {
    client.release(isBroken)
  }
}

async function rollBack(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query('rollback')
    return false
  } catch {
    return true
  }
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect()
  } catch (error) {
    throw cleaned(error)
  }
}

function txOn(client: pg.PoolClient, turns: Turns): Tx {
  return { sql: sqlOn(client, turns), copyIn: (target, rows) => turns(() => copyInto(client, target, rows)) }
}

async function copyInto(client: pg.PoolClient, target: string, rows: CopyPieces): Promise<void> {
  const text = `copy ${target} from stdin with (format binary)`
  const stream = client.query(copyFrom(text, { highWaterMark: 1 << 20 }))
  try {
    await pipeline(Readable.from(framed(rows)), stream)
  } catch (error) {
    throw cleaned(error, text)
  }
}

async function* framed(rows: CopyPieces): AsyncGenerator<Buffer> {
  yield COPY_HEADER
  if (Buffer.isBuffer(rows)) yield rows
  else yield* rows
  yield COPY_TRAILER
}

function isRepeatable(error: unknown): boolean {
  const code = sqlState(error)
  return code === '40001' || code === '40P01'
}

/** The SQLSTATE of a database error, for callers that expect one (23505: already there). */
export function sqlState(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : undefined
}

/** Connection, resources, limits, operator, system, conflict. */
const ofServer = /^(08|40|53|54|55|57|58)[0-9A-Z]{3}$|^E[A-Z]+$/

/** The driver and its pool give no code for it. */
const lost =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client (has encountered a connection error|was closed))/

export const isConnectionLost = (error: unknown): boolean => error instanceof Error && lost.test(error.message)

/** Whether something is wrong with the server, which is wrong for all, rather than with what one statement said. */
export const isOfServer = (error: unknown): boolean => ofServer.test(sqlState(error) ?? '') || isConnectionLost(error)

const DISK_FULL = '53100'
const REMEMBERED_MS = 60_000
let fullDisk: { error: Error; at: number } | undefined

/** Whether a server ended that may be there again in a moment: not one that its full disk brought down. */
export const isServerLost = (error: unknown): boolean =>
  error instanceof Error && isOfLostServer(error) && sqlState(error.cause) !== DISK_FULL

/** It closed the connection, or takes none. */
const isOfLostServer = (error: Error): boolean =>
  /^(08|57P0|ECONNRESET$|EPIPE$)/.test(sqlState(error) ?? '') ||
  (error as NodeJS.ErrnoException).syscall === 'connect' ||
  isConnectionLost(error)

/** A server that finds its disk full falls over it: the connections that are lost then, and not found again, have this cause. */
function caused(error: Error): Error {
  if (sqlState(error) === DISK_FULL) fullDisk = { error, at: Date.now() }
  else if (fullDisk && Date.now() - fullDisk.at < REMEMBERED_MS && isOfLostServer(error)) error.cause ??= fullDisk.error
  return error
}

// Enumerable properties end up in logs and test output: the client (password), and detail and where (values of rows).
function cleaned(error: unknown, statement?: string): unknown {
  if (!(error instanceof Error)) return error
  caused(error)
  for (const property of ['client', 'detail', 'where', 'internalQuery'] as const) hide(error, property)
  if (statement && !('statement' in error)) Object.defineProperty(error, 'statement', { value: statement, enumerable: false })
  return error
}

function hide(error: Error & { client?: unknown; detail?: unknown }, property: string): void {
  if (property === 'client') delete error.client
  else if (property in error) Object.defineProperty(error, property, { enumerable: false })
}
