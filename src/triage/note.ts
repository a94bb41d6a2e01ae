// A note on a report: what an officer wants the next one to know. Sealed under the report's data key, since it may speak of a child;
// whoever sees the report reads it.
import { z } from 'zod'
import { uuid7 } from '../base/ids.ts'
import { refuse } from '../base/refusal.ts'
import { seal } from '../base/seal.ts'
import { dataKey } from '../intake/sealing.ts'
import { action } from '../work/action.ts'

export const writeNote = action({
  name: 'report.note',
  needs: 'report:note',
  input: z.object({ reportId: z.uuid(), text: z.string().trim().min(1).max(10_000) }),
  subject: ({ reportId }) => ({ kind: 'report', id: reportId }),
  async run({ sql, now, actor, world, note }, { reportId, text }) {
    const [report] = await sql<{ holderNo: number; seenBy: number[]; wrapped: Buffer | null }>`
      select r.holder_no as "holderNo", r.seen_by as "seenBy", k.wrapped
      from report r left join data_key k on k.report_id = r.report_id where r.report_id = ${reportId}`
    if (!report) return refuse('missing', 'report-not-shown')
    if (!report.wrapped) return refuse('conflict', 'shredded')
    const noteId = uuid7(now.getTime())
    const key = dataKey(world.keys.installation, reportId, report.wrapped)
    const sealed = seal(key, text, `note/${noteId}/text`)
    await sql`
      insert into note (report_id, note_id, holder_no, seen_by, text, written_by, written_name, written_no, at)
      values (${reportId}, ${noteId}, ${report.holderNo}, ${report.seenBy}::int[], ${sealed}, ${actor.id}, ${actor.name}, ${actor.unit.no}, ${now})`
    note({ noteId, length: text.length })
    return { noteId }
  },
})
