// Return with a reason, before or after acknowledging: the report is open at its sender again, and the reason teaches the rules.
// One referral or many with one reason: what cannot be returned is named, and the rest goes back.
import { z } from 'zod'
import { lockReports } from '../triage/held-reports.ts'
import { action, type Doing } from '../work/action.ts'
import { alert } from './alert.ts'
import { type Handed, whyNotBack } from './may.ts'
import { MOST_AT_ONCE } from './offer.ts'
import { answerable, bySender, chosenReferrals, type ReferralFound } from './queries.ts'
import { recordEvents } from './referral-events.ts'

export const returnReferrals = action({
  name: 'referral.return',
  needs: 'referral:return',
  input: z.object({
    referralIds: z.array(z.uuid()).min(1).max(MOST_AT_ONCE),
    reason: z.string().trim().min(3, 'a reason of at least three signs').max(2000),
  }),
  subject: ({ referralIds }) => (referralIds.length === 1 ? { kind: 'referral', id: referralIds[0]! } : null),
  async run(doing, { referralIds, reason }) {
    const { sql, now, actor } = doing
    const chosen = await chosenReferrals(sql, referralIds)
    // Somebody of the unit may offer it onward at this moment.
    await lockReports(
      sql,
      chosen.found.map(({ reportId }) => reportId),
    )
    const reports = await reportsOf(doing, chosen.found)
    const ours = answerable(chosen, (one) => whyNot(doing, one, reports))
    const done = await sql<{ id: string }>`
      update referral f set state = 'returned', reason = ${reason}, ended_at = ${now}, answered_by = ${actor.id}, answered_name = ${actor.name}
      from unnest(${ours.map((one) => one.referralId)}::uuid[], ${ours.map((one) => one.state)}::text[]) as g(referral_id, state)
      where f.referral_id = g.referral_id and f.state = g.state returning f.referral_id as id`
    const isDone = new Set(done.map(({ id }) => id))
    const referrals = answerable({ ...chosen, found: ours }, ({ referralId }) =>
      isDone.has(referralId) ? undefined : 'already-answered',
    )
    const ids = referrals.map((one) => one.referralId)
    await recordEvents(doing, referrals, { event: 'returned', note: reason })
    await sql`select restamp_referrals(${ids}::uuid[], 'returned', ${now})`
    await tellSenders(doing, referrals)
    doing.note({
      referrals: ids,
      reports: referrals.map((one) => one.reportId),
      reason,
      before: [...new Set(referrals.map((one) => one.state))],
      refused: chosen.refused.length,
    })
    return { returned: ids.length, refused: chosen.refused }
  },
})

async function reportsOf({ sql }: Doing, referrals: readonly ReferralFound[]): Promise<Map<string, Handed>> {
  const ids = [...new Set(referrals.map(({ reportId }) => reportId))]
  const rows = await sql<Omit<Handed, 'cameBy'> & { reportId: string }>`
    select report_id as "reportId", state, holder_no as "holderNo" from report where report_id = any(${ids}::uuid[])`
  const came = await sql<{ reportId: string; referralId: string }>`
    select distinct on (report_id) report_id as "reportId", referral_id as "referralId" from referral
    where report_id = any(${ids}::uuid[]) and state = 'acknowledged' order by report_id, acknowledged_at desc, referral_id desc`
  const cameBy = new Map(came.map(({ reportId, referralId }) => [reportId, referralId]))
  return new Map(rows.map((row) => [row.reportId, { ...row, cameBy: cameBy.get(row.reportId) ?? null }]))
}

function whyNot({ actor }: Doing, one: ReferralFound, reports: Map<string, Handed>): string | undefined {
  if (one.toNo !== actor.unit.no) return 'offered-to-another-unit'
  if (one.state !== 'offered' && one.state !== 'acknowledged') return `already-${one.state}`
  const report = reports.get(one.reportId)
  if (!report) return 'report-not-shown'
  if (one.state === 'offered') return undefined
  return whyNotBack(actor.unit.no, one.referralId, report)
}

async function tellSenders(doing: Doing, referrals: readonly ReferralFound[]): Promise<void> {
  for (const [fromNo, ones] of bySender(referrals)) {
    const [{ reportId, referralId, number }] = ones as [ReferralFound]
    await alert(doing, {
      agencyNo: fromNo,
      kind: 'returned',
      ...(ones.length === 1
        ? { subjectKind: 'report', subjectId: reportId, number }
        : { subjectKind: 'referral', subjectId: referralId, number: null }),
      facts: { n: ones.length, byNo: doing.actor.unit.no },
    })
  }
}
