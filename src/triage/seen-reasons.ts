// A reason tells each reader only of what that reader may see: it was stored for the holder. References to reports and cases that the
// reader's policies hide are left out, and a case among them becomes "a case of another unit", without its number; those that the
// reader sees are named by their number (`report:R-2026-004817`, `case:<id>/41/2026`).
import type { Sql } from '../base/database.ts'
import type { Reason } from '../model/reason.ts'

/** What a rule says where the case that it names may not be told. */
const withoutCase: Readonly<Record<string, string>> = { 'case-linked': 'case-elsewhere', 'case-held': 'case-held-elsewhere' }

/** Asked as the reader. The lists keep their order and length. */
export async function seenReasons(sql: Sql, lists: readonly (readonly Reason[])[]): Promise<Reason[][]> {
  const evidence = lists.flatMap((list) => list.flatMap((reason) => reason.evidence))
  const reports = idsOf(evidence, 'report:')
  const cases = idsOf(evidence, 'case:')
  const seen = new Map<string, string>()
  if (reports.length > 0) {
    const rows = await sql<{ id: string; number: string }>`
      select report_id as id, number from report where report_id = any(${reports}::uuid[])`
    for (const { id, number } of rows) seen.set(`report:${id}`, `report:${number}`)
  }
  if (cases.length > 0) {
    const rows = await sql<{ id: string; number: string }>`
      select case_id as id, number from court_case where case_id = any(${cases}::uuid[])`
    for (const { id, number } of rows) seen.set(`case:${id}`, `case:${id}/${number}`)
  }
  return lists.map((list) => list.map((reason) => asSeen(reason, seen)))
}

const idsOf = (evidence: readonly string[], prefix: string): string[] => [
  ...new Set(evidence.flatMap((one) => (one.startsWith(prefix) ? [one.slice(prefix.length)] : []))),
]

/** `seen` holds the references to reports and cases that the reader sees, each with its number; others than those are no secret. */
export function asSeen(reason: Reason, seen: ReadonlyMap<string, string>): Reason {
  const pointsAway = (one: string) => one.startsWith('report:') || one.startsWith('case:')
  const isHidden = (one: string) => pointsAway(one) && !seen.has(one)
  if (!reason.evidence.some(pointsAway)) return reason
  const evidence = reason.evidence.flatMap((one) => (isHidden(one) ? [] : (seen.get(one) ?? one)))
  const [signal, version] = reason.rule.split('/') as [string, string]
  const other = withoutCase[signal]
  if (other === undefined) return { ...reason, evidence }
  // The first case is the one whose number the sentence names, as it stands now: it may have been re-registered since.
  const [first] = reason.evidence
  const number = seen.get(first!)?.replace(/^case:[^/]*\//, '')
  if (number !== undefined) return { ...reason, params: { ...reason.params, case: number }, evidence }
  const { case: _, ...params } = reason.params
  return { ...reason, rule: `${other}/${version}`, params, evidence }
}
