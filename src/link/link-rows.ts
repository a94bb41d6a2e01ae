// Reads of cluster_of, sighting and verdicts that the steps of a settlement share. All by key, all as the owner.
import { fragment, type Sql } from '../base/database.ts'
import { literal, uuids } from '../base/sql.ts'
import type { Verdict } from './cluster-frame.ts'
import type { LinkRow, Work } from './settle-work.ts'

interface RawRow {
  report_id: string
  at: number
  frame_id: string
  frame_at: number
  cluster_id: string
  is_ruled: boolean
  keys: string
}

const columns = fragment`report_id, (extract(epoch from at) * 1000)::int8 as at, frame_id, (extract(epoch from frame_at) * 1000)::int8 as frame_at,
  cluster_id, is_ruled, keys::text as keys`

const toRow = (raw: RawRow): LinkRow => ({
  reportId: raw.report_id,
  at: raw.at,
  frameId: raw.frame_id,
  frameAt: raw.frame_at,
  clusterId: raw.cluster_id,
  isRuled: raw.is_ruled,
  keys: uuidList(raw.keys),
})

export const uuidList = (text: string): string[] => (text === '{}' ? [] : text.slice(1, -1).split(','))

export async function rowsOfReports(sql: Sql, reportIds: Iterable<string>): Promise<LinkRow[]> {
  const ids = [...reportIds]
  if (ids.length === 0) return []
  return (await sql<RawRow>`select ${columns} from cluster_of where report_id = any(${uuids(ids)})`).map(toRow)
}

export async function rowsOfFrames(sql: Sql, frameIds: Iterable<string>): Promise<LinkRow[]> {
  const ids = [...frameIds]
  if (ids.length === 0) return []
  return (await sql<RawRow>`select ${columns} from cluster_of where frame_id = any(${uuids(ids)})`).map(toRow)
}

/** Rows of these reports that stay, read once. */
export async function loadRows(work: Work, reportIds: Iterable<string>): Promise<void> {
  const wanted = [...new Set(reportIds)].filter((id) => !work.rows.has(id) && !work.added.has(id) && !work.removed.has(id))
  for (const row of await rowsOfReports(work.tx.sql, wanted)) work.rows.set(row.reportId, row)
}

/**
 * Linked reports that hold each of these values once the settlement is done. Sightings may run ahead of the linker, and hold
 * other roles and older versions: only a row whose keys name the value counts.
 */
export async function holdersOf(work: Work, valueIds: readonly string[]): Promise<Map<string, string[]>> {
  const holders = new Map<string, string[]>(valueIds.map((id) => [id, []]))
  if (valueIds.length === 0) return holders
  const seen = await work.tx.sql<{ identifier_id: string; report_id: string }>`
    select identifier_id, report_id from sighting where identifier_id = any(${uuids(valueIds)}) and role = 'suspect'`
  await loadRows(
    work,
    seen.map((sighting) => sighting.report_id),
  )
  for (const { identifier_id, report_id } of seen) {
    if (work.rows.get(report_id)?.keys.includes(identifier_id)) holders.get(identifier_id)!.push(report_id)
  }
  for (const { reportId, keys } of work.added.values()) for (const { id } of keys) holders.get(id)?.push(reportId)
  return holders
}

export const keysOf = (work: Work, reportId: string): readonly string[] =>
  work.added.get(reportId)?.keys.map(({ id }) => id) ?? work.rows.get(reportId)?.keys ?? []

/** Verdicts in force that name one of these reports. */
export async function verdictsOn(sql: Sql, reportIds: Iterable<string>): Promise<Verdict[]> {
  const ids = [...reportIds]
  if (ids.length === 0) return []
  const named = await sql<{ verdict_id: string }>`
    select distinct verdict_id from link_verdict_member where report_id = any(${uuids(ids)})`
  if (named.length === 0) return []
  return verdictsById(
    sql,
    named.map(({ verdict_id }) => verdict_id),
    ['yes'],
  )
}

export async function verdictsById(sql: Sql, verdictIds: readonly string[], applied: readonly string[]): Promise<Verdict[]> {
  const rows = await sql<{ verdict_id: string; kind: Verdict['kind']; at: Date; members: string; sides: number[] }>`
    select verdict_id, kind, at, members::text as members, sides from link_verdict
    where verdict_id = any(${literal(verdictIds)}::uuid[]) and applied = any(${applied}::text[])`
  return rows.map(({ verdict_id, kind, at, members, sides }) => ({
    verdictId: verdict_id,
    kind,
    at: at.getTime(),
    members: uuidList(members),
    sides,
  }))
}
