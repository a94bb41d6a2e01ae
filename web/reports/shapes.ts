// What the server says about reports, as the console reads it.
import type { Name } from '../session.ts'
import type { Band } from '../shown/Priority.tsx'

export type UnitName = { no: number; name: Name }
/** true, or the code of why not. */
export type May = Record<string, true | string>
export type WordedReason = {
  rule: string
  kind: 'claim' | 'fact' | 'decision'
  weight: number
  because: string
  evidence: string[]
}

export type Subject = {
  service?: string
  account?: string
  phone?: string
  ip?: string
  places?: (string | Name)[]
  files?: number
  categories?: string[]
}

export type Row = {
  reportId: string
  number: string
  sourceNumber: string | null
  sender: { id: string; name: string }
  state: string
  band: Band | null
  priority: number
  score: number | null
  isDanger: boolean
  isReranked: boolean
  firstReason: WordedReason | null
  subject: Subject
  complete: number | null
  completeOf: number | null
  version: number
  candidate: { unit: UnitName; strength: string } | null
  isFollowUp: boolean
  caseId: string | null
  caseNumber: string | null
  assignee: { id: string; name: string } | null
  holder: UnitName
  receivedAt: string
  incidentAt: string | null
  offerDueAt: string | null
  outcomeDueAt: string | null
  outcome: string | null
  isUnseen: boolean
}

export type Counts = { all: number; isMore: boolean; bands: Partial<Record<Band | 'none', number>> }
export type RowPage = { items: Row[]; next: string | null; seenAt: string | null; counts: Counts | null; loadedAt?: string }

/** The number that is shown: `priority` is the sort key, with the band in its thousands. */
export const shownPoints = (row: Pick<Row, 'priority' | 'band'>): number | null =>
  row.band === null ? null : row.priority % 1000

export type WrittenTime = {
  at: string | null
  written: string
  offsetMinutes: number | null
  zone: 'stated' | 'absent'
  precision: 'year' | 'month' | 'day' | 'minute' | 'second' | 'fraction'
}
export type Claim = { topic: string; text: string | null; isSealed: boolean; by?: string }
export type Person = {
  pseudonym: string
  role: string
  isSealed: boolean
  name: string | null
  age?: number | null
  flags?: Record<string, boolean>
  statements?: { topic: string; text: string | null; isSealed?: boolean }[]
  sealedFields: string[]
  mayReveal: true | string
}
export type Identifier = {
  index: number
  kind: string
  value: string | null
  isSealed: boolean
  pseudonym?: string | null
  role: string
  service: string | null
  isVerified?: boolean | null
}
export type IpEvent = {
  index: number
  event: string | null
  address: string | null
  port: number | null
  time: WrittenTime | null
  zone: string | null
  operator: string | null
  asn: number | null
  country: string | null
  place: Name | string | null
  kind: string | null
  isProxy: boolean | null
  dataOn: string | null
}
export type ReportFile = {
  ordinal: number
  hashes: { kind: string; value: string }[]
  category: string | null
  annotations: string[]
  isViewed: boolean | null
  isNew: boolean | null
}
export type Version = {
  version: number
  rendition: number
  format: string
  acceptedAt: string
  batchId: string | null
  issues: number
}
export type Difference = { field: string; before: string | null; after: string | null; kind: string }
export type Issue = { code: string; field: string; found?: string; expected?: string; place?: { line?: number; path?: string } }
export type CandidateUnit = { unit: UnitName; strength: string; weight: number; reasons: WordedReason[] }
export type Note = { noteId: string; text: string; by: string; unit: UnitName; at: string }
export type Referral = {
  referralId: string
  from: UnitName
  to: UnitName
  state: string
  note: string
  reason: string | null
  offeredBy: string
  offeredAt: string
  answerDueAt: string | null
  acknowledgedAt: string | null
  endedAt: string | null
  answeredBy: string | null
  may: May
}

export type Detail = {
  report: Row & { incidentType: string | null; seenByUnits: UnitName[] }
  claims: Claim[]
  people: Person[]
  identifiers: Identifier[]
  ips: IpEvent[]
  files: ReportFile[]
  versions: Version[]
  difference: Difference[] | null
  issues: Issue[]
  unread: { path: string; text: string | null }[]
  score: {
    points: number
    band: Band
    reasons: WordedReason[]
    ruleVersion: string
    at: string
    reranked: { priority: number; by: string; reason: string | null; at: string } | null
  } | null
  completeness: { complete: number; of: number; missing: { code: string; says: string }[] } | null
  candidates: CandidateUnit[]
  referrals: Referral[]
  cases: { caseId: string; number: string; state: string }[]
  notes: Note[]
  may: May
}

export type Elsewhere = {
  index: number
  reports: { reportId: string; number: string }[]
  cases: { caseId: string; number: string }[]
  units: { unit: UnitName; n: number }[]
}
export type HistoryItem = {
  kind: 'claim' | 'fact' | 'decision' | 'look'
  says: { code: string; params: Record<string, string | number | null> }
  by: string | null
  unit: UnitName | null
  at: string
  place: number | null
}
