// The one incremental operation of the linker: reports come, reports go, verdicts and rulings change, all in the caller's transaction.
// What it leaves in cluster_of and link_value equals reference.ts on the same set of reports, ids included, whatever the order.
// Its caller is the only writer (lease 'pipeline').
import type { Tx } from '../base/database.ts'
import { rowsOfReports, verdictsOn } from './link-rows.ts'
import { type LinkParameters, linkParameters } from './parameters.ts'
import type { LinkReport } from './reference.ts'
import { joinFrames } from './settle-join.ts'
import { placeReports } from './settle-place.ts'
import { countValues } from './settle-values.ts'
import { weighValues } from './settle-weigh.ts'
import type { Settlement, Work } from './settle-work.ts'
import { writeSettlement } from './settle-write.ts'

export interface Settled {
  /** Cluster of each report that was linked now. */
  clusters: Map<string, string>
  /** Reports already linked whose cluster lost a member: what later stages said of them may not hold any more. */
  split: string[]
  /** Clusters that came to be or changed, among reports already linked. */
  touched: string[]
}

export async function settle(tx: Tx, asked: Settlement, parameters: LinkParameters = linkParameters): Promise<Settled> {
  const work = await begin(tx, asked, parameters)
  await countValues(work)
  await weighValues(work)
  const placed = await placeReports(work, await joinFrames(work))
  await writeSettlement(work, placed)
  return {
    clusters: new Map(placed.fresh.map(({ reportId, clusterId }) => [reportId, clusterId])),
    split: [...placed.split].filter((reportId) => !work.added.has(reportId)),
    touched: [...new Set([...placed.changed.map(({ clusterId }) => clusterId), ...placed.renamed.map(({ id }) => id)])],
  }
}

async function begin(tx: Tx, asked: Settlement, parameters: LinkParameters): Promise<Work> {
  const { add = [], remove = [], verdicts = [], rulings = [], now } = asked
  const rows = await rowsOfReports(tx.sql, new Set([...add.map(({ reportId }) => reportId), ...remove]))
  const linked = new Map(rows.map((row) => [row.reportId, row]))
  const removed = new Map(remove.flatMap((id) => (linked.has(id) ? [[id, linked.get(id)!] as const] : [])))
  const added = new Map<string, LinkReport>()
  for (const report of add) if (!linked.has(report.reportId) || removed.has(report.reportId)) added.set(report.reportId, report)
  const arriving = await verdictsOn(tx.sql, added.keys())
  return {
    tx,
    now,
    parameters,
    added,
    removed,
    verdicts,
    arriving,
    rulings: new Map(rulings.map(({ id, ruling }) => [id, ruling])),
    values: new Map(),
    single: [],
    rows: new Map(),
  }
}
