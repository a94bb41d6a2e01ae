// Reopen what was settled: it goes back to where it stood, triaged at its first holder or acknowledged at the unit that took it.
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { stepDue } from '../country/clocks.ts'
import { packOf } from '../country/packs-of.ts'
import { action } from '../work/action.ts'

interface Settled {
  state: string
  holder_no: number
  first_holder_no: number
  outcome: string | null
  is_danger: boolean
}

export const reopen = action({
  name: 'report.reopen',
  needs: 'report:reopen',
  input: z.object({ reportId: z.uuid(), reason: z.string().trim().min(3, 'a reason of at least three signs').max(2000) }),
  subject: ({ reportId }) => ({ kind: 'report', id: reportId }),
  async run({ sql, now, actor, world, note }, { reportId, reason }) {
    const [report] =
      await sql<Settled>`select state, holder_no, first_holder_no, outcome, is_danger from report where report_id = ${reportId}`
    if (!report) refuse('missing', 'report-not-shown')
    if (report.holder_no !== actor.unit.no) refuse('conflict', 'held-by-another-unit')
    if (report.state !== 'settled') refuse('conflict', `is-${report.state}`)
    const state = report.holder_no === report.first_holder_no ? 'triaged' : 'acknowledged'
    const step = state === 'triaged' ? 'arrival-to-offer' : 'acknowledge-to-outcome'
    const due = stepDue(
      packOf(world, actor.unit.pack),
      { step, isDanger: report.is_danger },
      { at: now, zone: actor.unit.zone },
    ).dueAt
    const reopened = await sql.count`
      update report set state = ${state}, outcome = null, ended_at = null, ended_by_no = null, changed_at = ${now},
        offer_due_at = ${state === 'triaged' ? due : null}, outcome_due_at = ${state === 'triaged' ? null : due}
      where report_id = ${reportId} and state = 'settled'`
    if (reopened === 0) refuse('conflict', 'changed-meanwhile')
    await sql`
      update referral set state = 'acknowledged', outcome = null, ended_at = null
      where report_id = ${reportId} and to_no = ${actor.unit.no} and state = 'settled'`
    note({ reason, was: report.outcome })
    return { state }
  },
})
