// Offer one report or many to one unit. The offering unit still holds them; the other sees what it is asked to take.
// One open offer for a report at a time; what cannot be offered is named with its reason, and the rest goes.
import { z } from 'zod'
import { fragment, joined } from '../base/database.ts'
import { uuid7 } from '../base/ids.ts'
import { refuse } from '../base/refusal.ts'
import { stepDue } from '../country/clocks.ts'
import { packOf } from '../country/packs-of.ts'
import { next, reportLife } from '../model/lifecycle.ts'
import { lockReports } from '../triage/held-reports.ts'
import { action, type Doing } from '../work/action.ts'
import { alert } from './alert.ts'
import { type Chosen, chosenReports, type Refused, type UnitRow, unitByNo } from './queries.ts'
import { recordEvents } from './referral-events.ts'

export const MOST_AT_ONCE = 1000

export const offer = action({
  name: 'referral.offer',
  needs: 'referral:offer',
  input: z.object({
    reportIds: z.array(z.uuid()).min(1).max(MOST_AT_ONCE),
    unitNo: z.number().int(),
    note: z.string().max(2000).default(''),
  }),
  subject: ({ reportIds }) => (reportIds.length === 1 ? { kind: 'report', id: reportIds[0]! } : null),
  async run(doing, { reportIds, unitNo, note }) {
    const to = await unitByNo(doing.sql, unitNo)
    if (!to.isActive) refuse('conflict', 'unit-is-closed', { unitNo })
    // Two who offer at once would both find it free.
    await lockReports(doing.sql, reportIds)
    const chosen = await chosenReports(doing.sql, reportIds)
    const refused: Refused[] = chosen.missing
    const free = chosen.found.filter((report) => isFree(report, { doing, to, refused }))
    if (free.length === 0) refuse('conflict', refused[0]?.code ?? 'nothing-to-offer', { refused })
    const offerId = uuid7()
    const referrals = free.map((report) => ({ ...report, referralId: uuid7() }))
    await writeReferrals(doing, { referrals, to, offerId, note })
    await doing.sql`select restamp_referrals(${referrals.map((one) => one.referralId)}::uuid[], 'offered', ${doing.now})`
    const steps = referrals.map((one) => ({ ...one, fromNo: one.holderNo, toNo: to.no }))
    await recordEvents(doing, steps, { event: 'offered', note })
    await alert(doing, {
      agencyNo: to.no,
      kind: 'offered',
      subjectKind: 'offer',
      subjectId: offerId,
      number: referrals.length === 1 ? referrals[0]!.number : null,
      facts: { n: referrals.length, fromNo: doing.actor.unit.no, isDanger: referrals.some((one) => one.isDanger) },
    })
    doing.about('offer', offerId)
    doing.note({ toNo: to.no, reports: referrals.map((one) => one.reportId), refused: refused.length })
    return { offerId, referrals: referrals.map((one) => ({ reportId: one.reportId, referralId: one.referralId })), refused }
  },
})

/** Whether the report may be offered to that unit; if not, the reason goes to the list of the refused. */
function isFree(report: Chosen, { doing, to, refused }: { doing: Doing; to: UnitRow; refused: Refused[] }): boolean {
  const no = (code: string) => {
    refused.push({ reportId: report.reportId, number: report.number, code })
    return false
  }
  if (report.holderNo !== doing.actor.unit.no) return no('held-by-another-unit')
  if (report.holderNo === to.no) return no('held-there-already')
  if (report.state === 'offered') return no('already-offered')
  if (!next(reportLife, report.state, 'offer')) return no(`already-${report.state}`)
  return true
}

interface Writing {
  referrals: (Chosen & { referralId: string })[]
  to: UnitRow
  offerId: string
  note: string
}

async function writeReferrals({ sql, now, actor, world }: Doing, { referrals, to, offerId, note }: Writing): Promise<void> {
  const pack = packOf(world, to.pack)
  const due = (isDanger: boolean) => stepDue(pack, { step: 'offer-to-acknowledge', isDanger }, { at: now, zone: to.zone }).dueAt
  const dueBy = { danger: due(true), ordinary: due(false) }
  const rows = referrals.map(
    (
      one,
    ) => fragment`(${one.reportId}::uuid, ${one.referralId}::uuid, ${offerId}::uuid, ${one.number}, ${one.holderNo}::int, ${to.no}::int, 'offered', ${one.isDanger}::boolean,
      ${one.state}, ${one.offerDueAt}::timestamptz, ${one.outcomeDueAt}::timestamptz, ${one.clockFromAt}::timestamptz, ${note}, ${actor.id}::uuid, ${actor.name}, ${now}::timestamptz, ${one.isDanger ? dueBy.danger : dueBy.ordinary}::timestamptz)`,
  )
  await sql`
    insert into referral (report_id, referral_id, offer_id, number, from_no, to_no, state, is_danger, report_state_before, offer_due_before, outcome_due_before, clock_from_before, note,
      offered_by, offered_name, offered_at, answer_due_at)
    values ${joined(rows, ', ')}`
}
