// All links anew, from the keys that stand beside each report: for other parameters, and to see whether what is stored is what it
// should be. Computed beside, then only what differs is written, in one transaction; the difference is told as events.
import { CopyRows } from '../base/copy-rows.ts'
import type { Database, Tx } from '../base/database.ts'
import { json } from '../base/database.ts'
import { uuid7 } from '../base/ids.ts'
import type { Lease } from '../base/lease.ts'
import { literal } from '../base/sql.ts'
import { from } from '../model/stage.ts'
import { uuidList, verdictsById } from './link-rows.ts'
import { isLiveState, type LinkParameters, linkParameters, type Ruling, valueState } from './parameters.ts'
import { type Position, WholeGraph } from './whole-graph.ts'

export interface Relinking {
  /** The owner's. */
  database: Database
  /** Not needed for a trial. */
  lease?: Pick<Lease, 'guard'>
  now: Date
  parameters?: LinkParameters
  /** Only counts what differs. */
  isTrial?: boolean
}

export interface Relinked {
  reports: number
  values: number
  changedReports: number
  changedValues: number
}

const PAGE = 20_000

export async function relink({
  database,
  lease,
  now,
  parameters = linkParameters,
  isTrial = false,
}: Relinking): Promise<Relinked> {
  return database.transaction(null, async (tx) => {
    // A trial runs beside a linker at work: it must see one state of both tables.
    if (isTrial) await tx.sql.text('set transaction isolation level repeatable read, read only')
    else await lease!.guard(tx)
    const graph = await wholeGraph(tx, parameters)
    const reports = await differingReports(tx, graph)
    const values = await differingValues(tx, graph)
    if (!isTrial) await write(tx, { reports, values, now })
    return {
      reports: graph.reports.size,
      values: graph.values.size,
      changedReports: reports.length,
      changedValues: values.length,
    }
  })
}

/** Relinks when this release has other parameters than the links were made with. Gives whether it did. */
export async function ensureParameters(relinking: Relinking): Promise<boolean> {
  const { version } = relinking.parameters ?? linkParameters
  const { sql } = relinking.database
  const [known] = await sql<{ value: string }>`select value #>> '{}' as value from setting where name = 'link.parameters'`
  if (known?.value === version) return false
  if (known) await relink(relinking)
  await sql`
    insert into setting (name, value) values ('link.parameters', ${json(version)}::jsonb) on conflict (name) do update set value = excluded.value`
  return known !== undefined
}

interface RawReport {
  report_id: string
  at: number
  keys: string
  frame_id: string
  frame_at: number
  cluster_id: string
  is_ruled: boolean
}

async function* reportPages({ sql }: Tx): AsyncGenerator<RawReport[]> {
  for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await sql<RawReport>`
      select report_id, (extract(epoch from at) * 1000)::int8 as at, keys::text as keys, frame_id, (extract(epoch from frame_at) * 1000)::int8 as frame_at,
        cluster_id, is_ruled
      from cluster_of where report_id > ${last} order by report_id limit ${PAGE}`
    if (rows.length === 0) return
    yield rows
    last = rows.at(-1)!.report_id
  }
}

interface RawValue {
  identifier_id: string
  kind: string
  n: number
  rep: string | null
  state: number
  g_lo: number
  g_hi: number | null
}

async function* valuePages({ sql }: Tx): AsyncGenerator<RawValue[]> {
  for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await sql<RawValue>`
      select identifier_id, kind, n, rep, state, g_lo, g_hi from link_value where identifier_id > ${last} order by identifier_id limit ${PAGE}`
    if (rows.length === 0) return
    yield rows
    last = rows.at(-1)!.identifier_id
  }
}

async function wholeGraph(tx: Tx, parameters: LinkParameters): Promise<WholeGraph> {
  const graph = new WholeGraph(parameters)
  for await (const rows of reportPages(tx))
    for (const { report_id, at, keys } of rows) graph.addReport(report_id, at, uuidList(keys))
  for await (const rows of valuePages(tx)) for (const { identifier_id, kind } of rows) graph.addKind(identifier_id, kind)
  const inForce = await tx.sql<{ id: string }>`select verdict_id as id from link_verdict where applied = 'yes'`
  const verdicts = await verdictsById(
    tx.sql,
    inForce.map(({ id }) => id),
    ['yes'],
  )
  const rulings = await tx.sql<{ id: string; ruling: Ruling }>`
    select identifier_id as id, ruling from link_ruling where applied = 'yes' order by at`
  graph.decide(new Map(rulings.map(({ id, ruling }) => [id, ruling])), verdicts)
  return graph
}

interface OtherReport extends Position {
  reportId: string
  was: string
}

async function differingReports(tx: Tx, graph: WholeGraph): Promise<OtherReport[]> {
  const differing: OtherReport[] = []
  for await (const rows of reportPages(tx)) {
    for (const row of rows) {
      const is = graph.positionOf(row.report_id)
      const isSame = is.frame.reportId === row.frame_id && is.frame.at === row.frame_at && is.clusterId === row.cluster_id
      if (!isSame || is.isRuled !== row.is_ruled) differing.push({ ...is, reportId: row.report_id, was: row.cluster_id })
    }
  }
  return differing
}

interface OtherValue {
  id: string
  n: number
  state: number
  rep: string | null
  groups: number | undefined
}

async function differingValues(tx: Tx, graph: WholeGraph): Promise<OtherValue[]> {
  const differing: OtherValue[] = []
  for await (const rows of valuePages(tx)) {
    for (const row of rows) {
      const { identifier_id: id, n, rep, state } = row
      const is = graph.factsOf(id) ?? {
        n: 0,
        state: state > valueState.hub ? state : valueState.core,
        groups: undefined,
        first: null,
      }
      const needsRep = rep === null && is.n > 1 && isLiveState(is.state)
      const isSame = is.n === n && is.state === state && !needsRep && isWithin(row, is.groups)
      if (!isSame) differing.push({ id, n: is.n, state: is.state, rep: is.first, groups: is.groups })
    }
  }
  return differing
}

/** Other values may vouch now than did when the bounds were set: then they must not be trusted. */
const isWithin = ({ g_lo, g_hi }: RawValue, groups: number | undefined): boolean =>
  groups === undefined || (g_lo <= groups && groups <= (g_hi ?? groups))

interface Writing {
  reports: readonly OtherReport[]
  values: readonly OtherValue[]
  now: Date
}

async function write(tx: Tx, { reports, values, now }: Writing): Promise<void> {
  for (let at = 0; at < reports.length; at += PAGE) await writeReports(tx, reports.slice(at, at + PAGE), now)
  for (let at = 0; at < values.length; at += PAGE) await writeValues(tx, values.slice(at, at + PAGE))
  const moves = new Map<string, { was: string; now: string; reports: number }>()
  for (const { was, clusterId } of reports) {
    if (was === clusterId) continue
    const move = moves.get(`${was} ${clusterId}`) ?? { was, now: clusterId, reports: 0 }
    move.reports++
    moves.set(`${was} ${clusterId}`, move)
  }
  const rows = new CopyRows(['uuid', 'uuid', 'uuid', 'int4', 'text', 'timestamptz'])
  for (const move of moves.values()) rows.add([uuid7(now.getTime()), move.was, move.now, move.reports, 'parameters', now])
  if (rows.rows > 0) await tx.copyIn('cluster_event (event_id, was, now, reports, because, at)', rows.take())
}

async function writeReports({ sql }: Tx, reports: readonly OtherReport[], now: Date): Promise<void> {
  const ids = literal(reports.map(({ reportId }) => reportId))
  await sql`
    update cluster_of c set frame_id = given.frame_id, frame_at = to_timestamp(given.frame_at / 1000), cluster_id = given.cluster_id,
      is_ruled = given.is_ruled
    from unnest(${ids}::uuid[], ${literal(reports.map(({ frame }) => frame.reportId))}::uuid[], ${literal(reports.map(({ frame }) => frame.at))}::float8[],
      ${literal(reports.map(({ clusterId }) => clusterId))}::uuid[], ${literal(reports.map(({ isRuled }) => String(isRuled)))}::bool[])
      as given(report_id, frame_id, frame_at, cluster_id, is_ruled)
    where c.report_id = given.report_id`
  await sql`
    update report set due = due | ${from('triage')}::smallint, due_since = ${now}
    where report_id = any(${ids}::uuid[]) and state in ('received', 'triaged', 'offered', 'acknowledged')`
}

async function writeValues({ sql }: Tx, values: readonly OtherValue[]): Promise<void> {
  await sql`
    update link_value v set n = given.n, state = given.state, rep = given.rep, g_lo = coalesce(given.groups, 0), g_hi = given.groups
    from unnest(${literal(values.map(({ id }) => id))}::uuid[], ${literal(values.map(({ n }) => n))}::int[], ${literal(values.map(({ state }) => state))}::int2[],
      ${literal(values.map(({ rep }) => rep))}::uuid[], ${literal(values.map(({ groups }) => groups ?? null))}::int[]) as given(identifier_id, n, state, rep, groups)
    where v.identifier_id = given.identifier_id`
}
