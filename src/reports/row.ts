// One line of a list of reports: hot columns only, worded for its reader. The Inbox, search, cases and links show the same line.

import { z } from 'zod'
import { type Fragment, fragment } from '../base/database.ts'
import { packOf } from '../country/packs-of.ts'
import { wordReason } from '../country/wording.ts'
import { unitShape } from '../model/named.ts'
import type { Reason } from '../model/reason.ts'
import { seenReasons } from '../triage/seen-reasons.ts'
import type { Doing } from '../work/action.ts'
import { namedUnits } from '../work/named-units.ts'

export const wordedShape = z.object({
  rule: z.string(),
  kind: z.enum(['claim', 'fact', 'decision']),
  weight: z.number(),
  because: z.string(),
  evidence: z.array(z.string()),
  /** So many more prove it than are listed; null where they were not counted. */
  unlisted: z.number().nullable(),
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
  /** From when the clock counts that runs, where that is not arrival: the holder acknowledged it then, or reopened it. */
  clockFromAt: z.date().nullable(),
  outcome: z.string().nullable(),
  /** The offer that this person may acknowledge. */
  openReferralId: z.string().nullable(),
  /** What this person may give back: that offer, or the hand-over by which their unit has the report; and to whom it would go. */
  toReturn: z.object({ referralId: z.string(), from: unitShape }).nullable(),
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
  r.incident_at as "incidentAt", r.offer_due_at as "offerDueAt", r.outcome_due_at as "outcomeDueAt",
  r.clock_from_at as "clockFromAt", r.outcome,
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
  const handedOver = await handOvers(doing, rows)
  const unitOf = await namedUnits(doing.sql, [
    ...rows.flatMap(({ holderNo, candidateNo }) => [holderNo, candidateNo]),
    ...[...handedOver.values()].map(({ fromNo }) => fromNo),
  ])
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
        ...mayAnswer(doing, oursOf(doing, row, handedOver.get(row.reportId)), named),
      }) as unknown as ReportRow,
  )
}

interface HandOver {
  reportId: string
  referralId: string
  state: 'offered' | 'acknowledged'
  fromNo: number
  toNo: number
}

/** What was offered to this unit, or how its holder came to hold what was acknowledged; asked only where there is such a report among the rows. */
async function handOvers({ sql, actor }: Doing, rows: readonly FoundRow[]): Promise<Map<string, HandOver>> {
  const ids = rows.filter(({ state }) => state === 'offered' || state === 'acknowledged').map((row) => row.reportId)
  if (ids.length === 0) return new Map()
  // Of what was acknowledged only the newest counts, whoever acknowledged it: an older hand-over was handed on since.
  const found = await sql<HandOver>`
    select distinct on (f.report_id) f.report_id as "reportId", f.referral_id as "referralId", f.state, f.from_no as "fromNo", f.to_no as "toNo"
    from referral f join report r on r.report_id = f.report_id
    where f.report_id = any(${ids}::uuid[]) and f.state = r.state and (f.state = 'acknowledged' or f.to_no = ${actor.unit.no})
    order by f.report_id, f.acknowledged_at desc, f.referral_id desc`
  return new Map(found.map((one) => [one.reportId, one]))
}

/** By which this unit may answer it, or give back what it holds. */
function oursOf({ actor }: Doing, { state, holderNo }: FoundRow, one: HandOver | undefined): HandOver | undefined {
  const us = actor.unit.no
  return one?.toNo === us && (state === 'offered' || holderNo === us) ? one : undefined
}

type Answerable = Pick<ReportRow, 'openReferralId' | 'toReturn'>

function mayAnswer({ actor }: Doing, one: HandOver | undefined, named: (no: number) => ReportRow['holder']): Answerable {
  const isOpen = one?.state === 'offered' && actor.permissions.has('referral:acknowledge')
  const isOurs = one && actor.permissions.has('referral:return')
  return {
    openReferralId: isOpen ? one.referralId : null,
    toReturn: isOurs ? { referralId: one.referralId, from: named(one.fromNo) } : null,
  }
}

/** A reason in the reader's language; its params stay behind, its evidence are references into what the reader sees. */
export function worded({ world, actor }: Doing, reason: Reason) {
  const { rule, kind, weight, evidence } = reason
  const because = wordReason(packOf(world, actor.unit.pack), reason, actor.language)
  return { rule, kind, weight, evidence, unlisted: unlisted(reason), because }
}

/** A reason counts its files or reports in full, and names the first of them. */
function unlisted({ params, evidence }: Reason): number | null {
  const [first = ''] = evidence
  const all = first.startsWith('file:') ? params.count : first.startsWith('report:') ? params.reports : 0
  return all === undefined ? null : Math.max(0, Number(all) - evidence.length)
}
