// Everything that runs in the work process, in one list. A worker starts its own loop and ends it when told; what it throws while it
// runs is its own to log and retry, since one worker must not take the others down.
import { checkpointFileIn } from '../audit/checkpoint-file.ts'
import { lastSignedIn } from '../audit/last-signed.ts'
import { runSequencer } from '../audit/sequencer.ts'
import type { Clock } from '../base/clock.ts'
import type { Database } from '../base/database.ts'
import type { Keys } from '../base/keys.ts'
import type { Log } from '../base/log.ts'
import { isBundled } from '../base/project.ts'
import { keepInForce } from '../country/in-force.ts'
import { loadPacks } from '../country/load-pack.ts'
import { batchReader, readingThread } from '../intake/read-batch.ts'
import { runClocks } from '../pipeline/run-clocks.ts'
import { runPipeline } from '../pipeline/work.ts'
import { packsFolder, readThreadProgram } from './site.ts'

export interface WorkContext {
  /** As the owner of the tables. */
  database: Database
  keys: Keys
  clock: Clock
  log: Log
  dataFolder: string
  keysFolder: string
  version: string
}

export type Worker = (context: WorkContext) => Promise<{ stop(): Promise<void> }>

export const workers: readonly Worker[] = [sequencer, pipeline, clocks]

/** A worker from a loop that runs until its signal. */
async function untilStopped(loop: (signal: AbortSignal) => Promise<void>): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController()
  const ended = loop(stopping.signal)
  return {
    async stop() {
      stopping.abort()
      await ended
    },
  }
}

function sequencer({ database, keys, clock, log, dataFolder, keysFolder }: WorkContext) {
  const places = { checkpointFile: checkpointFileIn(dataFolder), lastSignedFile: lastSignedIn(keysFolder) }
  const sequencing = { database, keys, clock, log, ...places }
  return untilStopped((signal) => runSequencer({ ...sequencing, signal }))
}

/** Reads what was handed in and judges it, under the packs in force. */
async function pipeline({ database, keys, clock, log, dataFolder }: WorkContext) {
  const site = { packs: loadPacks(packsFolder), trace: log }
  const kept = await keepInForce(site, database)
  const thread = isBundled ? readingThread(readThreadProgram, { keys, dataFolder }) : undefined
  const readBatches = batchReader({ owner: database, keys, site, clock, log, dataFolder, thread })
  const loop = await untilStopped((signal) => runPipeline({ database, keys, site, clock, log, signal, readBatches }))
  return {
    async stop() {
      kept.stop()
      await loop.stop()
      await thread?.close()
    },
  }
}

function clocks({ database, clock, log }: WorkContext) {
  return untilStopped((signal) => runClocks({ database, clock, log, signal }))
}
