// Reopen what was settled: it goes back to where it stood, acknowledged at a unit that took it by a hand-over, else triaged.
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { stepDue } from '../country/clocks.ts'
import { packOf } from '../country/packs-of.ts'
import { alert, type Concerning, concernedBy } from '../refer/alert.ts'
import { lockReports } from '../triage/held-reports.ts'
import { action, type Doing } from '../work/action.ts'

interface Settled extends Concerning {
  number: string
  state: string
  holder_no: number
  outcome: string | null
  is_danger: boolean
}

export const reopen = action({
  name: 'report.reopen',
  needs: 'report:reopen',
  input: z.object({ reportId: z.uuid(), reason: z.string().trim().min(3, 'a reason of at least three signs').max(2000) }),
  subject: ({ reportId }) => ({ kind: 'report', id: reportId }),
  async run(doing, { reportId, reason }) {
    const { sql, now, actor, world, note } = doing
    // Of two who reopen it at once the second finds it open.
    await lockReports(sql, [reportId])
    const [report] = await sql<Settled>`
      select report_id, number, state, holder_no, first_holder_no, outcome, is_danger from report where report_id = ${reportId}`
    if (!report) refuse('missing', 'report-not-shown')
    if (report.holder_no !== actor.unit.no) refuse('conflict', 'held-by-another-unit')
    if (report.state !== 'settled') refuse('conflict', `is-${report.state}`)
    // Its first holder, too, may have it back by a hand-over, which ended with it.
    const taken = await sql.count`
      update referral set state = 'acknowledged', outcome = null, ended_at = null
      where report_id = ${reportId} and to_no = ${actor.unit.no} and state = 'settled'`
    const state = taken > 0 ? 'acknowledged' : 'triaged'
    const step = state === 'triaged' ? 'arrival-to-offer' : 'acknowledge-to-outcome'
    const due = stepDue(
      packOf(world, actor.unit.pack),
      { step, isDanger: report.is_danger },
      { at: now, zone: actor.unit.zone },
    ).dueAt
    await sql`
      update report set state = ${state}, outcome = null, ended_at = null, ended_by_no = null, changed_at = ${now},
        clock_from_at = ${now}, offer_due_at = ${state === 'triaged' ? due : null}, outcome_due_at = ${state === 'triaged' ? null : due}
      where report_id = ${reportId}`
    await tellConcerned(doing, report)
    note({ reason, was: report.outcome })
    return { state }
  },
})

/** Whoever was told the outcome hears that it holds no more. */
async function tellConcerned(doing: Doing, report: Settled): Promise<void> {
  for (const agencyNo of (await concernedBy(doing, [report])).keys()) {
    await alert(doing, {
      agencyNo,
      kind: 'reopened',
      subjectKind: 'report',
      subjectId: report.report_id,
      number: report.number,
      facts: { n: 1, byNo: doing.actor.unit.no },
    })
  }
}
