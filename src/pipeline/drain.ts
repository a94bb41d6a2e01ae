// Works off what is due, chunks in transactions of their own. A chunk that fails is repeated report by report, so that one report harms no other;
// one that fails five times is parked, with a reason that holds no value of it, until something marks it again.
import { type Database, isOfServer, sqlState } from '../base/database.ts'
import type { Lease } from '../base/lease.ts'
import { LeaseLost } from '../base/lease.ts'
import type { Log } from '../base/log.ts'
import { claim, type Due, dueReports, type Opened, openContents } from './claim.ts'
import { runStages, type StageWorld } from './run-stages.ts'
import { writeHot } from './write-hot.ts'

export interface Draining {
  database: Database
  lease: Lease
  /** `now` is asked for each chunk. */
  world: () => StageWorld
  installation: Buffer
  log: Log
  signal?: AbortSignal
  /** Only reports whose content is new, none that others' news made stale. */
  isChangedOnly?: boolean
  /** Reports of one transaction. */
  chunk?: number
}

const CHUNK = 500
/** Chunks at a time, where the reports touch nothing but their own rows. */
const LANES = 2
export const MOST_TRIES = 5
const FIRST_WAIT_MS = 1000

/** Until nothing is due any more; gives how many reports came through. The next contents are opened while the database writes. */
export async function drainDue(draining: Draining): Promise<number> {
  const { database, world, installation, isChangedOnly = false, chunk = CHUNK } = draining
  // What cannot be opened is found again when it is claimed, and then it is known whose it is.
  const open = (ids: string[]) => openContents(database.sql, { ids, installation }).catch(() => new Map<string, Opened>())
  let ahead: Promise<Map<string, Opened>> | undefined
  try {
    for (let done = 0; ; ) {
      if (draining.signal?.aborted) return done
      const due = await dueReports(database, { most: 2 * LANES * chunk, now: world().now, isChangedOnly })
      if (due.length === 0) return done
      const lanes = lanesOf(due, chunk)
      const opened = await ahead
      ahead = open(due.slice(lanes.flat().length).map(({ reportId }) => reportId))
      done += await drainLanes(draining, lanes, opened)
    }
  } finally {
    await ahead
  }
}

/** There is one writer of links: reports to be linked go alone, those that are only judged again side by side. */
function lanesOf(due: readonly Due[], chunk: number): string[][] {
  const lanes = due.some((one) => one.isToLink) ? 1 : LANES
  const ids = due.map(({ reportId }) => reportId)
  return Array.from({ length: lanes }, (_, lane) => ids.slice(lane * chunk, (lane + 1) * chunk)).filter((lane) => lane.length > 0)
}

async function drainLanes(draining: Draining, lanes: readonly string[][], opened: AreOpened): Promise<number> {
  const results = await Promise.allSettled(lanes.map((ids) => drainChunk(draining, ids, opened)))
  let done = 0
  for (const result of results) {
    if (result.status === 'rejected') throw result.reason
    done += result.value
  }
  return done
}

type AreOpened = ReadonlyMap<string, Opened> | undefined

async function drainChunk(draining: Draining, ids: readonly string[], opened: AreOpened): Promise<number> {
  try {
    return await runOn(draining, ids, opened)
  } catch (error) {
    if (!isOfContent(error)) throw error
    draining.log.warn('A chunk failed; its reports are tried one by one', { error, reports: ids.length })
    return isolate(draining, ids)
  }
}

async function runOn(
  { database, lease, world, installation }: Draining,
  ids: readonly string[],
  opened?: AreOpened,
): Promise<number> {
  const at = world()
  return database.transaction(null, async (tx) => {
    const claimed = await claim(tx, { ids, tree: at.tree, installation, opened })
    const chunk = claimed.map(({ report }) => report)
    await runStages(tx, chunk, at)
    await writeHot(tx, claimed, at.now)
    // Last, because it locks: another lane waits for it only while this one commits.
    await lease.guard(tx)
    return claimed.length
  })
}

async function isolate(draining: Draining, ids: readonly string[]): Promise<number> {
  let done = 0
  for (const id of ids) {
    if (draining.signal?.aborted) return done
    try {
      done += await runOn(draining, [id])
    } catch (error) {
      if (!isOfContent(error)) throw error
      await putBack(draining, id, error)
    }
  }
  return done
}

/** Later tries wait longer; the last one parks the report. */
async function putBack({ database, world, log }: Draining, id: string, error: unknown): Promise<void> {
  const { now } = world()
  const [report] = await database.sql<{ number: string; tries: number }>`
    update report set tries = tries + 1,
      due_since = case when tries + 1 >= ${MOST_TRIES} then null
        else ${now}::timestamptz + make_interval(secs => ${FIRST_WAIT_MS / 1000} * power(2, tries)) end,
      parked_reason = case when tries + 1 >= ${MOST_TRIES} then ${reasonOf(error)} else null end
    where report_id = ${id} and due <> 0 returning number, tries`
  log.error('A report failed in the pipeline', { error, report: report?.number, tries: report?.tries })
}

function isOfContent(error: unknown): boolean {
  return !(error instanceof LeaseLost) && !isOfServer(error)
}

/** A code of the database or the kind of error: messages may quote values. */
const reasonOf = (error: unknown): string => sqlState(error) ?? (error instanceof Error ? error.name : 'unknown')
