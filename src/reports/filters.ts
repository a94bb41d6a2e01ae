// The filters of a list of reports: the same words in the URL of the Inbox, in saved views and behind every number of the account.
import { z } from 'zod'
import { type Fragment, fragment, joined, nothing } from '../base/database.ts'
import { addDays, startOfDate } from '../country/zone.ts'
import { reportLife } from '../model/lifecycle.ts'
import { bands } from '../model/reason.ts'
import type { Actor } from '../work/actor.ts'

const states = Object.keys(reportLife) as [string, ...string[]]
const many = <T extends z.ZodType>(item: T) =>
  z.union([item, z.array(item).max(20)]).transform((given) => (Array.isArray(given) ? given : [given]))
const instant = z.iso.datetime({ offset: true }).or(z.iso.date())

/** open: triaged and held here, not offered yet. pending: has no outcome and is in no case. waiting: every state that has not ended. */
export const stateGroups: Record<string, readonly string[]> = {
  open: ['received', 'triaged', 'acknowledged'],
  pending: ['received', 'triaged', 'offered', 'acknowledged'],
  waiting: ['received', 'triaged', 'offered', 'acknowledged', 'registered'],
  ended: ['closed', 'settled'],
  any: states,
}

export const filterInput = {
  state: many(z.enum([...states, 'open', 'pending', 'waiting', 'ended', 'any'])).optional(),
  /** own: held by this unit. below: by it and what lies below. given: seen without being held. all: everything one may see. */
  holder: z.enum(['own', 'below', 'given', 'all']).default('own'),
  unit: z.number().int().optional(),
  firstHolder: z.number().int().optional(),
  band: many(z.enum(bands)).optional(),
  assignee: z.union([z.enum(['me', 'none']), z.uuid()]).optional(),
  sender: z.string().max(200).optional(),
  source: z.string().max(200).optional(),
  from: instant.optional(),
  to: instant.optional(),
  /** Received at or before, and after, an instant: the ages of the account. */
  olderThan: instant.optional(),
  youngerThan: instant.optional(),
  outcome: z.string().max(100).optional(),
  isDanger: z.boolean().optional(),
  isFollowUp: z.boolean().optional(),
  isReturned: z.boolean().optional(),
  isReferred: z.boolean().optional(),
  isAcknowledged: z.boolean().optional(),
  isRegistered: z.boolean().optional(),
  isOverdue: z.boolean().optional(),
  caseId: z.uuid().optional(),
  /** Came into this unit's subtree in the period: received there, referred or re-registered to it. The cohort of the account. */
  entered: z.number().int().optional(),
  /** Referred to this unit in the period, or re-registered there with its case. */
  handedTo: z.number().int().optional(),
  /** The same of this unit and all below it: each report once, by the newest of its hand-overs to any of them. */
  handedWithin: z.number().int().optional(),
  /** How it came there (re-registered: without a referral), or where the newest hand-over stands. accepted: acknowledged or
   * re-registered. late: waits longer than promised. */
  handOver: z.enum(['referred', 're-registered', 'offered', 'accepted', 'returned', 'late']).optional(),
  candidate: z.number().int().optional(),
}
export const filterSchema = z.object(filterInput)
export type Filters = z.output<typeof filterSchema>

export const statesOf = (filters: Filters): string[] => [
  ...new Set((filters.state ?? ['open']).flatMap((state) => stateGroups[state] ?? [state])),
]

type Condition = (filters: Filters, asked: { actor: Actor; now: Date }) => Fragment | undefined

/** Each filter as a condition on the table report (alias r); several hold together. */
const conditions: Condition[] = [
  ({ holder }, { actor: { unit } }) =>
    ({
      own: fragment`r.holder_no = ${unit.no}`,
      below: fragment`r.holder_no between ${unit.no} and ${unit.hi}`,
      given: fragment`not r.holder_no between ${unit.no} and ${unit.hi}`,
      all: undefined,
    })[holder],
  ({ unit }) =>
    unit === undefined ? undefined : fragment`r.holder_no between ${unit} and (select hi from agency where no = ${unit})`,
  ({ firstHolder }) =>
    firstHolder === undefined
      ? undefined
      : fragment`r.first_holder_no between ${firstHolder} and (select hi from agency where no = ${firstHolder})`,
  ({ band }) => band && fragment`r.band = any(${band}::text[])`,
  ({ assignee }, { actor }) => {
    if (assignee === undefined) return undefined
    return assignee === 'none'
      ? fragment`r.assignee_id is null`
      : fragment`r.assignee_id = ${assignee === 'me' ? actor.id : assignee}`
  },
  ({ sender }) => (sender === undefined ? undefined : fragment`r.sender_id = ${sender}`),
  ({ source }) => (source === undefined ? undefined : fragment`r.source_id = ${source}`),
  (filters, { actor }) => (isByHandOver(filters) ? undefined : within(fragment`r.received_at`, filters, actor)),
  ({ olderThan }) => (olderThan === undefined ? undefined : fragment`r.received_at <= ${olderThan}::timestamptz`),
  ({ youngerThan }) => (youngerThan === undefined ? undefined : fragment`r.received_at > ${youngerThan}::timestamptz`),
  ({ outcome }) => (outcome === undefined ? undefined : fragment`r.outcome = ${outcome}`),
  ({ isDanger }) => (isDanger === undefined ? undefined : fragment`r.is_danger = ${isDanger}`),
  ({ isFollowUp }) => (isFollowUp === undefined ? undefined : fragment`r.is_follow_up = ${isFollowUp}`),
  ({ isReturned }) =>
    isReturned === undefined
      ? undefined
      : fragment`(r.referred_at is not null and r.state in ('received', 'triaged')) = ${isReturned}`,
  ({ isReferred }) => (isReferred === undefined ? undefined : fragment`(r.referred_at is not null) = ${isReferred}`),
  ({ isAcknowledged }) =>
    isAcknowledged === undefined ? undefined : fragment`(r.acknowledged_at is not null) = ${isAcknowledged}`,
  ({ isRegistered }) => (isRegistered === undefined ? undefined : fragment`(r.registered_at is not null) = ${isRegistered}`),
  ({ isOverdue }, { now }) =>
    isOverdue === undefined
      ? undefined
      : fragment`(coalesce(r.offer_due_at < ${now}, false) or coalesce(r.outcome_due_at < ${now}, false)) = ${isOverdue}`,
  ({ caseId }) => (caseId === undefined ? undefined : fragment`r.case_id = ${caseId}`),
  (filters, { actor }) => (filters.entered === undefined ? undefined : enteredIn(filters, actor)),
  (filters, asked) =>
    filters.handedTo === undefined ? undefined : handedIn(fragment`= ${filters.handedTo}`, { ...asked, filters }),
  (filters, asked) =>
    filters.handedWithin === undefined ? undefined : handedIn(belowOf(filters.handedWithin), { ...asked, filters }),
  ({ candidate }) => (candidate === undefined ? undefined : fragment`r.candidate_no = ${candidate}`),
]

/** The period then counts from the hand-over, not from arrival. */
const isByHandOver = ({ entered, handedTo, handedWithin }: Filters): boolean =>
  [entered, handedTo, handedWithin].some((unitNo) => unitNo !== undefined)

/** A unit and all below it, as numbers of agencies. */
const belowOf = (unitNo: number): Fragment => fragment`between ${unitNo} and (select hi from agency where no = ${unitNo})`

/** Days are those of the reader's unit, and the last one belongs to the period; instants are taken as they are. */
function within(column: Fragment, { from, to }: Filters, { unit }: Actor): Fragment | undefined {
  const isDay = (text: string) => text.length === 10
  const start = from && (isDay(from) ? startOfDate(from, unit.zone) : new Date(from))
  const end = to && (isDay(to) ? startOfDate(addDays(to, 1), unit.zone) : new Date(to))
  if (start && end) return fragment`(${column} >= ${start}::timestamptz and ${column} < ${end}::timestamptz)`
  if (start) return fragment`${column} >= ${start}::timestamptz`
  return end ? fragment`${column} < ${end}::timestamptz` : undefined
}

function enteredIn(filters: Filters, actor: Actor): Fragment {
  const below = belowOf(filters.entered!)
  const received = within(fragment`r.received_at`, filters, actor) ?? fragment`true`
  const offered = within(fragment`f.offered_at`, filters, actor) ?? fragment`true`
  return fragment`((r.first_holder_no ${below} and ${received}) or (not r.first_holder_no ${below} and (
    exists (select 1 from referral f where f.report_id = r.report_id and f.to_no ${below} and ${offered} and ${wasMade})
    or ${movedTo(below, filters, actor)})))`
}

/** Came with its case, by re-registration, in the period. */
function movedTo(to: Fragment, filters: Filters, actor: Actor): Fragment {
  const moved = within(fragment`m.at`, filters, actor) ?? fragment`true`
  return fragment`exists (select 1 from re_registration m where m.report_id = r.report_id and m.to_no ${to} and ${moved})`
}

/** Of a referral f: an offer that was withdrawn was never made, as far as any number tells. */
export const wasMade: Fragment = fragment`f.state <> 'withdrawn'`

/** Of a referral f of the report r: not answered in time, or taken and without an outcome in time. */
export const lateReferral = (now: Date): Fragment => fragment`(f.state = 'offered' and f.answer_due_at < ${now}::timestamptz
  or f.state = 'acknowledged' and r.state in ('acknowledged', 'offered') and r.outcome_due_at < ${now}::timestamptz)`

/** A report that came with its case is in one: that stands above what became of an earlier referral. */
function handedIn(to: Fragment, { filters, actor, now }: { filters: Filters; actor: Actor; now: Date }): Fragment {
  const offered = within(fragment`f.offered_at`, filters, actor) ?? fragment`true`
  const moved = movedTo(to, filters, actor)
  const newest = (stands: Fragment) => fragment`coalesce((select ${stands} from referral f
    where f.report_id = r.report_id and f.to_no ${to} and ${offered} and ${wasMade} order by f.offered_at desc, f.referral_id desc limit 1), false)`
  const referred = newest(fragment`true`)
  const { handOver } = filters
  if (handOver === undefined) return fragment`(${referred} or ${moved})`
  const stands = {
    referred,
    're-registered': fragment`(${moved} and not ${referred})`,
    offered: fragment`(${newest(fragment`f.state = 'offered'`)} and not ${moved})`,
    accepted: fragment`(${newest(fragment`f.state in ('acknowledged', 'settled')`)} or ${moved})`,
    returned: fragment`(${newest(fragment`f.state = 'returned'`)} and not ${moved})`,
    late: fragment`(${newest(lateReferral(now))} and not ${moved})`,
  }
  return stands[handOver]
}

/** All conditions but the state, joined by `and`, with a leading `and`; nothing where there is none. */
export function whereOf(filters: Filters, asked: { actor: Actor; now: Date }): Fragment {
  const parts = conditions.map((condition) => condition(filters, asked)).filter((part) => part !== undefined)
  return parts.length === 0 ? nothing : fragment`and ${joined(parts, ' and ')}`
}
