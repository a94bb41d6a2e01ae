// Loads packs from their folders. Every fault of every pack is collected first; a wrong pack stops the start.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { numberAgencies } from '../model/number-agencies.ts'
import { checkPack } from './check-pack.ts'
import { enter, enterAll, withId } from './enter.ts'
import type { Provenance } from './entry.ts'
import { type Fault, WrongPack } from './faults.ts'
import * as judgements from './judgement-files.ts'
import type { Agency, Classification, Clock, Offence, Pack, Packs } from './pack.ts'
import * as files from './pack-files.ts'
import {
  listed,
  neededOfBase,
  openFolder,
  type PackFolder,
  type Read,
  readAgencies,
  readEntries,
  readJson,
  readPlaces,
  readRows,
} from './read-files.ts'
import type { EvidenceSignal, ScoringSignal } from './signals.data.ts'

/** Texts and stop-lists that all packs share; a pack may replace any of them. */
const BASE = 'base'

/** One pack, or WrongPack with all its faults. Shared texts are read from the folder `base` beside it. */
export function loadPack(folder: string): Pack {
  const { pack, faults } = readPack(folder)
  if (pack === undefined || faults.length > 0) throw new WrongPack(faults)
  return pack
}

/** All packs of a folder by id, or WrongPack with the faults of all of them. */
export function loadPacks(folder: string): Packs {
  const names = existsSync(folder) ? readdirSync(folder).sort() : []
  const reads = names
    .filter((name) => name !== BASE && statSync(join(folder, name)).isDirectory())
    .map((name) => readPack(join(folder, name)))
  const faults = reads.flatMap((read) => read.faults)
  if (reads.length === 0) faults.push({ file: folder, path: '', message: 'holds no pack' })
  const packs = reads.flatMap((read) => read.pack ?? [])
  faults.push(...rangeFaults(packs))
  if (faults.length > 0) throw new WrongPack(faults)
  return new Map(packs.map((pack) => [pack.id, pack]))
}

function rangeFaults(packs: readonly Pack[]): Fault[] {
  return packs.flatMap((pack, index) =>
    packs.slice(0, index).flatMap((other) => {
      const isApart = pack.numbers.to < other.numbers.from || pack.numbers.from > other.numbers.to
      return isApart
        ? []
        : [{ file: `packs/${pack.id}/pack.json`, path: '/numbers', message: `overlaps the numbers of pack '${other.id}'` }]
    }),
  )
}

function readPack(folder: string): { pack?: Pack; faults: Fault[] } {
  const opened = openFolder(folder)
  const base = openFolder(join(dirname(folder), BASE), neededOfBase)
  const head = readJson(opened, 'pack.json', files.packFile)
  const lists = readLists(opened)
  const judged = readJudgements(opened)
  const texts = readTexts(opened, base)
  const faults = [...base.faults, ...opened.faults]
  if (head === undefined || judged === undefined || texts === undefined) return { faults }
  if (head.id !== basename(folder))
    faults.push({
      file: `${opened.label}/pack.json`,
      path: '/id',
      message: `is '${head.id}', but the folder is '${basename(folder)}'`,
    })
  const entered = enter(head, 'pack', (message) => faults.push({ file: `${opened.label}/pack.json`, path: '', message }))
  const pack: Pack = { ...entered, ...lists, ...judged, ...texts, agencies: [] }
  pack.agencies = numbered(lists.agencies, head, faults.length === 0 ? faults : [])
  faults.push(...checkPack(pack, opened))
  return { pack, faults }
}

type Unnumbered = Omit<Agency, 'no' | 'hi' | 'zone'> & { zone?: string }

/** Numbers and zones; a tree that cannot be numbered is reported by checkPack, or here where no number is left. */
function numbered(
  agencies: readonly Unnumbered[],
  head: { numbers: { from: number; to: number }; zone: string; id: string },
  faults: Fault[],
): Agency[] {
  try {
    const numbers = numberAgencies(agencies, head.numbers)
    return agencies.map((agency) => ({ ...agency, zone: agency.zone ?? head.zone, ...numbers.get(agency.id)! }))
  } catch (error) {
    faults.push({ file: `packs/${head.id}/agencies`, path: '', message: (error as Error).message })
    return agencies.map((agency) => ({ ...agency, zone: agency.zone ?? head.zone, no: 0, hi: 0 }))
  }
}

function readLists(opened: PackFolder) {
  const senders = readEntries(opened, 'senders.json', files.sendersFile)
  const shapes = readEntries(opened, 'shapes.json', files.shapesFile)
  return {
    agencies: enterAll(opened, 'agency', readAgencies(opened)) as Unnumbered[],
    places: enterAll(opened, 'place', readPlaces(opened)),
    offences: enterAll(opened, 'offence', readRows(opened, 'offences.csv', files.offenceRow)).map(withClassification),
    clocks: enterAll(opened, 'clock', readRows(opened, 'clocks.csv', files.clockRow)).map(emptyIsOff),
    ipRanges: enterAll(
      opened,
      'ip-range',
      withId(readRows(opened, 'ip-ranges.csv', files.ipRangeRow), (row) => row.range),
    ),
    phoneRanges: enterAll(
      opened,
      'phone-range',
      withId(readRows(opened, 'phone-ranges.csv', files.phoneRangeRow), (row) => row.prefix),
    ),
    postcodes: enterAll(
      opened,
      'postcode',
      withId(readRows(opened, 'postcodes.csv', files.postcodeRow), (row) => `${row.prefix}-${row.place}`),
    ),
    codes: enterAll(
      opened,
      'code',
      withId(readRows(opened, 'codes.csv', files.codeRow), (row) => `${row.system}-${row.code}-${row.place}`),
    ),
    terms: enterAll(opened, 'term', readRows(opened, 'terms.csv', files.termRow)),
    facts: enterAll(opened, 'fact', readRows(opened, 'facts.csv', files.factRow)),
    senders: enterAll(opened, 'sender', senders),
    shapes: enterAll(opened, 'shape', shapes),
    series: enterAll(opened, 'number-series', readEntries(opened, 'numbers.json', files.numbersFile)),
  }
}

type ReadOffence = ReturnType<typeof enterAll<typeof files.offenceRow._zod.output>>[number]

/** What a classification does not say of its own source it takes from the offence. */
function withClassification({ classification, cognizable, bailable, triableBy, ...offence }: ReadOffence): Offence {
  const { source, status, checkedOn, id } = offence
  const own: Partial<Provenance> & { id: string } = { source, status, checkedOn, ...classification, id }
  const entered = enter(own, 'classification', () => undefined)
  const filled: Classification = { ...entered, cognizable, bailable, triableBy }
  return { ...offence, classification: filled }
}

const emptyIsOff = (clock: Clock): Clock => (clock.unit === undefined ? { ...clock, isOn: false } : clock)

function readJudgements(
  opened: PackFolder,
): Pick<Pack, 'reportOutcomes' | 'caseOutcomes' | 'scoring' | 'jurisdiction'> | undefined {
  const outcomes = readJson(opened, 'outcomes.json', judgements.outcomesFile)
  const scoring = readJson(opened, 'scoring.json', judgements.scoringFile)
  const jurisdiction = readJson(opened, 'jurisdiction.json', judgements.jurisdictionFile)
  if (outcomes === undefined || scoring === undefined || jurisdiction === undefined) return undefined
  const outcomeList = (member: 'report' | 'case') =>
    listed(opened, { name: 'outcomes.json', member }, { ...outcomes, entries: outcomes[member] })
  const rules = enterAll(
    opened,
    'scoring-rule',
    listed(opened, { name: 'scoring.json', member: 'rules' }, { ...scoring, entries: scoring.rules }),
  )
  const fields = listed(opened, { name: 'scoring.json', member: 'completeness' }, { ...scoring, entries: scoring.completeness })
  const { provenance, ...judged } = jurisdiction
  const evidence = enterAll(
    opened,
    'evidence-rule',
    listed(opened, { name: 'jurisdiction.json', member: 'rules' }, { ...jurisdiction, entries: jurisdiction.rules }),
  )
  return {
    reportOutcomes: enterAll(opened, 'report-outcome', outcomeList('report')),
    caseOutcomes: enterAll(opened, 'case-outcome', outcomeList('case')),
    scoring: {
      cap: scoring.cap,
      bands: scoring.bands,
      rules: rules.map((rule) => ({ ...rule, signal: signalOf(rule.id) as ScoringSignal })),
      completeness: enterAll(opened, 'completeness-field', fields),
    },
    jurisdiction: { ...judged, rules: evidence.map((rule) => ({ ...rule, signal: signalOf(rule.id) as EvidenceSignal })) },
  }
}

const signalOf = (ruleId: string): string => ruleId.slice(0, ruleId.lastIndexOf('/'))

function readTexts(opened: PackFolder, base: PackFolder): Pick<Pack, 'wording' | 'stopLists'> | undefined {
  const shared = readJson(base, 'wording.json', judgements.wordingFile)
  const own = readJson(opened, 'wording.json', judgements.wordingFile)
  const lists: Read<typeof files.stopListEntry._zod.output>[] = [
    ...readEntries(base, 'stop-lists.json', files.stopListsFile),
    ...readEntries(opened, 'stop-lists.json', files.stopListsFile),
  ]
  if (shared === undefined) return undefined
  const words = { ...shared.words }
  for (const [group, given] of Object.entries(own?.words ?? {})) words[group] = { ...words[group], ...given }
  return { wording: { reasons: { ...shared.reasons, ...own?.reasons }, words }, stopLists: enterAll(opened, 'stop-list', lists) }
}
