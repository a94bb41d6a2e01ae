// Keyset pages: a cursor is the sort key of the last row shown, opaque to the asker. It is no secret and no permission: the query that
// takes it stands under row-level security like any other. Garbage in a cursor is a refusal, not a bug.
import type { z } from 'zod'
import { refuse } from './refusal.ts'

const LONGEST_CURSOR = 2000

/** Dates become ISO text; decode them with `z.coerce.date()` or hand the text on to SQL. */
export function encodeCursor(values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

export function decodeCursor<T>(text: string, schema: z.ZodType<T>): T {
  const read = schema.safeParse(text.length > LONGEST_CURSOR ? undefined : parse(text))
  return read.success ? read.data : refuse('invalid', 'bad-cursor')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}
