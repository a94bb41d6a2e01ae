// In how many other reports the files of a report stand, and whether those whom it was sent to are suspects elsewhere: two look-ups by
// identifier for a chunk. Only numbers come out of it, so it tells the holder nothing that it may not see.
import type { Sql } from '../base/database.ts'
import { uuids } from '../base/sql.ts'
import { inTurns } from '../base/writing-behind.ts'
import type { ChunkReport } from '../model/chunk.ts'
import type { LinkedFacts } from './linked.ts'
import { VIRAL_REPORTS } from './signals.ts'

type Elsewhere = Pick<LinkedFacts, 'filesElsewhere' | 'hashesElsewhere' | 'recipientAsSuspect'>

/** Exact hashes say that it is the same file; perceptual ones only that it looks alike. */
const exactHashes: ReadonlySet<string> = new Set(['md5', 'sha1', 'sha256'])
const addressed: ReadonlySet<string> = new Set(['recipient', 'victim'])

export async function sightingsElsewhere(sql: Sql, chunk: readonly ChunkReport[]): Promise<Map<string, Elsewhere>> {
  const hashes = new Set<string>()
  const recipients = new Set<string>()
  await inTurns(chunk, ({ content }) => {
    for (const { id, kind, role, file } of content.sightings) {
      if (id === undefined) continue
      if (file !== undefined && exactHashes.has(kind)) hashes.add(id)
      else if (addressed.has(role)) recipients.add(id)
    }
  })
  const [asFile, asSuspect] = await Promise.all([
    countIn(sql, hashes, { role: 'file', least: 2 }),
    countIn(sql, recipients, { role: 'suspect', least: 1 }),
  ])
  const found = new Map<string, Elsewhere>()
  await inTurns(chunk, (report) => found.set(report.reportId, elsewhereOf(report, asFile, asSuspect)))
  return found
}

function elsewhereOf(
  { content }: ChunkReport,
  asFile: ReadonlyMap<string, number>,
  asSuspect: ReadonlyMap<string, number>,
): Elsewhere {
  const filesElsewhere = new Map<number, number>()
  const hashesElsewhere = new Map<string, number>()
  let recipientAsSuspect = 0
  let own: ReadonlySet<string> | undefined
  for (const { id, kind, role, file } of content.sightings) {
    if (id === undefined) continue
    if (file !== undefined && exactHashes.has(kind)) {
      const { ordinal } = content.files[file]!
      // The report itself is among them.
      const others = Math.max(0, (asFile.get(id) ?? 1) - 1)
      filesElsewhere.set(ordinal, Math.max(filesElsewhere.get(ordinal) ?? 0, others))
      if (others > 0) hashesElsewhere.set(id, others)
    } else if (addressed.has(role)) {
      const reports = asSuspect.get(id)
      if (reports === undefined) continue
      own ??= idsOfSuspects(content)
      recipientAsSuspect = Math.max(recipientAsSuspect, reports - (own.has(id) ? 1 : 0))
    }
  }
  return { filesElsewhere, hashesElsewhere, recipientAsSuspect }
}

/** Reports that a file of those that arrive was new to, or that it makes viral, among them those that arrive: to the others of a known file
 * one more is no news, and a file of hundreds of reports would have them all judged again and again. */
export async function metAgain(
  sql: Sql,
  arriving: readonly ChunkReport[],
  facts: ReadonlyMap<string, LinkedFacts>,
): Promise<string[]> {
  const counts = new Map<string, { others: number; arriving: number }>()
  for (const { reportId } of arriving) {
    for (const [id, others] of facts.get(reportId)?.hashesElsewhere ?? [])
      counts.set(id, { others, arriving: (counts.get(id)?.arriving ?? 0) + 1 })
  }
  const hashes = [...counts].flatMap(([id, { others, arriving }]) => (isNews(others + 1 - arriving, others) ? [id] : []))
  if (hashes.length === 0) return []
  const rows = await sql<{ report_id: string }>`
    select distinct report_id from sighting where identifier_id = any(${uuids(hashes.sort())}) and role = 'file'`
  return rows.map(({ report_id }) => report_id)
}

/** To the reports that had a file until now, each of which has so many others with it now. */
const isNews = (had: number, others: number): boolean => had === 1 || (had > 1 && had <= VIRAL_REPORTS && others >= VIRAL_REPORTS)

const idsOfSuspects = ({ sightings }: ChunkReport['content']): Set<string> =>
  new Set(sightings.flatMap(({ role, id }) => (role === 'suspect' && id !== undefined ? [id] : [])))

/** A value that stands in more reports than this is counted to here only, once and for all: a viral file would cost more with each report. */
const MOST_COUNTED = 1000
const MOST_KEPT = 10_000
interface Counted {
  role: 'file' | 'suspect'
  least: number
}

const full: Record<string, Set<string>> = { file: new Set(), suspect: new Set() }

/** Values that stand in `least` reports or more; those of files stand in one, their own, without being worth a row of the answer. */
async function countIn(sql: Sql, ids: ReadonlySet<string>, { role, least }: Counted): Promise<Map<string, number>> {
  const known = full[role]!
  const counts = new Map<string, number>()
  const asked: string[] = []
  for (const id of ids) {
    if (known.has(id)) counts.set(id, MOST_COUNTED + 1)
    else asked.push(id)
  }
  if (asked.length === 0) return counts
  const rows = await sql<{ identifier_id: string; reports: number }>`
    select identifier_id, count(*)::int as reports from sighting
    where identifier_id = any(${uuids(asked.sort())}) and role = ${role} group by identifier_id having count(*) >= ${least}`
  if (known.size > MOST_KEPT) known.clear()
  for (const { identifier_id, reports } of rows) {
    counts.set(identifier_id, Math.min(reports, MOST_COUNTED + 1))
    if (reports > MOST_COUNTED) known.add(identifier_id)
  }
  return counts
}
