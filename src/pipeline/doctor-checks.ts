// What of the pipeline can be wrong without anybody noticing: parked reports, work that nobody does, rows that do not fit their report.
import type { Database } from '../base/database.ts'

const LATE_MINUTES = 30
const MOST_NAMED = 20

interface Checking {
  database: Database
}

export const pipelineChecks = [
  { name: 'no report is parked', run: parkedReports },
  { name: 'no report waits for its stages', run: lateReports },
  { name: 'what was judged is the version that stands, stamped as its report', run: oddRows },
]

async function parkedReports({ database }: Checking): Promise<string[]> {
  const rows = await database.sql<{ number: string; parked_reason: string | null }>`
    select number, parked_reason from report where due <> 0 and due_since is null order by number limit ${MOST_NAMED}`
  return rows.map((row) => `${row.number} failed in the pipeline again and again (${row.parked_reason ?? 'no reason'})`)
}

async function lateReports({ database }: Checking): Promise<string[]> {
  const [late] = await database.sql<{ n: number; since: Date | null }>`
    select count(*) as n, min(due_since) as since from report where due <> 0 and due_since < now() - make_interval(mins => ${LATE_MINUTES})`
  return late && late.n > 0 ? [`${late.n} reports wait for their stages, the oldest since ${late.since?.toISOString()}`] : []
}

async function oddRows({ database }: Checking): Promise<string[]> {
  const rows = await database.sql<{ number: string; what: string }>`
    select r.number, x.what from report r join (
      select report_id, version, holder_no, seen_by, 'enrichment' as what from enrichment
      union all select report_id, version, holder_no, seen_by, 'score' from score
      union all select report_id, version, holder_no, seen_by, 'candidate' from candidate
    ) x on x.report_id = r.report_id
    where (r.due = 0 and x.version <> r.version) or x.holder_no <> r.holder_no or x.seen_by <> r.seen_by
    order by r.number limit ${MOST_NAMED}`
  return rows.map((row) => `the ${row.what} of ${row.number} does not fit the report`)
}
