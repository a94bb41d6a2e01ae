// The loop of the work process: batches that wait are read, what is due is judged, what people decided about links comes into force.
// One at a time on the whole site: the lease is held for as long as the process works; whoever waits for it takes over when it ends.
import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from '../base/clock.ts'
import type { Database, Tx } from '../base/database.ts'
import type { Keys } from '../base/keys.ts'
import { type Lease, LeaseLost, takeLease } from '../base/lease.ts'
import type { Log } from '../base/log.ts'
import { loadAgencyTree } from '../country/agency-tree.ts'
import type { Packs } from '../country/pack.ts'
import { type Geo, openGeo } from '../enrich/geo.ts'
import { applyDecisions } from '../link/apply-decisions.ts'
import { ensureParameters } from '../link/from-scratch.ts'
import { linkChunk } from '../link/link-stage.ts'
import type { ChunkReport } from '../model/chunk.ts'
import { type Draining, drainDue } from './drain.ts'
import { type CaseWatch, caseWatch, markCases } from './mark-cases.ts'
import { lookForStale, markStale } from './mark-stale.ts'
import { runStages, type StageWorld } from './run-stages.ts'

/** What intake's reader is given: it awaits `breathe` between chunks, so that what is urgent need not wait for the end of a batch. */
export interface Reading {
  lease: Lease
  stages: (tx: Tx, reports: ChunkReport[]) => Promise<void>
  breathe: () => Promise<void>
  signal: AbortSignal
}

export interface PipelineWork {
  /** As the owner. */
  database: Database
  keys: Pick<Keys, 'installation' | 'link'>
  /** The packs in force; whoever owns it renews `packs`. */
  site: { packs: Packs }
  clock: Clock
  log: Log
  signal: AbortSignal
  /** Reads what waits, at most a batch; gives how many it read. */
  readBatches?: (reading: Reading) => Promise<number>
}

export const PIPELINE_LEASE = 'pipeline'
/** How long the next one waits after this one was killed. */
const LEASE_SECONDS = 10
const IDLE_MS = 250
const RIVAL_MS = 2000
const FIRST_RETRY_MS = 1000
const LONGEST_RETRY_MS = 30_000
const BREATHE_EVERY_MS = 3000

/** Until the signal; what it throws meanwhile is logged and tried again. */
export async function runPipeline(work: PipelineWork): Promise<void> {
  let retryMs = FIRST_RETRY_MS
  while (!work.signal.aborted) {
    try {
      const wasHeld = await underOwnLease(work)
      if (!wasHeld) await pause(RIVAL_MS, work.signal)
      retryMs = FIRST_RETRY_MS
    } catch (error) {
      const isLost = error instanceof LeaseLost
      work.log[isLost ? 'warn' : 'error'](
        isLost ? 'Another process took over the pipeline' : 'The pipeline failed and is tried again',
        { error },
      )
      await pause(retryMs, work.signal)
      retryMs = Math.min(LONGEST_RETRY_MS, retryMs * 2)
    }
  }
}

async function underOwnLease(work: PipelineWork): Promise<boolean> {
  const lease = await takeLease(work.database, { name: PIPELINE_LEASE, holder: `work ${process.pid}`, seconds: LEASE_SECONDS })
  if (!lease) return false
  try {
    const held: Held = { lease, geo: openGeo(), cases: caseWatch() }
    while (!work.signal.aborted) {
      if ((await workOnce(work, held)) === 0) await pause(IDLE_MS, work.signal)
    }
    return true
  } finally {
    await lease.release().catch(() => undefined)
  }
}

/** What lasts as long as the lease. */
export interface Held {
  lease: Lease
  geo: Geo
  cases: CaseWatch
}

/** One round under the lease: gives how much it did; 0 means that nothing waits and nothing is due. */
export async function workOnce(work: PipelineWork, { lease, geo, cases }: Held): Promise<number> {
  const { database, keys, clock, log, signal } = work
  await linkedAnew(work, lease)
  const tree = await loadAgencyTree(database.sql)
  const world = (): StageWorld => ({ packs: work.site.packs, geo, tree, linkKey: keys.link, link: linkChunk, now: clock.now() })
  const looking = { database, lease, now: clock.now(), tree }
  const stale = await lookForStale({ ...looking, packs: work.site.packs, geo })
  if (stale.length > 0)
    log.info('By what reports are judged has changed: those that have not ended are judged again', { packs: stale })
  const draining: Draining = { database, lease, world, installation: keys.installation, log, signal }
  const decide = async () => {
    const at = { database, lease, now: clock.now() }
    return (await applyDecisions(at)) + (await markCases(at, cases))
  }
  const stages = (tx: Tx, reports: ChunkReport[]) => runStages(tx, reports, world())
  let done = await decide()
  if (work.readBatches && !signal.aborted)
    done += await work.readBatches({ lease, stages, breathe: breathing(draining, decide), signal })
  done += await markStale({ ...looking, now: clock.now() })
  return done + (await drainDue(draining))
}

const isLinkedBy = new WeakSet<Lease>()

/** Once for a lease: a newer release may link by other figures. */
async function linkedAnew({ database, clock, log }: PipelineWork, lease: Lease): Promise<void> {
  if (isLinkedBy.has(lease)) return
  if (await ensureParameters({ database, lease, now: clock.now() })) log.info('All reports were linked anew, by other figures')
  isLinkedBy.add(lease)
}

/** In a long batch: decisions of people and new versions of reports, which may say that a child is in danger, every few seconds. */
function breathing(draining: Draining, decide: () => Promise<number>): () => Promise<void> {
  let last = performance.now()
  return async () => {
    if (performance.now() - last < BREATHE_EVERY_MS) return
    await decide()
    await drainDue({ ...draining, isChangedOnly: true })
    last = performance.now()
  }
}

export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal }).catch(() => undefined)
}
