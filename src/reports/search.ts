// Exact search: a number of a report or case, or an identifier in its normal form. What is typed is read in every way it can be meant.
// Own reports in full, others as the unit and how many; a sealed value that matches says so and never which.
import { z } from 'zod'
import { readTerm } from '../intake/search-terms.ts'
import { identifierId } from '../model/stamped-id.ts'
import { action, type Doing } from '../work/action.ts'
import { digestOf } from './list.ts'
import { type FoundRow, rowColumns, rowShape, shownRows } from './row.ts'

const unit = z.object({ no: z.number(), name: z.record(z.string(), z.string()) })

export const searchShape = z.object({
  readAs: z.array(z.object({ kind: z.string(), shown: z.string() })),
  reports: z.array(rowShape),
  isMore: z.boolean(),
  cases: z.array(z.object({ caseId: z.string(), number: z.string(), state: z.string(), unit })),
  elsewhere: z.array(z.object({ unit, n: z.number() })),
  sealed: z.number(),
})

const MOST = 200

const servicesOf = ({ world }: Doing): string[] => [
  ...new Set([...world.packs.values()].flatMap((pack) => pack.senders.map((sender) => sender.name.toLowerCase()))),
]

export const search = action({
  name: 'report.search',
  needs: 'report:see',
  input: z.object({ q: z.string().trim().min(2, 'at least two signs').max(400) }),
  async run(doing, { q }) {
    const { sql, actor, world, note } = doing
    const terms = readTerm(q, servicesOf(doing))
    const ids = terms.map((term) => identifierId(world.keys.link, term.kind, term.normal))
    const sighted = await sightings(doing, ids)
    const rows = await sql<FoundRow>`
      select ${rowColumns(actor.id)} from report r
      where r.number = ${q.toUpperCase()} or r.source_number = ${q} or r.report_id = any(${[...sighted.open]}::uuid[])
      order by r.received_at desc, r.report_id limit ${MOST + 1}`
    const reports = await shownRows(doing, rows.slice(0, MOST))
    const seen = new Set(rows.map((row) => row.reportId))
    const cases = await casesOf(doing, q)
    // The term itself may be a victim's contact: the log keeps what it was read as, and its keyed hash.
    note({
      readAs: [...new Set(terms.map((term) => term.kind))],
      terms: ids.slice(0, 8),
      n: reports.length,
      shown: digestOf(reports.map((one) => one.reportId)),
    })
    return {
      readAs: terms.slice(0, 8).map(({ kind, normal }) => ({ kind, shown: normal })),
      reports,
      isMore: rows.length > MOST,
      cases,
      elsewhere: await others(
        doing,
        [...sighted.open].filter((id) => !seen.has(id)),
      ),
      sealed: actor.permissions.has('sealed:reveal')
        ? await visible(
            doing,
            [...sighted.sealed].filter((id) => !sighted.open.has(id)),
          )
        : 0,
    }
  },
})

async function sightings({ world }: Doing, ids: readonly string[]) {
  const rows = await world.lookup.sql<{ report_id: string; is_sealed: boolean }>`
    select distinct report_id, is_sealed from sighting where identifier_id = any(${[...ids]}::uuid[]) limit 5000`
  return {
    open: new Set(rows.filter((row) => !row.is_sealed).map((row) => row.report_id)),
    sealed: new Set(rows.filter((row) => row.is_sealed).map((row) => row.report_id)),
  }
}

const casesOf = ({ sql }: Doing, q: string) => sql`
  select c.case_id as "caseId", c.number, c.state, jsonb_build_object('no', a.no, 'name', a.name) as unit
  from case_number_of o join court_case c on c.case_id = o.case_id join agency a on a.no = c.holder_no
  where o.number = ${q.toUpperCase()} order by c.registered_at desc limit 50`

/** Reports that this reader does not see: the unit and how many, never a number. */
async function others({ world, sql, actor }: Doing, ids: readonly string[]) {
  const rows = await world.lookup.sql<{ holder_no: number; n: number }>`
    select holder_no, count(*)::int as n from report where report_id = any(${[...ids]}::uuid[])
      and not holder_no between ${actor.unit.no} and ${actor.unit.hi} group by holder_no order by n desc, holder_no limit 50`
  const units = await sql<{
    no: number
    name: Record<string, string>
  }>`select no, name from agency where no = any(${rows.map((row) => row.holder_no)}::int[])`
  const unitOf = new Map(units.map((one) => [one.no, one]))
  return rows.map((row) => ({ unit: unitOf.get(row.holder_no)!, n: row.n }))
}

/** In how many reports that the reader sees a sealed value matches. */
async function visible({ sql }: Doing, ids: readonly string[]): Promise<number> {
  const [row] = await sql<{ n: number }>`select count(*)::int as n from report where report_id = any(${[...ids]}::uuid[])`
  return row!.n
}
