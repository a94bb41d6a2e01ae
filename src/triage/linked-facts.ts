// Gathers by set, for a chunk, what other reports say about each report (linked.ts): a handful of queries whatever its size.
// The holder of a report is told of what it may see; the rest reaches it as a number.
import type { Sql } from '../base/database.ts'
import { uuids } from '../base/sql.ts'
import { inTurns } from '../base/writing-behind.ts'
import type { AgencyTree, TreeUnit } from '../country/agency-tree.ts'
import type { ChunkReport } from '../model/chunk.ts'
import { clusterGroups, type Group, keyOf, NEWEST } from './cluster-groups.ts'
import { type LinkedFacts, type LinkedHolder, nothingLinked } from './linked.ts'
import { sightingsElsewhere } from './sightings-elsewhere.ts'

export async function linkedFacts(sql: Sql, chunk: readonly ChunkReport[], tree: AgencyTree): Promise<Map<string, LinkedFacts>> {
  await fillClusters(sql, chunk)
  const [groups, ownCases, returns, elsewhere, identifiers] = await Promise.all([
    clusterGroups(sql, chunk, tree),
    casesOf(sql, chunk),
    returnsOf(sql, chunk, tree),
    sightingsElsewhere(sql, chunk),
    sharedKinds(sql, chunk),
  ])
  const facts = new Map<string, LinkedFacts>()
  await inTurns(chunk, (report) => {
    const { reportId, linked, holderNo } = report
    const known = linked && groups.get(keyOf(linked.clusterId, holderNo))
    const found = known ? fromGroups(report, known, ownCases.get(reportId) ?? null) : nothingLinked()
    const identifier = identifiers.get(reportId) ?? 'ip-port-minute'
    facts.set(reportId, Object.assign(found, elsewhere.get(reportId), { identifier, returns: returns.get(reportId) ?? [] }))
  })
  return facts
}

/** Clusters of reports whose link stage was not due. */
async function fillClusters(sql: Sql, chunk: readonly ChunkReport[]): Promise<void> {
  const unknown = chunk.filter((report) => !report.linked)
  if (unknown.length === 0) return
  const rows = await sql<{ report_id: string; cluster_id: string }>`
    select report_id, cluster_id from cluster_of where report_id = any(${unknown.map((report) => report.reportId)}::uuid[])`
  const clusters = [...new Set(rows.map((row) => row.cluster_id))]
  const sizes = await sql<{ cluster_id: string; members: number }>`
    select cluster_id, count(*)::int as members from cluster_of where cluster_id = any(${uuids(clusters)}) group by cluster_id`
  const sizeOf = new Map(sizes.map((row) => [row.cluster_id, row.members]))
  const clusterOf = new Map(rows.map((row) => [row.report_id, row.cluster_id]))
  for (const report of unknown) {
    const clusterId = clusterOf.get(report.reportId)
    if (clusterId !== undefined) report.linked = { clusterId, members: sizeOf.get(clusterId) ?? 1 }
  }
}

/** Which group a report stands in itself depends on its case. */
async function casesOf(sql: Sql, chunk: readonly ChunkReport[]): Promise<Map<string, string>> {
  const old = chunk.filter((report) => !report.isNew && (report.linked?.members ?? 0) > 1)
  if (old.length === 0) return new Map()
  const rows = await sql<{ report_id: string; case_id: string }>`
    select report_id, case_id from report where report_id = any(${old.map((report) => report.reportId)}::uuid[]) and case_id is not null`
  return new Map(rows.map((row) => [row.report_id, row.case_id]))
}

/** The groups without the report itself. */
export function fromGroups(report: ChunkReport, groups: readonly Group[], ownCase: string | null): LinkedFacts {
  const others = groups.flatMap((group) => withoutItself(report, group, ownCase) ?? [])
  const shown = others.filter((group) => group.isShown)
  const hidden = others.filter((group) => !group.isShown)
  const cases = new Map(shown.flatMap(({ caseId, caseNumber }) => (caseId ? [[caseId, caseNumber ?? ''] as const] : [])))
  return {
    ...nothingLinked(),
    shown: sum(shown),
    hidden: sum(hidden),
    senders: new Set([report.senderId, ...shown.map((group) => group.senderId)]).size,
    hasEarlier: shown.some((group) => isEarlier(group, report)),
    reportIds: shown
      .flatMap((group) => group.newest)
      .filter((id) => id !== report.reportId)
      .slice(0, NEWEST - 1),
    cases: [...cases].map(([caseId, number]) => ({ caseId, number })).sort((a, b) => (a.number < b.number ? -1 : 1)),
    hiddenCases: new Set(hidden.flatMap(({ caseId }) => caseId ?? [])).size,
    holders: holdersOf(others),
  }
}

/** Reports of one delivery arrive at the same instant: among them the smaller id counts as the earlier one. */
function isEarlier({ firstAt, firstId }: Group, { receivedAt, reportId }: ChunkReport): boolean {
  const apart = firstAt.getTime() - receivedAt.getTime()
  return apart < 0 || (apart === 0 && firstId < reportId)
}

const sum = (groups: readonly Group[]): number => groups.reduce((total, group) => total + group.reports, 0)

function withoutItself(report: ChunkReport, group: Group, ownCase: string | null): Group | undefined {
  if (group.arrivingId !== undefined) return group.arrivingId === report.reportId ? undefined : group
  const isOwn = group.holderNo === report.holderNo && group.senderId === report.senderId && group.caseId === ownCase
  if (report.isNew || !isOwn) return group
  return group.reports === 1 ? undefined : { ...group, reports: group.reports - 1 }
}

function holdersOf(groups: readonly Group[]): LinkedHolder[] {
  const holders = new Map<number, LinkedHolder>()
  for (const { holderNo, reports, caseId, caseNumber, isShown } of groups) {
    const holder = holders.get(holderNo) ?? { no: holderNo, reports: 0, hasCase: false }
    holder.reports += reports
    holder.hasCase ||= caseId !== null
    if (isShown && caseId) Object.assign(holder, { caseId, caseNumber })
    holders.set(holderNo, holder)
  }
  return [...holders.values()].sort((a, b) => a.no - b.no)
}

interface Returned {
  cluster_id: string
  from_no: number
  to_no: number
  count: number
}

/** Units that gave back this report, or one of its cluster; only hand-overs from or to the holder's own part of the tree. */
async function returnsOf(
  sql: Sql,
  chunk: readonly ChunkReport[],
  tree: AgencyTree,
): Promise<Map<string, LinkedFacts['returns']>> {
  const asked = chunk.filter((report) => report.linked && (!report.isNew || report.linked.members > 1))
  const clusters = new Set(asked.map((report) => report.linked!.clusterId))
  if (clusters.size === 0) return new Map()
  const rows = await sql<Returned>`
    select c.cluster_id, f.from_no, f.to_no, count(*)::int as count from cluster_of c
    join referral f on f.report_id = c.report_id and f.state = 'returned'
    where c.cluster_id = any(${uuids(clusters)}) group by 1, 2, 3`
  const ofCluster = new Map<string, Returned[]>()
  for (const row of rows) ofCluster.set(row.cluster_id, [...(ofCluster.get(row.cluster_id) ?? []), row])
  return new Map(
    asked.map(({ reportId, holderNo, linked }) => [
      reportId,
      knownTo(tree.byNo(holderNo), ofCluster.get(linked!.clusterId) ?? []),
    ]),
  )
}

function knownTo(holder: TreeUnit | undefined, rows: readonly Returned[]): LinkedFacts['returns'] {
  const counts = new Map<number, number>()
  for (const { from_no, to_no, count } of rows) {
    const isKnown = holder && [from_no, to_no].some((no) => no >= holder.no && no <= holder.hi)
    if (isKnown) counts.set(to_no, (counts.get(to_no) ?? 0) + count)
  }
  return [...counts].map(([no, count]) => ({ no, count }))
}

/** Kinds of identifiers in the order in which a reason names them. */
const namingOrder = ['account', 'device', 'phone', 'email', 'payment', 'ipv6', 'ip-port-minute']
const kindNames: Readonly<Record<string, string>> = { ipv6: 'ip' }

/** By which kind of identifier a report hangs on its cluster: the first of its suspects' values that other reports have too. */
async function sharedKinds(sql: Sql, chunk: readonly ChunkReport[]): Promise<Map<string, string>> {
  const own = new Map<string, string[]>()
  await inTurns(chunk, ({ reportId, linked, content }) => {
    if (!linked || linked.members < 2) return
    own.set(
      reportId,
      content.sightings.flatMap(({ role, id }) => (role === 'suspect' && id !== undefined ? [id] : [])),
    )
  })
  const ids = [...new Set([...own.values()].flat())].sort()
  if (ids.length === 0) return new Map()
  const rows = await sql<{ identifier_id: string; kind: string }>`
    select identifier_id, kind from link_value where identifier_id = any(${uuids(ids)}) and n > 1 and state in (0, 2, 5)`
  const kinds = new Map(rows.map((row) => [row.identifier_id, row.kind]))
  const named = new Map<string, string>()
  await inTurns([...own], ([reportId, held]) => {
    const shared = new Set(held.flatMap((id) => kinds.get(id) ?? []))
    const kind = namingOrder.find((one) => shared.has(one))
    if (kind !== undefined) named.set(reportId, kindNames[kind] ?? kind)
  })
  return named
}
