// A chunk on its way between threads: one text and one block of bytes. Cloning the many small objects of a thousand contents would cost
// the receiving thread twice as much.
import type { Ahead } from './ahead.ts'
import type { ChunkOfRecords, FileOfRecord, FoundMember, ReadRecord } from './chunks.ts'

export interface ChunkMessage {
  text: string
  bytes: Uint8Array<ArrayBuffer>
}

/** Where in the block: first byte and length. */
type Span = [at: number, length: number]
type Put<T> = { [K in keyof T]: T[K] extends Buffer ? Span : T[K] }

interface Text {
  files: Put<FileOfRecord>[]
  records: (Omit<ReadRecord, 'file' | 'digest' | 'ahead'> & { file: number; digest: Span; ahead?: Put<Ahead> })[]
  members: Put<FoundMember>[]
  ended: number[]
}

export function toMessage({ records, members, ended }: ChunkOfRecords): ChunkMessage {
  const pieces: Buffer[] = []
  let length = 0
  const put = (piece: Buffer): Span => {
    pieces.push(piece)
    length += piece.length
    return [length - piece.length, piece.length]
  }
  const files = [...new Set(records.map(({ file }) => file))]
  const indexOf = new Map(files.map((file, index) => [file, index]))
  const text: Text = {
    files: files.map((file) => ({ ...file, digest: put(file.digest) })),
    records: records.map(({ file, digest, ahead, ...rest }) => ({
      ...rest,
      file: indexOf.get(file)!,
      digest: put(digest),
      ahead: ahead && putAhead(ahead, put),
    })),
    members: members.map((member) => ({ ...member, digest: put(member.digest) })),
    ended,
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return { text: JSON.stringify(text), bytes }
}

function putAhead({ key, wrappedKey, sealed, ...rest }: Ahead, put: (piece: Buffer) => Span): Put<Ahead> {
  return { ...rest, key: put(key), wrappedKey: put(wrappedKey), sealed: put(sealed) }
}

export function fromMessage({ text, bytes }: ChunkMessage): ChunkOfRecords {
  const block = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const take = ([at, length]: Span): Buffer => block.subarray(at, at + length)
  const { files: put, records, members, ended } = JSON.parse(text) as Text
  const files = put.map((file) => ({ ...file, digest: take(file.digest) }))
  return {
    records: records.map(({ file, digest, ahead, ...rest }) => ({
      ...rest,
      file: files[file]!,
      digest: take(digest),
      ahead: ahead && takeAhead(ahead, take),
    })),
    members: members.map((member) => ({ ...member, digest: take(member.digest) })),
    ended,
  }
}

function takeAhead({ key, wrappedKey, sealed, ...rest }: Put<Ahead>, take: (span: Span) => Buffer): Ahead {
  return { ...rest, key: take(key), wrappedKey: take(wrappedKey), sealed: take(sealed) }
}
