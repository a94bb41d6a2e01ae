// A chunk on its way between threads: one block of text and one of bytes. Cloning the many small objects of a thousand contents would
// cost the receiving thread twice as much.
import type { Whole } from '../base/whole.ts'
import { inTurns } from '../base/writing-behind.ts'
import type { Content, Draft } from '../model/report.ts'
import type { Ahead } from './ahead.ts'
import type { ChunkOfRecords, Collecting, Ending, FileOfRecord, FoundMember, ReadRecord } from './chunks.ts'
import { packed, unpacked } from './packed.ts'
import type { Packed } from './packed-parts.ts'

export interface ChunkMessage {
  /** JSON that says where everything lies. */
  message: string
  /** UTF-8 of the records, each as JSON. One text of all would be of wide characters because of a single one, and dearer to read. */
  text: Uint8Array<ArrayBuffer>
  bytes: Uint8Array<ArrayBuffer>
}

/** Where in the block: first byte and length. */
type Span = [at: number, length: number]
type Put<T> = { [K in keyof T]: T[K] extends Buffer ? Span : T[K] }

type PutDraft = Omit<Draft, 'content'> & { content: Packed }
type PutRecord = Omit<ReadRecord, 'file' | 'digest' | 'draft' | 'ahead'> & {
  file: number
  digest: Span
  draft?: PutDraft
  ahead?: Put<Ahead>
}

interface Message {
  files: Put<FileOfRecord>[]
  records: Span[]
  members: Put<FoundMember>[]
  ended: number[]
}

/** A chunk becomes a message record by record: what was read of one can be forgotten before the next, which is the cheapest way to forget. */
export class MessageOfChunk implements Collecting<ChunkMessage> {
  readonly #text = new Block()
  readonly #bytes = new Block()
  readonly #files: FileOfRecord[] = []
  readonly #records: Span[] = []

  /** Field by field, here and where it is read: objects that are copied by their rest are dear, and of many shapes. */
  add({ file, part, format, digest, byteFrom, byteTo, draft, unreadable, failed, bug, ahead }: ReadRecord): void {
    const record: PutRecord = {
      file: this.#indexOf(file),
      part,
      format,
      digest: this.#bytes.put(digest),
      byteFrom,
      byteTo,
      draft: draft && { ...draft, content: packed(draft.content) },
      unreadable,
      failed,
      bug,
      ahead: ahead && putAhead(ahead, this.#bytes),
    } satisfies Whole<PutRecord>
    this.#records.push(this.#text.write(JSON.stringify(record)))
  }

  end({ members, ended }: Ending): ChunkMessage {
    const [text, bytes] = [this.#text, this.#bytes]
    const message: Message = {
      files: this.#files.map((file) => ({ ...file, digest: bytes.put(file.digest) })),
      members: members.map((member) => ({ ...member, digest: bytes.put(member.digest) })),
      records: this.#records,
      ended,
    }
    return { message: JSON.stringify(message), text: text.taken(), bytes: bytes.taken() }
  }

  /** Records of a file follow one another. */
  #indexOf(file: FileOfRecord): number {
    if (this.#files.at(-1) !== file) this.#files.push(file)
    return this.#files.length - 1
  }
}

const FIRST_BYTES = 4 << 20

/** Bytes one after the other, in memory that the collector does not move. */
class Block {
  #bytes = Buffer.allocUnsafeSlow(FIRST_BYTES)
  length = 0

  put(piece: Buffer): Span {
    this.#room(piece.length)
    this.length += piece.copy(this.#bytes, this.length)
    return [this.length - piece.length, piece.length]
  }

  write(text: string): Span {
    this.#room(text.length * 3)
    const length = this.#bytes.write(text, this.length)
    this.length += length
    return [this.length - length, length]
  }

  taken(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.length) as Uint8Array<ArrayBuffer>
  }

  #room(bytes: number): void {
    if (this.length + bytes <= this.#bytes.length) return
    const more = Buffer.allocUnsafeSlow(Math.max(2 * this.#bytes.length, this.length + bytes))
    this.#bytes.copy(more, 0, 0, this.length)
    this.#bytes = more
  }
}

const putAhead = ({ reportId, sourceId, key, wrappedKey, sealed, sightings }: Ahead, block: Block): Put<Ahead> => ({
  reportId,
  sourceId,
  key: block.put(key),
  wrappedKey: block.put(wrappedKey),
  sealed: block.put(sealed),
  sightings: block.put(sightings),
})

/** A little at a time: whoever saves the chunk before is not to wait for it. */
export async function fromMessage({ message, text, bytes }: ChunkMessage): Promise<ChunkOfRecords> {
  const block = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const take = ([at, length]: Span): Buffer => block.subarray(at, at + length)
  const { files: put, records: spans, members, ended } = JSON.parse(message) as Message
  const texts = Buffer.from(text.buffer, text.byteOffset, text.length)
  const files = put.map((file) => ({ ...file, digest: take(file.digest) }))
  const records: ReadRecord[] = []
  await inTurns(spans, ([at, length]) => {
    const put = JSON.parse(texts.toString('utf8', at, at + length)) as PutRecord
    const { draft, ahead } = put
    records.push({
      file: files[put.file]!,
      part: put.part,
      format: put.format,
      digest: take(put.digest),
      byteFrom: put.byteFrom,
      byteTo: put.byteTo,
      draft: draft && { ...draft, content: unpacked(draft.content) as Content<string> },
      unreadable: put.unreadable,
      failed: put.failed,
      bug: put.bug,
      ahead: ahead && takeAhead(ahead, take),
    } satisfies Whole<ReadRecord>)
  })
  return { records, members: members.map((member) => ({ ...member, digest: take(member.digest) })), ended }
}

function takeAhead(put: Put<Ahead>, take: (span: Span) => Buffer): Ahead {
  const { reportId, sourceId, key, wrappedKey, sealed, sightings } = put
  return {
    reportId,
    sourceId,
    key: take(key),
    wrappedKey: take(wrappedKey),
    sealed: take(sealed),
    sightings: take(sightings),
  }
}
