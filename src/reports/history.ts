// What happened to a report: claims that came, what the stages found, what people decided, and every look. From the log, for
// those who see the report; entries of other units are shown with the unit only where the report was theirs to see as well.

import { z } from 'zod'
import { cursorValues, entryCursor, historyOf, type ListedEntry } from '../audit/queries.ts'
import { decodeCursor, encodeCursor } from '../base/page.ts'
import { refuse } from '../base/refusal.ts'
import { unitShape } from '../model/named.ts'
import { action, type Doing } from '../work/action.ts'
import { askedReport, askedReportId } from '../work/asked-report.ts'
import { namedUnits } from '../work/named-units.ts'

export const historyShape = z.object({
  items: z.array(
    z.object({
      entryId: z.string(),
      place: z.number().nullable(),
      kind: z.enum(['claim', 'fact', 'decision', 'look', 'refused']),
      action: z.string(),
      by: z.string(),
      unit: unitShape.nullable(),
      at: z.date(),
      facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  ),
  next: z.string().nullable(),
})

type Item = z.output<typeof historyShape>['items'][number]

export const showHistory = action({
  name: 'report.history',
  needs: 'report:see',
  input: z.object({
    reportId: z.string().min(1).max(200),
    cursor: z.string().optional(),
    limit: z.number().int().min(1).max(200).default(100),
  }),
  subject: askedReport,
  async run(doing, asked) {
    const { sql, world } = doing
    const { cursor, limit } = asked
    const reportId = await askedReportId(doing, asked)
    const [seen] = await sql`select 1 from report where report_id = ${reportId}`
    if (!seen) return refuse('missing', 'report-not-shown')
    const after = cursor ? decodeCursor(cursor, entryCursor) : undefined
    const entries = await historyOf(world.log.sql, { kind: 'report', id: reportId }, { limit: limit + 1, after })
    const shown = entries.slice(0, limit)
    const isLast = entries.length <= limit
    const others = await happened(doing, reportId, { before: after?.at ?? null, since: isLast ? null : shown.at(-1)!.at })
    const items = together(await fromLog(doing, shown), others)
    const last = shown.at(-1)
    return { items, next: isLast || !last ? null : encodeCursor(cursorValues(last)) }
  },
})

async function fromLog({ sql }: Doing, entries: readonly ListedEntry[]): Promise<Item[]> {
  const unitOf = await namedUnits(
    sql,
    entries.map(({ agencyNo }) => agencyNo),
  )
  return entries.map((entry) => ({
    entryId: entry.entryId,
    place: entry.place,
    kind: kindOf(entry.action, entry.outcome),
    action: entry.action,
    by: entry.actorName,
    unit: entry.agencyNo === null ? null : (unitOf.get(entry.agencyNo) ?? null),
    at: entry.at,
    facts: factsOf(entry),
  }))
}

/** The log says who and in which place, the trace on the report what it meant for it: told once where both are there. */
function together(logged: readonly Item[], traces: readonly Item[]): Item[] {
  const keyOf = ({ action, at }: Item) => `${action === 'case.add-reports' ? 'case.register' : action} ${at.getTime()}`
  const traceOf = new Map(traces.map((trace) => [keyOf(trace), trace]))
  const isDone = ({ kind }: Item) => kind === 'decision'
  const told = logged.map((entry) => {
    const trace = isDone(entry) ? traceOf.get(keyOf(entry)) : undefined
    return trace ? { ...entry, facts: { ...entry.facts, ...trace.facts } } : entry
  })
  const keys = new Set(logged.filter(isDone).map(keyOf))
  return [...told, ...traces.filter((trace) => !keys.has(keyOf(trace)))].sort((a, b) => b.at.getTime() - a.at.getTime())
}

/** The traces of what happened on this report: versions, hand-overs, cases, the end. */
async function happened(
  { sql }: Doing,
  reportId: string,
  { before, since }: { before: Date | null; since: Date | null },
): Promise<Item[]> {
  const rows = await sql<Item>`
    select * from (
      select md5('v' || version || '.' || rendition)::uuid::text as "entryId", 'claim' as kind, 'report.version' as action, format as by, null::jsonb as unit, accepted_at as at,
        jsonb_build_object('version', version, 'rendition', rendition, 'issues', issues) as facts
      from report_version v where report_id = ${reportId} and not exists (select 1 from report_version o
        where o.report_id = v.report_id and o.version = v.version and o.rendition < v.rendition and o.record_digest = v.record_digest)
      union all
      select e.event_id::text, 'decision', 'referral.' || case e.event when 'offered' then 'offer' when 'acknowledged' then 'acknowledge' when 'returned' then 'return' else 'withdraw' end,
        e.person_name, jsonb_build_object('no', a.no, 'name', a.name), e.at, jsonb_build_object('note', e.note, 'toNo', e.to_no, 'to', b.name->>'en')
      from referral_event e join agency a on a.no = e.agency_no join agency b on b.no = e.to_no where e.report_id = ${reportId}
      union all
      select md5('end' || r.ended_at)::uuid::text, 'decision', case r.state when 'settled' then 'report.settle' else 'case.close' end, a.name->>'en', jsonb_build_object('no', a.no, 'name', a.name), r.ended_at,
        jsonb_build_object('outcome', r.outcome, 'number', r.case_number)
      from report r join agency a on a.no = r.ended_by_no where r.report_id = ${reportId} and r.ended_at is not null
      union all
      select md5('case' || t.case_id)::uuid::text, 'decision', 'case.register', t.added_name, null, t.at,
        jsonb_build_object('number', (select n.number from case_number n where n.case_id = t.case_id and n.at <= t.at order by n.at desc, n.ordinal limit 1))
      from case_report t where t.report_id = ${reportId}
    ) h where (${before}::timestamptz is null or h.at < ${before}) and (${since}::timestamptz is null or h.at >= ${since})`
  return rows.map((row) => ({ ...row, place: null }))
}

const looks = new Set(['report.look', 'report.history', 'link.list', 'link.look', 'link.elsewhere'])

function kindOf(action: string, outcome: string) {
  if (outcome !== 'done') return 'refused' as const
  if (looks.has(action) || action.endsWith('.look')) return 'look' as const
  if (action.startsWith('report.receive') || action.startsWith('batch.')) return 'claim' as const
  return action.startsWith('stage.') ? ('fact' as const) : ('decision' as const)
}

/** Why two were linked or held apart may tell of the other one: the links say it, to whom sees both. */
function factsOf({ action, detail }: { action: string; detail: Record<string, unknown> }) {
  const { reason, ...facts } = plain(detail)
  return action.startsWith('link.') || reason === undefined ? facts : { ...facts, reason }
}

/** Only plain values of the detail: lists of ids may name reports that this reader does not see. */
function plain(detail: Record<string, unknown>): Record<string, string | number | boolean | null> {
  return Object.fromEntries(
    Object.entries(detail).filter(([, value]) => value === null || ['string', 'number', 'boolean'].includes(typeof value)),
  ) as never
}
