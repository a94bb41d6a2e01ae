// A pack as the rest of the programme sees it: a country's data, checked, with the agencies numbered and the ranges sorted.
// Nothing changes a pack after loading; a confirmation makes a new one (in-force.ts).
import type { z } from 'zod'
import type { Band, Strength } from '../model/reason.ts'
import type { Entry, Provenance } from './entry.ts'
import type * as judgements from './judgement-files.ts'
import type * as files from './pack-files.ts'
import type { EvidenceSignal, ScoringSignal } from './signals.data.ts'

type Loaded<T> = Omit<T, keyof Provenance> & Entry
type Of<S extends z.ZodType> = Loaded<z.infer<S>>
type Scoring = z.infer<typeof judgements.scoringFile>
type Jurisdiction = z.infer<typeof judgements.jurisdictionFile>
type Wording = z.infer<typeof judgements.wordingFile>

/** A text by language: `{ en, hi }`. */
export type Words = Record<string, string>
export type Template = judgements.Template
export type AgencyKind = (typeof files.agencyKinds)[number]
export type PlaceKind = (typeof files.placeKinds)[number]
export type RangeKind = (typeof files.rangeKinds)[number]
export type ClockUnit = (typeof files.clockUnits)[number]
export type ClockStep = (typeof files.clockSteps)[number]
export type ClockEvent = (typeof files.clockEvents)[number]

/** `no` is its own number; a subtree is `between no and hi`. */
export type Agency = Of<typeof files.agencyEntry> & { no: number; hi: number; zone: string }
export type Place = Of<typeof files.placeEntry>
/** Cognizable or not, bailable or not, before which court: it has a source of its own, so it can be off while the offence is on. */
export type Classification = Entry & { cognizable?: string; bailable?: string; triableBy?: string }
export type Offence = Omit<Of<typeof files.offenceRow>, 'classification' | 'cognizable' | 'bailable' | 'triableBy'> & {
  classification: Classification
}
export type Clock = Of<typeof files.clockRow>
export type Outcome = Of<typeof judgements.outcomeEntry>
export type ScoringRule = Loaded<Scoring['rules'][number]> & { signal: ScoringSignal }
export type CompletenessRule = Loaded<Scoring['completeness'][number]>
export type EvidenceRule = Loaded<Jurisdiction['rules'][number]> & { signal: EvidenceSignal }
export type IpRange = Of<typeof files.ipRangeRow> & { id: string }
export type PhoneRange = Of<typeof files.phoneRangeRow> & { id: string }
export type Postcode = Of<typeof files.postcodeRow> & { id: string }
export type Sender = Of<typeof files.senderEntry>
export type StopList = Of<typeof files.stopListEntry>
export type NumberSeries = Of<typeof files.seriesEntry>
export type Shape = Of<typeof files.shapeEntry>
export type Code = Of<typeof files.codeRow> & { id: string }
export type LawFact = Of<typeof files.factRow>
export type Term = Of<typeof files.termRow>

export interface Pack extends Omit<Of<typeof files.packFile>, 'numbers'> {
  /** Where the numbers of its agencies lie. */
  numbers: { from: number; to: number }
  agencies: Agency[]
  places: Place[]
  offences: Offence[]
  clocks: Clock[]
  reportOutcomes: Outcome[]
  caseOutcomes: Outcome[]
  scoring: {
    cap: number
    bands: { id: Band; from: number; label: Words }[]
    rules: ScoringRule[]
    completeness: CompletenessRule[]
  }
  jurisdiction: Omit<Jurisdiction, 'provenance' | 'rules' | 'strengths'> & {
    strengths: { id: Strength; from: number; label: Words }[]
    rules: EvidenceRule[]
  }
  ipRanges: IpRange[]
  phoneRanges: PhoneRange[]
  postcodes: Postcode[]
  senders: Sender[]
  stopLists: StopList[]
  series: NumberSeries[]
  shapes: Shape[]
  codes: Code[]
  facts: LawFact[]
  terms: Term[]
  wording: Omit<Wording, 'provenance'>
}

export type Packs = ReadonlyMap<string, Pack>

/** The lists of a pack whose members are entries, for the pack page and for confirmations. */
export const entryLists = [
  'agencies',
  'places',
  'offences',
  'clocks',
  'reportOutcomes',
  'caseOutcomes',
  'ipRanges',
  'phoneRanges',
  'postcodes',
  'senders',
  'stopLists',
  'series',
  'shapes',
  'codes',
  'facts',
  'terms',
] as const
