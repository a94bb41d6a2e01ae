// Units as an answer names them, by their numbers, all in one question.
import type { z } from 'zod'
import type { Sql } from '../base/database.ts'
import type { unitShape } from '../model/named.ts'

export type NamedUnit = z.output<typeof unitShape>

export async function namedUnits(sql: Sql, numbers: Iterable<number | null>): Promise<Map<number, NamedUnit>> {
  const asked = [...new Set(numbers)].filter((no) => no !== null)
  const rows = await sql<NamedUnit>`select no, name from agency where no = any(${asked}::int[])`
  return new Map(rows.map((unit) => [unit.no, unit]))
}
