// Gives entries their places: under a lease, one process at a time takes the entries whose transactions can no longer be preceded by any other
// (older than the oldest still running), in the order (transaction, entry), extends the tree and signs it. A place never changes and
// no gap arises. Checkpoints are committed first and then appended to the file; what a crash left out is appended the next time.
import { setTimeout as wait } from 'node:timers/promises'
import { CopyRows } from '../base/copy-rows.ts'
import type { Sql, Tx } from '../base/database.ts'
import { uuid7 } from '../base/ids.ts'
import { type Lease, underLease } from '../base/lease.ts'
import { refuse } from '../base/refusal.ts'
import { isMacRight, type SealedEntry } from '../work/entry.ts'
import { openCheckpoint, signCheckpoint, signerFrom, type Verifier, verifierFrom } from './checkpoint.ts'
import { appendNotes, readTail } from './checkpoint-file.ts'
import { goOnFrom, tellIfMended, tellLoss } from './file-gap.ts'
import { alarmIfLate, whoHolds } from './lag.ts'
import { readLastSigned, rememberSigned } from './last-signed.ts'
import { entryLeaf } from './leaf.ts'
import { EMPTY_FRONTIER, EMPTY_ROOT, extend, type Frontier, frontierRoot, packNodes, unpackNodes } from './merkle.ts'
import { BEFORE_ALL, entryColumns, entryFrom, type Position } from './rows.ts'
import type { Sequencing } from './sequencing.ts'

export type { Sequencing } from './sequencing.ts'

export interface Round {
  isLeader: boolean
  placed: number
  /** Places given to entries whose MAC is wrong: forged or altered before they were placed. */
  wrongMacs: { place: number; entryId: string }[]
}

/** The log does not go on from what was signed before: nothing more may be signed until a person has looked. */
export class BrokenLog extends Error {
  override name = 'BrokenLog'
}

export const LEASE = 'audit-sequencer'
const LEASE_SECONDS = 10
const MOST_AT_ONCE = 5000

type Head = { frontier: Frontier; last: Position; isFileBehind: boolean }

/** One round: places at most 5,000 entries, signs, and brings the file up to date. Whoever comes first leads for this round. */
export async function sequenceOnce(s: Sequencing): Promise<Round> {
  const head = await readHead(s, s.database.sql)
  const waiting = await takeable(s.database.sql, head.last, 1)
  if (waiting.length === 0 && !head.isFileBehind) return NOBODY_PLACED
  const wish = { name: LEASE, holder: `${process.pid} ${uuid7()}`, seconds: LEASE_SECONDS }
  const round = await underLease(s.database, wish, (lease) => lead(s, lease))
  return round ?? { ...NOBODY_PLACED, isLeader: false }
}

const NOBODY_PLACED: Round = { isLeader: true, placed: 0, wrongMacs: [] }

/** Each transaction begins with the lease's row locked: two leaders can neither place at once nor write to the file at once. */
async function lead(s: Sequencing, lease: Lease): Promise<Round> {
  const round = await s.database.transaction(null, async (tx) => {
    await lease.guard(tx)
    return await place(tx, s)
  })
  for (const wrong of round.wrongMacs) {
    s.log.error('An audit entry has a wrong MAC: it was forged or altered before it got its place', wrong)
  }
  await s.database.transaction(null, async (tx) => {
    await lease.guard(tx)
    await bringFileUpToDate(tx, s)
    await remember(s)
  })
  return round
}

async function place(tx: Tx, s: Sequencing): Promise<Round> {
  const head = await readHead(s, tx.sql)
  const entries = await takeable(tx.sql, head.last, MOST_AT_ONCE)
  if (entries.length === 0) return NOBODY_PLACED
  const first = head.frontier.size + 1
  const leaves = entries.map(entryLeaf)
  const frontier = extend(head.frontier, leaves)
  const rows = new CopyRows(['int8', 'uuid', 'bytea'])
  entries.forEach((entry, i) => {
    rows.add([first + i, entry.entryId, leaves[i]])
  })
  await tx.copyIn('audit_leaf (place, entry_id, leaf)', rows.take())
  await writeHead(tx, s, { frontier, last: entries.at(-1)!, isFileBehind: true })
  const wrong = entries.flatMap((entry, i) =>
    isMacRight(s.keys.audit, entry) ? [] : [{ place: first + i, entryId: entry.entryId }],
  )
  return { isLeader: true, placed: entries.length, wrongMacs: wrong }
}

/** Snapshot and rows belong to one statement: whatever is older than its xmin has ended, and is seen here if it was committed. */
async function takeable(sql: Sql, after: Position, most: number): Promise<SealedEntry[]> {
  const rows = await sql<SealedEntry>`
    select ${entryColumns} from audit_entry e
    where (e.xact, e.entry_id) > (${after.xact}::bigint, ${after.entryId}::uuid)
      and e.xact < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    order by e.xact, e.entry_id limit ${most}`
  return rows.map(entryFrom)
}

type HeadRow = { size: number; frontier: Buffer; xact: string; entryId: string; note: string; isAhead: boolean }

/**
 * What was signed last. An owner of the database could turn it back or exchange it; the file, what is remembered beside the keys and
 * our own signature could not. These are read first: the database is never behind them.
 */
async function readHead(s: Sequencing, sql: Sql): Promise<Head> {
  const verifier = verifierFrom(s.keys.checkpoint.publicKey)
  const remembered = await lastRemembered(s, verifier)
  const outside = await lastOutside(s, verifier)
  const [row] = await sql<HeadRow>`
    select size, frontier, last_xact::text as xact, last_entry_id as "entryId", note,
      last_xact >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint as "isAhead"
    from checkpoint order by size desc limit 1`
  if ((row?.size ?? 0) < outside.size) {
    throw new BrokenLog(`${s.checkpointFile} knows ${outside.size} entries, the database only ${row?.size ?? 0}`)
  }
  if ((row?.size ?? 0) < remembered.size) {
    throw new BrokenLog(
      `${s.lastSignedFile} knows ${remembered.size} entries, the database only ${row?.size ?? 0}: its end was cut off, or an older copy was put back`,
    )
  }
  if (row === undefined) return { frontier: EMPTY_FRONTIER, last: BEFORE_ALL, isFileBehind: false }
  const signed = openCheckpoint(row.note, verifier)
  const frontier = unpackNodes(row.size, row.frontier)
  const isWhole = frontier !== undefined && signed?.size === row.size && signed.root.equals(frontierRoot(frontier))
  const isFileBehind = outside.size < row.size
  if (!isWhole || !(isFileBehind || outside.root.equals(signed.root))) {
    throw new BrokenLog(`The checkpoint of size ${row.size} in the database is not the one that was signed`)
  }
  if (row.isAhead) {
    throw new BrokenLog(
      `Transaction ${row.xact} was placed, and this server is not yet there: the log was loaded from another one`,
    )
  }
  return { frontier, last: { xact: row.xact, entryId: row.entryId }, isFileBehind }
}

type Signed = { size: number; root: Buffer }

const lastOutside = async ({ checkpointFile }: Sequencing, verifier: Verifier): Promise<Signed> =>
  signedIn((await readTail(checkpointFile)).lastNote, { file: checkpointFile, verifier })

const lastRemembered = async ({ lastSignedFile }: Sequencing, verifier: Verifier): Promise<Signed> =>
  signedIn(await readLastSigned(lastSignedFile), { file: lastSignedFile!, verifier })

function signedIn(note: string | undefined, { file, verifier }: { file: string; verifier: Verifier }): Signed {
  if (note === undefined) return { size: 0, root: EMPTY_ROOT }
  const checkpoint = openCheckpoint(note, verifier)
  if (checkpoint === undefined) throw new BrokenLog(`The last checkpoint in ${file} is not signed by this installation's key`)
  return checkpoint
}

async function writeHead(tx: Tx, s: Sequencing, { frontier, last }: Head): Promise<void> {
  const root = frontierRoot(frontier)
  const note = signCheckpoint({ size: frontier.size, root }, signerFrom(s.keys.checkpoint.privateKey!))
  await tx.sql`
    insert into checkpoint (size, root, frontier, last_xact, last_entry_id, note, at)
    values (${frontier.size}, ${root}, ${packNodes(frontier)}, ${last.xact}, ${last.entryId}, ${note}, ${s.clock.now()})`
}

const NOTES_AT_ONCE = 1000

async function bringFileUpToDate(tx: Tx, s: Sequencing): Promise<void> {
  const verifier = verifierFrom(s.keys.checkpoint.publicKey)
  let from = await goOnFrom(tx, s, (await lastOutside(s, verifier)).size)
  for (let isMore = true; isMore; ) {
    const rows = await tx.sql<{ size: number; note: string }>`
      select size, note from checkpoint where size > ${from} order by size limit ${NOTES_AT_ONCE}`
    const unsigned = rows.find(({ size, note }) => openCheckpoint(note, verifier)?.size !== size)
    if (unsigned !== undefined)
      throw new BrokenLog(`The checkpoint of size ${unsigned.size} in the database was not signed by us`)
    await appendNotes(
      s.checkpointFile,
      rows.map(({ note }) => note),
    )
    isMore = rows.length === NOTES_AT_ONCE
    from = rows.at(-1)?.size ?? from
  }
}

/** A folder of keys that is read-only keeps nobody from signing; a loss of the file is then seen less surely. */
async function remember(s: Sequencing): Promise<void> {
  if (s.lastSignedFile === undefined) return
  const verifier = verifierFrom(s.keys.checkpoint.publicKey)
  const { lastNote } = await readTail(s.checkpointFile)
  // Where the file is older than what is remembered, it must not be forgotten.
  if (lastNote === undefined || openCheckpoint(lastNote, verifier)!.size <= (await lastRemembered(s, verifier)).size) return
  await rememberSigned(s.lastSignedFile, lastNote).catch((error) =>
    s.log.error('What was signed last could not be remembered beside the keys', { error }),
  )
}

const EVERY_MS = 1000
const AFTER_FAULT_MS = 10_000
const LOOK_AT_LAG_MS = 15_000

/** Runs until the signal, one round about every second; and ends with a last one. */
export async function runSequencer(s: Sequencing & { signal: AbortSignal }): Promise<void> {
  await tellIfMended(s).catch((error) => s.log.warn('Whether the checkpoint file is whole is not known', { error }))
  let lookAt = 0
  while (!s.signal.aborted) {
    const pause = await roundThenPause(s)
    if (Date.now() >= lookAt) {
      lookAt = Date.now() + LOOK_AT_LAG_MS
      await alarmIfLate(s).catch((error) => s.log.warn('The lag of the audit log is not known', { error }))
    }
    await wait(pause, undefined, { signal: s.signal }).catch(() => {})
  }
  await roundThenPause(s)
}

async function roundThenPause(s: Sequencing): Promise<number> {
  try {
    const { placed } = await sequenceOnce(s)
    return placed === MOST_AT_ONCE ? 0 : EVERY_MS
  } catch (error) {
    s.log.error('The audit log could not be extended', { error })
    if (error instanceof BrokenLog) await s.database.transaction(null, (tx) => tellLoss(tx, s)).catch(() => undefined)
    return AFTER_FAULT_MS
  }
}

/** Returns when everything that was committed before has its place and is signed for outside; refuses when that takes too long. */
export async function drainSequencer(s: Sequencing, timeoutMs = 60_000): Promise<void> {
  const [{ next }] = (await s.database.sql<{ next: string }>`
    select pg_snapshot_xmax(pg_current_snapshot())::text as next`) as [{ next: string }]
  for (const until = Date.now() + timeoutMs; ; await wait(50)) {
    const { placed } = await sequenceOnce(s)
    if (placed === 0 && !(await isAnyLeft(s, next))) return
    if (Date.now() > until) refuse('unavailable', 'audit-not-drained', { heldBy: await whoHolds(s.database.sql) })
  }
}

async function isAnyLeft(s: Sequencing, beforeXact: string): Promise<boolean> {
  const { last, isFileBehind } = await readHead(s, s.database.sql)
  const [row] = await s.database.sql`
    select 1 from audit_entry
    where (xact, entry_id) > (${last.xact}::bigint, ${last.entryId}::uuid) and xact < ${beforeXact}::bigint limit 1`
  return row !== undefined || isFileBehind
}
