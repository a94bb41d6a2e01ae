// What an entry is about, as people call it: the number of a report or case, the name of a person, a hand-over by the number of its report
// and its two units. From what the entry itself holds, and else as this reader sees the thing: the log tells nobody more than that.
import { z } from 'zod'
import type { Sql } from '../base/database.ts'
import { unitShape } from '../model/named.ts'
import { namedUnits } from '../work/named-units.ts'
import type { ListedEntry } from './queries.ts'

export const subjectShape = z.object({
  kind: z.string(),
  id: z.string(),
  /** Of a report or case; of the report that was handed over. */
  number: z.string().nullable(),
  /** Of a person. */
  name: z.string().nullable(),
  /** Of a hand-over. */
  from: unitShape.nullable(),
  to: unitShape.nullable(),
  /** How many reports were offered at once. */
  n: z.number().nullable(),
})
export type Subject = z.output<typeof subjectShape>

interface Called {
  number: string | null
  name: string | null
  fromNo: number | null
  toNo: number | null
}
const nameless: Called = { number: null, name: null, fromNo: null, toNo: null }

/** By the id of the entry. */
export async function subjectsOf(sql: Sql, entries: readonly ListedEntry[]): Promise<Map<string, Subject>> {
  const seen = await seenBy(sql, entries)
  const called = new Map(entries.map((entry) => [entry.entryId, calledIn(entry, seen)]))
  const units = await namedUnits(
    sql,
    [...called.values()].flatMap(({ fromNo, toNo }) => [fromNo, toNo]),
  )
  const unitOf = (no: number | null) => (no === null ? null : (units.get(no) ?? null))
  const subjects = entries.flatMap((entry): [string, Subject][] => {
    const { entryId, subjectKind: kind, subjectId: id } = entry
    if (!kind || !id) return []
    const { fromNo, toNo, ...names } = called.get(entryId)!
    const n = kind === 'offer' ? reportsIn(entry).length : null
    return [[entryId, { kind, id, ...names, from: unitOf(fromNo), to: unitOf(toNo), n }]]
  })
  return new Map(subjects)
}

export const isUuid = (text: unknown): text is string => z.uuid().safeParse(text).success

/** The reports that an entry names. */
const reportsIn = ({ detail }: ListedEntry): string[] => (Array.isArray(detail.reports) ? detail.reports.filter(isUuid) : [])

/** An offer is known by what its entry holds; it names one report where it was of one. */
function reportOf(entry: ListedEntry): string | undefined {
  if (entry.subjectKind === 'report') return isUuid(entry.subjectId) ? entry.subjectId : undefined
  const [first, ...more] = entry.subjectKind === 'offer' ? reportsIn(entry) : []
  return more.length === 0 ? first : undefined
}

function calledIn(entry: ListedEntry, seen: ReadonlyMap<string, Called>): Called {
  const { subjectKind: kind, detail, agencyNo } = entry
  const known = seen.get(reportOf(entry) ?? entry.subjectId ?? '') ?? nameless
  if (kind !== 'offer' && kind !== 'referral') return known
  const number = typeof detail.number === 'string' ? detail.number : known.number
  const no = (value: unknown, other: number | null) => (typeof value === 'number' ? value : other)
  return {
    number,
    name: null,
    // Who offers is whose entry it is.
    fromNo: no(detail.fromNo, kind === 'offer' ? agencyNo : known.fromNo),
    toNo: no(detail.toNo, known.toNo),
  }
}

/** Things by their ids, under the policies of the reader. */
async function seenBy(sql: Sql, entries: readonly ListedEntry[]): Promise<Map<string, Called>> {
  const ids = (kind: string) => [
    ...new Set(entries.filter(({ subjectKind, subjectId }) => subjectKind === kind && isUuid(subjectId)).map((e) => e.subjectId)),
  ]
  const reports = [...new Set(entries.map(reportOf).filter((id) => id !== undefined))]
  const rows = await sql<Called & { id: string }>`
    select report_id::text as id, number, null as name, null::int as "fromNo", null::int as "toNo" from report where report_id = any(${reports}::uuid[])
    union all select referral_id::text, number, null, from_no, to_no from referral where referral_id = any(${ids('referral')}::uuid[])
    union all select case_id::text, number, null, null, null from court_case where case_id = any(${ids('case')}::uuid[])
    union all select person_id::text, null, name, null, null from person where person_id = any(${ids('person')}::uuid[])`
  return new Map(rows.map(({ id, ...called }) => [id, called]))
}
