// Give another unit sight of reports without handing them over: several units may be concerned by one tip.
import { z } from 'zod'
import { uuid7 } from '../base/ids.ts'
import { refuse } from '../base/refusal.ts'
import { alert } from '../refer/alert.ts'
import { chosenReports, unitByNo } from '../refer/queries.ts'
import { lockReports } from '../triage/held-reports.ts'
import { action } from '../work/action.ts'

export const share = action({
  name: 'report.share',
  needs: 'report:share',
  input: z.object({
    reportIds: z.array(z.uuid()).min(1).max(1000),
    unitNo: z.number().int(),
    reason: z.string().trim().min(3).max(2000),
  }),
  subject: ({ reportIds }) => (reportIds.length === 1 ? { kind: 'report', id: reportIds[0]! } : null),
  async run(doing, { reportIds, unitNo, reason }) {
    const { sql, now, actor } = doing
    const unit = await unitByNo(sql, unitNo)
    if (!unit.isActive) refuse('conflict', 'unit-is-closed', { unitNo })
    // Who answers an offer of it, or shares it with another unit, at this moment comes before or after: of two stamps one would be lost.
    await lockReports(sql, reportIds)
    const { found, missing } = await chosenReports(sql, reportIds)
    if (missing.length > 0) refuse('missing', 'report-not-shown')
    const foreign = found.find((report) => report.holderNo !== actor.unit.no)
    if (foreign) refuse('conflict', 'held-by-another-unit', { number: foreign.number })
    if (unit.no === actor.unit.no) refuse('conflict', 'held-there-already')
    await sql`select restamp_shared(${found.map((report) => report.reportId)}::uuid[], ${unit.no}, ${uuid7()}, ${now})`
    await alert(doing, {
      agencyNo: unit.no,
      kind: 'shared',
      subjectKind: 'report',
      subjectId: found[0]!.reportId,
      number: found.length === 1 ? found[0]!.number : null,
      facts: { n: found.length, byNo: actor.unit.no },
    })
    doing.note({ reports: found.map((report) => report.reportId), toNo: unit.no, reason })
    return { shared: found.length }
  },
})
