// The page of a case: its numbers as a life-line, what is due, its reports, who is named in them, what happened, what may be done
// and why not. Reports that the reader does not see are counted, and nobody of theirs is named.
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { outcomeOf } from '../country/outcomes.ts'
import type { Pack } from '../country/pack.ts'
import { packOf } from '../country/packs-of.ts'
import { contentsOf } from '../link/look-ups.ts'
import { isLiveState } from '../link/parameters.ts'
import { keyRows } from '../link/value-facts.ts'
import { namesShape, unitShape } from '../model/named.ts'
import { digestOf } from '../reports/list.ts'
import { type FoundRow, rowColumns, rowShape, shownRows } from '../reports/row.ts'
import { action, type Doing } from '../work/action.ts'
import { openNote } from './case-notes.ts'
import { type NamingReport, peopleOfCase, strongIds } from './case-people.ts'
import { dueOn, dueShape } from './due.ts'
import { type CaseFound, caseColumns, caseRowShape, MOST_REPORTS } from './list-cases.ts'

export const caseShape = z.object({
  case: caseRowShape.extend({
    reason: z.string().nullable(),
    /** label: act and section; name: in words. */
    offences: z.array(z.object({ id: z.string(), label: z.string(), name: namesShape.nullable(), isVerified: z.boolean() })),
  }),
  numbers: z.array(
    z.object({
      ordinal: z.number(),
      number: z.string(),
      unit: unitShape,
      isEntered: z.boolean(),
      ground: z.string(),
      by: z.string(),
      at: z.date(),
    }),
  ),
  events: z.array(
    z.object({
      eventId: z.string(),
      event: z.string(),
      unit: unitShape,
      note: z.string(),
      facts: z.record(z.string(), z.unknown()),
      by: z.string(),
      at: z.date(),
    }),
  ),
  reports: z.array(rowShape),
  people: z.array(
    z.object({
      pseudonym: z.string(),
      role: z.string(),
      isSealed: z.boolean(),
      names: z.array(z.string()),
      identifiers: z.array(z.object({ kind: z.string(), value: z.string(), service: z.string().nullable() })),
      age: z.number().nullable(),
      /** Where the person is named, and under which pseudonym there: what reveals. */
      reports: z.array(z.object({ reportId: z.string(), number: z.string(), pseudonym: z.string() })),
    }),
  ),
  due: z.array(dueShape),
  may: z.record(z.string(), z.union([z.literal(true), z.string()])),
})

export const lookAtCase = action({
  name: 'case.look',
  needs: 'case:see',
  input: z.object({ caseId: z.uuid() }),
  subject: ({ caseId }) => ({ kind: 'case', id: caseId }),
  async run(doing, { caseId }) {
    const { sql, actor, world, now } = doing
    const [found] = await sql<
      CaseFound & { state: string; holder: { no: number }; offences: string[] }
    >`select ${caseColumns} from court_case c where c.case_id = ${caseId}`
    if (!found) return refuse('missing', 'case-not-shown')
    const pack = packOf(world, found.pack)
    const joined = await joinedReports(doing, caseId)
    const rows = await sql<FoundRow>`
      select ${rowColumns(actor.id)} from report r where r.report_id = any(${joined}::uuid[]) order by r.received_at, r.report_id`
    const reports = await shownRows(doing, rows)
    doing.note({ n: reports.length, shown: digestOf(reports.map((report) => report.reportId)) })
    const incidentAts = reports.flatMap((report) => report.incidentAt ?? [])
    return {
      case: {
        ...found,
        outcomeName: found.outcome ? (outcomeOf(pack, 'case', found.outcome)?.label ?? null) : null,
        offences: found.offences.map((id) => offenceShown(pack, id)),
      },
      numbers: await numbersOf(doing, caseId),
      events: await eventsOf(doing, caseId),
      reports,
      people: await peopleOf(doing, joined, reports),
      due: found.state === 'closed' ? [] : dueOn(pack, { registeredAt: found.registeredAt, incidentAts, zone: found.zone, now }),
      may: mayOf(doing, found),
    }
  },
})

/** In the order in which they joined the case. */
async function joinedReports({ sql }: Doing, caseId: string): Promise<string[]> {
  const rows = await sql<{ id: string }>`
    select report_id as id from case_report where case_id = ${caseId} order by at, report_id limit ${MOST_REPORTS}`
  return rows.map((row) => row.id)
}

async function peopleOf(
  { sql, world }: Doing,
  joined: readonly string[],
  shown: readonly { reportId: string; number: string }[],
) {
  const numbers = new Map(shown.map(({ reportId, number }) => [reportId, number]))
  const seen = joined.filter((id) => numbers.has(id))
  const contents = await contentsOf(sql, seen)
  const naming = seen.flatMap((reportId): NamingReport[] => {
    const content = contents.get(reportId)
    return content ? [{ reportId, number: numbers.get(reportId)!, content }] : []
  })
  const values = await keyRows(world.lookup.sql, strongIds(naming))
  return peopleOfCase(naming, (id) => values.has(id) && !isLiveState(values.get(id)!.state))
}

const numbersOf = ({ sql }: Doing, caseId: string) => sql`
  select n.ordinal, n.number, n.is_entered as "isEntered", n.ground, n.person_name as by, n.at, jsonb_build_object('no', a.no, 'name', a.name) as unit
  from case_number n join agency a on a.no = n.agency_no where n.case_id = ${caseId} order by n.ordinal`

async function eventsOf({ sql, world }: Doing, caseId: string) {
  const rows = await sql<{ eventId: string; note: string; sealed: Buffer | null }>`
    select e.event_id as "eventId", e.event, e.note, e.sealed_note as sealed, e.facts, e.person_name as by, e.at, jsonb_build_object('no', a.no, 'name', a.name) as unit
    from case_event e join agency a on a.no = e.agency_no where e.case_id = ${caseId} order by e.at, e.event_id limit 500`
  return rows.map(({ sealed, ...event }) => ({
    ...event,
    note: sealed ? openNote(world.keys.installation, sealed, { caseId, eventId: event.eventId }) : event.note,
  }))
}

function offenceShown(pack: Pack, id: string) {
  const offence = pack.offences.find((one) => one.id === id)
  return {
    id,
    label: offence ? `${offence.act} ${offence.section}` : id,
    name: offence?.label ?? null,
    isVerified: offence?.isConfirmed ?? false,
  }
}

function mayOf({ actor }: Doing, found: { state: string; holder: { no: number } }): Record<string, true | string> {
  const state =
    found.holder.no !== actor.unit.no ? 'held-by-another-unit' : found.state === 'closed' ? 'already-closed' : (true as const)
  const needs = ['case:re-register', 'case:close', 'case:note', 'case:register'] as const
  return {
    ...Object.fromEntries(
      needs.map((permission) => [permission, actor.permissions.has(permission) ? state : whoMay(permission)]),
    ),
    'sealed:reveal': actor.permissions.has('sealed:reveal') || 'not-permitted',
  }
}

const whoMay = (permission: string) => (permission === 'case:close' ? 'a-supervisor-closes' : 'not-permitted')
