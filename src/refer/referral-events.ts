// The history of a hand-over, one line per step, kept with the report and seen by both units; and by what the log names it.
import { fragment, joined } from '../base/database.ts'
import { uuid7 } from '../base/ids.ts'
import type { Doing } from '../work/action.ts'

interface Step {
  reportId: string
  referralId: string
  /** Of the report. */
  number: string
  fromNo: number
  toNo: number
}

export async function recordEvents(doing: Doing, steps: readonly Step[], what: { event: string; note: string }): Promise<void> {
  const { sql, now, actor } = doing
  // Of many the entry lists the reports, and names none.
  const [first, ...more] = steps
  if (first && more.length === 0) doing.note({ number: first.number, fromNo: first.fromNo, toNo: first.toNo })
  const rows = steps.map(
    (
      step,
    ) => fragment`(${step.reportId}::uuid, ${uuid7()}::uuid, ${step.referralId}::uuid, ${step.fromNo}::int, ${step.toNo}::int, ${what.event}, ${what.note},
      ${actor.id}::uuid, ${actor.name}, ${actor.unit.no}::int, ${now}::timestamptz)`,
  )
  await sql`
    insert into referral_event (report_id, event_id, referral_id, from_no, to_no, event, note, person_id, person_name, agency_no, at)
    values ${joined(rows, ', ')}`
}
