// A case that was registered, moved or closed says something about the other reports of its clusters: they are judged again. The actions
// of people see their own reports only; so the pipeline looks which cases changed since its last look.
import type { Database, Tx } from '../base/database.ts'
import type { Lease } from '../base/lease.ts'
import { from } from '../model/stage.ts'

/** An action may commit a little after the moment that it wrote: looked at twice, marked once. */
const OVERLAP_MS = 15_000
const LONGEST_LOOK_BACK_MS = 86_400_000
const MARK = 'cases-watched-until'

export interface CaseWatch {
  /** Case and moment of its change, as they were marked: what the overlap shows again. */
  marked: Map<string, number>
}

export const caseWatch = (): CaseWatch => ({ marked: new Map() })

export interface Marking {
  /** As the owner. */
  database: Database
  lease: Pick<Lease, 'guard'>
  now: Date
}

/** Gives how many reports were marked. */
export async function markCases({ database, lease, now }: Marking, watch: CaseWatch): Promise<number> {
  const [mark] = await database.sql<{ value: string }>`select value #>> '{}' as value from setting where name = ${MARK}`
  const last = mark ? Date.parse(mark.value) : now.getTime() - LONGEST_LOOK_BACK_MS
  const rows = await database.sql<{ case_id: string; changed_at: Date }>`
    select case_id, changed_at from court_case where changed_at > ${new Date(last - OVERLAP_MS)}`
  const changed = rows.filter((row) => watch.marked.get(row.case_id) !== row.changed_at.getTime())
  if (changed.length === 0) return 0
  const caseIds = changed.map((row) => row.case_id)
  const marked = await database.transaction(null, async (tx) => {
    await lease.guard(tx)
    await tx.sql`
      insert into setting (name, value) values (${MARK}, to_jsonb(${now.toISOString()}::text))
      on conflict (name) do update set value = excluded.value`
    return markClusters(tx, caseIds, now)
  })
  watch.marked = new Map(rows.map((row) => [row.case_id, row.changed_at.getTime()]))
  return marked
}

async function markClusters(tx: Tx, caseIds: readonly string[], now: Date): Promise<number> {
  const own = await tx.sql<{ report_id: string }>`select report_id from case_report where case_id = any(${[...caseIds]}::uuid[])`
  const ids = own.map((row) => row.report_id)
  const clusters = await tx.sql<{ cluster_id: string }>`
    select distinct cluster_id from cluster_of where report_id = any(${ids}::uuid[])`
  const members = await tx.sql<{ report_id: string }>`
    select report_id from cluster_of where cluster_id = any(${clusters.map((row) => row.cluster_id)}::uuid[]) order by report_id`
  const inCase = new Set(ids)
  const others = members.map((row) => row.report_id).filter((id) => !inCase.has(id))
  if (others.length === 0) return 0
  return tx.sql.count`
    update report set due = due | ${from('triage')}::smallint, due_since = ${now}
    where report_id = any(${others}::uuid[]) and state in ('received', 'triaged', 'offered', 'acknowledged')`
}
