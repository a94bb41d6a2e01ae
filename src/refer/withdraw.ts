// Withdraw an offer that nobody has answered yet: the undo of an offer. Those that were answered meanwhile are named; the rest is withdrawn.
import { z } from 'zod'
import { action, type Doing } from '../work/action.ts'
import { alert } from './alert.ts'
import { MOST_AT_ONCE } from './offer.ts'
import { answerable, chosenReferrals, type ReferralFound } from './queries.ts'
import { recordEvents } from './referral-events.ts'

export const withdraw = action({
  name: 'referral.withdraw',
  needs: 'referral:withdraw',
  input: z.object({ referralIds: z.array(z.uuid()).min(1).max(MOST_AT_ONCE), reason: z.string().trim().max(2000).default('') }),
  subject: ({ referralIds }) => (referralIds.length === 1 ? { kind: 'referral', id: referralIds[0]! } : null),
  async run(doing, { referralIds, reason }) {
    const { sql, now } = doing
    const chosen = await chosenReferrals(sql, referralIds)
    const open = answerable(chosen, (one) => whyNot(doing, one))
    const done = await sql<{ id: string }>`
      update referral set state = 'withdrawn', reason = ${reason}, ended_at = ${now}
      where referral_id = any(${open.map((one) => one.referralId)}::uuid[]) and state = 'offered' returning referral_id as id`
    const isDone = new Set(done.map(({ id }) => id))
    const referrals = answerable({ ...chosen, found: open }, ({ referralId }) =>
      isDone.has(referralId) ? undefined : 'already-answered',
    )
    const ids = referrals.map((one) => one.referralId)
    await sql`select restamp_referrals(${ids}::uuid[], 'withdrawn', ${now})`
    await recordEvents(doing, referrals, { event: 'withdrawn', note: reason })
    await tellReceivers(doing, referrals)
    doing.note({ referrals: ids, reports: referrals.map((one) => one.reportId), reason, refused: chosen.refused.length })
    return { withdrawn: ids.length, refused: chosen.refused }
  },
})

function whyNot({ actor }: Doing, { fromNo, state }: ReferralFound): string | undefined {
  if (fromNo !== actor.unit.no) return 'offered-by-another-unit'
  return state === 'offered' ? undefined : `already-${state}`
}

async function tellReceivers(doing: Doing, referrals: readonly ReferralFound[]): Promise<void> {
  for (const toNo of new Set(referrals.map((one) => one.toNo))) {
    const ones = referrals.filter((one) => one.toNo === toNo)
    await alert(doing, {
      agencyNo: toNo,
      kind: 'withdrawn',
      subjectKind: 'referral',
      subjectId: ones[0]!.referralId,
      number: ones.length === 1 ? ones[0]!.number : null,
      facts: { n: ones.length, byNo: doing.actor.unit.no },
    })
  }
}
