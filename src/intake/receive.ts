// Handing in: a batch, its files kept durably, a receipt for each that waits to be read. What is acknowledged here survives any crash:
// the original is on disk (fsync) before its receipt is committed. Used by the console, the command line and services alike.
import { fragment, joined, type Sql } from '../base/database.ts'
import { uuid7 } from '../base/ids.ts'
import { refuse } from '../base/refusal.ts'
import { endOfPath, oneLine } from '../base/text.ts'
import { filesOf } from './members.ts'
import { containerIn, keptRow, originalRows, originalSource } from './original-source.ts'
import { canBeOpened, type KeptOriginal, keepOriginal, type OriginalStore } from './originals.ts'
import { type Member, membersOf, ZipFault } from './zip.ts'

export interface HandedIn {
  deskNo: number
  /** The source of documents that name none. */
  sourceId: string
  door: 'console' | 'command-line' | 'upload' | 'demo'
  by: { id: string; name: string }
  now: Date
}

/** An open batch takes files; it is read when it is closed. */
export async function startBatch(sql: Sql, { deskNo, sourceId, door, by, now }: HandedIn): Promise<string> {
  const batchId = uuid7(now.getTime())
  await sql`
    insert into batch (batch_id, desk_no, source_id, door, handed_in_by, handed_in_name, state, made_at)
    values (${batchId}, ${deskNo}, ${sourceId}, ${door}, ${by.id}, ${by.name}, 'open', ${now})`
  return batchId
}

/** How long a batch stays open without a sign of life of the command that hands in. */
export const OPEN_SECONDS = 60

/** A sign of life: what shows none is taken for broken off, and read as far as it came (abandoned.ts). */
export async function keepOpen(sql: Sql, batchId: string, now: Date): Promise<void> {
  const until = new Date(now.getTime() + OPEN_SECONDS * 1000)
  await sql`update batch set open_until = ${until} where batch_id = ${batchId} and state = 'open'`
}

/** Nothing was handed in: the batch says so instead of vanishing. */
export async function closeBatch(sql: Sql, batchId: string, now: Date): Promise<void> {
  await sql`
    update batch set state = case when files = 0 then 'refused' else 'waiting' end, reason = case when files = 0 then 'no-files' end,
      finished_at = case when files = 0 then ${now}::timestamptz end
    where batch_id = ${batchId} and state = 'open'`
}

export interface FileIn {
  batchId: string
  deskNo: number
  /** 1-based; a ZIP takes as many as it has members. */
  ordinal: number
  /** A label: never used as a path. */
  name: string
  now: Date
}

/** What is on disk before any row says so; `recordFile` then makes it part of the batch. */
export interface KeptFile {
  original: KeptOriginal
  /** Where it lies, beside all others. */
  store: OriginalStore
  members: Member[] | null
  /** Why the ZIP as a whole is not read. */
  fault: string | null
}

export async function keepFile(store: OriginalStore, bytes: AsyncIterable<Buffer>): Promise<KeptFile> {
  const head: Buffer[] = []
  const original = await keepOriginal(
    store,
    bytes,
    (piece) => void (head.length === 0 && piece.length > 0 && head.push(piece.subarray(0, 4))),
  )
  if (!isZip(head[0])) return { original, store, members: null, fault: null }
  try {
    const members = await membersOf(originalSource(store, original))
    return members.length > 0 ? { original, store, members, fault: null } : { original, store, members: null, fault: 'zip-empty' }
  } catch (error) {
    if (error instanceof ZipFault) return { original, store, members: null, fault: error.code }
    throw error
  }
}

const isZip = (head: Buffer | undefined): boolean =>
  head !== undefined && head.length >= 4 && head.readUInt16BE(0) === 0x504b && [0x0304, 0x0506].includes(head.readUInt16BE(2))

/** Writes the receipts of a kept file; gives how many files it was. */
export async function recordFile(sql: Sql, file: FileIn, kept: KeptFile): Promise<number> {
  const { original, members, fault } = kept
  await recordOriginal(sql, kept, file.now)
  const rows: Row[] = members
    ? members.map((member, at) => ({
        ordinal: file.ordinal + at,
        name: `${file.name}/${member.name}`,
        digest: null,
        state: 'waiting',
        reason: member.refused ?? null,
        place: memberPlace(original, member),
      }))
    : [{ ordinal: file.ordinal, name: file.name, digest: original.digest, state: 'waiting', reason: fault, place: null }]
  return addReceipts(sql, file, rows)
}

/** Why a file that was named could not be read, so that nothing of it is kept and nothing can be read again. */
export const unreadReasons = ['file-gone', 'file-not-permitted', 'file-not-readable'] as const
export type UnreadReason = (typeof unreadReasons)[number]

/** A file that gave no bytes is part of the batch all the same, and says why it failed. */
export function recordUnread(sql: Sql, file: FileIn, reason: UnreadReason): Promise<number> {
  const { ordinal, name } = file
  return addReceipts(sql, file, [{ ordinal, name, digest: null, state: 'failed', reason, place: null }])
}

async function addReceipts(sql: Sql, file: FileIn, rows: Row[]): Promise<number> {
  for (let at = 0; at < rows.length; at += 500) await insertReceipts(sql, file, rows.slice(at, at + 500))
  const [open] =
    await sql`update batch set files = files + ${rows.length} where batch_id = ${file.batchId} and state = 'open' returning batch_id`
  // Nothing may follow into a batch that is read already: its file would wait for ever.
  if (!open) refuse('conflict', 'batch-closed', { batchId: file.batchId })
  return rows.length
}

/** What is known already stays where it is, as long as it can be read: a lost one is replaced by the copy that came now. */
async function recordOriginal(sql: Sql, { original, store, members }: KeptFile, now: Date): Promise<void> {
  const { digest, sizeBytes, storedBytes, address, wrappedKey } = original
  const isNew = await sql.count`
    insert into original (digest, size_bytes, stored_bytes, address, wrapped_key, kept_at)
    values (${digest}, ${sizeBytes}, ${storedBytes}, ${address}, ${wrappedKey}, ${now})
    on conflict (digest) do nothing`
  if (isNew || (await canBeRead(sql, { store, digest, isContainer: members !== null }))) return
  await sql`
    update original set size_bytes = ${sizeBytes}, stored_bytes = ${storedBytes}, address = ${address}, wrapped_key = ${wrappedKey}
    where digest = ${digest}`
}

interface Known {
  store: OriginalStore
  digest: Buffer
  isContainer: boolean
}

/** A container has to be a file of its own; known from within another one it is not. */
async function canBeRead(sql: Sql, { store, digest, isContainer }: Known): Promise<boolean> {
  const hex = digest.toString('hex')
  const { address } = keptRow(await originalRows(sql, [hex]), hex)
  if (isContainer && containerIn(address) !== null) return false
  return await canBeOpened(store, (await filesOf(sql, [hex])).get(hex)!)
}

const LONGEST_NAME = 500

/** All names come in here, whoever chose them and by whatever door. The end of one may hold the number of its report. */
const labelOf = (name: string): string => endOfPath(oneLine(name), LONGEST_NAME)

interface Row {
  ordinal: number
  name: string
  digest: Buffer | null
  state: 'waiting' | 'failed'
  reason: string | null
  place: object | null
}

async function insertReceipts(sql: Sql, { batchId, deskNo, now }: FileIn, rows: Row[]): Promise<void> {
  const values = rows.map(
    (
      row,
    ) => fragment`(${batchId}::uuid, ${row.ordinal}::int, 0, 'file', ${deskNo}::int, ${labelOf(row.name)}, ${row.state}, ${row.reason},
      ${row.place && JSON.stringify(row.place)}::jsonb, ${row.digest}::bytea, ${now}::timestamptz)`,
  )
  await sql`insert into receipt (batch_id, ordinal, part, kind, desk_no, file, state, reason, place, digest, at) values ${joined(values, ', ')}`
}

/** Where a member lies in its container; the reader makes an original of it, addressed into the container. */
const memberPlace = (container: KeptOriginal, { offset, packedBytes, clearBytes, method, crc }: Member) => ({
  container: container.digest.toString('hex'),
  member: { offset, packedBytes, clearBytes, method, crc },
})

export const MOST_FILES = 200_000

export function mustHaveRoom(ordinal: number): void {
  if (ordinal > MOST_FILES) refuse('invalid', 'too-many-files', { most: MOST_FILES })
}
