// Takes the next reports whose stages are due, oldest mark first, with what they are judged by opened in memory. Nothing is locked:
// there is one pipeline at a time (its lease), and a person who changes a report meanwhile is noticed when the result is written.
import { fragment, nothing, type Sql, type Tx } from '../base/database.ts'
import { uuids } from '../base/sql.ts'
import type { AgencyTree } from '../country/agency-tree.ts'
import { contentFromBytes, dataKey, openForJudging } from '../intake/sealing.ts'
import type { ChunkReport } from '../model/chunk.ts'
import type { Content } from '../model/report.ts'
import { stageBit } from '../model/stage.ts'

export interface Claim {
  tree: AgencyTree
  /** Unwraps the data keys of the reports. */
  installation: Buffer
  ids: readonly string[]
}

export interface Claimed {
  report: ChunkReport
  dueSince: Date
}

interface DueRow extends Omit<ChunkReport, 'isNew' | 'pack' | 'content' | 'hot' | 'enriched' | 'linked'> {
  dueSince: Date
}

interface ContentRow {
  reportId: string
  version: number
  rendition: number
  content: Buffer
  wrapped: Buffer
}

interface Wanted {
  most: number
  now: Date
  isChangedOnly: boolean
}

export interface Due {
  reportId: string
  isToLink: boolean
}

/** What is due now, the longest first. A parked report has no due_since until something marks it again. */
export async function dueReports(tx: Pick<Tx, 'sql'>, { most, now, isChangedOnly }: Wanted): Promise<Due[]> {
  const only = isChangedOnly ? fragment`and due & ${stageBit.enrich}::smallint <> 0` : nothing
  return tx.sql<Due>`
    select report_id as "reportId", due & ${stageBit.link}::smallint <> 0 as "isToLink" from report
    where due <> 0 and due_since <= ${now} ${only} order by due_since, report_id limit ${most}`
}

export async function claim(tx: Tx, { ids, tree, installation }: Claim): Promise<Claimed[]> {
  const rows = await tx.sql<DueRow>`
    select report_id as "reportId", number, version, rendition, due, source_id as "sourceId", source_number as "sourceNumber",
      sender_id as "senderId", sender_name as "senderName", holder_no as "holderNo", seen_by as "seenBy",
      first_holder_no as "firstHolderNo", state, is_reranked as "isReranked", priority, incident_at as "incidentAt",
      received_at as "receivedAt", clock_from_at as "clockFromAt", due_since as "dueSince"
    from report where report_id = any(${uuids(ids)}) and due <> 0`
  const contents = await openContents(tx.sql, { ids: rows.map(({ reportId }) => reportId), installation })
  return rows.map(({ dueSince, ...row }) => {
    const content = contents.get(row.reportId)
    if (!content) throw new Error(`Report ${row.number} has no content of version ${row.version}, or no data key`)
    const pack = tree.byNo(row.holderNo)?.pack
    if (pack === undefined) throw new Error(`Report ${row.number} is held by ${row.holderNo}, which is no unit`)
    return { dueSince, report: { ...row, isNew: false, pack, content, hot: {} } }
  })
}

/** In the version that stands now. */
async function openContents(
  sql: Sql,
  { ids, installation }: Pick<Claim, 'ids' | 'installation'>,
): Promise<Map<string, Content<string>>> {
  if (ids.length === 0) return new Map()
  const rows = await sql<ContentRow>`
    select r.report_id as "reportId", r.version, r.rendition, v.content, k.wrapped from report r
    join report_version v on v.report_id = r.report_id and v.version = r.version and v.rendition = r.rendition
    join data_key k on k.report_id = r.report_id
    where r.report_id = any(${uuids(ids)})`
  return new Map(
    rows.map(({ reportId, version, rendition, content, wrapped }) => {
      const key = dataKey(installation, reportId, wrapped)
      return [reportId, openForJudging(contentFromBytes(content), key, { reportId, version, rendition })]
    }),
  )
}
