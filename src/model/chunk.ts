// A chunk of reports on its way through the stages, in one transaction: content in clear, in memory only.
// Stages read content and fill `hot`; the one who called them writes `hot` to the table report, once.

import type { Reason } from './reason.ts'
import type { Content } from './report.ts'

/** Columns of the table report that stages decide. */
export interface HotColumns {
  state: string
  subject: Record<string, unknown>
  priority: number
  band: string
  score: number
  isDanger: boolean
  firstReason: Reason | null
  complete: number
  completeOf: number
  candidateNo: number | null
  candidateStrength: string | null
  isFollowUp: boolean
  offerDueAt: Date | null
}

export interface ChunkReport {
  reportId: string
  number: string
  version: number
  /** Which of the documents of its version is judged. */
  rendition: number
  /** Not yet in the table report: its row is inserted after the stages. */
  isNew: boolean
  /** Bits of model/stage.ts that are to be done now. */
  due: number
  sourceId: string
  sourceNumber: string | null
  senderId: string
  senderName: string
  pack: string
  holderNo: number
  seenBy: number[]
  firstHolderNo: number
  state: string
  isReranked: boolean
  priority: number
  incidentAt: Date | null
  receivedAt: Date
  /** From when its clock counts, where that is not its arrival. */
  clockFromAt: Date | null
  content: Content<string>
  hot: Partial<HotColumns>
  /** What enrich found, for the stages that follow; read back from the table enrichment when that stage is not due. */
  enriched?: Enriched
  /** What link decided. */
  linked?: { clusterId: string; members: number }
}

export interface Enriched {
  ruleVersion: string
  /** The newest date of the databases used, YYYY-MM-DD. */
  dataOn: string | null
  /** One entry per sighting of kind ip, by index into content.sightings. */
  ips: EnrichedIp[]
  phones: EnrichedPhone[]
}

export interface EnrichedPhone {
  sighting: number
  country?: string
  /** Id of a place of the pack. */
  place?: string
  /** mobile, fixed, voip, toll-free, pager, other */
  type?: string
  operator?: string
}

export interface EnrichedIp {
  sighting: number
  /** ISO 3166-1 alpha-2, or an invented code of the pack. */
  country?: string
  /** Id of a place of the pack, and its name by language. */
  place?: string
  placeName?: Record<string, string>
  operator?: string
  asn?: number
  /** fixed, mobile-cgnat, hosting, proxy, wifi-shared, unknown */
  kind?: string
  /** IANA zone of the place, when it has exactly one. */
  zone?: string
  /** Date of the database that says so, YYYY-MM-DD. */
  dataOn?: string
  /** `pack/xx`, or the name of the database. */
  source?: string
}
