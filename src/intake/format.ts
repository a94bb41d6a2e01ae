// What a format is: it recognises a file by its first bytes, and reads it as a stream, a piece at a time, into records in order.
// A record is a Draft or, where it could not be read, an Unreadable with its place; nothing between two records is ever skipped in
// silence, and reading never throws because of what the bytes say: should a reader do so all the same, `contain` keeps it to that record.
import type { Content, Draft, Unreadable } from '../model/report.ts'

/** A record with the SHA-256 of its bytes and, where it was read, its text as it stands in the document. */
export type Parsed =
  | { draft: Draft; unreadable?: undefined; digest: Buffer; text: string }
  | { unreadable: Unreadable; draft?: undefined; digest: Buffer; bug?: Bug }

/** What a program of ours threw over a record: its kind and where. Never its message, which may quote what the record says. */
export interface Bug {
  name: string
  stack: string
}

export interface Reader {
  /** Takes the next bytes of the file; gives the records that they complete. */
  push(bytes: Buffer): Parsed[]
  /** The file is at its end. */
  end(): Parsed[]
}

export interface ReadOptions {
  /** Name without folders: a single document may take its number from it. */
  fileName: string
  /** The first bytes of the file; they are pushed again. */
  head: Buffer
  /** A record with more bytes than this is refused, in constant memory. */
  recordLimitBytes: number
}

/** A document that says a known number of records, for tests, fuzzing and documentation. */
export interface Example {
  name: string
  fileName: string
  bytes: Buffer
  drafts: number
  unreadables: number
}

export interface Format {
  name: Content['format']
  recognises(head: Buffer, fileName: string): boolean
  open(options: ReadOptions): Reader
  examples(): Example[]
}

export const RECORD_LIMIT_BYTES = 16 << 20
/** So many first bytes are enough to recognise a format and its encoding. */
export const HEAD_BYTES = 4096
