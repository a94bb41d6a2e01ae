// Batches of one's desk and their receipts: what was handed in, how far it is, and the one state of every file and record.
import { z } from 'zod'
import { fragment, type Sql } from '../base/database.ts'
import { decodeCursor, encodeCursor } from '../base/page.ts'
import { refuse } from '../base/refusal.ts'
import { uuids } from '../base/sql.ts'
import { receiptStates } from '../model/lifecycle.ts'
import { action, type Doing } from '../work/action.ts'
import { sightOf } from '../work/actor.ts'

export const batchShape = z.object({
  batchId: z.string(),
  door: z.string(),
  source: z.object({ id: z.string(), name: z.string() }),
  desk: z.object({ no: z.number(), name: z.record(z.string(), z.string()) }),
  by: z.string(),
  state: z.string(),
  reason: z.string().nullable(),
  files: z.number(),
  /** Files whose state is final. */
  filesRead: z.number(),
  records: z.number(),
  accepted: z.number(),
  acceptedWithIssues: z.number(),
  duplicate: z.number(),
  newVersion: z.number(),
  quarantined: z.number(),
  failed: z.number(),
  madeAt: z.date(),
  startedAt: z.date().nullable(),
  finishedAt: z.date().nullable(),
})

interface BatchRow {
  batchId: string
  state: string
  files: number
  madeAt: Date
}

const batchColumns = fragment`
  b.batch_id as "batchId", b.door, b.handed_in_name as by, b.state, b.reason, b.files, b.records, b.accepted, b.accepted_with_issues as "acceptedWithIssues",
  b.duplicate, b.new_version as "newVersion", b.quarantined, b.failed, b.made_at as "madeAt", b.started_at as "startedAt", b.finished_at as "finishedAt",
  jsonb_build_object('id', b.source_id, 'name', coalesce((select s.name from source s where s.source_id = b.source_id and (s.is_placed or s.named_by_no = b.desk_no)), b.source_id)) as source,
  (select jsonb_build_object('no', a.no, 'name', a.name) from agency a where a.no = b.desk_no) as desk`

const isThrough = ({ state }: BatchRow): boolean => state === 'done' || state === 'failed'

/** How far the unfinished ones are: receipts lie elsewhere than batches on a distributed engine, which joins them in no statement. */
async function withFilesRead<T extends BatchRow>(sql: Sql, batches: readonly T[]): Promise<(T & { filesRead: number })[]> {
  const unfinished = batches.filter((one) => !isThrough(one)).map((one) => one.batchId)
  const counts =
    unfinished.length === 0
      ? []
      : await sql<{ batchId: string; n: number }>`
          select r.batch_id as "batchId", count(*)::int as n from receipt r
          where r.batch_id = any(${unfinished}::uuid[]) and r.part = 0 and r.state not in ('waiting', 'reading') group by r.batch_id`
  const readOf = new Map(counts.map(({ batchId, n }) => [batchId, n]))
  return batches.map((one) => ({ ...one, filesRead: isThrough(one) ? one.files : (readOf.get(one.batchId) ?? 0) }))
}

const cursorOf = z.tuple([z.coerce.date(), z.uuid()])

export const listBatches = action({
  name: 'batch.list',
  needs: 'batch:see',
  // Polled for live progress; a batch shows how many, and nothing of a report.
  isPlain: true,
  input: z.object({ cursor: z.string().optional(), limit: z.number().int().min(1).max(200).default(50) }),
  async run({ sql }, { cursor, limit }) {
    const after = cursor ? decodeCursor(cursor, cursorOf) : null
    const rows = await sql<BatchRow>`
      select ${batchColumns} from batch b
      ${after ? fragment`where (b.made_at, b.batch_id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : fragment``}
      order by b.made_at desc, b.batch_id desc limit ${limit + 1}`
    const items = await withFilesRead(sql, rows.slice(0, limit))
    const last = items.at(-1)
    return { items, next: rows.length > limit && last ? encodeCursor([last.madeAt, last.batchId]) : null }
  },
})

export const receiptShape = z.object({
  batchId: z.string(),
  ordinal: z.number(),
  /** 0 for the file itself. */
  part: z.number(),
  kind: z.enum(['file', 'record']),
  file: z.string(),
  state: z.string(),
  reason: z.string().nullable(),
  place: z
    .object({
      line: z.number().optional(),
      column: z.number().optional(),
      byte: z.number().optional(),
      path: z.string().optional(),
      entry: z.number().optional(),
      field: z.string().optional(),
      lines: z.tuple([z.number(), z.number()]).optional(),
    })
    .nullable(),
  excerpt: z.string().nullable(),
  format: z.string().nullable(),
  sourceNumber: z.string().nullable(),
  reportId: z.string().nullable(),
  number: z.string().nullable(),
  version: z.number().nullable(),
  issues: z.number(),
  tries: z.number(),
  at: z.date(),
  setAside: z.object({ at: z.date(), by: z.string().nullable(), reason: z.string() }).nullable(),
})

export interface ReceiptRow {
  batchId: string
  ordinal: number
  part: number
  state: string
  reason: string | null
  at: Date
  reportId: string | null
  /** Of the desk to which the record's source reports. */
  sourceDeskNo: number | null
}

export const receiptColumns = fragment`
  r.batch_id as "batchId", r.ordinal, r.part, r.kind, r.file, r.state, r.reason, r.excerpt, nullif(r.format, '') as format, r.source_number as "sourceNumber",
  r.report_id as "reportId", r.number, r.version, r.issues, r.tries, r.at, case when r.place ? 'container' then null else r.place end as place,
  (select s.desk_no from source s where s.source_id = r.source_id) as "sourceDeskNo",
  r.set_aside_at as "setAsideAt", r.set_aside_reason as "setAsideReason", (select p.name from person p where p.person_id = r.set_aside_by) as "setAsideBy"`

/**
 * Who handed in sees what became of each record. Which report it came to is told where the source is the reader's own, or the report is
 * shown to the reader.
 */
export async function asShown<T extends ReceiptRow>(
  { sql, actor }: Pick<Doing, 'sql' | 'actor'>,
  rows: readonly T[],
): Promise<T[]> {
  const { 'tb.lo': lo, 'tb.hi': hi } = sightOf(actor)
  const isOwn = ({ sourceDeskNo: no }: ReceiptRow) => no !== null && no >= Number(lo) && no <= Number(hi)
  const others = rows.flatMap((row) => (row.reportId && !isOwn(row) ? [row.reportId] : []))
  if (others.length === 0) return [...rows]
  const seen = await sql<{ id: string }>`select report_id as id from report where report_id = any(${uuids(others)})`
  const shown = new Set(seen.map(({ id }) => id))
  const isShown = (row: T) => isOwn(row) || shown.has(row.reportId ?? '')
  return rows.map((row) => (isShown(row) ? row : { ...row, reportId: null, number: null, version: null }))
}

interface SetAsideColumns {
  setAsideAt: Date | null
  setAsideBy: string | null
  setAsideReason: string | null
}

export function withSetAside<T extends object>(row: T) {
  const { setAsideAt: at, setAsideBy: by, setAsideReason: reason } = row as T & SetAsideColumns
  return { ...row, setAside: at ? { at, by, reason: reason ?? '' } : null }
}

export const receiptCursor = z.tuple([z.number(), z.number()])

/** As the batch counts: records, and files that have none. */
const isCounted = fragment`(r.part > 0 or not exists
  (select 1 from receipt p where p.batch_id = r.batch_id and p.ordinal = r.ordinal and p.part > 0))`

export const lookAtBatch = action({
  name: 'batch.look',
  needs: 'batch:see',
  // How far it is, without its receipts, is asked again and again.
  isPlain: ({ limit }) => limit === 0,
  input: z.object({
    batchId: z.uuid(),
    state: z.enum(receiptStates).optional(),
    cursor: z.string().optional(),
    limit: z.number().int().min(0).max(500).default(100),
  }),
  subject: ({ batchId }) => ({ kind: 'batch', id: batchId }),
  async run({ sql, actor }, { batchId, state, cursor, limit }) {
    const [batch] = await withFilesRead(
      sql,
      await sql<BatchRow>`select ${batchColumns} from batch b where b.batch_id = ${batchId}`,
    )
    if (!batch) return refuse('missing', 'batch-not-shown')
    const after = cursor ? decodeCursor(cursor, receiptCursor) : null
    const rows = await sql<ReceiptRow>`
      select ${receiptColumns} from receipt r where r.batch_id = ${batchId} ${state ? fragment`and r.state = ${state} and ${isCounted}` : fragment``}
        ${after ? fragment`and (r.ordinal, r.part) > (${after[0]}::int, ${after[1]}::int)` : fragment``}
      order by r.ordinal, r.part limit ${limit + 1}`
    const items = await asShown({ sql, actor }, rows.slice(0, limit))
    const last = items.at(-1)
    const next = rows.length > limit && last ? encodeCursor([last.ordinal, last.part]) : null
    return { batch, receipts: { items: items.map(withSetAside), next } }
  },
})
