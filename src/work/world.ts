// What an action may reach: databases by role, keys that the web process holds, the clock. Features to the right add their own
// part by declaration merging (country adds `packs`), so that this file knows no word of the domain.
import type { KeyObject } from 'node:crypto'
import type { Clock } from '../base/clock.ts'
import type { Database } from '../base/database.ts'
import type { Log } from '../base/log.ts'

export interface World {
  /** tipbridge_app: serves people, sees through the policies. */
  app: Database
  /** tipbridge_lookup: ids, kinds and roles of sightings, who holds and sees a report. */
  lookup: Database
  /** tipbridge_audit: reads the log. */
  log: Database
  keys: { installation: Buffer; link: Buffer; search: Buffer; audit: Buffer; checkpoint: { publicKey: KeyObject } }
  clock: Clock
  trace: Log
  dataFolder: string
  /** What was signed last is remembered there. */
  keysFolder?: string
  version: string
}
