// Works off what is due, chunks in transactions of their own. A chunk that fails is repeated report by report, so that one report harms no other;
// one that fails five times is parked, with a reason that holds no value of it, until something marks it again.
import { onlyByIndex } from '../base/by-index.ts'
import { type Database, fragment, isOfServer, joined, sqlState, type Tx } from '../base/database.ts'
import type { Lease } from '../base/lease.ts'
import { LeaseLost } from '../base/lease.ts'
import type { Log } from '../base/log.ts'
import type { ChunkReport } from '../model/chunk.ts'
import { stageBit } from '../model/stage.ts'
import { turnDanger } from '../refer/turn-danger.ts'
import { claim, type Due, dueReports } from './claim.ts'
import { watchReports } from './clocks.ts'
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
const LANES = 3
/** Chunks that are taken before it is asked again what is due. */
const TAKEN = 12
export const MOST_TRIES = 5
const FIRST_WAIT_MS = 1000

/** Until nothing is due any more; gives how many reports came through. */
export async function drainDue(draining: Draining): Promise<number> {
  const { database, world, isChangedOnly = false, chunk = CHUNK } = draining
  for (let done = 0; ; ) {
    if (draining.signal?.aborted) return done
    const due = await dueReports(database, { most: TAKEN * chunk, now: world().now, isChangedOnly })
    if (due.length === 0) return done
    done += await drainLanes(draining, chunksOf(due, chunk))
  }
}

/** There is one writer of links: reports to be linked go alone, those that are only judged again side by side. */
function chunksOf(due: readonly Due[], chunk: number): string[][] {
  const ids = due.map(({ reportId }) => reportId)
  const firstToLink = due.findIndex(({ isToLink }) => isToLink)
  if (firstToLink >= 0 && firstToLink < chunk) return [ids.slice(0, chunk)]
  const aside = firstToLink < 0 ? ids : ids.slice(0, firstToLink)
  return Array.from({ length: Math.ceil(aside.length / chunk) }, (_, at) => aside.slice(at * chunk, (at + 1) * chunk))
}

/** A lane that is through takes the next chunk: while one waits for the database, another judges. The first failure ends all. */
async function drainLanes(draining: Draining, chunks: string[][]): Promise<number> {
  let done = 0
  const left = [...chunks]
  const lane = async () => {
    for (let ids = left.shift(); ids && !draining.signal?.aborted; ids = left.shift()) {
      const judged = await drainChunk(draining, ids)
      done += judged
    }
  }
  const stopping = (error: unknown) => {
    left.length = 0
    throw error
  }
  const results = await Promise.allSettled(Array.from({ length: LANES }, () => lane().catch(stopping)))
  for (const result of results) if (result.status === 'rejected') throw result.reason
  return done
}

async function drainChunk(draining: Draining, ids: readonly string[]): Promise<number> {
  try {
    return await runOn(draining, ids)
  } catch (error) {
    if (!isOfContent(error)) throw error
    draining.log.warn('A chunk failed; its reports are tried one by one', { error, reports: ids.length })
    return isolate(draining, ids)
  }
}

async function runOn({ database, lease, world, installation }: Draining, ids: readonly string[]): Promise<number> {
  const at = world()
  return database.transaction(null, async (tx) => {
    await onlyByIndex(tx)
    const claimed = await claim(tx, { ids, tree: at.tree, installation })
    const chunk = claimed.map(({ report }) => report)
    await runStages(tx, chunk, at)
    await writeHot(tx, claimed, at.now)
    await tellUrgency(tx, chunk, at)
    // Last, because it locks: another lane waits for it only while this one commits.
    await lease.guard(tx)
    return claimed.length
  })
}

/** What is known of danger only now concerns whoever was asked to take the report, and clocks that have run out by it. */
async function tellUrgency(tx: Tx, chunk: readonly ChunkReport[], { packs, tree, now }: StageWorld): Promise<void> {
  const judged = chunk.filter(({ due }) => due & stageBit.triage)
  await turnDanger(
    tx,
    judged.map(({ reportId }) => reportId),
    { packs, tree, now },
  )
  const danger = judged.filter(({ hot }) => hot.isDanger).map(({ reportId }) => reportId)
  if (danger.length > 0) await watchReports(tx, danger, now)
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
  // Reckoned here for each number of tries before: a distributed engine reckons no times in a case.
  const again = Array.from({ length: MOST_TRIES - 1 }, (_, tries) => {
    const at = new Date(now.getTime() + FIRST_WAIT_MS * 2 ** tries)
    return fragment`when tries = ${tries}::smallint then ${at}::timestamptz`
  })
  const [report] = await database.sql<{ number: string; tries: number }>`
    update report set tries = tries + 1,
      due_since = case ${joined(again, ' ')} end,
      parked_reason = case when tries + 1 >= ${MOST_TRIES} then ${reasonOf(error)} else null end
    where report_id = ${id} and due <> 0 returning number, tries`
  log.error('A report failed in the pipeline', { error, report: report?.number, tries: report?.tries })
}

function isOfContent(error: unknown): boolean {
  return !(error instanceof LeaseLost) && !isOfServer(error)
}

/** A code of the database or the kind of error: messages may quote values. */
const reasonOf = (error: unknown): string => sqlState(error) ?? (error instanceof Error ? error.name : 'unknown')
