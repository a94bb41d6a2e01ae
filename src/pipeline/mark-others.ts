// New members of a cluster say something about the older ones: those are judged again. Within a budget: in a cluster in which a report
// has met more others than any rule counts, one more changes nothing; and what has ended keeps the score with which it ended.
import type { Tx } from '../base/database.ts'
import type { ChunkReport } from '../model/chunk.ts'
import { from, stageBit } from '../model/stage.ts'

/** Members from which on one more is no news to the others. */
export const ENOUGH_MEMBERS = 20

interface Marking {
  chunk: readonly ChunkReport[]
  /** Those of the chunk that were linked just now. */
  linked: readonly ChunkReport[]
  /** Reports outside the chunk that came into another cluster. */
  changed: readonly string[]
  /** Reports whose files were met again: to where they should go that is no news. */
  withSameFiles: readonly string[]
  now: Date
}

export async function markOthers(tx: Tx, { chunk, linked, changed, withSameFiles, now }: Marking): Promise<void> {
  const arrived = new Map<string, number>()
  for (const { linked: link } of linked) if (link) arrived.set(link.clusterId, (arrived.get(link.clusterId) ?? 0) + 1)
  const clusters = new Set<string>()
  for (const { linked: link } of linked) {
    if (!link) continue
    const before = link.members - arrived.get(link.clusterId)!
    if (before > 0 && before < ENOUGH_MEMBERS) clusters.add(link.clusterId)
  }
  if (clusters.size === 0 && changed.length === 0 && withSameFiles.length === 0) return
  const here = new Set(chunk.map((report) => report.reportId))
  const members = await membersOf(tx, [...clusters])
  const bitsOf = new Map([
    ...withSameFiles.map((id) => [id, stageBit.triage] as const),
    ...[...members, ...changed].map((id) => [id, from('triage')] as const),
  ])
  const others = [...bitsOf].filter(([id]) => !here.has(id)).sort(([one], [other]) => (one < other ? -1 : 1))
  if (others.length === 0) return
  // What is due already is left as it is: only the pipeline itself marks here, so nobody is judging it at this moment.
  await tx.sql`
    update report r set due = r.due | g.bits, due_since = ${now}
    from unnest(${others.map(([id]) => id)}::uuid[], ${others.map(([, bits]) => bits)}::smallint[]) as g(report_id, bits)
    where r.report_id = g.report_id and r.state in ('received', 'triaged', 'offered', 'acknowledged')
      and (r.due & g.bits <> g.bits or r.due_since is null)`
}

async function membersOf(tx: Tx, clusters: readonly string[]): Promise<string[]> {
  if (clusters.length === 0) return []
  const rows = await tx.sql<{ report_id: string }>`
    select report_id from cluster_of where cluster_id = any(${clusters}::uuid[])`
  return rows.map((row) => row.report_id)
}
