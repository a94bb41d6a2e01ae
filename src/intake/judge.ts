// What becomes of each record of a chunk, in order, so that a number that comes twice in one chunk meets itself. Decides only; save.ts writes.
import { createHash } from 'node:crypto'
import type { ReceiptState } from '../model/lifecycle.ts'
import type { Content, Draft } from '../model/report.ts'
import { idOf } from './ahead.ts'
import { saysMost } from './carries.ts'
import type { ReadRecord } from './chunks.ts'
import { type Decision, decide, type KnownVersion } from './decide.ts'
import { type Fact, factsDigest, factsOf } from './facts.ts'
import { filled } from './filled.ts'
import type { Known, KnownReport } from './known-reports.ts'
import { type Resealed, sealTogether } from './sealed-together.ts'
import { newDataKey } from './sealing.ts'
import { type BatchOrigin, isWithin, type SourceRow } from './sources.ts'

/** A version or rendition to be kept. */
export interface ToKeep {
  reportId: string
  version: number
  rendition: number
  record: ReadRecord
  content: Content<string>
  key: Buffer
  /** Its content sealed ahead under that key, where this is what it was sealed for. */
  sealed?: Buffer
  /** What stands where its format says less than that of the version before: kept beside it, and judged. */
  standing?: { rendition: number; content: Content<string> }
}

export interface Judged {
  record: ReadRecord
  state: ReceiptState
  reason: string | null
  source: SourceRow | null
  reportId: string | null
  version: number | null
  keep: ToKeep | null
}

/** A report that the chunk brings or changes; the newest content of it goes to the stages. */
export interface Touched {
  report: KnownReport | null
  reportId: string
  source: SourceRow
  sourceNumber: string | null
  version: number
  /** Which of the version's documents is judged. */
  rendition: number
  /** False where all that came was there already. */
  isTouched: boolean
  content: Content<string>
  /** Of every version that the chunk brings: what an earlier one showed stays seen. */
  contents: Content<string>[]
  wrappedKey: Buffer | null
  key: Buffer
  /** Rows of the sightings of its first content, where they were made ahead. */
  sightings?: Buffer
  versions: KnownVersion[]
  /** What the chunk brings of it. */
  kept: ToKeep[]
  /** What stood there and is sealed anew. */
  resealed: Resealed[]
}

export interface Judging {
  known: Map<string, Known>
  installation: Buffer
  origin: Pick<BatchOrigin, 'deskNo' | 'deskHi' | 'isForEveryDesk'>
}

export function judgeAll(records: readonly ReadRecord[], sources: readonly (SourceRow | null)[], judging: Judging) {
  const touched = new Map<string, Touched>()
  const state = { ...judging, touched }
  const judged = records.map((record, at) => judge(record, sources[at]!, state))
  const met = [...touched.values()]
  return { judged, met, touched: met.filter((one) => one.isTouched) }
}

/** Id of the report that a record is about. */
export function reportOf({ draft, ahead }: ReadRecord, source: SourceRow): string {
  if (ahead?.sourceId === source.sourceId) return ahead.reportId
  return idOf(draft!, source.sourceId, () => factsDigest(factsOf(draft!.content)))
}

type State = Judging & { touched: Map<string, Touched> }

/**
 * Who answers for the source, or for the report. A number is soon guessed: anybody else gets one answer, whatever is there, before
 * anything is compared.
 */
function mayHandIn(id: string, source: SourceRow, { origin, known }: State): boolean {
  if (origin.isForEveryDesk || isWithin(origin, source.deskNo)) return true
  const there = known.get(id)
  return there !== undefined && isWithin(origin, there.report.holderNo)
}

function judge(record: ReadRecord, source: SourceRow | null, state: State): Judged {
  const none = { record, source, reportId: null, version: null, keep: null }
  if (record.failed) return { ...none, state: 'failed', reason: record.failed }
  if (!record.draft) return { ...none, state: 'quarantined', reason: record.unreadable?.reason ?? 'not-read' }
  const id = source && reportOf(record, source)
  if (!source || !id || !mayHandIn(id, source, state))
    return { ...none, source: null, state: 'quarantined', reason: 'source-not-yours' }
  const { draft } = record
  const current = touchedOf(id, { record, source, state })
  let kept: Fact[] | undefined
  const facts = () => (kept ??= factsOf(draft.content))
  const arrived = {
    format: record.format,
    recordDigest: record.digest.toString('hex'),
    facts,
    content: () => draft.content,
  }
  const decision = decide(current.versions, arrived)
  const said = { record, source, reportId: id }
  if (decision.kind === 'same-bytes')
    return { ...said, state: 'duplicate', reason: 'same-bytes', version: decision.version, keep: null }
  const place = placeOf(decision)
  const keep = toKeep(current, record, place)
  const { content } = keep
  arrived.content = () => content
  if (decision.kind === 'version') keep.standing = standingOf(current, arrived)
  const isFuller = decision.kind === 'rendition' && isNews(current, record.format, place)
  current.kept.push(keep)
  const { standing } = keep
  const now = Object.assign(arrived, place)
  current.versions.push(now)
  if (standing) current.versions.push({ ...now, rendition: standing.rendition, content: () => standing.content })
  if (decision.kind !== 'rendition' || isFuller) take(current, { ...draft, content, ...standing }, { ...place, ...standing })
  if (decision.kind === 'rendition') return { ...said, state: 'duplicate', reason: 'rendition', version: place.version, keep }
  const isOdd = draft.content.issues.length > 0
  const fresh = isOdd ? 'accepted-with-issues' : 'accepted'
  return {
    ...said,
    state: decision.kind === 'version' ? 'new-version' : fresh,
    reason: isOdd ? draft.content.issues[0]!.code : null,
    version: place.version,
    keep,
  }
}

function toKeep(current: Touched, record: ReadRecord, place: Place): ToKeep {
  const { draft, ahead } = record
  const { reportId, key } = current
  const isFirst = place.version === 1 && place.rendition === 0
  const sealed = isFirst && ahead?.key === key ? ahead.sealed : undefined
  return { reportId, ...place, record, content: sealTogether(current, draft!.content), key, sealed }
}

/** What the other format of the newest version could not say is judged and linked by. */
function isNews(current: Touched, format: string, place: Place): boolean {
  if (place.version !== current.version) return false
  const there = current.versions.filter((one) => one.version === place.version)
  return saysMost(
    format,
    there.map((one) => one.format),
  )
}

/** From now on it says what this document says. */
function take(current: Touched, { content, sourceNumber }: Draft, { version, rendition }: Place): void {
  current.contents.push(content)
  Object.assign(current, { isTouched: true, version, rendition, content, sourceNumber })
}

const STANDING = 1

/** Where the version before was said in a fuller format, or stands filled from one. */
function standingOf(current: Touched, { format, content }: Pick<KnownVersion, 'format' | 'content'>): ToKeep['standing'] {
  const before = current.versions.find((one) => one.version === current.version && one.rendition === current.rendition)
  if (!before) return undefined
  const isFilled = before.format === format && isStanding(before, current.versions)
  if (!isFilled && !saysMost(before.format, [format])) return undefined
  return { rendition: STANDING, content: filled(content(), before.content()) }
}

/** Of one document two rows: as it was said, and as it stands. */
const isStanding = (one: KnownVersion, all: readonly KnownVersion[]): boolean =>
  all.some((other) => other.version === one.version && other.rendition < one.rendition && other.recordDigest === one.recordDigest)

type Place = Pick<KnownVersion, 'version' | 'rendition'>

const placeOf = (decision: Exclude<Decision, { kind: 'same-bytes' }>): Place => ({
  version: decision.kind === 'new' ? 1 : decision.version,
  rendition: decision.kind === 'rendition' ? decision.rendition : 0,
})

function touchedOf(id: string, { record, source, state }: { record: ReadRecord; source: SourceRow; state: State }): Touched {
  const found = state.touched.get(id)
  if (found) return found
  const known = state.known.get(id)
  const made = known ? { key: known.dataKey, wrapped: null } : freshKey(id, record, state)
  const touched: Touched = {
    report: known?.report ?? null,
    reportId: id,
    source,
    sourceNumber: record.draft!.sourceNumber,
    version: known?.report.version ?? 0,
    rendition: known?.report.rendition ?? 0,
    isTouched: false,
    content: record.draft!.content,
    contents: [],
    wrappedKey: made.wrapped,
    key: made.key,
    sightings: record.ahead?.reportId === id ? record.ahead.sightings : undefined,
    versions: known ? [...known.versions] : [],
    kept: [],
    resealed: [],
  }
  state.touched.set(id, touched)
  return touched
}

/** The key under which it was sealed ahead, where that was right about the report. */
function freshKey(id: string, { ahead }: ReadRecord, { installation }: State): { key: Buffer; wrapped: Buffer } {
  return ahead?.reportId === id ? { key: ahead.key, wrapped: ahead.wrappedKey } : newDataKey(installation, id)
}

/** Digest over the ids that a chunk touched, for its audit entry. */
export const digestOfIds = (ids: readonly string[]): string =>
  createHash('sha256')
    .update([...ids].sort().join('\n'))
    .digest('hex')
