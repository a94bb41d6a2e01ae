// A ZIP as a list of members, each an original of its own. The directory is read first; nothing is unpacked to disk in clear, names are
// labels and never paths, and what a bomb would unpack is refused by its member while the others go on.
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { type Entry, fromRandomAccessReader, getFileNameLowLevel, RandomAccessReader, type ZipFile } from 'yauzl'

export interface ZipLimits {
  members: number
  memberBytes: number
  /** Clear bytes of all members together. */
  totalBytes: number
  /** A member of more than a megabyte may not unpack to more than so many times its packed size. */
  ratio: number
}

export const ZIP_LIMITS: ZipLimits = { members: 200_000, memberBytes: 4 * 2 ** 30, totalBytes: 64 * 2 ** 30, ratio: 1000 }

export interface Member {
  /** 1-based, in the order of the directory. */
  ordinal: number
  name: string
  packedBytes: number
  clearBytes: number
  offset: number
  method: number
  /** As the directory has it, which is right also where it stands behind the bytes; without it they are taken as they are. */
  crc?: number
  /** Why it is not read: `zip-encrypted`, `zip-method`, `zip-too-large`, `zip-bomb`, `zip-nested`, `zip-not-a-report` … */
  refused?: string
}

export class ZipFault extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

export interface Source {
  sizeBytes: number
  read(from: number, to: number): AsyncIterable<Buffer>
}

class SourceReader extends RandomAccessReader {
  readonly source: Source
  constructor(source: Source) {
    super()
    this.source = source
  }
  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.source.read(start, end))
  }
  /** Without a stream for each of the hundred thousand small reads of a directory. */
  override read(...[buffer, offset, length, position, done]: Parameters<RandomAccessReader['read']>): void {
    void this.#fill(buffer.subarray(offset, offset + length), position).then(
      (isWhole) => done(isWhole ? null : new Error('unexpected EOF')),
      (error: Error) => done(error),
    )
  }
  async #fill(into: Buffer, position: number): Promise<boolean> {
    let at = 0
    for await (const piece of this.source.read(position, position + into.length)) at += piece.copy(into, at)
    return at === into.length
  }
}

/** A file on disk as a source. */
export function fileSource(handle: FileHandle, sizeBytes: number): Source {
  return {
    sizeBytes,
    async *read(from, to) {
      for (let at = from; at < to; ) {
        const buffer = Buffer.alloc(Math.min(1 << 16, to - at))
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, at)
        if (bytesRead === 0) return
        yield buffer.subarray(0, bytesRead)
        at += bytesRead
      }
    },
  }
}

/** All members but folders; throws ZipFault where the directory itself cannot be read or is too long. */
export async function membersOf(source: Source, limits: ZipLimits = ZIP_LIMITS): Promise<Member[]> {
  const zip = await opened(source)
  if (zip.entryCount > limits.members) throw new ZipFault('zip-too-many')
  const members: Member[] = []
  let total = 0
  for await (const entry of entriesOf(zip)) {
    const name = nameOf(entry)
    if (name.endsWith('/')) continue
    total += entry.uncompressedSize
    members.push(memberOf(entry, { name, ordinal: members.length + 1, isOver: total > limits.totalBytes, limits }))
  }
  return members
}

function opened(source: Source): Promise<ZipFile> {
  const options = { lazyEntries: true, autoClose: false, validateEntrySizes: false, strictFileNames: false, decodeStrings: false }
  return new Promise((resolve, reject) => {
    fromRandomAccessReader(new SourceReader(source), source.sizeBytes, options, (error, zip) =>
      error || !zip ? reject(new ZipFault('zip-broken')) : resolve(zip),
    )
  })
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  for (;;) {
    const entry = await new Promise<Entry | undefined>((resolve, reject) => {
      const then = (answer: () => void) => {
        zip.removeAllListeners()
        answer()
      }
      zip.once('entry', (one: Entry) => then(() => resolve(one)))
      zip.once('end', () => then(() => resolve(undefined)))
      zip.once('error', () => then(() => reject(new ZipFault('zip-broken'))))
      zip.readEntry()
    })
    if (!entry) return
    yield entry
  }
}

const STORED = 0
const DEFLATED = 8

/** Names are shown only: `../` and absolute ones are cut to what follows, so that they lead nowhere. */
export const plainName = (name: string): string =>
  name
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .join('/') || 'unnamed'

/** Decoded by us: the library throws a whole ZIP away for one name that leads out of it. */
function nameOf(entry: Entry): string {
  const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true)
}

interface Listing {
  name: string
  ordinal: number
  isOver: boolean
  limits: ZipLimits
}

function memberOf(entry: Entry, { name, ordinal, isOver, limits }: Listing): Member {
  const {
    compressedSize: packedBytes,
    uncompressedSize: clearBytes,
    compressionMethod: method,
    relativeOffsetOfLocalHeader: offset,
    crc32: crc,
  } = entry
  return {
    ordinal,
    name: plainName(name),
    packedBytes,
    clearBytes,
    offset,
    method,
    crc,
    refused: refusalOf(entry, { name, ordinal, isOver, limits }),
  }
}

function refusalOf(entry: Entry, { name, isOver, limits }: Listing): string | undefined {
  if (entry.generalPurposeBitFlag & 1) return 'zip-encrypted'
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) return 'zip-method'
  if (entry.uncompressedSize > limits.memberBytes || isOver) return 'zip-too-large'
  if (entry.uncompressedSize > 1 << 20 && entry.uncompressedSize > entry.compressedSize * limits.ratio) return 'zip-bomb'
  return /\.zip$/i.test(name) ? 'zip-nested' : undefined
}

const LOCAL_HEADER = 30

/** The clear bytes of a member; throws ZipFault where it unpacks to more than its directory says, or is broken. */
export async function* readMember(source: Source, member: Member): AsyncGenerator<Buffer> {
  const start = await dataStart(source, member)
  const packed = source.read(start, start + member.packedBytes)
  let clear = 0
  let crc = 0
  try {
    const bytes: AsyncIterable<Buffer> = member.method === STORED ? packed : Readable.from(packed).pipe(createInflateRaw())
    for await (const piece of bytes) {
      clear += piece.length
      if (clear > member.clearBytes) throw new ZipFault('zip-bomb')
      if (member.crc !== undefined) crc = crc32(piece, crc)
      yield piece
    }
  } catch (error) {
    throw error instanceof ZipFault ? error : new ZipFault('zip-broken')
  }
  if (clear !== member.clearBytes || crc !== (member.crc ?? 0)) throw new ZipFault('zip-broken')
}

async function dataStart(source: Source, member: Member): Promise<number> {
  const parts: Buffer[] = []
  for await (const piece of source.read(member.offset, member.offset + LOCAL_HEADER)) parts.push(piece)
  const header = Buffer.concat(parts)
  if (header.length < LOCAL_HEADER || header.readUInt32LE(0) !== 0x04034b50) throw new ZipFault('zip-broken')
  return member.offset + LOCAL_HEADER + header.readUInt16LE(26) + header.readUInt16LE(28)
}
