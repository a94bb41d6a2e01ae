// The work process brings verdicts and rulings into force, and takes withdrawn ones out of it, within a second of the person's word.
// Reports whose cluster it touches are judged again, unless they have ended: those keep the score with which they ended.
import type { Database, Tx } from '../base/database.ts'
import type { Lease } from '../base/lease.ts'
import { literal } from '../base/sql.ts'
import { from } from '../model/stage.ts'
import { verdictsById } from './link-rows.ts'
import type { Ruling } from './parameters.ts'
import { settle } from './settle.ts'
import type { ChangedRuling, ChangedVerdict } from './settle-work.ts'

export interface Applying {
  /** The owner's. */
  database: Database
  lease: Pick<Lease, 'guard'>
  now: Date
}

/** Gives how many decisions were applied. */
export async function applyDecisions({ database, lease, now }: Applying): Promise<number> {
  const [waiting] = await database.sql<{ isWaiting: boolean }>`
    select exists (select 1 from link_verdict where applied = 'no' or (applied = 'yes' and withdrawn_at is not null))
      or exists (select 1 from link_ruling where applied = 'no' or (applied = 'yes' and withdrawn_at is not null)) as "isWaiting"`
  if (!waiting!.isWaiting) return 0
  return database.transaction(null, async (tx) => {
    await lease.guard(tx)
    return applyWaiting(tx, now)
  })
}

export async function applyWaiting(tx: Tx, now: Date): Promise<number> {
  const verdicts = await takeVerdicts(tx)
  const { rulings, taken } = await takeRulings(tx)
  if (verdicts.length > 0 || rulings.length > 0) {
    const { touched } = await settle(tx, { verdicts, rulings, now })
    await markStale(tx, { clusters: touched, members: verdicts.flatMap(({ members }) => members), now })
  }
  return verdicts.length + taken
}

interface Waiting {
  verdict_id: string
  applied: 'no' | 'yes'
  is_withdrawn: boolean
}

/** One that was withdrawn before it came into force changes nothing. */
async function takeVerdicts(tx: Tx): Promise<ChangedVerdict[]> {
  const waiting = await tx.sql<Waiting>`
    select verdict_id, applied, withdrawn_at is not null as is_withdrawn from link_verdict
    where applied = 'no' or (applied = 'yes' and withdrawn_at is not null)`
  const standing = waiting.filter((one) => !one.is_withdrawn).map((one) => one.verdict_id)
  const withdrawn = waiting.filter((one) => one.is_withdrawn).map((one) => one.verdict_id)
  await tx.sql`update link_verdict set applied = 'yes' where verdict_id = any(${literal(standing)}::uuid[])`
  await tx.sql`update link_verdict set applied = 'withdrawn' where verdict_id = any(${literal(withdrawn)}::uuid[])`
  const changed = waiting.filter((one) => !one.is_withdrawn || one.applied === 'yes').map((one) => one.verdict_id)
  if (changed.length === 0) return []
  const inForce = new Set(standing)
  const verdicts = await verdictsById(tx.sql, changed, ['yes', 'withdrawn'])
  return verdicts.map((verdict) => ({ ...verdict, isInForce: inForce.has(verdict.verdictId) }))
}

/** In force is the newest ruling on a value that is not withdrawn. */
async function takeRulings(tx: Tx): Promise<{ rulings: ChangedRuling[]; taken: number }> {
  const waiting = await tx.sql<{ identifier_id: string; at: Date }>`
    select identifier_id, at from link_ruling where applied = 'no' or (applied = 'yes' and withdrawn_at is not null)`
  if (waiting.length === 0) return { rulings: [], taken: 0 }
  const ids = literal(new Set(waiting.map((one) => one.identifier_id)))
  await tx.sql`
    update link_ruling set applied = case when withdrawn_at is null then 'yes' else 'withdrawn' end
    where identifier_id = any(${ids}::uuid[]) and (applied = 'no' or (applied = 'yes' and withdrawn_at is not null))`
  const standing = await tx.sql<{ identifier_id: string; ruling: Ruling }>`
    select identifier_id, ruling from link_ruling where identifier_id = any(${ids}::uuid[]) and withdrawn_at is null order by at`
  const inForce = new Map<string, Ruling | null>(waiting.map((one) => [one.identifier_id, null]))
  for (const { identifier_id, ruling } of standing) inForce.set(identifier_id, ruling)
  return { rulings: [...inForce].map(([id, ruling]) => ({ id, ruling })), taken: waiting.length }
}

async function markStale(
  tx: Tx,
  { clusters, members, now }: { clusters: readonly string[]; members: readonly string[]; now: Date },
): Promise<void> {
  const rows = await tx.sql<{ report_id: string }>`
    select report_id from cluster_of where cluster_id = any(${literal(clusters)}::uuid[])`
  const touched = [...new Set([...members, ...rows.map((row) => row.report_id)])].sort()
  await tx.sql`
    update report set due = due | ${from('triage')}::smallint, due_since = ${now}
    where report_id = any(${literal(touched)}::uuid[]) and state in ('received', 'triaged', 'offered', 'acknowledged')`
}
