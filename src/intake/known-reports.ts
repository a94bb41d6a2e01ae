// What is known of the reports whose numbers a chunk bears: their hot columns, versions and data keys, by set, opened lazily.
import type { Tx } from '../base/database.ts'
import { uuids } from '../base/sql.ts'
import type { Content } from '../model/report.ts'
import type { KnownVersion } from './decide.ts'
import { type Fact, factsOf } from './facts.ts'
import { contentFromBytes, dataKey, openContent } from './sealing.ts'

export interface KnownReport {
  reportId: string
  number: string
  version: number
  rendition: number
  holderNo: number
  seenBy: number[]
  state: string
  isDanger: boolean
}

export interface Known {
  report: KnownReport
  versions: KnownVersion[]
  dataKey: Buffer
}

interface VersionRow {
  report_id: string
  version: number
  rendition: number
  format: string
  record_digest: Buffer
  content: Buffer
}

export async function knownReports(tx: Tx, installation: Buffer, ids: readonly string[]): Promise<Map<string, Known>> {
  const known = new Map<string, Known>()
  const reports = await tx.sql<KnownReport>`
    select report_id as "reportId", number, version, rendition, holder_no as "holderNo", seen_by as "seenBy", state, is_danger as "isDanger"
    from report where report_id = any(${uuids(ids)})`
  if (reports.length === 0) return known
  const found = reports.map((report) => report.reportId)
  const keys = await tx.sql<{
    report_id: string
    wrapped: Buffer
  }>`select report_id, wrapped from data_key where report_id = any(${found}::uuid[])`
  const keyOf = new Map(keys.map((row) => [row.report_id, dataKey(installation, row.report_id, row.wrapped)]))
  for (const report of reports) known.set(report.reportId, { report, versions: [], dataKey: keyOf.get(report.reportId)! })
  const versions = await tx.sql<VersionRow>`
    select report_id, version, rendition, format, record_digest, content from report_version
    where report_id = any(${found}::uuid[]) order by report_id, version, rendition`
  for (const row of versions) known.get(row.report_id)!.versions.push(knownVersion(row, known.get(row.report_id)!.dataKey))
  return known
}

function knownVersion(row: VersionRow, key: Buffer): KnownVersion {
  let facts: Fact[] | undefined
  let opened: Content<string> | undefined
  const { version, rendition, format } = row
  const place = { reportId: row.report_id, version, rendition }
  const content = () => (opened ??= openContent(contentFromBytes(row.content), key, place))
  return {
    version,
    rendition,
    format,
    recordDigest: row.record_digest.toString('hex'),
    facts() {
      facts ??= factsOf(content())
      return facts
    },
    content,
  }
}
