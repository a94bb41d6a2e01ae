// Acknowledge: the other unit takes what it was offered and holds it from now on; the sender goes on seeing what becomes of it.
// One referral or many: what cannot be taken is named with its reason, and the rest is taken.
import { z } from 'zod'
import { stepDue } from '../country/clocks.ts'
import { packOf } from '../country/packs-of.ts'
import { action, type Doing } from '../work/action.ts'
import { alert } from './alert.ts'
import { MOST_AT_ONCE } from './offer.ts'
import { answerable, bySender, chosenReferrals, type ReferralFound } from './queries.ts'
import { recordEvents } from './referral-events.ts'

export const acknowledge = action({
  name: 'referral.acknowledge',
  needs: 'referral:acknowledge',
  input: z.object({ referralIds: z.array(z.uuid()).min(1).max(MOST_AT_ONCE), note: z.string().max(2000).default('') }),
  subject: ({ referralIds }) => (referralIds.length === 1 ? { kind: 'referral', id: referralIds[0]! } : null),
  async run(doing, { referralIds, note }) {
    const { sql, now, actor } = doing
    const chosen = await chosenReferrals(sql, referralIds)
    const offered = answerable(chosen, (one) => whyNot(doing, one))
    const taken = await sql<{ id: string; isDanger: boolean }>`
      update referral set state = 'acknowledged', acknowledged_at = ${now}, answered_by = ${actor.id}, answered_name = ${actor.name}
      where referral_id = any(${offered.map((one) => one.referralId)}::uuid[]) and state = 'offered' returning referral_id as id, is_danger as "isDanger"`
    const isTaken = new Set(taken.map(({ id }) => id))
    // The pipeline may have learnt of danger in the same moment.
    const isDanger = new Set(taken.flatMap((one) => (one.isDanger ? [one.id] : [])))
    // Somebody of the unit answered in the same moment.
    const referrals = answerable({ ...chosen, found: offered }, ({ referralId }) =>
      isTaken.has(referralId) ? undefined : 'already-answered',
    )
    const ids = referrals.map((one) => one.referralId)
    await sql`select restamp_referrals(${ids}::uuid[], 'acknowledged', ${now})`
    await startClock(
      doing,
      referrals.map((one) => ({ ...one, isDanger: isDanger.has(one.referralId) })),
    )
    await recordEvents(doing, referrals, { event: 'acknowledged', note })
    await tellSenders(doing, referrals)
    const holders = [...bySender(referrals).keys()]
    doing.note({
      referrals: ids,
      reports: referrals.map((one) => one.reportId),
      refused: chosen.refused.length,
      was: { state: 'offered', holderNo: holders.length === 1 ? holders[0] : holders },
      now: { state: 'acknowledged', holderNo: actor.unit.no },
    })
    return { acknowledged: ids.length, refused: chosen.refused }
  },
})

function whyNot({ actor }: Doing, { toNo, state }: ReferralFound): string | undefined {
  if (toNo !== actor.unit.no) return 'offered-to-another-unit'
  return state === 'offered' ? undefined : `already-${state}`
}

async function startClock({ sql, now, actor, world }: Doing, referrals: readonly ReferralFound[]): Promise<void> {
  const pack = packOf(world, actor.unit.pack)
  for (const isDanger of [true, false]) {
    const ids = referrals.filter((one) => one.isDanger === isDanger).map((one) => one.reportId)
    const dueAt = stepDue(pack, { step: 'acknowledge-to-outcome', isDanger }, { at: now, zone: actor.unit.zone }).dueAt
    if (ids.length > 0) await sql`update report set outcome_due_at = ${dueAt} where report_id = any(${ids}::uuid[])`
  }
}

async function tellSenders(doing: Doing, referrals: readonly ReferralFound[]): Promise<void> {
  for (const [fromNo, ones] of bySender(referrals)) {
    await alert(doing, {
      agencyNo: fromNo,
      kind: 'acknowledged',
      subjectKind: 'referral',
      subjectId: ones[0]!.referralId,
      number: ones.length === 1 ? ones[0]!.number : null,
      facts: { n: ones.length, byNo: doing.actor.unit.no },
    })
  }
}
