// The stage: candidates of the reports that are due, written in one COPY; the first stands in the queue.
import type { CopyRows } from '../base/copy-rows.ts'
import type { Tx } from '../base/database.ts'
import { copyInTurns, type Into } from '../base/writing-behind.ts'
import type { AgencyTree } from '../country/agency-tree.ts'
import type { Packs } from '../country/pack.ts'
import { packOf } from '../enrich/enrich-chunk.ts'
import type { ChunkReport } from '../model/chunk.ts'
import { stageBit } from '../model/stage.ts'
import { type LinkedFacts, nothingLinked } from '../triage/linked.ts'
import { candidates } from './candidates.ts'

export const REFER_RULES = 'refer-1'

export interface ReferWorld {
  packs: Packs
  tree: AgencyTree
  now: Date
  linked: ReadonlyMap<string, LinkedFacts>
}

const into: Into = {
  target: 'candidate (report_id, rank, agency_no, holder_no, seen_by, version, rule_version, strength, weight, reasons, at)',
  types: ['uuid', 'int2', 'int4', 'int4', 'int4[]', 'int4', 'text', 'text', 'int2', 'jsonb', 'timestamptz'],
}

export async function proposeChunk(tx: Tx, chunk: readonly ChunkReport[], world: ReferWorld): Promise<void> {
  const due = chunk.filter((report) => report.due & stageBit.refer)
  const old = due.filter((report) => !report.isNew).map((report) => report.reportId)
  if (old.length > 0) await tx.sql`delete from candidate where report_id = any(${old}::uuid[])`
  await copyInTurns(tx, due, { ...into, add: (rows, report) => propose(report, world, rows) })
}

function propose(report: ChunkReport, { packs, tree, now, linked }: ReferWorld, rows: CopyRows): void {
  const { reportId, holderNo, seenBy, version, content, receivedAt, enriched, hot } = report
  const pack = packOf(report, packs)
  const given = { content, enriched: enriched!, linked: linked.get(reportId) ?? nothingLinked(), receivedAt }
  const found = candidates(given, { pack, tree, holderNo })
  const rules = `${REFER_RULES}, ${pack.ruleVersion}`
  found.forEach(({ unitNo, strength, weight, reasons }, index) => {
    rows.add([reportId, index + 1, unitNo, holderNo, seenBy, version, rules, strength, weight, reasons, now])
  })
  hot.candidateNo = found[0]?.unitNo ?? null
  hot.candidateStrength = found[0]?.strength ?? null
}
