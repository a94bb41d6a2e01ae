// In how many other reports the files of a report stand, and whether those whom it was sent to are suspects elsewhere: two look-ups by
// identifier for a chunk. Only numbers come out of it, so it tells the holder nothing that it may not see.
import type { Sql } from '../base/database.ts'
import { uuids } from '../base/sql.ts'
import { inTurns } from '../base/writing-behind.ts'
import type { ChunkReport } from '../model/chunk.ts'
import type { LinkedFacts } from './linked.ts'
import { VIRAL_REPORTS } from './signals.ts'

type Elsewhere = Pick<LinkedFacts, 'filesElsewhere' | 'fewElsewhere' | 'recipientAsSuspect'>

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
  await inTurns(chunk, (report) => found.set(report.reportId, elsewhereOf(report, { asFile, asSuspect, arriving: chunk.length })))
  return found
}

interface Counts {
  asFile: ReadonlyMap<string, number>
  asSuspect: ReadonlyMap<string, number>
  /** Reports of the chunk, which may all have the same file. */
  arriving: number
}

function elsewhereOf({ content }: ChunkReport, { asFile, asSuspect, arriving }: Counts): Elsewhere {
  const filesElsewhere = new Map<number, number>()
  const fewElsewhere: string[] = []
  let recipientAsSuspect = 0
  let own: ReadonlySet<string> | undefined
  for (const { id, kind, role, file } of content.sightings) {
    if (id === undefined) continue
    if (file !== undefined && exactHashes.has(kind)) {
      const { ordinal } = content.files[file]!
      // The report itself is among them.
      const others = Math.max(0, (asFile.get(id) ?? 1) - 1)
      filesElsewhere.set(ordinal, Math.max(filesElsewhere.get(ordinal) ?? 0, others))
      if (others > 0 && others < VIRAL_REPORTS + arriving) fewElsewhere.push(id)
    } else if (addressed.has(role)) {
      const reports = asSuspect.get(id)
      if (reports === undefined) continue
      own ??= idsOfSuspects(content)
      recipientAsSuspect = Math.max(recipientAsSuspect, reports - (own.has(id) ? 1 : 0))
    }
  }
  return { filesElsewhere, fewElsewhere, recipientAsSuspect }
}

/** Reports outside the chunk that have a file of those that arrive, which was in few reports until now: their files are less new than they
 * were. Where a file was in more, it is viral already, and one report more says nothing. */
export async function reportsWithSameFiles(
  sql: Sql,
  arriving: readonly ChunkReport[],
  facts: ReadonlyMap<string, LinkedFacts>,
): Promise<string[]> {
  const hashes = new Set(arriving.flatMap(({ reportId }) => facts.get(reportId)?.fewElsewhere ?? []))
  if (hashes.size === 0) return []
  const own = arriving.map(({ reportId }) => reportId)
  const rows = await sql<{ reports: string[] }>`
    select array_agg(report_id)::text[] as reports from sighting
    where identifier_id = any(${uuids([...hashes].sort())}) and role = 'file' and not report_id = any(${uuids(own)})
    group by identifier_id having count(*) <= ${VIRAL_REPORTS}`
  return [...new Set(rows.flatMap(({ reports }) => reports))]
}

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
