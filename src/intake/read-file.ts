// Reads one file of a batch into chunks and saves them, parsing the next chunk while the last one is being saved. Ordinals of records
// are deterministic, so that a file read again after a crash meets its own receipts.
import { createHash } from 'node:crypto'
import type { Sql } from '../base/database.ts'
import { packOf } from '../country/packs-of.ts'
import { type ReceiptState, receiptRank } from '../model/lifecycle.ts'
import { type Bug, HEAD_BYTES, type Parsed } from './format.ts'
import { openReader } from './formats.ts'
import { normalise, type Ways } from './normalise.ts'
import { memberAddress, originalBytes, originalRow, originalSource } from './original-source.ts'
import type { OriginalStore } from './originals.ts'
import { bugOf, READER_FAILED } from './record.ts'
import { type Chunk, type ReadRecord, type SaveSite, saveApart, saveChunk } from './save.ts'
import type { BatchOrigin } from './sources.ts'
import { waysFor } from './ways.ts'
import { readMember, type Source, ZipFault } from './zip.ts'

export interface ReadSite extends SaveSite {
  store: OriginalStore
  linkKey: Buffer
  signal?: AbortSignal
  /** Awaited between chunks: what is urgent need not wait for the end of a batch. */
  breathe?: () => Promise<void>
}

export interface FileReceipt {
  ordinal: number
  file: string
  reason: string | null
  digest: Buffer | null
  place: { container: string; member: { offset: number; packedBytes: number; clearBytes: number; method: number } } | null
}

const CHUNK_RECORDS = 500
const CHUNK_BYTES = 8 << 20

interface Reading {
  site: ReadSite
  origin: BatchOrigin
  receipt: FileReceipt
}

export async function readFile(reading: Reading): Promise<void> {
  const { site, origin, receipt } = reading
  const { sql } = site.owner
  await sql`update receipt set state = 'reading', at = ${site.clock.now()} where batch_id = ${origin.batchId} and ordinal = ${receipt.ordinal} and part = 0`
  if (receipt.reason) await saveUnread(reading, receipt.reason)
  else await readBytes(reading)
  await finishFile(reading)
}

async function readBytes(reading: Reading): Promise<void> {
  try {
    const { digest, bytes } = await opened(reading)
    await saveAll(reading, digest, bytes)
  } catch (error) {
    if (!(error instanceof ZipFault)) throw error
    await saveUnread(reading, error.code)
  }
}

/** Nothing of the file could be read: one record says why. */
async function saveUnread({ site, origin, receipt }: Reading, reason: string): Promise<void> {
  const digest = receipt.digest ?? Buffer.alloc(0)
  const unreadable = { entry: 1, reason, place: {}, byteFrom: 0, byteTo: 0 }
  const record: ReadRecord = { part: 1, format: '', digest, byteFrom: 0, byteTo: 0, unreadable }
  await saveChunk(site, { origin, file: { ordinal: receipt.ordinal, digest, name: receipt.file }, records: [record] })
}

async function opened({ site, receipt }: Reading): Promise<{ digest: Buffer; bytes: AsyncIterable<Buffer> }> {
  const { sql } = site.owner
  if (receipt.digest) return { digest: receipt.digest, bytes: originalBytes(sql, { store: site.store, digest: receipt.digest }) }
  const { container, member } = receipt.place!
  const source = await containerOf(site, container)
  const whole = { ordinal: receipt.ordinal, name: receipt.file, ...member }
  const hash = createHash('sha256')
  const pieces: Buffer[] = []
  for await (const piece of readMember(source, whole)) {
    hash.update(piece)
    if (member.clearBytes <= CHUNK_BYTES) pieces.push(piece)
  }
  const digest = hash.digest()
  await keepMember(sql, { digest, container, receipt })
  return { digest, bytes: member.clearBytes <= CHUNK_BYTES ? each(pieces) : readMember(source, whole) }
}

async function* each(pieces: Buffer[]): AsyncGenerator<Buffer> {
  yield* pieces
}

let remembered: { container: string; source: Source } | undefined

/** Members of one container come one after the other. */
async function containerOf(site: ReadSite, container: string): Promise<Source> {
  if (remembered?.container !== container) {
    const row = await originalRow(site.owner.sql, Buffer.from(container, 'hex'))
    remembered = { container, source: originalSource(site.store, row) }
  }
  return remembered.source
}

async function keepMember(
  sql: Sql,
  { digest, container, receipt }: { digest: Buffer; container: string; receipt: FileReceipt },
): Promise<void> {
  const { member } = receipt.place!
  await sql`
    insert into original (digest, size_bytes, stored_bytes, address, wrapped_key, kept_at)
    select ${digest}, ${member.clearBytes}, ${member.packedBytes}, ${memberAddress(container, member)}, o.wrapped_key, o.kept_at
    from original o where o.digest = ${Buffer.from(container, 'hex')} on conflict (digest) do nothing`
}

async function saveAll({ site, origin, receipt }: Reading, digest: Buffer, bytes: AsyncIterable<Buffer>): Promise<void> {
  const file = { ordinal: receipt.ordinal, digest, name: receipt.file }
  const ways = waysFor({ linkKey: site.linkKey, pack: packOf(site, origin.pack), packs: site.packs })
  let saving: Promise<unknown> = Promise.resolve()
  try {
    for await (const records of chunks(receipt.file, bytes, ways)) {
      await saving
      if (site.signal?.aborted) return
      await site.breathe?.()
      tellBugs(site, records)
      const chunk: Chunk = { origin, file, records }
      saving = saveApart(site, chunk)
      // Awaited at the next chunk; until then its failure must not be an unhandled one.
      saving.catch(() => undefined)
    }
    await saving
  } finally {
    // What was begun ends before anybody gives up the lease.
    await saving.catch(() => undefined)
  }
}

async function* chunks(fileName: string, bytes: AsyncIterable<Buffer>, ways: Ways): AsyncGenerator<Read[]> {
  let part = 0
  let records: Read[] = []
  let sizeBytes = 0
  for await (const { parsed, format } of parsedOf(fileName, bytes)) {
    const record = recordOf(parsed, { part: ++part, format, ways })
    records.push(record)
    sizeBytes += record.byteTo - record.byteFrom
    if (records.length < CHUNK_RECORDS && sizeBytes < CHUNK_BYTES) continue
    yield records
    records = []
    sizeBytes = 0
  }
  if (records.length > 0) yield records
}

async function* parsedOf(fileName: string, bytes: AsyncIterable<Buffer>): AsyncGenerator<{ parsed: Parsed; format: string }> {
  let head: Buffer = Buffer.alloc(0)
  let open: ReturnType<typeof openReader> | undefined
  const start = (first: Buffer) => {
    open = openReader(first, { fileName: fileName.split('/').at(-1)! })
    return open.reader.push(first)
  }
  const named = (all: Parsed[]) => all.map((parsed) => ({ parsed, format: open?.format ?? '' }))
  for await (const piece of bytes) {
    if (open) yield* named(open.reader.push(piece))
    else {
      head = Buffer.concat([head, piece])
      if (head.length >= HEAD_BYTES) yield* named(start(head))
    }
  }
  if (!open) yield* named(start(head))
  yield* named(open!.reader.end())
}

type Read = ReadRecord & { bug?: Bug }

export function recordOf(parsed: Parsed, { part, format, ways }: { part: number; format: string; ways: Ways }): Read {
  const { byteFrom, byteTo, entry } = parsed.draft ?? parsed.unreadable
  const bytes = { part, format, digest: parsed.digest, byteFrom, byteTo }
  if (!parsed.draft) return { ...bytes, unreadable: parsed.unreadable, bug: parsed.bug }
  try {
    return { ...bytes, draft: normalise(parsed.draft, ways, parsed.text) }
  } catch (error) {
    // A fault of ours costs the record that showed it, never the file.
    const { sourceNumber } = parsed.draft
    const place = { byte: byteFrom, entry }
    const unreadable = { entry, reason: READER_FAILED, place, byteFrom, byteTo, sourceNumber: sourceNumber ?? undefined }
    return { ...bytes, unreadable, bug: bugOf(error) }
  }
}

function tellBugs(site: ReadSite, records: readonly Read[]): void {
  for (const { bug, part } of records) if (bug) site.log.error('A reader failed at a record; it is quarantined', { part, bug })
}

/** The state of a file is the worst of its records'. */
async function finishFile({ site, origin, receipt }: Reading): Promise<void> {
  if (site.signal?.aborted) return
  const { sql } = site.owner
  const states = await sql<{ state: ReceiptState; n: number; issues: number }>`
    select state, count(*)::int as n, sum(issues)::int as issues from receipt
    where batch_id = ${origin.batchId} and ordinal = ${receipt.ordinal} and part > 0 group by state`
  const worst = states.map((one) => one.state).sort((a, b) => receiptRank[b] - receiptRank[a])[0] ?? 'quarantined'
  const issues = states.reduce((sum, one) => sum + one.issues, 0)
  await sql`
    update receipt set state = ${worst}, issues = ${issues}, at = ${site.clock.now()}
    where batch_id = ${origin.batchId} and ordinal = ${receipt.ordinal} and part = 0`
}
