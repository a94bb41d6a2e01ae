// What time brings, as a loop of its own, so that a long batch delays no alert: clocks that run out, tries at sign-in that are forgotten.
import { forgetTries } from '../access/tries.ts'
import type { Clock } from '../base/clock.ts'
import type { Database } from '../base/database.ts'
import { underLease } from '../base/lease.ts'
import type { Log } from '../base/log.ts'
import { watchClocks } from './clocks.ts'
import { pause } from './work.ts'

export interface ClockWork {
  /** As the owner. */
  database: Database
  clock: Clock
  log: Log
  signal: AbortSignal
}

const EVERY_MS = 3000

export async function runClocks({ database, clock, log, signal }: ClockWork): Promise<void> {
  while (!signal.aborted) {
    try {
      await underLease(database, { name: 'clocks', holder: `work ${process.pid}`, seconds: 8 }, (lease) =>
        database.transaction(null, async (tx) => {
          await lease.guard(tx)
          await watchClocks(tx, clock.now())
          await forgetTries(tx, clock.now())
        }),
      )
    } catch (error) {
      log.error('The watch over the clocks failed and is tried again', { error })
    }
    await pause(EVERY_MS, signal)
  }
}
