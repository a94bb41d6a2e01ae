// What the sequencer works with.
import type { Clock } from '../base/clock.ts'
import type { Database } from '../base/database.ts'
import type { Keys } from '../base/keys.ts'
import type { Log } from '../base/log.ts'
import type { Places } from './last-signed.ts'

export interface Sequencing extends Places {
  /** As the owner. */
  database: Database
  keys: Pick<Keys, 'audit' | 'checkpoint'>
  clock: Clock
  log: Log
}
