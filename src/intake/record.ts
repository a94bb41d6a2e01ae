// One record's bytes: their digest, their text, and what becomes of a record that cannot be read.
import { hash } from 'node:crypto'
import { decode } from './encoding.ts'
import { excerptAt } from './excerpt.ts'
import type { Bug, Parsed } from './format.ts'
import type { Fault } from './skipped.ts'
import type { Window } from './window.ts'

/** Where a record lies, in units of its window. */
export interface Span {
  from: number
  to: number
  line: number
  column: number
  entry: number
}

export type RecordText = { text: string; digest: Buffer; fault?: undefined } | { text?: undefined; digest: Buffer; fault: Fault }

export function recordText(window: Window, span: Span): RecordText {
  const bytes = window.slice(span.from, span.to)
  const digest = hash('sha256', bytes, 'buffer')
  const { text, invalidAt } = decode(bytes, window.encoding)
  if (text !== undefined) return { text, digest }
  const units = Math.floor(invalidAt / window.encoding.unitBytes)
  const before = bytes.subarray(0, invalidAt).toString('latin1').split('\n')
  const place = {
    line: span.line + before.length - 1,
    column: before.length === 1 ? span.column + units : Math.floor(before.at(-1)!.length / window.encoding.unitBytes),
    byte: window.byteAt(span.from) + invalidAt,
  }
  return { digest, fault: { reason: 'bytes-invalid', place, excerpt: excerptAt(window, span.from + units) } }
}

type UnreadRecord = Extract<Parsed, { unreadable: object }>

/** A record that was delimited and yet is none. */
export function refused(window: Window, span: Span, given: { fault: Fault; digest: Buffer }): UnreadRecord {
  const { reason, place, excerpt, sourceNumber } = given.fault
  return {
    digest: given.digest,
    unreadable: {
      entry: span.entry,
      reason,
      place: { line: span.line, byte: window.byteAt(span.from), ...place, entry: span.entry },
      excerpt: excerpt ?? excerptAt(window, span.from),
      byteFrom: window.byteAt(span.from),
      byteTo: window.byteAt(span.to),
      sourceNumber,
    },
  }
}

export const READER_FAILED = 'reader-failed'

/** Reads one record. What a reader throws over it, though it never should, costs this record and no other: it waits for a mended reader. */
export function contain<T>(window: Window, span: Span, read: () => T): T | Parsed {
  try {
    return read()
  } catch (error) {
    const digest = hash('sha256', window.slice(span.from, span.to), 'buffer')
    return { ...refused(window, span, { fault: { reason: READER_FAILED, place: {} }, digest }), bug: bugOf(error) }
  }
}

export function bugOf(error: unknown): Bug {
  if (!(error instanceof Error)) return { name: typeof error, stack: '' }
  return { name: error.name, stack: (error.stack ?? '').split('\n    at ').slice(1, 8).join(' < ') }
}
