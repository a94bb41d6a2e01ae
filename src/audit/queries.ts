// Reading the log for people: who did or looked at what, newest first, by keyset. The reader's role is the one that reads the log and
// nothing else; whose entries a person may read (`within`) is decided by the caller from the person's unit. Entries of one moment stand in
// the order of their places, which is that of transaction and entry, also before the sequencer has given them.
import { z } from 'zod'
import { type Fragment, fragment, joined, nothing, type Sql } from '../base/database.ts'
import type { Outcome } from '../work/entry.ts'

export interface EntryFilter {
  /** Units between two numbers; what no unit did (a failed sign-in, a job) only where that is said. */
  within?: { lo: number; hi: number; orNone: boolean }
  /** One of these people. */
  actorIds?: readonly string[]
  /** One action, all of one kind (`report.*`), or one verb of all kinds (`*.look`). */
  action?: string
  entryId?: string
  outcome?: Outcome
  subjectKind?: string
  /** One of these things. */
  subjectIds?: readonly string[]
  from?: Date
  /** Not included. */
  until?: Date
}

export interface ListedEntry {
  entryId: string
  xact: string
  /** Null until the sequencer has placed it. */
  place: number | null
  at: Date
  actorId: string | null
  actorName: string
  agencyNo: number | null
  action: string
  outcome: Outcome
  subjectKind: string | null
  subjectId: string | null
  requestId: string | null
  detail: Record<string, unknown>
}

/** The last entry of the page before. */
export type EntryCursor = Pick<ListedEntry, 'at' | 'xact' | 'entryId'>

/** As the cursor of a page that people ask for. */
export const entryCursor = z
  .tuple([z.coerce.date(), z.string().regex(/^\d{1,18}$/), z.uuid()])
  .transform(([at, xact, entryId]): EntryCursor => ({ at, xact, entryId }))
export const cursorValues = ({ at, xact, entryId }: EntryCursor): z.input<typeof entryCursor> => [at, xact, entryId]

export async function listEntries(
  sql: Sql,
  filter: EntryFilter,
  page: { limit: number; after?: EntryCursor },
): Promise<ListedEntry[]> {
  const rows = await sql<ListedEntry & { detail: string }>`
    select e.entry_id as "entryId", e.xact::text as xact, l.place, e.at, e.actor_id as "actorId", e.actor_name as "actorName", e.agency_no as "agencyNo",
      e.action, e.outcome, e.subject_kind as "subjectKind", e.subject_id as "subjectId", e.request_id as "requestId", e.detail
    from audit_entry e left join audit_leaf l on l.entry_id = e.entry_id
    where ${entryConditions(filter, page.after)}
    order by e.at desc, e.xact desc, e.entry_id desc
    limit ${page.limit}`
  return rows.map((row) => ({ ...row, detail: readDetail(row.detail) }))
}

/** Everything that was done with one thing, and every look at it. */
export const historyOf = (sql: Sql, subject: { kind: string; id: string }, page: { limit: number; after?: EntryCursor }) =>
  listEntries(sql, { subjectKind: subject.kind, subjectIds: [subject.id] }, page)

/** On `audit_entry e`. */
export function entryConditions(filter: EntryFilter, after?: EntryCursor): Fragment {
  const { within, actorIds, action, entryId, outcome, subjectKind, subjectIds, from, until } = filter
  const all = [
    fragment`true`,
    within ? isWithin(within) : nothing,
    actorIds ? fragment`e.actor_id = any(${actorIds}::uuid[])` : nothing,
    action ? actionIs(action) : nothing,
    entryId ? fragment`e.entry_id = ${entryId}::uuid` : nothing,
    outcome ? fragment`e.outcome = ${outcome}` : nothing,
    subjectKind && !subjectIds ? fragment`e.subject_kind = ${subjectKind}` : nothing,
    subjectIds ? isAbout(subjectIds, subjectKind) : nothing,
    from ? fragment`e.at >= ${from}` : nothing,
    until ? fragment`e.at < ${until}` : nothing,
    after
      ? fragment`(e.at, e.xact, e.entry_id) < (${after.at}::timestamptz, ${after.xact}::bigint, ${after.entryId}::uuid)`
      : nothing,
  ]
  return joined(
    all.filter((condition) => condition !== nothing),
    ' and ',
  )
}

/** The reports that the detail of an entry names: as the index audit_entry_reports has it. */
const named = fragment`s.detail like '%"reports":["%'
  and string_to_array(translate(substring(s.detail from '"reports":\\[([^]]*)\\]'), '"', ''), ',')`

/** About one of these things, or about many reports of which it is one. The links of a report are told by its links, each as its reader sees them. */
function isAbout(ids: readonly string[], kind: string | undefined): Fragment {
  const ofKind = kind ? fragment`and s.subject_kind = ${kind}` : nothing
  const ofMany =
    kind === undefined || kind === 'report'
      ? fragment`union select s.entry_id from audit_entry s where ${named} && ${ids}::text[] and split_part(s.action, '.', 1) <> 'link'`
      : nothing
  return fragment`e.entry_id in (select s.entry_id from audit_entry s where s.subject_id = any(${ids}::text[]) ${ofKind} ${ofMany})`
}

function isWithin({ lo, hi, orNone }: { lo: number; hi: number; orNone: boolean }): Fragment {
  const isOfUnit = fragment`e.agency_no between ${lo} and ${hi}`
  return orNone ? fragment`(${isOfUnit} or e.agency_no is null)` : isOfUnit
}

/** By the indexes of kind and verb; both halves of an action narrow it, and the rarer one leads. */
function actionIs(action: string): Fragment {
  const [kind, verb] = action.split('.') as [string, string]
  const parts = [
    kind === '*' ? nothing : fragment`split_part(e.action, '.', 1) = ${kind}`,
    verb === '*' ? nothing : fragment`split_part(e.action, '.', 2) = ${verb}`,
  ]
  return joined(
    parts.filter((part) => part !== nothing),
    ' and ',
  )
}

/** Written by canonicalJson; what an owner of the database put there instead is shown as it is. */
function readDetail(text: string): Record<string, unknown> {
  try {
    const detail = JSON.parse(text)
    return detail !== null && typeof detail === 'object' && !Array.isArray(detail) ? detail : { value: detail }
  } catch {
    return { unreadable: text }
  }
}
