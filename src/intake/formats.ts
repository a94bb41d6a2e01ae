// The formats that are read. A new one is a file in formats/ and a line here.
import type { Content } from '../model/report.ts'
import { contained } from './contained.ts'
import { type Format, HEAD_BYTES, type Parsed, RECORD_LIMIT_BYTES, type Reader } from './format.ts'
import { agencyJson } from './formats/agency-json.ts'
import { cybertipXml } from './formats/cybertip-xml.ts'
import { unreadableFile } from './unreadable-file.ts'

export const formats: readonly Format[] = [cybertipXml, agencyJson]

export interface OpenOptions {
  fileName: string
  recordLimitBytes?: number
  /** The formats to choose among; all that we read, unless a test of the boundary brings its own. */
  among?: readonly Format[]
}

export interface Opened {
  /** null where no format recognises the file. */
  format: Content['format'] | null
  reader: Reader
}

/** A reader for a file that begins with `head`; one that nobody recognises is read as one unreadable record. */
export function openReader(head: Buffer, options: OpenOptions): Opened {
  const { fileName, recordLimitBytes = RECORD_LIMIT_BYTES, among = formats } = options
  const first = head.subarray(0, HEAD_BYTES)
  const format = among.find((one) => one.recognises(first, fileName))
  if (format) return { format: format.name, reader: contained(format.open({ fileName, head: first, recordLimitBytes })) }
  return { format: null, reader: unreadableFile('empty', { fileName }) }
}

/** All records of a file that is at hand as a whole, in pieces of any size: for tests, fuzzing and small tools. */
export function readAll(bytes: Buffer, options: OpenOptions & { pieceBytes?: number }): Parsed[] {
  const { pieceBytes = 1 << 20 } = options
  const { reader } = openReader(bytes, options)
  const parsed: Parsed[] = []
  for (let at = 0; at < bytes.length; at += pieceBytes) parsed.push(...reader.push(bytes.subarray(at, at + pieceBytes)))
  return [...parsed, ...reader.end()]
}
