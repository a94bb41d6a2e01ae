// Withdraw an offer that nobody has answered yet: the undo of an offer.
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { action } from '../work/action.ts'
import { alert } from './alert.ts'
import { MOST_AT_ONCE } from './offer.ts'
import { chosenReferrals } from './queries.ts'
import { recordEvents } from './referral-events.ts'

export const withdraw = action({
  name: 'referral.withdraw',
  needs: 'referral:withdraw',
  input: z.object({ referralIds: z.array(z.uuid()).min(1).max(MOST_AT_ONCE), reason: z.string().trim().max(2000).default('') }),
  subject: ({ referralIds }) => (referralIds.length === 1 ? { kind: 'referral', id: referralIds[0]! } : null),
  async run(doing, { referralIds, reason }) {
    const { sql, now, actor } = doing
    const referrals = await chosenReferrals(sql, referralIds)
    const foreign = referrals.find((one) => one.fromNo !== actor.unit.no)
    if (foreign) refuse('conflict', 'offered-by-another-unit', { number: foreign.number })
    const answered = referrals.find((one) => one.state !== 'offered')
    if (answered) refuse('conflict', `already-${answered.state}`, { number: answered.number })
    const ids = referrals.map((one) => one.referralId)
    const done = await sql.count`
      update referral set state = 'withdrawn', reason = ${reason}, ended_at = ${now} where referral_id = any(${ids}::uuid[]) and state = 'offered'`
    if (done !== ids.length) refuse('conflict', 'already-answered')
    await sql`select restamp_referrals(${ids}::uuid[], 'withdrawn', ${now})`
    await recordEvents(doing, referrals, { event: 'withdrawn', note: reason })
    const first = referrals[0]!
    await alert(doing, {
      agencyNo: first.toNo,
      kind: 'withdrawn',
      subjectKind: 'referral',
      subjectId: first.referralId,
      number: ids.length === 1 ? first.number : null,
      facts: { n: ids.length, byNo: actor.unit.no },
    })
    doing.note({ referrals: ids, reports: referrals.map((one) => one.reportId), reason })
    return { withdrawn: ids.length }
  },
})
