// The pipeline's stage: derives the keys of a chunk, writes the sightings of its composites, settles, and tells each report its cluster.
// A report whose keys and date are as they were is left alone, so that a stage that is due again for another reason costs nothing.
import type { Tx } from '../base/database.ts'
import { literal, uuids } from '../base/sql.ts'
import { copyInTurns, inTurns } from '../base/writing-behind.ts'
import type { ChunkReport } from '../model/chunk.ts'
import { type DerivedKey, deriveKeys, ownDate } from './keys.ts'
import { rowsOfReports } from './link-rows.ts'
import type { LinkReport } from './reference.ts'
import { settle } from './settle.ts'
import type { LinkRow } from './settle-work.ts'

export interface LinkWorld {
  linkKey: Buffer
  now: Date
}

interface Arrived extends LinkReport {
  report: ChunkReport
  keys: DerivedKey[]
}

/** Fills `linked` of the chunk; gives the ids of reports outside it whose cluster lost a member. */
export async function linkChunk(tx: Tx, chunk: readonly ChunkReport[], { linkKey, now }: LinkWorld): Promise<string[]> {
  const asked = rowsOfReports(
    tx.sql,
    chunk.filter(({ isNew }) => !isNew).map(({ reportId }) => reportId),
  )
  // A retracted report says that nothing of it holds: it joins nobody.
  const [retracted, standing] = [chunk.filter(isRetracted), chunk.filter((report) => !isRetracted(report))]
  const all: Arrived[] = []
  await inTurns(standing, (report) => all.push(arrivedAs(report, linkKey)))
  const before = new Map((await asked).map((row) => [row.reportId, row]))
  const arrived = all.filter((one) => isOther(one, before.get(one.reportId)))
  await writeComposites(tx, arrived)
  const remove = [...retracted, ...arrived].map(({ reportId }) => reportId).filter((id) => before.has(id))
  const settled = await settle(tx, { add: arrived, remove, now })
  await tellClusters(tx, standing, { before, clusters: settled.clusters })
  const here = new Set(chunk.map(({ reportId }) => reportId))
  return settled.split.filter((reportId) => !here.has(reportId))
}

const isRetracted = ({ content }: ChunkReport): boolean => content.isRetraction === true

const arrivedAs = (report: ChunkReport, linkKey: Buffer): Arrived => ({
  report,
  reportId: report.reportId,
  at: ownDate(report.content),
  keys: deriveKeys(report.content, linkKey),
})

function isOther({ at, keys }: Arrived, row: LinkRow | undefined): boolean {
  if (!row || row.at !== at || row.keys.length !== keys.length) return true
  const held = new Set(row.keys)
  return keys.some(({ id }) => !held.has(id))
}

/** Sightings of composites stand beside those of identifiers; a new version replaces those of the one before. */
async function writeComposites(tx: Tx, arrived: readonly Arrived[]): Promise<void> {
  const old = arrived.filter(({ report }) => !report.isNew).map(({ reportId }) => reportId)
  if (old.length > 0) {
    await tx.sql`delete from sighting where report_id = any(${literal(old)}::uuid[]) and kind = 'ip-port-minute'`
  }
  await copyInTurns(tx, arrived, {
    target: 'sighting (identifier_id, report_id, kind, role, is_sealed)',
    types: ['uuid', 'uuid', 'text', 'text', 'bool'],
    add: (rows, { reportId, report, keys }) => {
      for (const { id, kind, sightings } of keys) {
        if (kind === 'ip-port-minute')
          rows.add([id, reportId, kind, 'suspect', sightings.every((index) => isSealed(report, index))])
      }
    },
  })
}

function isSealed({ content }: ChunkReport, index: number): boolean {
  const person = content.sightings[index]!.person
  return person !== undefined && content.people[person]!.isSealed
}

interface Clusters {
  before: ReadonlyMap<string, LinkRow>
  clusters: ReadonlyMap<string, string>
}

async function tellClusters(tx: Tx, chunk: readonly ChunkReport[], { before, clusters }: Clusters): Promise<void> {
  const unchanged = chunk.filter(({ reportId }) => !clusters.has(reportId) && before.has(reportId))
  const now = new Map(clusters)
  for (const row of await rowsOfReports(
    tx.sql,
    unchanged.map(({ reportId }) => reportId),
  ))
    now.set(row.reportId, row.clusterId)
  const sizes = await sizesOf(tx, new Set(now.values()))
  for (const report of chunk) {
    const clusterId = now.get(report.reportId)
    if (clusterId) report.linked = { clusterId, members: sizes.get(clusterId) ?? 1 }
  }
}

async function sizesOf({ sql }: Tx, clusterIds: ReadonlySet<string>): Promise<Map<string, number>> {
  if (clusterIds.size === 0) return new Map()
  const rows = await sql<{ cluster_id: string; members: number }>`
    select cluster_id, count(*)::int as members from cluster_of where cluster_id = any(${uuids(clusterIds)}) group by cluster_id`
  return new Map(rows.map((row) => [row.cluster_id, row.members]))
}
