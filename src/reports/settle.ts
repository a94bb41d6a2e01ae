// Most tips end here: the holder settles them without a case, by an outcome of the pack's list and a reason; where danger was
// claimed only a supervisor may. The senders of the hand-over see the outcome. It can be reopened.
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { outcomesFor } from '../country/outcomes.ts'
import { packOf } from '../country/packs-of.ts'
import { next, reportLife } from '../model/lifecycle.ts'
import { alert, type Concerning, concernedBy } from '../refer/alert.ts'
import { MOST_AT_ONCE } from '../refer/offer.ts'
import { type Chosen, chosenReports, type Refused } from '../refer/queries.ts'
import { lockReports } from '../triage/held-reports.ts'
import { action, type Doing } from '../work/action.ts'

export const settle = action({
  name: 'report.settle',
  needs: 'report:settle',
  input: z.object({
    reportIds: z.array(z.uuid()).min(1).max(MOST_AT_ONCE),
    outcome: z.string().min(1).max(100),
    reason: z.string().trim().min(3, 'a reason of at least three signs').max(2000),
  }),
  subject: ({ reportIds }) => (reportIds.length === 1 ? { kind: 'report', id: reportIds[0]! } : null),
  async run(doing, { reportIds, outcome, reason }) {
    const { sql, now, actor } = doing
    mustBeInForce(doing, outcome)
    // A colleague may give it back at this moment, to a unit below that then has it again.
    await lockReports(sql, reportIds)
    const chosen = await chosenReports(sql, reportIds)
    const refused = [...chosen.missing]
    const free = chosen.found.filter((report) => maySettle(doing, report, refused))
    if (free.length === 0) refuse('conflict', refused[0]?.code ?? 'nothing-to-settle', { refused })
    const ids = free.map((report) => report.reportId)
    const done = await sql<Ended>`
      update report set state = 'settled', outcome = ${outcome}, ended_at = ${now}, ended_by_no = ${actor.unit.no}, offer_due_at = null, outcome_due_at = null,
        clock_from_at = null, changed_at = ${now}
      where report_id = any(${ids}::uuid[])
      returning report_id, number, first_holder_no`
    await endReferrals(doing, done, outcome)
    doing.note({
      reports: ids,
      outcome,
      reason,
      before: [...new Set(free.map((report) => report.state))],
      refused: refused.length,
    })
    return { settled: ids.length, refused }
  },
})

function mustBeInForce({ actor, world }: Doing, outcome: string): void {
  const outcomes = outcomesFor(packOf(world, actor.unit.pack), 'report', actor.unit.slug)
  if (!outcomes.some((one) => one.id === outcome))
    refuse('invalid', 'no-such-outcome', { outcome, expected: outcomes.map((one) => one.id) })
}

function maySettle({ actor }: Doing, report: Chosen, refused: Refused[]): boolean {
  const no = (code: string) => {
    refused.push({ reportId: report.reportId, number: report.number, code })
    return false
  }
  if (report.holderNo !== actor.unit.no) return no('held-by-another-unit')
  if (!next(reportLife, report.state, 'settle')) return no(`already-${report.state}`)
  if (report.isDanger && !actor.roles.includes('supervisor')) return no('danger-needs-supervisor')
  return true
}

export interface Ended extends Concerning {
  number: string
}

/** The referral by which the unit got a report ends with it; whoever had the report before is told, or has it in sight. */
export async function endReferrals(doing: Doing, reports: readonly Ended[], outcome: string): Promise<void> {
  const { sql, now, actor } = doing
  await sql`
    update referral set state = 'settled', outcome = ${outcome}, ended_at = ${now}
    where report_id = any(${reports.map((report) => report.report_id)}::uuid[]) and to_no = ${actor.unit.no} and state = 'acknowledged'`
  for (const [agencyNo, ones] of await concernedBy(doing, reports)) {
    const first = ones[0]!
    await alert(doing, {
      agencyNo,
      kind: outcome === 'registered' ? 'registered' : 'settled',
      subjectKind: 'report',
      subjectId: first.report_id,
      number: ones.length === 1 ? first.number : null,
      facts: { n: ones.length, byNo: actor.unit.no, outcome },
    })
  }
}
