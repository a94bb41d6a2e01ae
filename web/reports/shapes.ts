// What the server says about reports: the generated answers, with the closed sets that the console draws by shape.
import type { Answer } from '../api.ts'
import type { Name } from '../session.ts'
import type { Band } from '../shown/Priority.tsx'

type Said = Answer<'GET /api/reports'>
type SaidDetail = Answer<'GET /api/reports/{reportId}'>

/** true, or the code of why not. */
export type May = Record<string, true | string>
export type UnitName = { no: number; name: Name }

/** The subject line of a row: facts that triage chose, none of a sealed person. */
export type Subject = {
  service?: string
  account?: string
  phone?: string
  ip?: string
  places?: (string | Name)[]
  files?: number
  categories?: string[]
}

export type Row = Omit<Said['items'][number], 'band' | 'subject'> & { band: Band | null; subject: Subject }
export type Counts = NonNullable<Said['counts']>
export type RowPage = Omit<Said, 'items'> & { items: Row[]; loadedAt?: string; seenBefore?: string | null }

/** The number that is shown: `priority` is the sort key, with the band in its thousands. */
export const shownPoints = (row: Pick<Row, 'priority' | 'band'>): number | null =>
  row.band === null ? null : row.priority % 1000

export type Detail = Omit<SaidDetail, 'report'> & {
  report: Omit<SaidDetail['report'], 'band' | 'subject'> & { band: Band | null; subject: Subject }
}
export type WordedReason = NonNullable<Detail['score']>['reasons'][number]
export type Person = Detail['people'][number]
export type Identifier = Detail['identifiers'][number]
export type IpEvent = Detail['ips'][number]
export type ReportFile = Detail['files'][number]
export type Referral = Detail['referrals'][number]
export type HistoryItem = Answer<'GET /api/reports/{reportId}/history'>['items'][number]
