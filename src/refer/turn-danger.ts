// A report that was handed on turned out to be one of danger, or no longer one: what was handed on says the same as the report, its clocks
// are those of its urgency, counted from where they count, and the unit to which it is offered is told as the holder is.
import { json, type Tx } from '../base/database.ts'
import { uuid7 } from '../base/ids.ts'
import { uuids } from '../base/sql.ts'
import type { AgencyTree } from '../country/agency-tree.ts'
import { stepDue } from '../country/clocks.ts'
import type { ClockStep, Packs } from '../country/pack.ts'

interface TurnWorld {
  packs: Packs
  tree: AgencyTree
  now: Date
}

interface Turned {
  reportId: string
  referralId: string
  number: string
  fromNo: number
  toNo: number
  state: string
  offeredAt: Date
  answerDueAt: Date | null
  stateBefore: string
  clockFromBefore: Date | null
  offerDueBefore: Date | null
  outcomeDueBefore: Date | null
  reportState: string
  isDanger: boolean
  holderNo: number
  senderName: string
  receivedAt: Date
  clockFromAt: Date | null
}

/** To be called after the reports were written: whoever hands one on from then on waits for it, and reads what it has become. */
export async function turnDanger(tx: Tx, reportIds: readonly string[], world: TurnWorld): Promise<void> {
  if (reportIds.length === 0) return
  const turned = await tx.sql<Turned>`
    select f.report_id as "reportId", f.referral_id as "referralId", f.number, f.from_no as "fromNo", f.to_no as "toNo", f.state, f.offered_at as "offeredAt",
      f.answer_due_at as "answerDueAt", f.report_state_before as "stateBefore", f.clock_from_before as "clockFromBefore", f.offer_due_before as "offerDueBefore",
      f.outcome_due_before as "outcomeDueBefore", r.state as "reportState", r.is_danger as "isDanger", r.holder_no as "holderNo", r.sender_name as "senderName",
      r.received_at as "receivedAt", r.clock_from_at as "clockFromAt"
    from referral f join report r on r.report_id = f.report_id
    where f.report_id = any(${uuids(reportIds)}) and f.state in ('offered', 'acknowledged') and f.is_danger <> r.is_danger
    order by f.report_id, f.referral_id`
  if (turned.length === 0) return
  await writeReferrals(tx, turned, world)
  await writeReports(tx, turned, world)
  await tellAsked(tx, turned, world.now)
}

interface Step {
  step: ClockStep
  isDanger: boolean
  unitNo: number
}

/** On the calendar of a unit, as the action reckoned that started the clock. */
function dueAt({ packs, tree }: TurnWorld, { step, isDanger, unitNo }: Step, at: Date): Date {
  const { pack, zone } = tree.byNo(unitNo)!
  return stepDue(packs.get(pack)!, { step, isDanger }, { at, zone }).dueAt
}

const isOffered = ({ state }: Turned): boolean => state === 'offered'

function answerDue({ isDanger, toNo, offeredAt }: Turned, world: TurnWorld): Date {
  return dueAt(world, { step: 'offer-to-acknowledge', isDanger, unitNo: toNo }, offeredAt)
}

/** What the report has back when the offer is withdrawn or returned. */
function dueBefore(one: Turned, world: TurnWorld): { offer: Date | null; outcome: Date | null } {
  const { isDanger, fromNo: unitNo, stateBefore, clockFromBefore, receivedAt } = one
  const kept = { offer: one.offerDueBefore, outcome: one.outcomeDueBefore }
  if (!isOffered(one)) return kept
  if (stateBefore !== 'acknowledged')
    return { ...kept, offer: dueAt(world, { step: 'arrival-to-offer', isDanger, unitNo }, clockFromBefore ?? receivedAt) }
  if (!clockFromBefore) return kept
  return { ...kept, outcome: dueAt(world, { step: 'acknowledge-to-outcome', isDanger, unitNo }, clockFromBefore) }
}

async function writeReferrals(tx: Tx, turned: readonly Turned[], world: TurnWorld): Promise<void> {
  const of = <T>(pick: (one: Turned) => T): T[] => turned.map(pick)
  const before = of((one) => dueBefore(one, world))
  const answers = of((one) => (isOffered(one) ? answerDue(one, world) : one.answerDueAt))
  // What was answered in this moment is judged again, since its report is.
  await tx.sql`
    update referral f set is_danger = g.is_danger, answer_due_at = g.answer_due_at, offer_due_before = g.offer_due_before,
      outcome_due_before = g.outcome_due_before
    from unnest(${of((one) => one.reportId)}::uuid[], ${of((one) => one.referralId)}::uuid[], ${of((one) => one.state)}::text[],
      ${of((one) => one.isDanger)}::boolean[], ${answers}::timestamptz[], ${before.map((due) => due.offer)}::timestamptz[],
      ${before.map((due) => due.outcome)}::timestamptz[])
      as g(report_id, referral_id, state, is_danger, answer_due_at, offer_due_before, outcome_due_before)
    where f.report_id = g.report_id and f.referral_id = g.referral_id and f.state = g.state`
}

/** While it is offered the report shows when the answer is due, then when the outcome is. */
function outcomeDue(one: Turned, world: TurnWorld): Date | undefined {
  const { reportState, isDanger, holderNo, clockFromAt } = one
  if (isOffered(one)) return reportState === 'offered' ? answerDue(one, world) : undefined
  if (reportState !== 'acknowledged' || one.toNo !== holderNo || !clockFromAt) return undefined
  return dueAt(world, { step: 'acknowledge-to-outcome', isDanger, unitNo: holderNo }, clockFromAt)
}

async function writeReports(tx: Tx, turned: readonly Turned[], world: TurnWorld): Promise<void> {
  const due = new Map<string, Date>()
  for (const one of turned) {
    const at = outcomeDue(one, world)
    if (at) due.set(one.reportId, at)
  }
  if (due.size === 0) return
  await tx.sql`
    update report r set outcome_due_at = g.due_at from unnest(${[...due.keys()]}::uuid[], ${[...due.values()]}::timestamptz[]) as g(report_id, due_at)
    where r.report_id = g.report_id`
}

/** Once for each unit that is asked to take it, however often it is judged again. */
async function tellAsked(tx: Tx, turned: readonly Turned[], now: Date): Promise<void> {
  const asked = turned.filter((one) => isOffered(one) && one.isDanger)
  if (asked.length === 0) return
  const of = <T>(pick: (one: Turned) => T): T[] => asked.map(pick)
  await tx.sql`
    insert into alert (alert_id, agency_no, kind, subject_kind, subject_id, number, facts, at, once)
    select g.alert_id, g.agency_no, 'danger', 'report', g.report_id, g.number, g.facts::jsonb, ${now}, 'danger/' || g.report_id || '/' || g.agency_no
    from unnest(${of(() => uuid7(now.getTime()))}::uuid[], ${of(({ toNo }) => toNo)}::int[], ${of(({ reportId }) => reportId)}::text[],
      ${of(({ number }) => number)}::text[], ${of(({ senderName }) => json({ sender: senderName }))}::text[])
      as g(alert_id, agency_no, report_id, number, facts)
    on conflict (once) where once is not null do nothing`
}
