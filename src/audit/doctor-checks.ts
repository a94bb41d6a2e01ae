// Whether the chain keeps up: entries that wait longer than a minute for their place, and what holds them.
import { systemClock } from '../base/clock.ts'
import type { Database } from '../base/database.ts'
import { ALARM_AFTER_MS, auditLag } from './lag.ts'

interface Context {
  database: Pick<Database, 'sql'>
  /** Without a server nothing gives places, and nothing is wrong with that: they are given at the next start. */
  site: { server?: unknown }
}

export const auditChecks = [{ name: 'no entry of the log waits long for its place', run: lateEntries }]

async function lateEntries({ database, site }: Context): Promise<string[]> {
  const { unplaced, oldestAt, heldBy } = await auditLag(database, systemClock)
  if (site.server === undefined || oldestAt === null || Date.now() - oldestAt.getTime() <= ALARM_AFTER_MS) return []
  const seconds = Math.floor((Date.now() - oldestAt.getTime()) / 1000)
  const cause = heldBy ?? 'the work process, which gives the places, does not'
  return [`${unplaced} entries of the log wait for their place, the oldest for ${seconds} s; what holds them: ${cause}`]
}
