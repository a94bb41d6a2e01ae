// Which report is asked for: by its id, its own number or the source's.
import type { Sql } from '../base/database.ts'
import { refuse } from '../base/refusal.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const ownNumber = /^r-\d{4}-\d{6,9}$/i

/** Its id; missing where the reader does not see it, whatever the reason. */
export async function reportIdOf(sql: Sql, key: string): Promise<string> {
  const text = key.trim()
  if (uuid.test(text)) return text.toLowerCase()
  const found = await sql<{ reportId: string }>`
    select report_id as "reportId" from report where number = ${text.toUpperCase()} or source_number = ${text} order by (number = ${text.toUpperCase()}) desc limit 2`
  return found[0]?.reportId ?? refuse('missing', 'report-not-shown')
}

/**
 * What an attempt on one report is about, before it is known whether the report is there: so that a refused one names it in the log.
 * Only ids and our own numbers; whatever else was asked for may be a value that no log may hold.
 */
export const askedReport = ({ reportId }: { reportId: string }) =>
  uuid.test(reportId) || ownNumber.test(reportId) ? { kind: 'report', id: reportId } : null
