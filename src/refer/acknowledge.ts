// Acknowledge: the other unit takes what it was offered and holds it from now on; the sender goes on seeing what becomes of it.
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { stepDue } from '../country/clocks.ts'
import { packOf } from '../country/packs-of.ts'
import { action, type Doing } from '../work/action.ts'
import { alert } from './alert.ts'
import { MOST_AT_ONCE } from './offer.ts'
import { chosenReferrals, type ReferralFound } from './queries.ts'
import { recordEvents } from './referral-events.ts'

export const acknowledge = action({
  name: 'referral.acknowledge',
  needs: 'referral:acknowledge',
  input: z.object({ referralIds: z.array(z.uuid()).min(1).max(MOST_AT_ONCE), note: z.string().max(2000).default('') }),
  subject: ({ referralIds }) => (referralIds.length === 1 ? { kind: 'referral', id: referralIds[0]! } : null),
  async run(doing, { referralIds, note }) {
    const referrals = await chosenReferrals(doing.sql, referralIds)
    for (const one of referrals) mustBeOffered(doing, one)
    const ids = referrals.map((one) => one.referralId)
    const taken = await doing.sql.count`
      update referral set state = 'acknowledged', acknowledged_at = ${doing.now}, answered_by = ${doing.actor.id}, answered_name = ${doing.actor.name}
      where referral_id = any(${ids}::uuid[]) and state = 'offered'`
    // Somebody of the unit answered in the same moment.
    if (taken !== ids.length) refuse('conflict', 'already-answered')
    await doing.sql`select restamp_referrals(${ids}::uuid[], 'acknowledged', ${doing.now})`
    await startClock(doing, referrals)
    await recordEvents(doing, referrals, { event: 'acknowledged', note })
    for (const [fromNo, n] of countedBy(referrals)) {
      await alert(doing, {
        agencyNo: fromNo,
        kind: 'acknowledged',
        subjectKind: 'referral',
        subjectId: ids[0]!,
        number: n === 1 ? referrals[0]!.number : null,
        facts: { n, byNo: doing.actor.unit.no },
      })
    }
    doing.note({ referrals: ids, reports: referrals.map((one) => one.reportId) })
    return { acknowledged: ids.length }
  },
})

function mustBeOffered({ actor }: Doing, referral: ReferralFound): void {
  if (referral.toNo !== actor.unit.no) refuse('conflict', 'offered-to-another-unit', { number: referral.number })
  if (referral.state !== 'offered') refuse('conflict', `already-${referral.state}`, { number: referral.number })
}

async function startClock({ sql, now, actor, world }: Doing, referrals: readonly ReferralFound[]): Promise<void> {
  const pack = packOf(world, actor.unit.pack)
  for (const isDanger of [true, false]) {
    const ids = referrals.filter((one) => one.isDanger === isDanger).map((one) => one.reportId)
    const dueAt = stepDue(pack, { step: 'acknowledge-to-outcome', isDanger }, { at: now, zone: actor.unit.zone }).dueAt
    if (ids.length > 0) await sql`update report set outcome_due_at = ${dueAt} where report_id = any(${ids}::uuid[])`
  }
}

function countedBy(referrals: readonly ReferralFound[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const { fromNo } of referrals) counts.set(fromNo, (counts.get(fromNo) ?? 0) + 1)
  return counts
}
