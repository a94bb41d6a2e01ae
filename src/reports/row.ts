// One line of a list of reports: hot columns only, worded for its reader. The Inbox, search, cases and links show the same line.
import { z } from 'zod'
import { type Fragment, fragment } from '../base/database.ts'
import { packOf } from '../country/packs-of.ts'
import { wordReason } from '../country/wording.ts'
import { unitShape } from '../model/named.ts'
import type { Reason } from '../model/reason.ts'
import { seenReasons } from '../triage/seen-reasons.ts'
import type { Doing } from '../work/action.ts'

export const wordedShape = z.object({
  rule: z.string(),
  kind: z.enum(['claim', 'fact', 'decision']),
  weight: z.number(),
  because: z.string(),
  evidence: z.array(z.string()),
  /** So many more prove it than are listed. */
  unlisted: z.number(),
})

export const rowShape = z.object({
  reportId: z.string(),
  number: z.string(),
  sourceNumber: z.string().nullable(),
  sender: z.object({ id: z.string(), name: z.string() }),
  state: z.string(),
  band: z.string().nullable(),
  priority: z.number(),
  score: z.number().nullable(),
  isDanger: z.boolean(),
  isReranked: z.boolean(),
  firstReason: wordedShape.nullable(),
  subject: z.record(z.string(), z.unknown()),
  complete: z.number().nullable(),
  completeOf: z.number().nullable(),
  version: z.number(),
  candidate: z.object({ unit: unitShape, strength: z.string() }).nullable(),
  isFollowUp: z.boolean(),
  caseId: z.string().nullable(),
  caseNumber: z.string().nullable(),
  assignee: z.object({ id: z.string(), name: z.string() }).nullable(),
  holder: unitShape,
  receivedAt: z.date(),
  incidentAt: z.date().nullable(),
  offerDueAt: z.date().nullable(),
  outcomeDueAt: z.date().nullable(),
  outcome: z.string().nullable(),
  /** The offer that this person may answer. */
  openReferralId: z.string().nullable(),
  isUnseen: z.boolean(),
})
export type ReportRow = z.output<typeof rowShape>

/** Columns of report (alias r); the lateral parts are small reference tables. */
export const rowColumns = (personId: string): Fragment => fragment`
  r.report_id as "reportId", r.number, r.source_number as "sourceNumber", jsonb_build_object('id', r.sender_id, 'name', r.sender_name) as sender,
  r.state, r.band, r.priority, r.score, r.is_danger as "isDanger", r.is_reranked as "isReranked", r.first_reason as "firstReason",
  coalesce(r.subject, '{}') as subject, r.complete, r.complete_of as "completeOf", r.version, r.candidate_no as "candidateNo",
  r.candidate_strength as "candidateStrength", r.is_follow_up as "isFollowUp", r.case_id as "caseId", r.case_number as "caseNumber",
  r.assignee_id as "assigneeId", r.assignee_name as "assigneeName", r.holder_no as "holderNo", r.received_at as "receivedAt",
  r.incident_at as "incidentAt", r.offer_due_at as "offerDueAt", r.outcome_due_at as "outcomeDueAt", r.outcome,
  not exists (select 1 from report_opened o where o.report_id = r.report_id and o.person_id = ${personId} and o.version >= r.version) as "isUnseen"`

export interface FoundRow {
  reportId: string
  state: string
  firstReason: Reason | null
  candidateNo: number | null
  candidateStrength: string | null
  assigneeId: string | null
  assigneeName: string | null
  holderNo: number
  priority: number
  receivedAt: Date
  [more: string]: unknown
}

/** Words the rows for the reader; names of units come in one look-up of the reference table. */
export async function shownRows(doing: Doing, rows: readonly FoundRow[]): Promise<ReportRow[]> {
  const numbers = [
    ...new Set(rows.flatMap((row) => (row.candidateNo === null ? [row.holderNo] : [row.holderNo, row.candidateNo]))),
  ]
  const units = await doing.sql<{
    no: number
    name: Record<string, string>
  }>`select no, name from agency where no = any(${numbers}::int[])`
  const offers = await openOffers(doing, rows)
  const unitOf = new Map(units.map((one) => [one.no, one]))
  const named = (no: number) => unitOf.get(no) ?? { no, name: { en: String(no) } }
  const first = await seenReasons(
    doing.sql,
    rows.map((row) => (row.firstReason ? [row.firstReason] : [])),
  )
  return rows.map(
    (row, at) =>
      ({
        ...row,
        firstReason: first[at]![0] ? worded(doing, first[at]![0]) : null,
        candidate: row.candidateNo === null ? null : { unit: named(row.candidateNo), strength: row.candidateStrength ?? 'weak' },
        assignee: row.assigneeId === null ? null : { id: row.assigneeId, name: row.assigneeName ?? '' },
        holder: named(row.holderNo),
        openReferralId: offers.get(row.reportId) ?? null,
      }) as unknown as ReportRow,
  )
}

/** Asked only where an offered report is among the rows: in the queue of a unit there is none. */
async function openOffers({ sql, actor }: Doing, rows: readonly FoundRow[]): Promise<Map<string, string>> {
  const ids = rows.filter((row) => row.state === 'offered').map((row) => row.reportId)
  if (ids.length === 0 || !actor.permissions.has('referral:acknowledge')) return new Map()
  const open = await sql<{ reportId: string; referralId: string }>`
    select report_id as "reportId", referral_id as "referralId" from referral
    where report_id = any(${ids}::uuid[]) and state = 'offered' and to_no = ${actor.unit.no}`
  return new Map(open.map((one) => [one.reportId, one.referralId]))
}

/** A reason in the reader's language; its params stay behind, its evidence are references into what the reader sees. */
export function worded({ world, actor }: Doing, reason: Reason) {
  const { rule, kind, weight, evidence } = reason
  const because = wordReason(packOf(world, actor.unit.pack), reason, actor.language)
  return { rule, kind, weight, evidence, unlisted: unlisted(reason), because }
}

/** A reason counts its files or reports in full, and names the first of them. */
function unlisted({ params, evidence }: Reason): number {
  const [first = ''] = evidence
  const all = first.startsWith('file:')
    ? params.count
    : first.startsWith('R-') || first.startsWith('report:')
      ? params.reports
      : 0
  return Math.max(0, Number(all ?? 0) - evidence.length)
}
