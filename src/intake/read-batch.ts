// Reads the batches that wait, oldest first, under the writer's lease. A crash is resumed where the receipts say; what fails for reasons
// of ours is tried again, then parked as failed and shown, and the next batch goes on.
import { join } from 'node:path'
import type { Sql } from '../base/database.ts'
import type { Keys } from '../base/keys.ts'
import { LeaseLost } from '../base/lease.ts'
import type { Packs } from '../country/pack.ts'
import { commandLine } from '../country/site.ts'
import { record } from '../work/record.ts'
import { closeAbandoned } from './abandoned.ts'
import { NumberBlocks } from './number-blocks.ts'
import { type FileReceipt, type ReadSite, readFiles } from './read-files.ts'
import { ReadingThread } from './reading-thread.ts'
import { type BatchOrigin, Sources } from './sources.ts'

const MOST_TRIES = 5
const ABANDONED_EVERY_MS = 5000

interface BatchRow extends BatchOrigin {
  tries: number
}

/** What stays the same for a reader, and what the loop of the work process gives it each time. */
export type Reader = Omit<ReadSite, 'lease' | 'packs' | 'numbers' | 'sources' | 'store' | 'linkKey' | 'keys'> & {
  /** The packs in force; whoever owns it renews `packs`. */
  site: { packs: Packs }
  keys: Pick<Keys, 'installation' | 'audit' | 'link'>
  dataFolder: string
}

type Given = Pick<ReadSite, 'lease' | 'stages' | 'breathe' | 'signal'>

export const originalsFolder = (dataFolder: string): string => join(dataFolder, 'originals')

/** A thread in which large files are read; `program` is its compiled file. */
export const readingThread = (program: string, { keys, dataFolder }: Pick<Reader, 'keys' | 'dataFolder'>): ReadingThread =>
  new ReadingThread(program, {
    store: { folder: originalsFolder(dataFolder), installation: keys.installation },
    linkKey: keys.link,
  })

/** A reader of batches for the loop of the work process: reads at most one; 0 means that none waits. */
export function batchReader(reader: Reader): (given: Given) => Promise<number> {
  const numbers = new NumberBlocks(reader.owner)
  const store = { folder: originalsFolder(reader.dataFolder), installation: reader.keys.installation }
  let looksAgainAt = 0
  return async (given) => {
    const { packs } = reader.site
    const site = { ...reader, ...given, packs, numbers, sources: new Sources(packs), store, linkKey: reader.keys.link }
    if (await readNextBatch(site)) return 1
    if (performance.now() < looksAgainAt) return 0
    looksAgainAt = performance.now() + ABANDONED_EVERY_MS
    return closeAbandoned({ owner: reader.owner, keys: reader.keys, now: reader.clock.now() })
  }
}

/** Reads the oldest waiting batch; false where none waits. */
export async function readNextBatch(site: ReadSite): Promise<boolean> {
  const batch = await nextBatch(site)
  if (!batch) return false
  try {
    await readAll(site, batch)
    if (!site.signal?.aborted) await finish(site, batch, { state: 'done' })
  } catch (error) {
    if (error instanceof LeaseLost) throw error
    site.log.error('A batch could not be read', { error, batch: batch.batchId, tries: batch.tries + 1 })
    await putBack(site, batch, reasonOf(error))
  }
  return true
}

/** After a failed try a batch waits for its turn behind those that were not tried as often. */
async function nextBatch({ owner, clock }: ReadSite): Promise<BatchRow | undefined> {
  const [batch] = await owner.sql<BatchRow>`
    update batch set state = 'reading', started_at = coalesce(started_at, ${clock.now()})
    where batch_id = (select batch_id from batch where state in ('waiting', 'reading')
      and (claimed_until is null or claimed_until <= ${clock.now()}) order by tries, made_at, batch_id limit 1)
    returning batch_id as "batchId", desk_no as "deskNo", source_id as "sourceId", door = 'upload' as "isService",
      door in ('command-line', 'demo') as "isForEveryDesk", tries, (select a.pack from agency a where a.no = desk_no) as pack,
      (select a.hi from agency a where a.no = desk_no) as "deskHi"`
  return batch
}

const PAGE = 1000

async function readAll(site: ReadSite, batch: BatchRow): Promise<void> {
  for (let after = 0; !site.signal?.aborted; ) {
    const receipts = await waiting(site.owner.sql, batch.batchId, after)
    if (receipts.length === 0) return
    await readFiles({ site, origin: batch }, receipts)
    after = receipts.at(-1)!.ordinal
  }
}

/** Files that are not final, or that hold a record which somebody asked to be read again. */
const waiting = (sql: Sql, batchId: string, after: number) => sql<FileReceipt>`
  select ordinal, file, reason, digest, place from receipt
  where batch_id = ${batchId} and part = 0 and ordinal > ${after} and state in ('waiting', 'reading') order by ordinal limit ${PAGE}`

async function finish(
  { owner, clock, keys }: ReadSite,
  batch: BatchRow,
  { state, reason = null }: { state: 'done' | 'failed'; reason?: string | null },
): Promise<void> {
  const now = clock.now()
  await owner.transaction(null, async (tx) => {
    // Counted anew: a record that was read again counts once, in its last state. One whose retry was asked meanwhile is read next.
    const [row] = await tx.sql<Record<string, number>>`
      with counted as (
        select count(*) filter (where r.part > 0)::int as records,
          count(*) filter (where r.part > 0 and r.state = 'accepted')::int as accepted,
          count(*) filter (where r.part > 0 and r.state = 'accepted-with-issues')::int as accepted_with_issues,
          count(*) filter (where r.part > 0 and r.state = 'duplicate')::int as duplicate,
          count(*) filter (where r.part > 0 and r.state = 'new-version')::int as new_version,
          count(*) filter (where r.part > 0 and r.state = 'quarantined')::int as quarantined,
          count(*) filter (where r.state = 'failed' and (r.part > 0 or not exists
            (select 1 from receipt p where p.batch_id = r.batch_id and p.ordinal = r.ordinal and p.part > 0)))::int as failed,
          count(*) filter (where r.state = 'waiting')::int as waiting
        from receipt r where r.batch_id = ${batch.batchId})
      update batch b set state = case when c.waiting > 0 and ${state} = 'done' then 'waiting' else ${state} end, reason = ${reason}, finished_at = ${now},
        records = c.records, accepted = c.accepted, accepted_with_issues = c.accepted_with_issues, duplicate = c.duplicate, new_version = c.new_version,
        quarantined = c.quarantined, failed = c.failed
      from counted c where b.batch_id = ${batch.batchId}
      returning b.files, b.records, b.accepted, b.accepted_with_issues, b.duplicate, b.new_version, b.quarantined, b.failed`
    await record(tx, keys.audit, {
      at: now,
      actor: { id: commandLine.id, name: 'Intake', agencyNo: batch.deskNo },
      action: 'batch.read',
      outcome: state === 'done' ? 'done' : 'failed',
      subject: { kind: 'batch', id: batch.batchId },
      detail: { ...row },
    })
  })
}

async function putBack(site: ReadSite, batch: BatchRow, reason: string): Promise<void> {
  const { sql } = site.owner
  const now = site.clock.now()
  const until = new Date(now.getTime() + 1000 * 2 ** batch.tries)
  await sql`update batch set tries = tries + 1, claimed_until = ${until}, reason = ${reason} where batch_id = ${batch.batchId}`
  if (batch.tries + 1 < MOST_TRIES) return
  await sql`
    update receipt set state = 'failed', reason = ${reason}, tries = tries + 1, at = ${now}
    where batch_id = ${batch.batchId} and part = 0 and state in ('waiting', 'reading')`
  await finish(site, batch, { state: 'failed', reason })
}

/** A code, never a message: messages may quote values. */
function reasonOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  if (code === 'ENOSPC' || code === '53100') return 'disk-full'
  if (code === 'EFBIG') return 'file-too-large'
  return typeof code === 'string' ? `failed-${code.toLowerCase()}` : 'failed'
}
