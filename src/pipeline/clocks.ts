// Tells the units concerned when a clock has run out: an offer to be made, an answer, an outcome. Set by set, over the time since the last
// look, so that its cost does not grow with the store; the mark is kept, so that what ran out while nothing ran is told too.
import { type Fragment, fragment, json, nothing, type Sql, type Tx } from '../base/database.ts'
import { uuid7 } from '../base/ids.ts'
import { uuids } from '../base/sql.ts'

interface RunOut {
  /** For whom: who should have acted, or who waits for it. */
  agencyNo: number
  what: 'offer' | 'answer' | 'outcome'
  subjectKind: 'report' | 'referral'
  subjectId: string
  number: string
  isDanger: boolean
  dueAt: Date
}

/** Where the last page ended: (due, subject, unit) grows. */
interface Page {
  /** Only of these reports. */
  reportIds?: readonly string[]
  until: Date
  dueAt: Date
  subjectId: string
  agencyNo: number
}

const MARK = 'clocks-watched-until'
const PAGE = 1000
const FIRST_ID = '00000000-0000-0000-0000-000000000000'
/** A due time may be written a little after it has passed: when the pipeline lags. `once` keeps doubles away. */
const OVERLAP_MS = 600_000
const LONGEST_LOOK_BACK_MS = 7 * 86_400_000

/** Gives how many alerts it made. To be called every few seconds. */
export async function watchClocks(tx: Tx, now: Date): Promise<number> {
  const [mark] = await tx.sql<{ value: string }>`select value #>> '{}' as value from setting where name = ${MARK}`
  const last = mark ? new Date(mark.value) : new Date(now.getTime() - LONGEST_LOOK_BACK_MS)
  const start = { until: now, dueAt: new Date(last.getTime() - OVERLAP_MS), subjectId: FIRST_ID, agencyNo: -1 }
  const made = await tellRunOut(tx, start, now)
  await tx.sql`
    insert into setting (name, value) values (${MARK}, ${json(now.toISOString())}::jsonb)
    on conflict (name) do update set value = excluded.value`
  return made
}

/** A clock that was cut short may have run out long before anybody knew: no look over the time since the last one meets it. */
export async function watchReports(tx: Tx, reportIds: readonly string[], now: Date): Promise<number> {
  return tellRunOut(tx, { reportIds, until: now, dueAt: new Date(0), subjectId: FIRST_ID, agencyNo: -1 }, now)
}

async function tellRunOut(tx: Tx, start: Page, now: Date): Promise<number> {
  let made = 0
  for (const runOut of [offers, answers, outcomes]) {
    let page = start
    for (
      let found = await runOut(tx.sql, page);
      found.length > 0;
      found = found.length < PAGE ? [] : await runOut(tx.sql, page)
    ) {
      made += await tell(tx, found, now)
      page = { ...page, ...found.at(-1)! }
    }
  }
  return made
}

const among = (column: Fragment, { reportIds }: Page): Fragment =>
  reportIds ? fragment`and ${column} = any(${uuids(reportIds)})` : nothing

const offers = (sql: Sql, after: Page): Promise<RunOut[]> => sql<RunOut>`
  select holder_no as "agencyNo", 'offer' as what, 'report' as "subjectKind", report_id as "subjectId", number, is_danger as "isDanger",
    offer_due_at as "dueAt"
  from report where offer_due_at >= ${after.dueAt} and offer_due_at <= ${after.until} and state in ('received', 'triaged', 'acknowledged') ${among(fragment`report_id`, after)}
    and (offer_due_at, report_id, holder_no) > (${after.dueAt}, ${after.subjectId}::uuid, ${after.agencyNo}::int)
  order by offer_due_at, report_id limit ${PAGE}`

const answers = (sql: Sql, after: Page): Promise<RunOut[]> => sql<RunOut>`
  select u.no as "agencyNo", 'answer' as what, 'referral' as "subjectKind", f.referral_id as "subjectId", f.number, f.is_danger as "isDanger",
    f.answer_due_at as "dueAt"
  from referral f, unnest(array[f.to_no, f.from_no]) as u(no)
  where f.state = 'offered' and f.answer_due_at >= ${after.dueAt} and f.answer_due_at <= ${after.until} ${among(fragment`f.report_id`, after)}
    and (f.answer_due_at, f.referral_id, u.no) > (${after.dueAt}, ${after.subjectId}::uuid, ${after.agencyNo}::int)
  order by f.answer_due_at, f.referral_id, u.no limit ${PAGE}`

const outcomes = (sql: Sql, after: Page): Promise<RunOut[]> => sql<RunOut>`
  select distinct u.no as "agencyNo", 'outcome' as what, 'report' as "subjectKind", r.report_id as "subjectId", r.number,
    r.is_danger as "isDanger", r.outcome_due_at as "dueAt"
  from report r left join referral f on f.report_id = r.report_id and f.state = 'acknowledged' and f.to_no = r.holder_no,
    unnest(array[r.holder_no, f.from_no]) as u(no)
  where r.outcome_due_at >= ${after.dueAt} and r.outcome_due_at <= ${after.until} and r.state = 'acknowledged' ${among(fragment`r.report_id`, after)}
    and (r.outcome_due_at, r.report_id, u.no) > (${after.dueAt}, ${after.subjectId}::uuid, ${after.agencyNo}::int)
  order by "dueAt", "subjectId", "agencyNo" limit ${PAGE}`

async function tell({ sql }: Tx, found: readonly RunOut[], now: Date): Promise<number> {
  const of = <T>(pick: (one: RunOut) => T): T[] => found.map(pick)
  return sql.count`
    insert into alert (alert_id, agency_no, kind, subject_kind, subject_id, number, facts, at, once)
    select g.alert_id, g.agency_no, 'overdue', g.subject_kind, g.subject_id, g.number, g.facts::jsonb, ${now}, g.once
    from unnest(${of(() => uuid7(now.getTime()))}::uuid[], ${of(({ agencyNo }) => agencyNo)}::int[], ${of((one) => one.subjectKind)}::text[],
      ${of(({ subjectId }) => subjectId)}::text[], ${of(({ number }) => number)}::text[],
      ${of(({ what, isDanger, dueAt }) => json({ what, isDanger, dueAt: dueAt.toISOString() }))}::text[],
      ${of((one) => `overdue/${one.what}/${one.subjectId}/${one.agencyNo}/${one.dueAt.getTime()}`)}::text[])
      as g(alert_id, agency_no, subject_kind, subject_id, number, facts, once)
    on conflict (once) where once is not null do nothing`
}
