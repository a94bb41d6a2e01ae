// The other reports of each cluster, counted by set: one query for a chunk, grouped so that each report can take itself out again.
// Reports of the chunk that have no row yet are counted in memory, as if they had one.
import { fragment, type Sql } from '../base/database.ts'
import type { AgencyTree } from '../country/agency-tree.ts'
import type { ChunkReport } from '../model/chunk.ts'

/** Reports of one cluster that one holder sees, or does not, alike in holder, sender and case. */
export interface Group {
  clusterId: string
  /** For which holder it was counted. */
  forNo: number
  holderNo: number
  isShown: boolean
  senderId: string
  caseId: string | null
  caseNumber: string | null
  reports: number
  firstAt: Date
  firstId: string
  /** Newest first, at most NEWEST. */
  newest: string[]
  /** A report of the chunk that has no row yet, alone in its group. */
  arrivingId?: string
}

export const NEWEST = 6

export async function clusterGroups(sql: Sql, chunk: readonly ChunkReport[], tree: AgencyTree): Promise<Map<string, Group[]>> {
  const pairs = new Map<string, { clusterId: string; lo: number; hi: number }>()
  for (const { linked, holderNo } of chunk) {
    if (!linked || linked.members < 2) continue
    const hi = tree.byNo(holderNo)?.hi ?? holderNo
    pairs.set(keyOf(linked.clusterId, holderNo), { clusterId: linked.clusterId, lo: holderNo, hi })
  }
  const groups = await countGroups(sql, [...pairs.values()])
  const found = new Map<string, Group[]>()
  for (const group of groups) append(found, keyOf(group.clusterId, group.forNo), group)
  addNew(found, chunk, pairs)
  return found
}

export const keyOf = (clusterId: string, holderNo: number): string => `${clusterId}/${holderNo}`

const append = (groups: Map<string, Group[]>, key: string, group: Group): void => {
  const known = groups.get(key)
  if (known) known.push(group)
  else groups.set(key, [group])
}

async function countGroups(sql: Sql, pairs: readonly { clusterId: string; lo: number; hi: number }[]): Promise<Group[]> {
  if (pairs.length === 0) return []
  // One order for both ends: a second one would sort each group once more.
  const inOrder = fragment`array_agg(r.report_id order by r.received_at, r.report_id)`
  const groups = await sql<Group>`
    select p.cluster_id as "clusterId", p.lo as "forNo", r.holder_no as "holderNo",
      (r.holder_no between p.lo and p.hi or r.seen_by && array[p.lo]) as "isShown", r.sender_id as "senderId", r.case_id as "caseId",
      min(r.case_number) as "caseNumber", count(*)::int as reports, min(r.received_at) as "firstAt",
      (${inOrder})[1] as "firstId", (${inOrder})[count(*)::int - ${NEWEST}::int + 1:] as newest
    from unnest(${pairs.map((pair) => pair.clusterId)}::uuid[], ${pairs.map((pair) => pair.lo)}::int[], ${pairs.map((pair) => pair.hi)}::int[])
      as p(cluster_id, lo, hi)
    join cluster_of c on c.cluster_id = p.cluster_id
    join report r on r.report_id = c.report_id
    group by 1, 2, 3, 4, 5, 6`
  for (const { newest } of groups) newest.reverse()
  return groups
}

/** New reports of the chunk stand in no table yet. */
function addNew(
  found: Map<string, Group[]>,
  chunk: readonly ChunkReport[],
  pairs: ReadonlyMap<string, { clusterId: string; lo: number; hi: number }>,
): void {
  const arriving = new Map<string, ChunkReport[]>()
  for (const report of chunk) {
    if (!report.isNew || !report.linked || report.linked.members < 2) continue
    arriving.set(report.linked.clusterId, [...(arriving.get(report.linked.clusterId) ?? []), report])
  }
  for (const [key, { clusterId, lo, hi }] of pairs) {
    for (const report of arriving.get(clusterId) ?? []) append(found, key, groupOfOne(report, { clusterId, lo, hi }))
  }
}

function groupOfOne(report: ChunkReport, { clusterId, lo, hi }: { clusterId: string; lo: number; hi: number }): Group {
  const { reportId, holderNo, seenBy, senderId, receivedAt } = report
  const isShown = (holderNo >= lo && holderNo <= hi) || seenBy.includes(lo)
  const rest = {
    caseId: null,
    caseNumber: null,
    reports: 1,
    firstAt: receivedAt,
    firstId: reportId,
    newest: [reportId],
    arrivingId: reportId,
  }
  return { clusterId, forNo: lo, holderNo, isShown, senderId, ...rest }
}
