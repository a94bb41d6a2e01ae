// Most records bring a new report. One is therefore sealed as version 1 of it while it is read, off the thread that talks to the
// database; where the report turns out to be known, this is thrown away and the content is sealed in its place.
import type { Draft } from '../model/report.ts'
import { reportId, unnumberedReportId } from '../model/stamped-id.ts'
import { factsDigest, factsOf } from './facts.ts'
import { contentToBytes, newDataKey, sealContent } from './sealing.ts'
import { sightingRows } from './sighting-rows.ts'

export interface Ahead {
  /** The report that the record is about, when its number was issued by `sourceId`. */
  reportId: string
  sourceId: string
  /** A fresh data key, and the same wrapped for storing. */
  key: Buffer
  wrappedKey: Buffer
  /** report_version.content under that key. */
  sealed: Buffer
  /** Its rows of the table sighting. */
  sightings: Buffer
}

const FIRST = { version: 1, rendition: 0 }

/** Id of the report that a draft is about. `digest` is asked only where the draft bears no number. */
export const idOf = ({ sourceNumber }: Draft, sourceId: string, digest: () => Buffer): string =>
  sourceNumber === null ? unnumberedReportId(sourceId, digest()) : reportId(sourceId, sourceNumber)

export function sealedAhead(
  draft: Draft,
  { store, sourceIdOf }: { store: { installation: Buffer }; sourceIdOf(name: string | null): string },
): Ahead {
  const sourceId = sourceIdOf(draft.sourceName)
  const id = idOf(draft, sourceId, () => factsDigest(factsOf(draft.content)))
  const { key, wrapped } = newDataKey(store.installation, id)
  const sealed = contentToBytes(sealContent(draft.content, key, { reportId: id, ...FIRST }))
  return { reportId: id, sourceId, key, wrappedKey: wrapped, sealed, sightings: sightingRows(id, draft.content) }
}
