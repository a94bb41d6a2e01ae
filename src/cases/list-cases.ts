// Cases that one may see, newest first; a case keeps every number it ever had, and is found by each of them.
import { z } from 'zod'
import { fragment } from '../base/database.ts'
import { decodeCursor, encodeCursor } from '../base/page.ts'
import { outcomeOf } from '../country/outcomes.ts'
import { packOf } from '../country/packs-of.ts'
import { unitShape } from '../model/named.ts'
import { digestOf } from '../reports/list.ts'
import { action, type Doing } from '../work/action.ts'
import { dueOn, dueShape, firstOf } from './due.ts'

export const caseRowShape = z.object({
  caseId: z.string(),
  number: z.string(),
  numbers: z.array(z.string()),
  state: z.string(),
  title: z.string(),
  holder: unitShape,
  reports: z.number(),
  registeredAt: z.date(),
  closedAt: z.date().nullable(),
  outcome: z.string().nullable(),
  outcomeName: z.record(z.string(), z.string()).nullable(),
})

/** A line of the list: its next clock, and how many others have run out. */
export const listedShape = caseRowShape.extend({ due: dueShape.nullable(), over: z.number() })

/** Of so many of its reports, in the order in which they joined it, a case is told. */
export const MOST_REPORTS = 200

export interface CaseFound {
  caseId: string
  state: string
  registeredAt: Date
  outcome: string | null
  /** Of the unit that holds it: by these its clocks run and its words are read, whoever asks. */
  pack: string
  zone: string
  [more: string]: unknown
}

export const caseColumns = fragment`
  c.case_id as "caseId", c.number, c.state, c.title, c.reports, c.registered_at as "registeredAt", c.closed_at as "closedAt", c.outcome, c.reason, c.offences,
  array(select n.number from case_number n where n.case_id = c.case_id order by n.ordinal) as numbers,
  (select jsonb_build_object('no', a.no, 'name', a.name) from agency a where a.no = c.holder_no) as holder,
  (select a.pack from agency a where a.no = c.holder_no) as pack, (select a.zone from agency a where a.no = c.holder_no) as zone`

const cursorOf = z.tuple([z.coerce.date(), z.uuid()])

export const listCases = action({
  name: 'case.list',
  needs: 'case:see',
  input: z.object({
    state: z.enum(['registered', 'closed', 'any']).default('registered'),
    holder: z.enum(['own', 'below', 'all']).default('all'),
    outcome: z.string().max(100).optional(),
    cursor: z.string().optional(),
    limit: z.number().int().min(1).max(200).default(50),
  }),
  async run(doing, { state, holder, outcome, cursor, limit }) {
    const { sql, actor, world } = doing
    const after = cursor ? decodeCursor(cursor, cursorOf) : null
    const held = {
      own: fragment`c.holder_no = ${actor.unit.no}`,
      below: fragment`c.holder_no between ${actor.unit.no} and ${actor.unit.hi}`,
      all: fragment`true`,
    }[holder]
    const rows = await sql<CaseFound>`
      select ${caseColumns} from court_case c
      where ${held} ${state === 'any' ? fragment`` : fragment`and c.state = ${state}`} ${outcome ? fragment`and c.outcome = ${outcome}` : fragment``}
        ${after ? fragment`and (c.registered_at, c.case_id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : fragment``}
      order by c.registered_at desc, c.case_id desc limit ${limit + 1}`
    const found = rows.slice(0, limit)
    const clocks = await clocksOf(doing, found)
    const items = found.map((row) => ({
      ...row,
      ...(clocks.get(row.caseId) ?? { due: null, over: 0 }),
      outcomeName: row.outcome ? (outcomeOf(packOf(world, row.pack), 'case', row.outcome)?.label ?? null) : null,
    }))
    const last = items.at(-1)
    doing.note({ n: items.length, shown: digestOf(items.map((item) => item.caseId)) })
    return { items, next: rows.length > limit && last ? encodeCursor([last.registeredAt, last.caseId]) : null }
  },
})

/** Of the open ones, with the incidents of the reports that the reader sees: one question for the page, whatever the table holds. */
async function clocksOf({ sql, world, now }: Doing, rows: readonly CaseFound[]) {
  const open = rows.filter((row) => row.state !== 'closed')
  const incidents = await sql<{ caseId: string; ats: Date[] }>`
    with joined as (
      select case_id, report_id, row_number() over (partition by case_id order by at, report_id) as place
      from case_report where case_id = any(${open.map((row) => row.caseId)}::uuid[]))
    select j.case_id as "caseId", array_agg(distinct r.incident_at) as ats from joined j join report r on r.report_id = j.report_id
    where j.place <= ${MOST_REPORTS} and r.incident_at is not null group by j.case_id`
  const atsOf = new Map(incidents.map(({ caseId, ats }) => [caseId, ats]))
  return new Map(
    open.map(({ caseId, registeredAt, pack, zone }) => {
      const times = { registeredAt, incidentAts: atsOf.get(caseId) ?? [], zone, now }
      return [caseId, firstOf(dueOn(packOf(world, pack), times), now)] as const
    }),
  )
}
