// What the other unit must notice at its top line. The row is for that unit only (policy alert_seen); `once` keeps doubles away.
import { uuid7 } from '../base/ids.ts'
import type { Doing } from '../work/action.ts'

export type AlertKind =
  | 'offered'
  | 'acknowledged'
  | 'returned'
  | 'withdrawn'
  | 'shared'
  | 'settled'
  | 'reopened'
  | 'registered'
  | 'danger'
  | 'overdue'
  | 'revealed'
  | 'case'
  | 'closed'

export interface Alert {
  agencyNo: number
  kind: AlertKind
  subjectKind: 'report' | 'referral' | 'offer' | 'case'
  subjectId: string
  number: string | null
  facts: Record<string, string | number | boolean>
}

export async function alert({ sql, now }: Pick<Doing, 'sql' | 'now'>, what: Alert): Promise<void> {
  await sql`
    insert into alert (alert_id, agency_no, kind, subject_kind, subject_id, number, facts, at)
    values (${uuid7()}, ${what.agencyNo}, ${what.kind}, ${what.subjectKind}, ${what.subjectId}, ${what.number}, ${JSON.stringify(what.facts)}::jsonb, ${now})`
}

export interface Concerning {
  report_id: string
  first_holder_no: number
}

/** To each unit that had a report first, handed it on or was given sight of it, which ones; not to the unit that acts, nor to those above. */
export async function concernedBy<R extends Concerning>(
  { sql, actor }: Pick<Doing, 'sql' | 'actor'>,
  reports: readonly R[],
): Promise<Map<number, R[]>> {
  const rows = await sql<{ report_id: string; agency_no: number }>`
    select report_id, agency_no from units_concerned(${reports.map((report) => report.report_id)}::uuid[])`
  const sighted = new Map<string, number[]>()
  for (const { report_id, agency_no } of rows) sighted.set(report_id, [...(sighted.get(report_id) ?? []), agency_no])
  const concerned = new Map<number, R[]>()
  for (const report of reports) {
    for (const no of new Set([report.first_holder_no, ...(sighted.get(report.report_id) ?? [])])) {
      if (no !== actor.unit.no) concerned.set(no, [...(concerned.get(no) ?? []), report])
    }
  }
  return concerned
}
