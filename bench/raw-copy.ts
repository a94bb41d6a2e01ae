// The peer of our intake: the rows that it left in the database, put into the same tables with the same indexes by nothing but COPY, in as
// many transactions as intake used. The rows are taken out first and held in memory and the tables emptied, so that only writing is timed;
// the site is of no use afterwards.
import type { Readable } from 'node:stream'
import copyStreams from 'pg-copy-streams'
import { type Database, openDatabase } from '../src/base/database.ts'

export interface RawCopy {
  rows: number
  bytes: number
  transactions: number
  seconds: number
}

/** Tables that are the site's own, filled before anything is received. */
const ownTables = [
  'agency',
  'unit_substitute',
  'source',
  'person',
  'role_grant',
  'setting',
  'lease',
  'number_block',
  'session',
  'schema_migration',
]
const HEADER_BYTES = 19
const TRAILER_BYTES = 2

interface TableRows {
  name: string
  columns: string
  /** Binary rows, cut into as many pieces as there are transactions. */
  pieces: Buffer[][]
  rows: number
}

export async function rawCopy(ownerUrl: string, transactions: number): Promise<RawCopy> {
  const database = openDatabase({ url: ownerUrl, max: 1, name: 'bench raw copy' })
  try {
    const tables = await takeOut(database, transactions)
    await database.sql.text(`truncate ${tables.map(({ name }) => name).join(', ')}`)
    return await putIn(database, { tables, transactions })
  } finally {
    await database.close()
  }
}

async function takeOut(from: Database, transactions: number): Promise<TableRows[]> {
  const found = await from.sql<{ name: string; columns: string }>`
    select c.table_name as name, string_agg(quote_ident(c.column_name), ', ' order by c.ordinal_position) as columns
    from information_schema.columns c join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER' and c.table_name <> all(${ownTables}::text[])
    group by c.table_name order by c.table_name`
  const tables: TableRows[] = []
  for (const { name, columns } of found) {
    const rows = await rowsOf(from, `copy (select ${columns} from ${name} order by ctid) to stdout (format binary)`)
    if (rows.length === 0) continue
    const size = Math.ceil(rows.length / transactions)
    const pieces = Array.from({ length: Math.ceil(rows.length / size) }, (_, at) => rows.slice(at * size, (at + 1) * size))
    tables.push({ name, columns, pieces, rows: rows.length })
  }
  return tables
}

async function rowsOf(from: Database, text: string): Promise<Buffer[]> {
  const client = await from.pool.connect()
  try {
    const stream: Readable = client.query(copyStreams.to(text))
    const parts: Buffer[] = []
    for await (const part of stream) parts.push(part as Buffer)
    return cut(Buffer.concat(parts))
  } finally {
    client.release()
  }
}

/** A row is a count of fields, and each field its length (−1 for null) and bytes. */
function cut(whole: Buffer): Buffer[] {
  const rows: Buffer[] = []
  for (let at = HEADER_BYTES; at < whole.length - TRAILER_BYTES; ) {
    const start = at
    const fields = whole.readInt16BE(at)
    at += 2
    for (let field = 0; field < fields; field++) at += 4 + Math.max(0, whole.readInt32BE(at))
    rows.push(whole.subarray(start, at))
  }
  return rows
}

interface Given {
  tables: TableRows[]
  transactions: number
}

async function putIn(database: Database, { tables, transactions }: Given): Promise<RawCopy> {
  const startedAt = performance.now()
  for (let at = 0; at < transactions; at++) {
    await database.transaction(null, async (tx) => {
      for (const { name, columns, pieces } of tables)
        for (const piece of pieces.slice(at, at + 1)) await tx.copyIn(`${name} (${columns})`, Buffer.concat(piece))
    })
  }
  const seconds = (performance.now() - startedAt) / 1000
  const sum = (of: (table: TableRows) => number) => tables.reduce((total, table) => total + of(table), 0)
  const bytes = sum(({ pieces }) => pieces.flat().reduce((total, row) => total + row.length, 0))
  return { rows: sum(({ rows }) => rows), bytes, transactions, seconds }
}
