// How far the chain is behind what was written, and what holds it: an entry gets its place only when no older transaction runs any
// more, so one forgotten transaction (prepared ones outlive even a restart) keeps all that came after it waiting.
import type { Clock } from '../base/clock.ts'
import type { Database, Sql } from '../base/database.ts'
import type { Log } from '../base/log.ts'
import { toldLoss } from './last-signed.ts'

export interface AuditLag {
  /** Entries without a place, counted up to 10,000. */
  unplaced: number
  /** When the oldest of them was written. */
  oldestAt: Date | null
  /** Over a minute: what holds it, in words; null where nothing does, so that it is the sequencer that does not run. */
  heldBy: string | null
}

export const ALARM_AFTER_MS = 60_000
const MOST_COUNTED = 10_000

/** What one may hear who asks only whether the site is well. */
export interface LagInShort {
  unplaced: number
  oldestSeconds: number
  isLate: boolean
  /** Since when the file outside lacks checkpoints that were in it; null while it lacks none. */
  checkpointsLostAt: string | null
}

export async function lagInShort(database: Pick<Database, 'sql'>, clock: Clock): Promise<LagInShort> {
  const { unplaced, oldestAt } = await waiting(database.sql)
  const ageMs = oldestAt === null ? 0 : Math.max(0, clock.now().getTime() - oldestAt.getTime())
  const lost = await toldLoss(database.sql)
  return {
    unplaced,
    oldestSeconds: Math.floor(ageMs / 1000),
    isLate: ageMs > ALARM_AFTER_MS,
    checkpointsLostAt: lost?.at.toISOString() ?? null,
  }
}

/** As the owner, or as the role that reads the log (which may not see whose transaction it is). */
export async function auditLag(database: Pick<Database, 'sql'>, clock: Clock): Promise<AuditLag> {
  const { unplaced, oldestAt } = await waiting(database.sql)
  const isLate = oldestAt !== null && clock.now().getTime() - oldestAt.getTime() > ALARM_AFTER_MS
  return { unplaced, oldestAt, heldBy: isLate ? await whoHolds(database.sql) : null }
}

async function waiting(sql: Sql): Promise<{ unplaced: number; oldestAt: Date | null }> {
  const [row] = await sql<{ unplaced: number; oldestAt: Date | null }>`
    select count(*) as unplaced, min(at) as "oldestAt" from (
      select at from audit_entry
      where (xact, entry_id) > (coalesce((select last_xact from checkpoint order by size desc limit 1), -1),
        coalesce((select last_entry_id from checkpoint order by size desc limit 1), '00000000-0000-0000-0000-000000000000'))
      order by xact, entry_id limit ${MOST_COUNTED}) as waiting`
  return row!
}

type Holder = {
  xact: string
  pid: number | null
  program: string | null
  person: string | null
  startedAt: Date | null
  gid: string | null
}

/** The oldest transaction that has written and not ended, in words. Every such transaction holds a lock on its own number. */
export async function whoHolds(sql: Sql): Promise<string | null> {
  const [holder] = await sql<Holder>`
    select l.transactionid::text as xact, l.pid, a.application_name as program, a.usename as person,
      coalesce(a.xact_start, p.prepared) as "startedAt", p.gid
    from pg_locks l
    left join pg_stat_activity a on a.pid = l.pid
    left join pg_prepared_xacts p on p.transaction = l.transactionid
    where l.locktype = 'transactionid' and l.mode = 'ExclusiveLock' and l.granted
      and l.transactionid = pg_snapshot_xmin(pg_current_snapshot())::xid
    limit 1`
  return holder === undefined ? null : inWords(holder)
}

function inWords({ xact, pid, program, person, startedAt, gid }: Holder): string {
  const since = startedAt === null ? '' : `, since ${startedAt.toISOString()}`
  if (gid !== null) return `the prepared transaction ${xact} "${gid}"${since}: commit prepared or rollback prepared it`
  if (pid === null) return `the prepared transaction ${xact}${since}: see pg_prepared_xacts`
  return `the transaction ${xact} of process ${pid} (${person ?? 'unknown role'}, ${program || 'unnamed program'})${since}`
}

export async function alarmIfLate({ database, clock, log }: { database: Database; clock: Clock; log: Log }): Promise<AuditLag> {
  const lag = await auditLag(database, clock)
  const isLate = lag.oldestAt !== null && clock.now().getTime() - lag.oldestAt.getTime() > ALARM_AFTER_MS
  if (isLate) log.error('Audit entries have waited for more than a minute for their place in the chain', { ...lag })
  return lag
}
