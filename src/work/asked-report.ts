// Which report is asked for: by its id, its own number or the source's.
import { isUuid } from '../base/ids.ts'
import { refuse } from '../base/refusal.ts'
import type { Doing } from './action.ts'

const ownNumber = /^r-\d{4}-\d{6,9}$/i

/** Its id, which from now on the entry is about; missing where the reader does not see it, whatever the reason. */
export async function askedReportId(doing: Doing, { reportId: key }: { reportId: string }): Promise<string> {
  const reportId = await idOf(doing, key.trim())
  doing.about('report', reportId)
  return reportId
}

async function idOf({ sql }: Doing, key: string): Promise<string> {
  if (isUuid(key)) return key.toLowerCase()
  const found = await sql<{ reportId: string; number: string }>`
    select report_id as "reportId", number from report where number = ${key.toUpperCase()} or source_number = ${key} order by (number = ${key.toUpperCase()}) desc, number limit 2`
  const [first, other] = found
  if (!first) return refuse('missing', 'report-not-shown')
  // Two sources may count alike; our own number is nobody else's.
  if (other && first.number !== key.toUpperCase())
    refuse('conflict', 'several-reports', { numbers: found.map((one) => one.number) })
  return first.reportId
}

/**
 * What an attempt on one report is about, before it is known whether the report is there: so that a refused one names it in the log.
 * Only ids and our own numbers; whatever else was asked for may be a value that no log may hold.
 */
export const askedReport = ({ reportId }: { reportId: string }) =>
  isUuid(reportId) || ownNumber.test(reportId) ? { kind: 'report', id: reportId } : null
