// Exact search: a number of a report or case, or an identifier in its normal form. What is typed is read in every way it can be meant.
// Own reports in full, others as the unit and how many, and these units see who asked; a sealed value that matches says so and never
// which, and only of reports that one sees.
import { z } from 'zod'
import { readTerm } from '../intake/search-terms.ts'
import { heldValues } from '../link/held-values.ts'
import { countHidden, type Sighted, tellHolders, type UnitCount } from '../link/look-ups.ts'
import { numberKey } from '../model/case-number.ts'
import { unitShape } from '../model/named.ts'
import { identifierId } from '../model/stamped-id.ts'
import { action, type Doing } from '../work/action.ts'
import { digestOf } from './list.ts'
import { type FoundRow, rowColumns, rowShape, shownRows } from './row.ts'

export const searchShape = z.object({
  readAs: z.array(z.object({ kind: z.string(), shown: z.string() })),
  reports: z.array(rowShape),
  isMore: z.boolean(),
  cases: z.array(z.object({ caseId: z.string(), number: z.string(), state: z.string(), unit: unitShape })),
  elsewhere: z.array(z.object({ unit: unitShape, n: z.number() })),
  /** Others hold it in more reports than were counted. */
  isMoreElsewhere: z.boolean(),
  sealed: z.number(),
})

const MOST = 200
/** Of others, counted per value. */
const MOST_PER_VALUE = 2000

const servicesOf = ({ world }: Doing): string[] => [
  ...new Set([...world.packs.values()].flatMap((pack) => pack.senders.map((sender) => sender.name.toLowerCase()))),
]

export const search = action({
  name: 'report.search',
  needs: 'report:see',
  input: z.object({ q: z.string().trim().min(2, 'at least two characters').max(400) }),
  async run(doing, { q }) {
    const { sql, actor, world, note } = doing
    const terms = readTerm(q, servicesOf(doing))
    const ids = terms.map((term) => identifierId(world.keys.link, term.kind, term.normal))
    const { sightings: found, moreElsewhere, moreOwn } = await heldValues(doing, ids, MOST_PER_VALUE)
    const seen = await visible(doing, found)
    const open = found.filter((one) => !one.isSealed)
    const rows = await sql<FoundRow>`
      select ${rowColumns(actor.id)} from report r
      where r.number = ${q.toUpperCase()} or r.source_number = ${q} or r.report_id = any(${reportIdsOf(open)}::uuid[])
      order by r.received_at desc, r.report_id limit ${MOST + 1}`
    const reports = await shownRows(doing, rows.slice(0, MOST))
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
      isMore: rows.length > MOST || moreOwn.size > 0,
      cases,
      elsewhere: await askedElsewhere(
        doing,
        open.filter((one) => !seen.has(one.reportId)),
      ),
      isMoreElsewhere: open.some((one) => moreElsewhere.has(one.id) && !seen.has(one.reportId)),
      sealed: actor.permissions.has('sealed:reveal') ? sealedOnly(found, seen) : 0,
    }
  },
})

const reportIdsOf = (sightings: readonly Sighted[]): string[] => [...new Set(sightings.map((one) => one.reportId))]

/** Which of the reports that were found this reader sees. */
async function visible({ sql }: Doing, found: readonly Sighted[]): Promise<Set<string>> {
  const rows = await sql<{ report_id: string }>`select report_id from report where report_id = any(${reportIdsOf(found)}::uuid[])`
  return new Set(rows.map((row) => row.report_id))
}

/** Reports that this reader does not see: the unit and how many, never a number. Each of these units is told who asked, once a day for
 * a value; a unit that holds it sealed is not, since the asker would see it among what was asked. */
async function askedElsewhere(doing: Doing, hidden: readonly Sighted[]): Promise<UnitCount[]> {
  if (hidden.length === 0) return []
  const counts = await countHidden(doing, reportIdsOf(hidden))
  // Of several readings one stands for the search, the same each time.
  const [id] = hidden.map((one) => one.id).sort()
  await tellHolders(doing, { kind: 'value', id: id! }, counts)
  return counts
}

/** In how many reports that the reader sees a sealed value matches, and no open one. */
function sealedOnly(found: readonly Sighted[], seen: ReadonlySet<string>): number {
  const open = new Set(found.flatMap((one) => (one.isSealed ? [] : one.reportId)))
  return reportIdsOf(found).filter((id) => seen.has(id) && !open.has(id)).length
}

const casesOf = ({ sql }: Doing, q: string) => sql`
  select c.case_id as "caseId", c.number, c.state, jsonb_build_object('no', a.no, 'name', a.name) as unit
  from court_case c join agency a on a.no = c.holder_no
  where c.case_id = any(array(select o.case_id from case_number_of o where o.number_key = ${numberKey(q)})) order by c.registered_at desc limit 50`
