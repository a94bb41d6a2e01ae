// By what reports of a pack are judged, as one print for each stage: where one differs from that of the last look, the stage would come to
// something else now. Only what judging reads: a text, a source or a form that changes is no news to a report.
import { createHash } from 'node:crypto'
import type { AgencyTree } from '../country/agency-tree.ts'
import type { Pack } from '../country/pack.ts'
import { ENRICH_RULES } from '../enrich/enrich.ts'
import type { Geo } from '../enrich/geo.ts'
import { REFER_RULES } from '../refer/propose-chunk.ts'
import { TRIAGE_RULES } from '../triage/triage-chunk.ts'

export interface Prints {
  enrich: string
  triage: string
  refer: string
}

export interface JudgingWorld {
  tree: AgencyTree
  geo: Pick<Geo, 'source' | 'dataOn'>
}

const notRead = new Set(['source', 'status', 'checkedOn', 'seenIn', 'note', 'label', 'entryKind', 'isOn', 'isConfirmed'])

/** Without what is off, which judges nothing; so that whether a rule that is on was confirmed makes no difference. */
const read = (key: string, value: unknown): unknown => {
  if (notRead.has(key)) return undefined
  return Array.isArray(value) ? value.filter((one) => one?.isOn !== false) : value
}

const printOf = (...parts: unknown[]): string => createHash('sha256').update(JSON.stringify(parts, read)).digest('base64url')

const ofPacks = new WeakMap<Pack, Prints>()

/** A pack never changes, and is large: once for each. */
function packPrints(pack: Pack): Prints {
  const known = ofPacks.get(pack)
  if (known) return known
  const { ruleVersion, zone, countryCodes, places, ipRanges, phoneRanges, postcodes, scoring, clocks, workingWeek, restDays } =
    pack
  const zones = new Map(pack.agencies.map((agency) => [agency.id, agency.zone]))
  const prints = {
    enrich: printOf(ruleVersion, zone, countryCodes, places, ipRanges, phoneRanges, [
      places.map(({ agency }) => zones.get(agency) ?? ''),
      new Set(zones.values()).size,
    ]),
    triage: printOf(
      scoring,
      clocks.filter(({ step }) => step === 'arrival-to-offer'),
      [workingWeek, restDays],
    ),
    refer: printOf(pack.jurisdiction, pack.desk, postcodes),
  }
  ofPacks.set(pack, prints)
  return prints
}

export function printsOf(pack: Pack, { tree, geo }: JudgingWorld): Prints {
  const own = packPrints(pack)
  // A unit is found by its number, its short name and its names, and passed over while it is closed.
  const units = tree.ofPack(pack.id).map(({ no, slug, name, isActive, zone }) => [no, slug, name, isActive, zone])
  return {
    enrich: printOf(ENRICH_RULES, geo.source, geo.dataOn, own.enrich),
    triage: printOf(TRIAGE_RULES, own.triage),
    refer: printOf(REFER_RULES, own.refer, units),
  }
}
