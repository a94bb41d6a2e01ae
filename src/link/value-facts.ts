// What is known of the values of a report that is looked at: how many hold each, its state, its groups, who ruled on it, and how it is
// written where it stands open.
import type { Sql } from '../base/database.ts'
import { literal } from '../base/sql.ts'
import { type Content, hashKinds, isSealed, type Sighting } from '../model/report.ts'
import type { Doing } from '../work/action.ts'
import { standingRulings } from './decisions.ts'
import { deriveKeys } from './keys.ts'
import { uuidList } from './link-rows.ts'
import type { Seen, ValueFacts } from './pair.ts'
import { type JoiningKind, type ValueState, valueState } from './parameters.ts'
import { groupsAmong } from './vouching.ts'

export interface KeyRow {
  id: string
  kind: JoiningKind
  n: number
  state: ValueState
  gLo: number
  gHi: number | null
}

export async function keyRows(lookup: Sql, ids: Iterable<string>): Promise<Map<string, KeyRow>> {
  const rows = await lookup<KeyRow>`
    select identifier_id as id, kind, n, state, g_lo as "gLo", g_hi as "gHi" from link_value where identifier_id = any(${literal(ids)}::uuid[]) and kind <> ''`
  return new Map(rows.map((row) => [row.id, row]))
}

/** Reports counted per value. */
export const MOST_COUNTED = 200

export interface Looked {
  own: readonly Seen[]
  /** Keys of the report that is looked at. */
  keys: ReadonlySet<string>
  /** Reports in which each value stands open, counted up to a limit. */
  counted: ReadonlyMap<string, number>
  written: ReadonlyMap<string, Written>
}

export async function valueFactsOf(doing: Doing, { own, keys, counted, written }: Looked): Promise<Map<string, ValueFacts>> {
  const lookup = doing.world.lookup.sql
  const rows = await keyRows(lookup, keys)
  const rulings = new Map((await standingRulings(doing, [...keys])).reverse().map((ruling) => [ruling.identifierId, ruling]))
  const facts = new Map<string, ValueFacts>()
  for (const { id } of own) {
    if (facts.has(id)) continue
    const row = keys.has(id) ? rows.get(id) : undefined
    const ruledBy = rulings.get(id)?.by
    const n = toldCount(counted.get(id) ?? 1, row)
    facts.set(id, {
      n,
      parts: written.get(id)?.parts ?? [],
      file: written.get(id)?.file,
      ...(row ? { key: { kind: row.kind, state: row.state, groups: Math.min(n, await groupsOf(lookup, row)) } } : {}),
      ...(ruledBy ? { ruledBy } : {}),
    })
  }
  return facts
}

/** Beyond the limit the linker's own count: among so many, sealed ones tell nothing. */
export const toldCount = (open: number, row: KeyRow | undefined): number =>
  open > MOST_COUNTED ? Math.max(row?.n ?? 0, open) : open

/** As stored where the bounds agree, else counted. */
async function groupsOf(lookup: Sql, { id, n, state, gLo, gHi }: KeyRow): Promise<number> {
  if (state !== valueState.vouched && state !== valueState.unvouched) return n
  if (gLo === gHi) return gLo
  const seen = await lookup<{ reportId: string }>`
    select report_id as "reportId" from sighting where identifier_id = ${id} and role = 'suspect'`
  const rows = await lookup<{ reportId: string; keys: string }>`
    select report_id as "reportId", keys::text as keys from cluster_of where report_id = any(${literal(seen.map(({ reportId }) => reportId))}::uuid[])`
  const holders = rows.map(({ reportId, keys }) => ({ reportId, keys: uuidList(keys) })).filter(({ keys }) => keys.includes(id))
  const beside = await keyRows(lookup, new Set(holders.flatMap(({ keys }) => keys)))
  const vouching = [...beside.values()].filter((row) => row.state === valueState.core || row.state === valueState.personal)
  return groupsAmong(holders, id, new Set(vouching.map((row) => row.id)))
}

export interface Written {
  /** As the sender wrote it; of a composite address and port. */
  value: string
  at: string | null
  /** Index into content.sightings. */
  index: number
  /** Ids of the addresses in a composite. */
  parts: string[]
  /** Index of the file of which it is a hash. */
  file?: number
}

/** Values that stand open in the content, by id. Composites are derived again, from what is open. */
export function writtenIn(content: Content | undefined, linkKey: Buffer): Map<string, Written> {
  const written = new Map<string, Written>()
  if (!content) return written
  const open = openOnly(content)
  for (const [index, { id, kind, value, time, file }] of open.sightings.entries()) {
    if (!id || written.has(id)) continue
    written.set(id, { value, at: time?.at ?? null, index, parts: [], file: hashKinds.includes(kind) ? file : undefined })
  }
  for (const { id, kind, sightings } of deriveKeys(open, linkKey)) {
    if (kind !== 'ip-port-minute') continue
    const index = sightings[0]!
    const { value, port, time, id: address } = open.sightings[index]!
    written.set(id, { value: `${value} :${port}`, at: time?.at ?? null, index, parts: [address!] })
  }
  return written
}

/** One event is two values, its two windows: what is said of one is said of both. */
export const isSameEvent = (one: Written, other: Written): boolean =>
  one.parts.length > 0 && one.index === other.index && one.parts.join() === other.parts.join()

/** The same list with nothing in the places of what is sealed. */
function openOnly(content: Content): Content<string> {
  const nothing: Sighting<string> = { kind: 'ip', role: 'other', value: '' }
  const sightings = content.sightings.map((one) =>
    isSealed(one.value) || isSealed(one.normal) ? nothing : (one as Sighting<string>),
  )
  return { ...(content as Content<string>), sightings }
}
