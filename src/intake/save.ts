// One transaction for a chunk of records: what each of them is, its version, sightings and receipt, and, for new reports, all stages.
// Acknowledged means: the original is on disk and this has committed. A record whose receipt is final already is skipped, so that a
// crash anywhere repeats without loss or doubles. Runs as the owner, one writer at a time (the lease's guard).
import { onlyByIndex } from '../base/by-index.ts'
import type { Clock } from '../base/clock.ts'
import { type Database, isOfServer, sqlState, type Tx } from '../base/database.ts'
import type { Keys } from '../base/keys.ts'
import { type Lease, LeaseLost } from '../base/lease.ts'
import type { Log } from '../base/log.ts'
import { type Behind, writingBehind } from '../base/writing-behind.ts'
import type { Packs } from '../country/pack.ts'
import { commandLine } from '../country/site.ts'
import type { ChunkReport } from '../model/chunk.ts'
import { finalReceiptStates, type ReceiptState } from '../model/lifecycle.ts'
import { record as recordEntry } from '../work/record.ts'
import type { Chunk, ReadRecord } from './chunks.ts'
import { digestOfIds, type Judged, judgeAll, reportOf, type Touched } from './judge.ts'
import { knownReports } from './known-reports.ts'
import { keepMembers } from './members.ts'
import type { NumberBlocks } from './number-blocks.ts'
import type { OriginalStore } from './originals.ts'
import { copyKeys, copyReceipts, copyReports, copySightings, copyVersions, resealVersions, updateReports } from './save-rows.ts'
import type { SourceRow, Sources } from './sources.ts'
import { chunkReportOf } from './staged.ts'

export interface SaveSite {
  owner: Database
  lease: Lease
  keys: Pick<Keys, 'installation' | 'audit'>
  store: OriginalStore
  packs: Packs
  clock: Clock
  numbers: NumberBlocks
  sources: Sources
  log: Log
  /** The stages of the pipeline for new reports, in this transaction; without them the reports are due. */
  stages?: (tx: Tx, reports: ChunkReport[]) => Promise<void>
}

export type Counts = Record<ReceiptState, number>

/** Saves; where a stage fails for one of the reports, all of the chunk is saved without stages, and the pipeline finds the culprit. */
export async function saveChunk(site: SaveSite, chunk: Chunk): Promise<Counts> {
  if (!site.stages) return inTransaction(site, chunk)
  try {
    return await inTransaction(site, chunk)
  } catch (error) {
    if (!(error instanceof StageFailed)) throw error
    site.log.warn('A stage failed for a chunk of new reports; they are saved and stay due', { error: error.cause })
    return inTransaction({ ...site, stages: undefined }, chunk)
  }
}

class StageFailed extends Error {}

/** Like saveChunk; a record that the database refuses harms no other: it is found by halves and ends as failed, visibly. */
export async function saveApart(site: SaveSite, chunk: Chunk): Promise<void> {
  try {
    await saveChunk(site, chunk)
  } catch (error) {
    if (error instanceof LeaseLost || isOfServer(error) || chunk.records.some((record) => record.failed)) throw error
    const { records } = chunk
    site.log.error('Records could not be saved together', {
      error,
      records: records.length,
      file: records[0]!.file.ordinal,
      part: records[0]!.part,
    })
    const half = Math.ceil(records.length / 2)
    if (records.length === 1)
      await saveChunk(site, {
        ...chunk,
        records: [{ ...records[0]!, failed: `not-saved-${sqlState(error) ?? 'bug'}`.toLowerCase() }],
      })
    else for (const part of [records.slice(0, half), records.slice(half)]) await saveApart(site, { ...chunk, records: part })
  }
}

function inTransaction(site: SaveSite, chunk: Chunk): Promise<Counts> {
  return site.owner.transaction(null, async (tx) => {
    await site.lease.guard(tx)
    await onlyByIndex(tx)
    await keepMembers(tx, site.store, chunk.members ?? [])
    const { records, begun } = await unfinished(tx, chunk)
    if (records.length === 0) return countsOf([])
    const sources = await site.sources.of(
      tx,
      chunk.origin,
      records.map((record) => record.draft?.sourceName ?? null),
    )
    const ids = records.flatMap((record, at) => (record.draft && sources[at] ? [reportOf(record, sources[at]!)] : []))
    const known = await knownReports(tx, site.keys.installation, [...new Set(ids)])
    const all = judgeAll(records, sources as SourceRow[], {
      known,
      installation: site.keys.installation,
      origin: chunk.origin,
    })
    const { judged } = all
    await writingBehind(tx, (behind) => write(behind, { site, chunk, begun, ...all }))
    return countsOf(judged)
  })
}

interface Writing {
  site: SaveSite
  chunk: Chunk
  /** Records that have a receipt which is not final. */
  begun: readonly ReadRecord[]
  judged: Judged[]
  touched: Touched[]
  /** Those that are only met again, too: a rendition is kept, and a receipt names its report. */
  met: Touched[]
}

async function write(tx: Behind, { site, chunk, begun, judged, touched, met }: Writing): Promise<void> {
  const now = site.clock.now()
  const fresh = touched.filter((one) => one.report === null)
  const changed = touched.filter((one) => one.report !== null)
  const numbers = await site.numbers.take(fresh.length, now)
  const staged = fresh.map((one, at) => chunkReportOf(one, { number: numbers[at]!, now, packs: site.packs }))
  const known = met.flatMap(({ report }) => report ?? [])
  const numberOf = new Map([...staged, ...known].map((one) => [one.reportId, one.number]))
  const stampOf = new Map(
    met.map((one) => [one.reportId, { holderNo: one.report?.holderNo ?? one.source.deskNo, seenBy: one.report?.seenBy ?? [] }]),
  )
  // Sightings first: the stages ask for them.
  await copySightings(tx, { fresh, changed })
  await copyVersions(tx, { judged, stampOf, chunk, now })
  await resealVersions(tx, changed)
  await copyKeys(tx, fresh)
  await runStages(tx, site, staged)
  await copyReports(tx, staged, { now, isStaged: site.stages !== undefined })
  await updateReports(tx, changed, now)
  await copyReceipts(tx, { judged, begun, chunk, numberOf, now })
  await countBatch(tx, chunk, judged)
  await recordEntry(tx, site.keys.audit, {
    at: now,
    actor: { id: commandLine.id, name: 'Intake', agencyNo: chunk.origin.deskNo },
    action: 'report.receive',
    outcome: 'done',
    subject: { kind: 'batch', id: chunk.origin.batchId },
    detail: {
      ...spanOf(judged),
      ...countsOf(judged),
      reports: digestOfIds(touched.map((one) => one.reportId)),
    },
  })
}

/** What a stage writes is written behind, too: its failure is told later, and is the stage's all the same. */
async function runStages(tx: Behind, { stages }: SaveSite, staged: ChunkReport[]): Promise<void> {
  if (!stages || staged.length === 0) return
  const failed = (cause: unknown) => new StageFailed('A stage failed', { cause })
  try {
    await stages(tx.named(failed), staged)
  } catch (error) {
    throw error instanceof StageFailed ? error : failed(error)
  }
}

/** From which record of which file to which. */
function spanOf(judged: readonly Judged[]): { file: number | number[]; parts: number[] } {
  const [first, last] = [judged[0]!.record, judged.at(-1)!.record]
  const isOne = first.file.ordinal === last.file.ordinal
  return { file: isOne ? first.file.ordinal : [first.file.ordinal, last.file.ordinal], parts: [first.part, last.part] }
}

/** Records of the chunk whose receipts are not final yet, and those among them that have one. */
async function unfinished(tx: Tx, { origin, records }: Chunk): Promise<{ records: ReadRecord[]; begun: ReadRecord[] }> {
  // By their range: joined with a list of them, the planner reads all receipts of the batch, which grow with every chunk.
  const ends = [...records].sort((a, b) => a.file.ordinal - b.file.ordinal || a.part - b.part)
  const [first, last] = [ends[0]!, ends.at(-1)!]
  const known = await tx.sql<{ ordinal: number; part: number; state: ReceiptState }>`
    select ordinal, part, state from receipt where batch_id = ${origin.batchId}
      and (ordinal, part) between (${first.file.ordinal}::int, ${first.part}::int) and (${last.file.ordinal}::int, ${last.part}::int)`
  const stateOf = new Map(known.map(({ ordinal, part, state }) => [`${ordinal}/${part}`, state]))
  const isFinal = (record: ReadRecord) => finalReceiptStates.includes(stateOf.get(keyOf(record)) ?? 'waiting')
  const left = stateOf.size === 0 ? [...records] : records.filter((record) => !isFinal(record))
  return { records: left, begun: left.filter((record) => stateOf.has(keyOf(record))) }
}

const keyOf = ({ file, part }: ReadRecord): string => `${file.ordinal}/${part}`

export function countsOf(judged: readonly { state: ReceiptState }[]): Counts {
  const counts: Counts = {
    waiting: 0,
    reading: 0,
    accepted: 0,
    'accepted-with-issues': 0,
    duplicate: 0,
    'new-version': 0,
    quarantined: 0,
    failed: 0,
  }
  for (const one of judged) counts[one.state]++
  return counts
}

async function countBatch(tx: Tx, { origin }: Chunk, judged: readonly Judged[]): Promise<void> {
  const counts = countsOf(judged)
  await tx.sql`
    update batch set records = records + ${judged.length}, accepted = accepted + ${counts.accepted}, accepted_with_issues = accepted_with_issues + ${counts['accepted-with-issues']},
      duplicate = duplicate + ${counts.duplicate}, new_version = new_version + ${counts['new-version']}, quarantined = quarantined + ${counts.quarantined}, failed = failed + ${counts.failed}
    where batch_id = ${origin.batchId}`
}
