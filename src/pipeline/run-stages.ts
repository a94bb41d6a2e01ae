// What the pipeline does to a chunk of reports in one transaction: enrich, link, triage, refer, each by set and only where it is due.
// The caller holds the lease, hands over the content in clear, and writes `hot` to the table report (write-hot.ts).
import type { Tx } from '../base/database.ts'
import { writingBehind } from '../base/writing-behind.ts'
import type { AgencyTree } from '../country/agency-tree.ts'
import type { Packs } from '../country/pack.ts'
import { enrichChunk } from '../enrich/enrich-chunk.ts'
import type { Geo } from '../enrich/geo.ts'
import type { ChunkReport } from '../model/chunk.ts'
import { stageBit } from '../model/stage.ts'
import { proposeChunk } from '../refer/propose-chunk.ts'
import { linkedFacts } from '../triage/linked-facts.ts'
import { metAgain } from '../triage/sightings-elsewhere.ts'
import { triageChunk } from '../triage/triage-chunk.ts'
import { markOthers } from './mark-others.ts'

/** Fills `linked` of the reports that are due; gives the ids of reports outside the chunk whose cluster changed. */
export type LinkStage = (
  tx: Tx,
  chunk: readonly ChunkReport[],
  world: { linkKey: Buffer; now: Date },
) => Promise<readonly string[]>

export interface StageWorld {
  packs: Packs
  geo: Geo
  tree: AgencyTree
  linkKey: Buffer
  link: LinkStage
  now: Date
}

export async function runStages(tx: Tx, chunk: readonly ChunkReport[], world: StageWorld): Promise<void> {
  if (chunk.length > 0) await writingBehind(tx, (behind) => stages(behind, chunk, world))
}

async function stages(tx: Tx, chunk: readonly ChunkReport[], world: StageWorld): Promise<void> {
  await enrichChunk(tx, chunk, world)
  const toLink = chunk.filter((report) => report.due & stageBit.link)
  const changed = toLink.length > 0 ? await world.link(tx, toLink, world) : []
  let withSameFiles: readonly string[] = []
  const judged = chunk.filter((report) => report.due & (stageBit.triage | stageBit.refer))
  if (judged.length > 0) {
    // What each report says of itself is worked out meanwhile.
    const asked = linkedFacts(tx.sql, judged, world.tree)
    asked.catch(() => undefined)
    await triageChunk(tx, judged, { ...world, linked: asked })
    const linked = await asked
    await proposeChunk(tx, judged, { ...world, linked })
    withSameFiles = await metAgain(tx.sql, toLink, linked)
  }
  await markOthers(tx, { chunk, linked: toLink, changed, withSameFiles, now: world.now })
}
