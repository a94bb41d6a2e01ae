// Files of a batch as chunks of records, across small files and within large ones: originals are opened, members unpacked, documents
// read and brought into their normal form. Knows no database, so that a thread of its own can do it (reading-thread.ts). Ordinals of
// records are deterministic: a file read again after a crash meets its own receipts.
import { createHash } from 'node:crypto'
import type { Draft, Unreadable } from '../model/report.ts'
import { type Ahead, sealedAhead } from './ahead.ts'
import { type Bug, HEAD_BYTES, type Parsed } from './format.ts'
import { openReader } from './formats.ts'
import { normalise, type Ways } from './normalise.ts'
import { keptBytes, type OriginalRow, originalSource } from './original-source.ts'
import type { OriginalStore } from './originals.ts'
import { bugOf, READER_FAILED } from './record.ts'
import type { BatchOrigin } from './sources.ts'
import { readMember, type Source, ZipFault } from './zip.ts'

/** A file of a batch, with what the database knows of its bytes. */
export interface FileToRead {
  ordinal: number
  name: string
  /** Why nothing of it can be read, found when it came in. */
  reason: string | null
  /** Its bytes, a file of their own or a member that was read before. */
  kept: { digest: Buffer; row: OriginalRow; container: OriginalRow | null } | null
  /** Where it lies in a ZIP that was never unpacked. */
  member: { container: OriginalRow; place: MemberPlace } | null
}

export interface MemberPlace {
  /** Hex digest of the container. */
  container: string
  offset: number
  packedBytes: number
  clearBytes: number
  method: number
  /** Checked when it is read for the first time; afterwards its digest speaks for it. */
  crc?: number
}

/** The file that a record stands in. */
export interface FileOfRecord {
  ordinal: number
  name: string
  /** SHA-256 of the file. */
  digest: Buffer
}

export interface ReadRecord {
  file: FileOfRecord
  /** 1-based in its file. */
  part: number
  format: string
  /** SHA-256 of its bytes. */
  digest: Buffer
  byteFrom: number
  byteTo: number
  draft?: Draft
  unreadable?: Unreadable
  /** Why saving it failed, for a reason of ours. */
  failed?: string
  /** What our reader threw over it. */
  bug?: Bug
  ahead?: Ahead
}

/** A member whose digest became known by reading it. */
export interface FoundMember {
  digest: Buffer
  place: MemberPlace
}

export interface ChunkOfRecords extends Ending {
  records: ReadRecord[]
}

/** What is saved at once: records of one batch. */
export interface Chunk {
  origin: BatchOrigin
  records: readonly ReadRecord[]
  /** Members of containers that were met for the first time. */
  members?: readonly FoundMember[]
}

export interface ChunkReading {
  store: OriginalStore
  ways: Ways
  /** The source that issued a record's number, by the name that its document gives. */
  sourceIdOf(name: string | null): string
  /** Whether records are sealed here as the new reports that they most likely are. */
  isAhead: boolean
}

/** What of a chunk is no record. */
export interface Ending {
  members: FoundMember[]
  /** Ordinals of the files whose last record is here. */
  ended: number[]
}

/** How the records of a chunk are kept until it is full. */
export interface Collecting<C> {
  add(record: ReadRecord): void
  end(ending: Ending): C
}

const CHUNK_RECORDS = 1000
const CHUNK_BYTES = 8 << 20

/** `collect` begins a chunk. */
export async function* chunksOf<C>(
  files: readonly FileToRead[],
  reading: ChunkReading,
  collect: () => Collecting<C>,
): AsyncGenerator<C> {
  const of: Going<C> = { reading, sources: new Containers(reading.store), collect, chunk: new Filling(collect()) }
  try {
    for (const file of files) {
      yield* fill(file, of)
      of.chunk.ended.push(file.ordinal)
    }
  } catch (error) {
    // What was read before an original failed us is saved all the same.
    if (!of.chunk.isEmpty) yield of.chunk.end()
    throw error
  }
  if (!of.chunk.isEmpty) yield of.chunk.end()
}

/** Chunks as they are saved, where nobody stands between. */
export const recordChunks = (files: readonly FileToRead[], reading: ChunkReading): AsyncGenerator<ChunkOfRecords> =>
  chunksOf(files, reading, () => {
    const records: ReadRecord[] = []
    return { add: (record) => records.push(record), end: (ending) => ({ records, ...ending }) }
  })

interface Going<C> {
  reading: ChunkReading
  sources: Containers
  collect: () => Collecting<C>
  /** The one that is being filled. */
  chunk: Filling<C>
}

async function* fill<C>(file: FileToRead, of: Going<C>): AsyncGenerator<C> {
  for await (const record of recordsOf(file, of)) {
    of.chunk.add(record)
    if (!of.chunk.isFull) continue
    yield of.chunk.end()
    of.chunk = new Filling(of.collect())
  }
}

class Filling<C> {
  readonly members: FoundMember[] = []
  readonly ended: number[] = []
  readonly #collecting: Collecting<C>
  #records = 0
  #bytes = 0

  constructor(collecting: Collecting<C>) {
    this.#collecting = collecting
  }

  add(record: ReadRecord): void {
    this.#collecting.add(record)
    this.#records++
    this.#bytes += record.byteTo - record.byteFrom
  }

  end(): C {
    return this.#collecting.end(this)
  }

  get isFull(): boolean {
    return this.#records >= CHUNK_RECORDS || this.#bytes >= CHUNK_BYTES
  }

  get isEmpty(): boolean {
    return this.#records + this.ended.length === 0
  }
}

async function* recordsOf(file: FileToRead, of: Going<unknown>): AsyncGenerator<ReadRecord> {
  if (file.reason) return yield unread(file, file.reason)
  try {
    const { digest, bytes } = await opened(file, of)
    const at = { ordinal: file.ordinal, name: file.name, digest }
    let part = 0
    for await (const { parsed, format } of parsedOf(file.name, bytes)) {
      yield recordOf(parsed, { file: at, part: ++part, format, reading: of.reading })
    }
  } catch (error) {
    if (!(error instanceof ZipFault)) throw error
    yield unread(file, error.code)
  }
}

/** Nothing of the file could be read: one record says why. */
function unread({ ordinal, name, kept }: FileToRead, reason: string): ReadRecord {
  const digest = kept?.digest ?? Buffer.alloc(0)
  const unreadable = { entry: 1, reason, place: {}, byteFrom: 0, byteTo: 0 }
  return { file: { ordinal, name, digest }, part: 1, format: '', digest, byteFrom: 0, byteTo: 0, unreadable }
}

/** Members of one container come one after the other. */
class Containers {
  readonly #store: OriginalStore
  #last: { address: string; source: Source } | undefined

  constructor(store: OriginalStore) {
    this.#store = store
  }

  of(row: OriginalRow): Source {
    if (this.#last?.address !== row.address) this.#last = { address: row.address, source: originalSource(this.#store, row) }
    return this.#last.source
  }
}

async function opened(
  { ordinal, name, kept, member }: FileToRead,
  { reading, sources, chunk }: Going<unknown>,
): Promise<{ digest: Buffer; bytes: AsyncIterable<Buffer> }> {
  if (kept) return { digest: kept.digest, bytes: keptBytes(reading.store, kept) }
  const { container, place } = member!
  const whole = { ordinal, name, ...place }
  const source = sources.of(container)
  const isSmall = place.clearBytes <= CHUNK_BYTES
  const hash = createHash('sha256')
  const pieces: Buffer[] = []
  for await (const piece of readMember(source, whole)) {
    hash.update(piece)
    if (isSmall) pieces.push(piece)
  }
  const digest = hash.digest()
  chunk.members.push({ digest, place })
  return { digest, bytes: isSmall ? each(pieces) : readMember(source, whole) }
}

async function* each(pieces: Buffer[]): AsyncGenerator<Buffer> {
  yield* pieces
}

async function* parsedOf(fileName: string, bytes: AsyncIterable<Buffer>): AsyncGenerator<{ parsed: Parsed; format: string }> {
  let head: Buffer = Buffer.alloc(0)
  let open: ReturnType<typeof openReader> | undefined
  const start = (first: Buffer) => {
    open = openReader(first, { fileName: fileName.split('/').at(-1)! })
    return open.reader.push(first)
  }
  const named = (all: Parsed[]) => all.map((parsed) => ({ parsed, format: open?.format ?? '' }))
  for await (const piece of cut(bytes)) {
    if (open) yield* named(open.reader.push(piece))
    else {
      head = Buffer.concat([head, piece])
      if (head.length >= HEAD_BYTES) yield* named(start(head))
    }
  }
  if (!open) yield* named(start(head))
  yield* named(open!.reader.end())
}

/** Frames hold hundreds of records: read by less, each is forgotten before the collector would have to move it. */
const PIECE_BYTES = 128 << 10

async function* cut(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const piece of bytes)
    for (let at = 0; at < piece.length; at += PIECE_BYTES) yield piece.subarray(at, at + PIECE_BYTES)
}

type Numbered = Pick<ReadRecord, 'file' | 'part' | 'format'> & {
  reading: Pick<ChunkReading, 'ways' | 'store' | 'sourceIdOf' | 'isAhead'>
}

export function recordOf(parsed: Parsed, { file, part, format, reading }: Numbered): ReadRecord {
  const { byteFrom, byteTo, entry } = parsed.draft ?? parsed.unreadable
  const bytes = { file, part, format, digest: parsed.digest, byteFrom, byteTo }
  if (!parsed.draft) return { ...bytes, unreadable: parsed.unreadable, bug: parsed.bug }
  try {
    const draft = normalise(parsed.draft, reading.ways, parsed.text)
    return { ...bytes, draft, ahead: reading.isAhead ? sealedAhead(draft, reading) : undefined }
  } catch (error) {
    // A fault of ours costs the record that showed it, never the file.
    const { sourceNumber } = parsed.draft
    const place = { byte: byteFrom, entry }
    const unreadable = { entry, reason: READER_FAILED, place, byteFrom, byteTo, sourceNumber: sourceNumber ?? undefined }
    return { ...bytes, unreadable, bug: bugOf(error) }
  }
}
