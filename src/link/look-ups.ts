// What the audited look-ups read: ids, kinds and roles through the look-up's role, which sees no value; reports through the reader's
// own sight. What the reader does not see leaves here only as a unit and how many.

import { type Fragment, fragment, joined, type Sql } from '../base/database.ts'
import { literal } from '../base/sql.ts'
import { contentFromBytes } from '../intake/sealing.ts'
import type { Content } from '../model/report.ts'
import type { Doing } from '../work/action.ts'
import { namedUnits } from '../work/named-units.ts'
import { uuidList } from './link-rows.ts'
import type { Seen } from './pair.ts'

export interface Sighted extends Seen {
  reportId: string
}

const sightingColumns = fragment`identifier_id as id, report_id as "reportId", kind, role, is_sealed as "isSealed"`

export const sightingsOf = (lookup: Sql, reportId: string): Promise<Sighted[]> =>
  lookup<Sighted>`select ${sightingColumns} from sighting where report_id = ${reportId}`

const BRANCHES = 50

/** Sightings of these values in any report, at most so many of each. One branch per value: each goes to one shard and stops early. */
export async function sightingsOfValues(lookup: Sql, ids: readonly string[], most: number): Promise<Sighted[]> {
  const branch = (id: string): Fragment =>
    fragment`(select ${sightingColumns} from sighting where identifier_id = ${id} order by report_id limit ${most})`
  const found: Sighted[] = []
  for (let at = 0; at < ids.length; at += BRANCHES) {
    found.push(...(await lookup<Sighted>`${joined(ids.slice(at, at + BRANCHES).map(branch), ' union all ')}`))
  }
  return found
}

/** Reports that hold each value. */
export function countReports(sightings: readonly Sighted[]): Map<string, number> {
  const reports = new Map<string, Set<string>>()
  for (const { id, reportId } of sightings) reports.get(id)?.add(reportId) ?? reports.set(id, new Set([reportId]))
  return new Map([...reports].map(([id, held]) => [id, held.size]))
}

/** Which of these values these reports hold. */
export async function sharedSightings(lookup: Sql, ids: readonly string[], reportIds: readonly string[]): Promise<Sighted[]> {
  if (ids.length === 0 || reportIds.length === 0) return []
  return lookup<Sighted>`
    select ${sightingColumns} from sighting
    where report_id = any(${literal(reportIds)}::uuid[]) and identifier_id = any(${literal(ids)}::uuid[])`
}

export interface Member {
  reportId: string
  clusterId: string
  keys: string[]
}

interface RawMember {
  reportId: string
  clusterId: string
  frameId: string
  isRuled: boolean
  keys: string
}

const memberColumns = fragment`report_id as "reportId", cluster_id as "clusterId", frame_id as "frameId", is_ruled as "isRuled", keys::text as keys`

export async function placeOf(
  lookup: Sql,
  reportId: string,
): Promise<(Member & Pick<RawMember, 'frameId' | 'isRuled'>) | undefined> {
  const [row] = await lookup<RawMember>`select ${memberColumns} from cluster_of where report_id = ${reportId}`
  return row && { ...row, keys: uuidList(row.keys) }
}

/** Oldest first, at most so many. */
export async function membersOfCluster(lookup: Sql, clusterId: string, most: number): Promise<Member[]> {
  const rows = await lookup<RawMember>`
    select ${memberColumns} from cluster_of where cluster_id = ${clusterId} order by at, report_id limit ${most}`
  return rows.map((row) => ({ ...row, keys: uuidList(row.keys) }))
}

/** Reports of the same frame that a verdict put into other clusters. */
export async function cutOff(
  lookup: Sql,
  { frameId, clusterId }: { frameId: string; clusterId: string },
  most: number,
): Promise<string[]> {
  const rows = await lookup<{ reportId: string }>`
    select report_id as "reportId" from cluster_of where frame_id = ${frameId} and cluster_id <> ${clusterId} order by at, report_id limit ${most}`
  return rows.map(({ reportId }) => reportId)
}

export async function sizeOfCluster(lookup: Sql, clusterId: string): Promise<number> {
  const [row] = await lookup<{ n: number }>`select count(*)::int as n from cluster_of where cluster_id = ${clusterId}`
  return row!.n
}

export interface ShownReport {
  reportId: string
  number: string
  sender: { id: string; name: string }
  receivedAt: Date
  incidentAt: Date | null
  state: string
  band: string | null
  caseId: string | null
  caseNumber: string | null
  holder: { no: number; name: Record<string, string> }
}

/** Those of these reports that the reader sees. */
export async function shownReports(sql: Sql, reportIds: Iterable<string>): Promise<Map<string, ShownReport>> {
  const rows = await sql<ShownReport>`
    select r.report_id as "reportId", r.number, jsonb_build_object('id', r.sender_id, 'name', r.sender_name) as sender, r.received_at as "receivedAt",
      r.incident_at as "incidentAt", r.state, r.band, r.case_id as "caseId", r.case_number as "caseNumber",
      jsonb_build_object('no', a.no, 'name', a.name) as holder
    from report r join agency a on a.no = r.holder_no where r.report_id = any(${literal(new Set(reportIds))}::uuid[])`
  return new Map(rows.map((row) => [row.reportId, row]))
}

export interface Unit {
  no: number
  name: Record<string, string>
}

export interface UnitCount {
  unit: Unit
  n: number
}

/** The unit that holds each of these reports. Only for reports whose place in a cluster is told, never for a list of a reader's making. */
export async function unitsHolding({ sql, world }: Doing, reportIds: readonly string[]): Promise<Map<string, Unit>> {
  if (reportIds.length === 0) return new Map()
  const rows = await world.lookup.sql<{ reportId: string; no: number }>`
    select report_id as "reportId", holder_no as no from report where report_id = any(${literal(reportIds)}::uuid[])`
  const units = await namesOf(
    sql,
    rows.map(({ no }) => no),
  )
  return new Map(rows.map(({ reportId, no }) => [reportId, units.get(no)!]))
}

/** The others: who holds how many of them, most first. A report that is not stored any more counts for nobody. */
export async function countHidden(doing: Doing, reportIds: Iterable<string>): Promise<UnitCount[]> {
  const counts = new Map<number, UnitCount>()
  for (const unit of (await unitsHolding(doing, [...new Set(reportIds)])).values()) {
    const known = counts.get(unit.no)
    if (known) known.n++
    else counts.set(unit.no, { unit, n: 1 })
  }
  return [...counts.values()].sort((a, b) => b.n - a.n || a.unit.no - b.unit.no)
}

async function namesOf(sql: Sql, numbers: readonly number[]): Promise<Map<number, Unit>> {
  const units = await namedUnits(sql, numbers)
  return new Map(numbers.map((no) => [no, units.get(no) ?? { no, name: { en: String(no) } }]))
}

/** What was asked about: a report whose values were looked up, or a value that was searched, by its keyed hash. */
export interface AskedAbout {
  kind: 'report' | 'value'
  id: string
}

/** Both sides are told: the units that hold them see who asked, about how many, once per unit, subject and day. A unit may be
 * counted twice, for members and for suggestions: these are different reports. The asker sees these rows too, so they must
 * hold nothing but what the answer told. */
export async function tellHolders({ world, actor, now }: Doing, about: AskedAbout, counts: readonly UnitCount[]): Promise<void> {
  const told = counts.filter(({ unit }) => unit.no !== actor.unit.no)
  if (told.length === 0) return
  await world.lookup.sql`
    insert into asked (holder_no, asker_no, subject_kind, subject_id, asked_on, asker_name, held, at)
    select holder_no, ${actor.unit.no}, ${about.kind}, ${about.id}, ${now.toISOString().slice(0, 10)}::date, ${actor.name}, sum(held)::int, ${now}
    from unnest(${told.map(({ unit }) => unit.no)}::int[], ${told.map(({ n }) => n)}::int[]) as given(holder_no, held) group by holder_no
    on conflict (holder_no, asker_no, subject_id, asked_on) do update set held = greatest(asked.held, excluded.held), at = excluded.at,
      asker_name = excluded.asker_name`
}

/** Newest content of these reports as it is kept: what is sealed stays sealed, and is compared and named by nobody. */
export async function contentsOf(sql: Sql, reportIds: readonly string[]): Promise<Map<string, Content>> {
  if (reportIds.length === 0) return new Map()
  const rows = await sql<{ reportId: string; content: Buffer }>`
    select v.report_id as "reportId", v.content from report r
    join report_version v on v.report_id = r.report_id and v.version = r.version and v.rendition = r.rendition
    where r.report_id = any(${literal(reportIds)}::uuid[])`
  return new Map(rows.map(({ reportId, content }) => [reportId, contentFromBytes(content)]))
}
