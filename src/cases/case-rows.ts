// Rows of a case that several actions write: an event of its life-line, a number, its reports.
import { fragment, joined } from '../base/database.ts'
import { uuid7 } from '../base/ids.ts'
import { refuse } from '../base/refusal.ts'
import type { Doing } from '../work/action.ts'
import { sealNote } from './case-notes.ts'
import type { Numbered } from './case-numbers.ts'

export interface HeldCase {
  caseId: string
  number: string
  holderNo: number
  state: string
  registeredAt: Date
}

/** The case, which the actor's own unit must hold, open. */
export async function heldCase({ sql, actor }: Doing, caseId: string): Promise<HeldCase> {
  // Two who move or close it at once would both find it theirs and open; whoever comes second reads what the first one did.
  await sql`select 1 from court_case where case_id = ${caseId} for update`
  const [found] = await sql<HeldCase>`
    select case_id as "caseId", number, holder_no as "holderNo", state, registered_at as "registeredAt" from court_case where case_id = ${caseId}`
  if (!found) return refuse('missing', 'case-not-shown')
  if (found.holderNo !== actor.unit.no) refuse('conflict', 'held-by-another-unit')
  if (found.state === 'closed') refuse('conflict', 'already-closed')
  return found
}

export async function addEvent(
  { sql, now, actor, world }: Doing,
  what: { caseId: string; event: string; note: string; facts?: Record<string, unknown> },
): Promise<void> {
  const { caseId } = what
  const eventId = uuid7()
  const sealed = sealNote(world.keys.installation, what.note, { caseId, eventId })
  await sql`
    insert into case_event (case_id, event_id, holder_no, event, agency_no, sealed_note, facts, person_id, person_name, at)
    values (${caseId}, ${eventId}, ${actor.unit.no}, ${what.event}, ${actor.unit.no}, ${sealed}, ${JSON.stringify(what.facts ?? {})}::jsonb, ${actor.id}, ${actor.name}, ${now})`
  await sql`select restamp_case_rows(${what.caseId})`
}

export interface NumberRow extends Numbered {
  caseId: string
  ordinal: number
  agencyNo: number
  ground: string
}

export async function addNumber({ sql, now, actor }: Doing, row: NumberRow): Promise<void> {
  await sql`
    insert into case_number (case_id, ordinal, holder_no, number, agency_no, series, year, serial, is_entered, ground, person_id, person_name, at)
    values (${row.caseId}, ${row.ordinal}, ${actor.unit.no}, ${row.number}, ${row.agencyNo}, ${row.series}, ${row.year}, ${row.serial}, ${row.isEntered},
      ${row.ground}, ${actor.id}, ${actor.name}, ${now})`
}

export async function attachReports({ sql, now, actor }: Doing, caseId: string, reportIds: readonly string[]): Promise<void> {
  const rows = reportIds.map(
    (id) =>
      fragment`(${caseId}::uuid, ${id}::uuid, ${actor.unit.no}::int, ${actor.id}::uuid, ${actor.name}, ${now}::timestamptz)`,
  )
  await sql`
    insert into case_report (case_id, report_id, holder_no, added_by, added_name, at) values ${joined(rows, ', ')}`
}

interface Moves {
  caseId: string
  ordinal: number
  toNo: number
  reportIds: readonly string[]
}

/** As many rows as one statement has room for, and to spare. */
const MOST_ROWS = 1000

/** Each report that moves with its case comes to the unit by that, as others do by a referral. */
export async function addMoves({ sql, now, actor }: Doing, { caseId, ordinal, toNo, reportIds }: Moves): Promise<void> {
  for (let at = 0; at < reportIds.length; at += MOST_ROWS) {
    const rows = reportIds
      .slice(at, at + MOST_ROWS)
      .map(
        (id) =>
          fragment`(${id}::uuid, ${caseId}::uuid, ${ordinal}::smallint, ${actor.unit.no}::int, ${toNo}::int, ${now}::timestamptz)`,
      )
    await sql`insert into re_registration (report_id, case_id, ordinal, from_no, to_no, at) values ${joined(rows, ', ')}`
  }
}
