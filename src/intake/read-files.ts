// Reads files of a batch and saves their records, reading the next chunk while the last one is being saved. What is large is read in a
// thread of its own; a few small files are not worth the way there.
import type { Sql } from '../base/database.ts'
import { packOf } from '../country/packs-of.ts'
import { type ReceiptState, receiptRank } from '../model/lifecycle.ts'
import { type ChunkOfRecords, type FileToRead, type MemberPlace, type ReadRecord, recordChunks } from './chunks.ts'
import { containerIn, keptRow, type OriginalRow, originalRows } from './original-source.ts'
import type { ReadingThread } from './reading-thread.ts'
import { type SaveSite, saveApart } from './save.ts'
import { type BatchOrigin, sourceIdFor } from './sources.ts'
import { waysFor } from './ways.ts'

export interface ReadSite extends SaveSite {
  linkKey: Buffer
  signal?: AbortSignal
  /** Awaited between chunks: what is urgent need not wait for the end of a batch. */
  breathe?: () => Promise<void>
  /** Where large files are read; without it, here. */
  thread?: ReadingThread
}

export interface FileReceipt {
  ordinal: number
  file: string
  reason: string | null
  digest: Buffer | null
  place: { container: string; member: Omit<MemberPlace, 'container'> } | null
}

interface Reading {
  site: ReadSite
  origin: BatchOrigin
}

/** So many clear bytes are worth a thread. */
const LARGE_BYTES = 1 << 20

export async function readFiles(reading: Reading, receipts: readonly FileReceipt[]): Promise<void> {
  const { site, origin } = reading
  await site.owner.sql`
    update receipt set state = 'reading', at = ${site.clock.now()}
    where batch_id = ${origin.batchId} and ordinal = any(${receipts.map(({ ordinal }) => ordinal)}::int[]) and part = 0`
  await saveAll(reading, chunksFor(reading, await filesToRead(site.owner.sql, receipts)))
}

function chunksFor({ site, origin }: Reading, files: readonly FileToRead[]): AsyncIterable<ChunkOfRecords> {
  const { packs, store, linkKey, thread } = site
  const bytes = files.reduce((sum, { kept, member }) => sum + (kept?.row.sizeBytes ?? member?.place.clearBytes ?? 0), 0)
  if (thread && bytes >= LARGE_BYTES) return thread.chunksOf(files, { packs, pack: origin.pack, sourceId: origin.sourceId })
  const pack = packOf(site, origin.pack)
  const sourceIdOf = (name: string | null) => sourceIdFor(pack, origin, name)
  return recordChunks(files, { store, ways: waysFor({ linkKey, pack, packs }), sourceIdOf, isAhead: false })
}

async function saveAll(reading: Reading, chunks: AsyncIterable<ChunkOfRecords>): Promise<void> {
  const { site } = reading
  let saving: Promise<unknown> = Promise.resolve()
  try {
    for await (const chunk of chunks) {
      await saving
      if (site.signal?.aborted) return
      await site.breathe?.()
      tellBugs(site, chunk.records)
      saving = save(reading, chunk)
      // Awaited at the next chunk; until then its failure must not be an unhandled one.
      saving.catch(() => undefined)
    }
    await saving
  } finally {
    // What was begun ends before anybody gives up the lease.
    await saving.catch(() => undefined)
  }
}

async function save({ site, origin }: Reading, { records, members, ended }: ChunkOfRecords): Promise<void> {
  if (records.length > 0) await saveApart(site, { origin, records, members })
  await finishFiles(site, origin, ended)
}

function tellBugs({ log }: ReadSite, records: readonly ReadRecord[]): void {
  for (const { bug, part } of records) if (bug) log.error('A reader failed at a record; it is quarantined', { part, bug })
}

/** The state of a file is the worst of its records'. */
async function finishFiles({ owner, clock }: ReadSite, { batchId }: BatchOrigin, ordinals: readonly number[]): Promise<void> {
  if (ordinals.length === 0) return
  const counted = await owner.sql<{ ordinal: number; state: ReceiptState; issues: number }>`
    select ordinal, state, sum(issues)::int as issues from receipt
    where batch_id = ${batchId} and ordinal = any(${[...ordinals]}::int[]) and part > 0 group by ordinal, state`
  const worst = new Map(ordinals.map((ordinal) => [ordinal, { state: undefined as ReceiptState | undefined, issues: 0 }]))
  for (const { ordinal, state, issues } of counted) {
    const file = worst.get(ordinal)!
    if (file.state === undefined || receiptRank[state] > receiptRank[file.state]) file.state = state
    file.issues += issues
  }
  const files = [...worst.values()]
  await owner.sql`
    update receipt r set state = g.state, issues = g.issues, at = ${clock.now()}
    from unnest(${[...worst.keys()]}::int[], ${files.map(({ state }) => state ?? 'quarantined')}::text[], ${files.map(({ issues }) => issues)}::int[])
      as g(ordinal, state, issues)
    where r.batch_id = ${batchId} and r.ordinal = g.ordinal and r.part = 0`
}

async function filesToRead(sql: Sql, receipts: readonly FileReceipt[]): Promise<FileToRead[]> {
  const readable = receipts.filter(({ reason }) => reason === null)
  const rows = await originalRows(
    sql,
    readable.map(({ digest, place }) => digest?.toString('hex') ?? place!.container),
  )
  const within = [...rows.values()].flatMap(({ address }) => containerIn(address) ?? [])
  const containers = await originalRows(sql, within)
  return receipts.map((receipt) => ({
    ordinal: receipt.ordinal,
    name: receipt.file,
    reason: receipt.reason,
    ...bytesOf(receipt, rows, containers),
  }))
}

type Rows = Map<string, OriginalRow>

function bytesOf({ reason, digest, place }: FileReceipt, rows: Rows, containers: Rows): Pick<FileToRead, 'kept' | 'member'> {
  if (reason !== null) return { kept: null, member: null }
  if (digest === null) {
    const { container, member } = place!
    return { kept: null, member: { container: keptRow(rows, container), place: { container, ...member } } }
  }
  const row = keptRow(rows, digest.toString('hex'))
  const within = containerIn(row.address)
  return { kept: { digest, row, container: within === null ? null : keptRow(containers, within) }, member: null }
}
