// Step 6 of a settlement: rows of cluster_of, whole frames under a new id, states and reps of values, and the events.
import { uuid7 } from '../base/ids.ts'
import { literal } from '../base/sql.ts'
import { copyInTurns } from '../base/writing-behind.ts'
import { compareIds } from './cluster-frame.ts'
import type { ClusterEvent, Placed } from './settle-placed.ts'
import { hasLostRep, type LinkRow, type Value, type Work } from './settle-work.ts'

export async function writeSettlement(work: Work, placed: Placed): Promise<void> {
  const { sql } = work.tx
  if (work.removed.size > 0) await sql`delete from cluster_of where report_id = any(${literal(work.removed.keys())}::uuid[])`
  const events = [...placed.events, ...(await renameFrames(work, placed.renamed))]
  await changeRows(work, placed.changed)
  await insertRows(work, placed.fresh)
  await writeValues(work)
  await insertEvents(work, events)
}

async function renameFrames(work: Work, renamed: Placed['renamed']): Promise<ClusterEvent[]> {
  if (renamed.length === 0) return []
  const counted = await work.tx.sql<{ old: string; reports: number }>`
    with renamed as (
      update cluster_of set frame_id = given.id, cluster_id = given.id, frame_at = to_timestamp(given.at / 1000)
      from unnest(${literal(renamed.map(({ old }) => old))}::uuid[], ${literal(renamed.map(({ id }) => id))}::uuid[],
        ${literal(renamed.map(({ at }) => at))}::float8[]) as given(old, id, at)
      where frame_id = given.old
      returning given.old
    )
    select old, count(*)::int as reports from renamed group by old`
  const reports = new Map(counted.map((row) => [row.old, row.reports]))
  return renamed.map(({ old, id, cause }) => {
    return { eventId: uuid7(work.now.getTime()), was: old, now: id, reports: reports.get(old) ?? 0, cause }
  })
}

async function changeRows(work: Work, rows: readonly LinkRow[]): Promise<void> {
  if (rows.length === 0) return
  await work.tx.sql`
    update cluster_of c set frame_id = given.frame_id, frame_at = to_timestamp(given.frame_at / 1000), cluster_id = given.cluster_id,
      is_ruled = given.is_ruled
    from unnest(${literal(rows.map(({ reportId }) => reportId))}::uuid[], ${literal(rows.map(({ frameId }) => frameId))}::uuid[],
      ${literal(rows.map(({ frameAt }) => frameAt))}::float8[], ${literal(rows.map(({ clusterId }) => clusterId))}::uuid[],
      ${literal(rows.map(({ isRuled }) => String(isRuled)))}::bool[]) as given(report_id, frame_id, frame_at, cluster_id, is_ruled)
    where c.report_id = given.report_id`
}

async function insertRows(work: Work, rows: readonly LinkRow[]): Promise<void> {
  await copyInTurns(work.tx, rows, {
    target: 'cluster_of (report_id, at, frame_id, frame_at, cluster_id, is_ruled, keys)',
    types: ['uuid', 'timestamptz', 'uuid', 'timestamptz', 'uuid', 'bool', 'uuid[]'],
    add: (copied, row) => copied.add([row.reportId, row.at, row.frameId, row.frameAt, row.clusterId, row.isRuled, row.keys]),
  })
}

async function writeValues(work: Work): Promise<void> {
  for (const value of work.values.values()) if (hasLostRep(work, value)) value.rep = value.added[0] ?? null
  const values = [...work.values.values()].sort((a, b) => compareIds(a.id, b.id))
  await insertValues(
    work,
    values.filter(({ stored }) => stored === null),
  )
  const changed = values.filter(isChanged)
  if (changed.length === 0) return
  await work.tx.sql`
    update link_value v set kind = given.kind, n = given.n, rep = given.rep, state = given.state, g_lo = given.g_lo, g_hi = given.g_hi
    from unnest(${literal(changed.map(({ id }) => id))}::uuid[], ${literal(changed.map(({ kind }) => `"${kind}"`))}::text[],
      ${literal(changed.map(({ n }) => n))}::int[], ${literal(changed.map(({ rep }) => rep))}::uuid[],
      ${literal(changed.map(({ state }) => state))}::int2[], ${literal(changed.map(({ gLo }) => gLo))}::int[],
      ${literal(changed.map(({ gHi }) => gHi))}::int[]) as given(identifier_id, kind, n, rep, state, g_lo, g_hi)
    where v.identifier_id = given.identifier_id`
}

/** In the order of their ids, so that the index grows from left to right within the chunk. */
async function insertValues(work: Work, values: readonly Value[]): Promise<void> {
  const single = work.single.map(({ id, kind, rep }) => ({ id, kind, n: 1, rep, state: 0, gLo: 0, gHi: null }))
  const all = [...single, ...values].sort((a, b) => compareIds(a.id, b.id))
  await copyInTurns(work.tx, all, {
    target: 'link_value (identifier_id, kind, n, rep, state, g_lo, g_hi)',
    types: ['uuid', 'text', 'int4', 'uuid', 'int2', 'int4', 'int4'],
    add: (rows, { id, kind, n, rep, state, gLo, gHi }) => rows.add([id, kind, n, rep, state, gLo, gHi]),
  })
}

const isChanged = ({ stored, kind, n, rep, state, gLo, gHi }: Value): boolean =>
  stored !== null &&
  (stored.n !== n ||
    stored.rep !== rep ||
    stored.state !== state ||
    stored.gLo !== gLo ||
    stored.gHi !== gHi ||
    stored.kind !== kind)

async function insertEvents(work: Work, events: readonly ClusterEvent[]): Promise<void> {
  await copyInTurns(work.tx, events, {
    target: 'cluster_event (event_id, was, now, reports, because, because_id, at)',
    types: ['uuid', 'uuid', 'uuid', 'int4', 'text', 'uuid', 'timestamptz'],
    add: (rows, { eventId, was, now, reports, cause }) =>
      rows.add([eventId, was, now, reports, cause.because, cause.id || null, work.now]),
  })
}
