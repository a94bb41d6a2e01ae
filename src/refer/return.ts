// Return with a reason, before or after acknowledging: the report is open at its sender again, and the reason teaches the rules.
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { action } from '../work/action.ts'
import { alert } from './alert.ts'
import { chosenReferrals } from './queries.ts'
import { recordEvents } from './referral-events.ts'

export const returnReferral = action({
  name: 'referral.return',
  needs: 'referral:return',
  input: z.object({ referralId: z.uuid(), reason: z.string().trim().min(3, 'a reason of at least three signs').max(2000) }),
  subject: ({ referralId }) => ({ kind: 'referral', id: referralId }),
  async run(doing, { referralId, reason }) {
    const { sql, now, actor } = doing
    const [referral] = await chosenReferrals(sql, [referralId])
    if (referral!.toNo !== actor.unit.no) refuse('conflict', 'offered-to-another-unit')
    if (referral!.state !== 'offered' && referral!.state !== 'acknowledged') refuse('conflict', `already-${referral!.state}`)
    await mustBeHeldAndOpen(doing, referral!)
    const done = await sql.count`
      update referral set state = 'returned', reason = ${reason}, ended_at = ${now}, answered_by = ${actor.id}, answered_name = ${actor.name}
      where referral_id = ${referralId} and state in ('offered', 'acknowledged')`
    if (done !== 1) refuse('conflict', 'already-answered')
    await recordEvents(doing, [referral!], { event: 'returned', note: reason })
    await sql`select restamp_referrals(${[referralId]}::uuid[], 'returned', ${now})`
    await alert(doing, {
      agencyNo: referral!.fromNo,
      kind: 'returned',
      subjectKind: 'report',
      subjectId: referral!.reportId,
      number: referral!.number,
      facts: { byNo: actor.unit.no },
    })
    doing.note({ reportId: referral!.reportId, reason, before: referral!.state })
    return {}
  },
})

type Doing = Parameters<typeof returnReferral.run>[0]

/** What went on since (a case, an outcome, a further offer) must be undone first, or ends the hand-over otherwise. */
async function mustBeHeldAndOpen({ sql, actor }: Doing, referral: { reportId: string; state: string }): Promise<void> {
  const [report] = await sql<{
    state: string
    holder_no: number
  }>`select state, holder_no from report where report_id = ${referral.reportId}`
  if (!report) refuse('missing', 'report-not-shown')
  if (referral.state === 'acknowledged' && report.holder_no !== actor.unit.no) refuse('conflict', 'held-by-another-unit')
  if (referral.state === 'acknowledged' && report.state !== 'acknowledged') refuse('conflict', `already-${report.state}`)
}
