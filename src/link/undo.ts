// Takes a verdict back: it is then as if it had never been. Whoever sees all its reports may, and whoever gave it and still sees one.
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { action } from '../work/action.ts'

interface Verdict {
  members: string[]
  personId: string
  withdrawnAt: Date | null
  withdrawnBy: string | null
}

export const undo = action({
  name: 'link.undo',
  needs: 'link:decide',
  input: z.object({ verdictId: z.uuid(), reason: z.string().trim().min(3, 'at least three signs').max(2000) }),
  async run({ sql, now, actor, about, note }, { verdictId, reason }) {
    const [verdict] = await sql<Verdict>`
      select members, person_id as "personId", withdrawn_at as "withdrawnAt", withdrawn_name as "withdrawnBy" from link_verdict where verdict_id = ${verdictId}`
    if (!verdict) return refuse('missing', 'verdict-not-shown')
    const seen = await sql<{ reportId: string }>`
      select report_id as "reportId" from report where report_id = any(${verdict.members}::uuid[]) order by report_id`
    const isOwn = verdict.personId === actor.id
    if (seen.length < (isOwn ? 1 : verdict.members.length)) refuse('missing', 'verdict-not-shown')
    about('report', seen[0]!.reportId)
    const taken = await sql.count`
      update link_verdict set withdrawn_at = ${now}, withdrawn_by = ${actor.id}, withdrawn_name = ${actor.name}, withdrawn_reason = ${reason}
      where verdict_id = ${verdictId} and withdrawn_at is null`
    if (taken === 0) refuse('conflict', 'already-withdrawn', { by: verdict.withdrawnBy, at: verdict.withdrawnAt })
    note({ verdictId, reports: verdict.members, reason })
    return { verdictId }
  },
})
