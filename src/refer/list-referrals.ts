// The Referrals page: what was offered to us, what we offered, what is overdue, what came back. A referral stays readable for both
// units after it ended; the report behind it only where the reader still sees it.
import { z } from 'zod'
import { type Fragment, fragment, nothing } from '../base/database.ts'
import { decodeCursor, encodeCursor } from '../base/page.ts'
import { outcomeLabel } from '../country/outcomes.ts'
import { packOf } from '../country/packs-of.ts'
import { wordReason } from '../country/wording.ts'
import { unitShape } from '../model/named.ts'
import type { Reason } from '../model/reason.ts'
import { seenReasons } from '../triage/seen-reasons.ts'
import { action, type Doing } from '../work/action.ts'
import { mayOfReferral } from './may.ts'

export const boxes = ['in', 'out', 'overdue', 'returned', 'ended'] as const

export const referralShape = z.object({
  referralId: z.string(),
  offerId: z.string(),
  reportId: z.string().nullable(),
  number: z.string(),
  from: unitShape,
  to: unitShape,
  state: z.string(),
  isDanger: z.boolean(),
  note: z.string(),
  reason: z.string().nullable(),
  outcome: z.string().nullable(),
  /** What became of the report, or of the case into which it went once that is closed; until then null. */
  outcomeName: z.record(z.string(), z.string()).nullable(),
  offeredBy: z.string(),
  offeredAt: z.date(),
  answerDueAt: z.date().nullable(),
  acknowledgedAt: z.date().nullable(),
  endedAt: z.date().nullable(),
  answeredBy: z.string().nullable(),
  isOverdue: z.boolean(),
  band: z.string().nullable(),
  /** Points of the report, 0 to 100; null where it is not seen or not scored yet. */
  points: z.number().nullable(),
  reportState: z.string().nullable(),
  caseNumber: z.string().nullable(),
  because: z.string().nullable(),
  becauseKind: z.enum(['claim', 'fact', 'decision']).nullable(),
  may: z.record(z.string(), z.union([z.literal(true), z.string()])),
})

interface Found {
  referralId: string
  offerId: string
  seenId: string | null
  number: string
  from: { no: number; name: Record<string, string> }
  to: { no: number; name: Record<string, string> }
  state: string
  answerDueAt: Date | null
  offeredAt: Date
  isDanger: boolean
  band: string | null
  firstReason: Reason | null
  outcome: string | null
  reportState: string | null
  reportOutcome: string | null
  [more: string]: unknown
}

/** Where the answer is waited for, what is dangerous and what is due first; else the newest first. */
type Box = (typeof boxes)[number]
const isPressing = (box: Box): boolean => box === 'in' || box === 'overdue'
const NEVER = new Date('9999-12-31T00:00:00Z')

const cursorOf = z.tuple([z.boolean(), z.coerce.date(), z.uuid()])
type After = z.output<typeof cursorOf>

const keyOf = (box: Box, { isDanger, band, answerDueAt, offeredAt, referralId }: Found): After => [
  isDanger || band === 'now',
  isPressing(box) ? (answerDueAt ?? NEVER) : offeredAt,
  referralId,
]

export const listReferrals = action({
  name: 'referral.list',
  needs: 'referral:see',
  input: z.object({
    box: z.enum(boxes).default('in'),
    cursor: z.string().optional(),
    limit: z.number().int().min(1).max(200).default(50),
  }),
  async run(doing, { box, cursor, limit }) {
    const after = cursor ? decodeCursor(cursor, cursorOf) : null
    const rows = await found(doing, { box, after, limit: limit + 1 })
    const items = await shown(doing, rows.slice(0, limit))
    const last = rows[items.length - 1]
    doing.note({ box, n: items.length })
    return { items, next: rows.length > limit && last ? encodeCursor(keyOf(box, last)) : null }
  },
})

function found({ sql, actor, now }: Doing, { box, after, limit }: { box: Box; after: After | null; limit: number }) {
  const no = actor.unit.no
  const inBox = {
    in: fragment`f.to_no = ${no} and f.state = 'offered'`,
    out: fragment`f.from_no = ${no} and f.state in ('offered', 'acknowledged')`,
    overdue: fragment`(f.to_no = ${no} or f.from_no = ${no}) and f.state = 'offered' and f.answer_due_at < ${now}`,
    returned: fragment`f.from_no = ${no} and f.state = 'returned'`,
    ended: fragment`(f.to_no = ${no} or f.from_no = ${no}) and f.state in ('returned', 'withdrawn', 'settled')`,
  }[box]
  const { order, beyond } = orderOf(box, after)
  return sql<Found>`
    select f.referral_id as "referralId", f.offer_id as "offerId", r.report_id as "seenId", f.number, f.state, f.is_danger as "isDanger", f.note, f.reason,
      f.outcome, f.offered_name as "offeredBy", f.offered_at as "offeredAt", f.answer_due_at as "answerDueAt", f.acknowledged_at as "acknowledgedAt",
      f.ended_at as "endedAt", f.answered_name as "answeredBy", r.band, case when r.band is not null then r.priority % 1000 end as points, r.state as "reportState", r.case_number as "caseNumber",
      r.outcome as "reportOutcome", r.first_reason as "firstReason",
      jsonb_build_object('no', a.no, 'name', a.name) as "from", jsonb_build_object('no', b.no, 'name', b.name) as "to"
    from referral f
    join agency a on a.no = f.from_no
    join agency b on b.no = f.to_no
    left join report r on r.report_id = f.report_id
    where ${inBox} ${beyond}
    order by ${order} limit ${limit}`
}

function orderOf(box: Box, after: After | null): { order: Fragment; beyond: Fragment } {
  const [isNow, at, id] = after ?? []
  if (isPressing(box)) {
    const calm = fragment`not (f.is_danger or coalesce(r.band = 'now', false))`
    const due = fragment`coalesce(f.answer_due_at, ${NEVER}::timestamptz)`
    return {
      order: fragment`${calm}, ${due}, f.referral_id`,
      beyond: after
        ? fragment`and (${calm}, ${due}, f.referral_id) > (${!isNow}::boolean, ${at}::timestamptz, ${id}::uuid)`
        : nothing,
    }
  }
  return {
    order: fragment`f.offered_at desc, f.referral_id desc`,
    beyond: after ? fragment`and (f.offered_at, f.referral_id) < (${at}::timestamptz, ${id}::uuid)` : nothing,
  }
}

async function shown(doing: Doing, rows: readonly Found[]) {
  const first = await seenReasons(
    doing.sql,
    rows.map(({ firstReason }) => (firstReason ? [firstReason] : [])),
  )
  return rows.map((row, at) => shownRow(doing, row, first[at]![0]))
}

function shownRow({ actor, world, now }: Doing, { reportOutcome, firstReason: _, ...row }: Found, first: Reason | undefined) {
  const pack = packOf(world, actor.unit.pack)
  const isClosed = row.reportState === 'closed'
  const ended = reportOutcome ?? row.outcome
  return {
    ...row,
    reportId: row.seenId,
    outcomeName: ended ? outcomeLabel([pack, ...world.packs.values()], isClosed ? 'case' : 'report', ended) : null,
    because: first ? wordReason(pack, first, actor.language) : null,
    becauseKind: first?.kind ?? null,
    isOverdue: row.state === 'offered' && row.answerDueAt !== null && row.answerDueAt < now,
    may: mayOfReferral(actor, { state: row.state, fromNo: row.from.no, toNo: row.to.no }),
  }
}
