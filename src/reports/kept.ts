// The kept versions of one report, opened in memory for an action that words, compares or reveals them.
import type { Sql } from '../base/database.ts'
import { refuse } from '../base/refusal.ts'
import { contentFromBytes, dataKey, openContent } from '../intake/sealing.ts'
import type { Content } from '../model/report.ts'

export interface KeptVersion {
  version: number
  rendition: number
  format: string
  acceptedAt: Date
  batchId: string
  issues: number
  /** Not a document of its own: the one before it, filled with what its format leaves unsaid. */
  isStanding: boolean
  content: Buffer
}

/** All versions and renditions, oldest first, their contents still sealed. */
export const versionsOf = (sql: Sql, reportId: string): Promise<KeptVersion[]> => sql<KeptVersion>`
  select v.version, v.rendition, v.format, v.accepted_at as "acceptedAt", v.batch_id as "batchId", v.issues, v.content, exists (select 1 from report_version o
    where o.report_id = v.report_id and o.version = v.version and o.rendition < v.rendition and o.record_digest = v.record_digest) as "isStanding"
  from report_version v where v.report_id = ${reportId} order by v.version, v.rendition`

export async function dataKeyOf(sql: Sql, installation: Buffer, reportId: string): Promise<Buffer> {
  const [row] = await sql<{ wrapped: Buffer }>`select wrapped from data_key where report_id = ${reportId}`
  if (!row) return refuse('conflict', 'shredded')
  return dataKey(installation, reportId, row.wrapped)
}

export function opened(kept: KeptVersion, key: Buffer, reportId: string): Content<string> {
  return openContent(contentFromBytes(kept.content), key, { reportId, version: kept.version, rendition: kept.rendition })
}
