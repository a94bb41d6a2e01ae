// The stage: facts for the reports that are due, written to the table enrichment in one COPY, and read back for those that are not.
// Of a sealed person's identifiers only country and kind are stored; what is finer is found anew when a later stage needs it.
import type { Tx } from '../base/database.ts'
import { copyInTurns, type Into, inTurns } from '../base/writing-behind.ts'
import type { Pack, Packs } from '../country/pack.ts'
import type { ChunkReport, Enriched, EnrichedIp, EnrichedPhone } from '../model/chunk.ts'
import { type Content, isOfSealed } from '../model/report.ts'
import { stageBit } from '../model/stage.ts'
import { enrich } from './enrich.ts'
import type { Geo } from './geo.ts'

export interface EnrichWorld {
  packs: Packs
  geo: Geo
  now: Date
}

export async function enrichChunk(tx: Tx, chunk: readonly ChunkReport[], world: EnrichWorld): Promise<void> {
  const due = chunk.filter((report) => report.due & stageBit.enrich)
  await inTurns(due, (report) => {
    report.enriched = enrich(report.content, world.geo, packOf(report, world.packs))
  })
  await write(tx, due, world.now)
  await readBack(
    tx,
    chunk.filter((report) => !report.enriched),
    world,
  )
}

export function packOf(report: ChunkReport, packs: Packs): Pack {
  const pack = packs.get(report.pack)
  if (!pack) throw new Error(`Report ${report.number} belongs to the pack ${report.pack}, which is not loaded`)
  return pack
}

async function write(tx: Tx, reports: readonly ChunkReport[], now: Date): Promise<void> {
  if (reports.length === 0) return
  const old = reports.filter((report) => !report.isNew).map((report) => report.reportId)
  if (old.length > 0) await tx.sql`delete from enrichment where report_id = any(${old}::uuid[])`
  await copyInTurns(tx, reports, {
    ...enrichments,
    add: (rows, { reportId, version, holderNo, seenBy, enriched, content }) => {
      const { ruleVersion, dataOn, ips, phones } = enriched!
      const facts = JSON.stringify(toStore(content, { ips, phones }))
      rows.add([reportId, version, holderNo, seenBy, ruleVersion, dataOn, facts, now])
    },
  })
}

const enrichments: Into = {
  target: 'enrichment (report_id, version, holder_no, seen_by, rule_version, data_on, facts, at)',
  types: ['uuid', 'int4', 'int4', 'int4[]', 'text', 'date', 'text', 'timestamptz'],
}

export interface StoredFacts {
  ips: EnrichedIp[]
  phones: EnrichedPhone[]
}

export function toStore(content: Content<string>, { ips, phones }: StoredFacts): StoredFacts {
  const isSealed = ({ sighting }: { sighting: number }) => isOfSealed(content, content.sightings[sighting]!)
  return {
    ips: ips.map((ip) => (isSealed(ip) ? { sighting: ip.sighting, country: ip.country, kind: ip.kind, dataOn: ip.dataOn } : ip)),
    phones: phones.map((phone) =>
      isSealed(phone) ? { sighting: phone.sighting, country: phone.country, type: phone.type } : phone,
    ),
  }
}

async function readBack(tx: Tx, reports: readonly ChunkReport[], world: EnrichWorld): Promise<void> {
  if (reports.length === 0) return
  const rows = await tx.sql<{ report_id: string; version: number; rule_version: string; data_on: string | null; facts: string }>`
    select report_id, version, rule_version, data_on, facts from enrichment
    where report_id = any(${reports.map((report) => report.reportId)}::uuid[])`
  const stored = new Map(rows.map((row) => [row.report_id, row]))
  for (const report of reports) {
    const row = stored.get(report.reportId)
    const fresh = () => enrich(report.content, world.geo, packOf(report, world.packs))
    if (!row || row.version !== report.version) {
      report.enriched = fresh()
      continue
    }
    const facts = JSON.parse(row.facts) as StoredFacts
    report.enriched = { ruleVersion: row.rule_version, dataOn: row.data_on, ...withSealed(report.content, facts, fresh) }
  }
}

/** The stored facts, and those of sealed people found anew. */
function withSealed(content: Content<string>, facts: StoredFacts, fresh: () => Enriched): StoredFacts {
  const isSealed = ({ sighting }: { sighting: number }) => isOfSealed(content, content.sightings[sighting]!)
  if (![...facts.ips, ...facts.phones].some(isSealed)) return facts
  const now = fresh()
  const own = <T extends { sighting: number }>(stored: T[], found: T[]): T[] => {
    const bySighting = new Map(found.map((fact) => [fact.sighting, fact]))
    return stored.map((fact) => (isSealed(fact) ? (bySighting.get(fact.sighting) ?? fact) : fact))
  }
  return { ips: own(facts.ips, now.ips), phones: own(facts.phones, now.phones) }
}
