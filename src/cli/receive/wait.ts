// Until a batch is through: by working here, where no server runs, or by asking the database what its work process has done.
import { setTimeout as wait } from 'node:timers/promises'
import { checkpointFileIn } from '../../audit/checkpoint-file.ts'
import { lastSignedIn } from '../../audit/last-signed.ts'
import { drainSequencer } from '../../audit/sequencer.ts'
import { systemClock } from '../../base/clock.ts'
import type { Database } from '../../base/database.ts'
import { awaitLease } from '../../base/lease.ts'
import type { Log } from '../../base/log.ts'
import { isBundled } from '../../base/project.ts'
import { bringIntoForce } from '../../country/in-force.ts'
import type { Packs } from '../../country/pack.ts'
import { openGeo } from '../../enrich/geo.ts'
import { closeAbandoned } from '../../intake/abandoned.ts'
import { batchReader, readingThread } from '../../intake/read-batch.ts'
import { caseWatch } from '../../pipeline/mark-cases.ts'
import { PIPELINE_LEASE, workOnce } from '../../pipeline/work.ts'
import { Sentence } from '../command.ts'
import { readThreadProgram, type Site } from '../site.ts'

interface Draining {
  database: Database
  site: Site
  packs: Packs
  log: Log
  onProgress(): Promise<void>
}

/** Everything that waits is read and judged, and the log has its places: what an earlier crash left behind as well. */
export async function drainHere({ database, site, packs, log, onProgress }: Draining): Promise<void> {
  const { keys } = site
  const { dataFolder, keysFolder } = site.config
  const clock = systemClock
  const signal = new AbortController().signal
  const lease = await awaitLease(database, { name: PIPELINE_LEASE, holder: `receive ${process.pid}`, seconds: 10 })
  if (!lease) throw new Sentence('Another process works on this site. Try again when it has ended.')
  const thread = isBundled ? readingThread(readThreadProgram, { keys, dataFolder }) : undefined
  const ticking = setInterval(() => void onProgress().catch(() => undefined), 500)
  try {
    await closeAbandoned({ owner: database, keys, now: clock.now(), isAlone: true })
    // What officers confirmed holds here as in the server.
    const inForce = { packs }
    await bringIntoForce(inForce, database.sql)
    const reader = batchReader({ owner: database, keys, site: inForce, clock, log, dataFolder, thread })
    const held = { lease, geo: openGeo(), cases: caseWatch() }
    const work = { database, keys, site: inForce, clock, log, signal, readBatches: reader }
    while ((await workOnce(work, held)) > 0 || (await isWaiting(database))) await wait(0)
  } finally {
    clearInterval(ticking)
    await thread?.close()
    await lease.release()
  }
  const places = { checkpointFile: checkpointFileIn(dataFolder), lastSignedFile: lastSignedIn(keysFolder) }
  await drainSequencer({ database, keys, clock, log, ...places })
}

/** A batch that waits for its next try. */
async function isWaiting({ sql }: Database): Promise<boolean> {
  const [found] = await sql`select 1 from batch where state in ('waiting', 'reading') limit 1`
  if (found) await wait(200)
  return found !== undefined
}

interface Awaiting {
  database: Database
  batchId: string
  /** Whether the server that was met still serves: one that is killed takes its workers with it. */
  isServing(): Promise<boolean>
  onProgress(): Promise<void>
}

/** False where the server ended before the batch was through: then nobody works on it. */
export async function waitForServer({ database, batchId, isServing, onProgress }: Awaiting): Promise<boolean> {
  let aliveAt = Date.now()
  try {
    while (await isServing()) {
      if (await isThrough(database, batchId)) return true
      if (await isWorkedOn(database)) aliveAt = Date.now()
      if (Date.now() - aliveAt > PATIENCE_MS) throw new Sentence(NOBODY_WORKS)
      await onProgress()
      await wait(200)
    }
  } catch (error) {
    // Its database may go before it does.
    if (await isServing()) throw error
  }
  return false
}

/** Longer than the server waits before it starts a fallen worker again. */
const PATIENCE_MS = 120_000
const NOBODY_WORKS = 'The server runs, but for two minutes nobody has worked on it. What was handed in waits there; see its log.'

/** Whoever works holds the lease of the pipeline and renews it. */
async function isWorkedOn({ sql }: Database): Promise<boolean> {
  const [held] = await sql`select 1 from lease where name = ${PIPELINE_LEASE} and until > now()`
  return held !== undefined
}

/** Every record final, and no stage of its reports due; a parked report waits for a person, not for us. */
async function isThrough({ sql }: Database, batchId: string): Promise<boolean> {
  const [batch] = await sql<{ state: string }>`select state from batch where batch_id = ${batchId}`
  if (!batch || !['done', 'failed', 'refused'].includes(batch.state)) return false
  const [due] = await sql`
    select 1 from report r where r.due <> 0 and r.due_since is not null
      and r.report_id = any(array(select distinct report_id from receipt where batch_id = ${batchId} and report_id is not null)) limit 1`
  return due === undefined
}
