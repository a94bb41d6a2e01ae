// What `receive --json` prints: one receipt for each record, or for the file where no record could be read, and last the summary.
import type { Sql } from '../../base/database.ts'
import { oneLine } from '../../base/text.ts'
import { type Io, printJson } from '../command.ts'

export interface Summary {
  type: 'summary'
  state: string
  files: number
  /** The sum of the six that follow. */
  records: number
  accepted: number
  acceptedWithIssues: number
  duplicate: number
  newVersion: number
  quarantined: number
  failed: number
  seconds: number
}

export async function summaryOf(sql: Sql, batchId: string, seconds: number): Promise<Summary> {
  const [row] = await sql<Omit<Summary, 'type' | 'records' | 'seconds'>>`
    select state, files, accepted, accepted_with_issues as "acceptedWithIssues", duplicate, new_version as "newVersion", quarantined, failed
    from batch where batch_id = ${batchId}`
  const { accepted, acceptedWithIssues, duplicate, newVersion, quarantined, failed } = row!
  const records = accepted + acceptedWithIssues + duplicate + newVersion + quarantined + failed
  return { type: 'summary', ...row!, records, seconds: Math.round(seconds * 1000) / 1000 }
}

interface ReceiptRow {
  file: string
  fileOrdinal: number
  part: number
  number: string | null
  state: string
  reason: string | null
  place: object | null
}

const MOST_TOLD = 20

/** A line for each record, or file, that could not be taken: where and why; beyond twenty only how many. */
export async function troubleLines(sql: Sql, batchId: string): Promise<string[]> {
  const rows = await sql<{ file: string; state: string; reason: string | null; place: { line?: number; entry?: number } | null }>`
    select file, state, reason, place from receipt r where batch_id = ${batchId} and state in ('quarantined', 'failed')
      and (part > 0 or not exists (select 1 from receipt p where p.batch_id = r.batch_id and p.ordinal = r.ordinal and p.part > 0))
    order by ordinal, part limit ${MOST_TOLD + 1}`
  const lines = rows.slice(0, MOST_TOLD).map(({ file, state, reason, place }) => {
    const where = [place?.entry ? `entry ${place.entry}` : '', place?.line ? `line ${place.line}` : ''].filter(Boolean).join(', ')
    return `${oneLine(file)}${where ? ` (${where})` : ''}: ${state}, ${(reason ?? 'no reason').replaceAll('-', ' ')}`
  })
  return rows.length > MOST_TOLD ? [...lines, 'and more: see Intake, or --json'] : lines
}

/** Sources that no pack names and that this batch was the first to bring: a name that was mistyped is seen here. */
export async function newSourceLines(sql: Sql, batchId: string): Promise<string[]> {
  const rows = await sql<{ name: string; desk: string }>`
    select s.name, coalesce(a.name->>'en', s.desk_no::text) as desk from batch b
    join source s on s.made_at >= b.made_at and s.kind = 'unknown' join agency a on a.no = s.desk_no
    where b.batch_id = ${batchId} order by s.made_at, s.source_id limit ${MOST_TOLD}`
  return rows.map(
    ({ name, desk }) =>
      `The source ${oneLine(name)} is new here; its reports come to ${desk}. Agencies gives it to another desk.`,
  )
}

const PAGE = 5000

export async function printReceipts(
  io: Io,
  sql: Sql,
  { batchId, state: _state, ...summary }: Summary & { batchId: string },
): Promise<void> {
  for (let after = [0, -1]; ; ) {
    const rows = await sql<ReceiptRow>`
      select r.file, r.ordinal as "fileOrdinal", r.part, r.source_number as number, r.state, r.reason, r.place
      from receipt r where r.batch_id = ${batchId} and (r.ordinal, r.part) > (${after[0]}::int, ${after[1]}::int)
        and (r.part > 0 or r.state = 'failed' and not exists (select 1 from receipt p where p.batch_id = r.batch_id and p.ordinal = r.ordinal and p.part > 0))
      order by r.ordinal, r.part limit ${PAGE}`
    for (const { fileOrdinal: _file, part, ...row } of rows)
      printJson(io, { type: 'receipt', ...row, ordinal: Math.max(1, part) })
    const last = rows.at(-1)
    if (rows.length < PAGE || !last) break
    after = [last.fileOrdinal, last.part]
  }
  printJson(io, summary)
}
