// One update for a chunk: the columns that the stages decided, and the bits that are done. People act meanwhile: what they changed
// since the report was read (state, ranking, holder) stays theirs, and a mark that came in between keeps the report due.
import { fragment, json, type Tx } from '../base/database.ts'
import type { ChunkReport } from '../model/chunk.ts'
import { stageBit } from '../model/stage.ts'

export interface Written {
  report: ChunkReport
  /** As it was read with the report; undefined: the caller wrote the report itself, in this transaction. */
  dueSince?: Date
}

/** For reports that have their row. Gives the ids of those whose holder or sight had changed: their new rows were stamped anew. */
export async function writeHot(tx: Tx, written: readonly Written[], now: Date): Promise<string[]> {
  if (written.length === 0) return []
  const of = <T>(pick: (report: ChunkReport) => T): T[] => written.map(({ report }) => pick(report))
  const has = (bit: number) => of(({ due }) => (due & bit) !== 0)
  // Read to the millisecond. Between two bounds: to cut the column itself is no sure function, which a distributed engine takes in no case.
  const isUnmarked = fragment`(g.due_since is null or r.due_since >= g.due_since and r.due_since < g.due_until)`
  // Reopened meanwhile, or back from an offer: it has a clock that counts from then.
  const isSameClock = fragment`r.clock_from_at is not distinct from g.clock_from_at`
  const until = written.map(({ dueSince }) => (dueSince ? new Date(dueSince.getTime() + 1) : null))
  const rows = await tx.sql<{ report_id: string; holder_no: number; seen_by: number[] }>`
    update report r set
      due = case when r.due_since is null or ${isUnmarked} then r.due & ~g.due else r.due end,
      due_since = case when ${isUnmarked} then null else r.due_since end,
      tries = 0, parked_reason = null,
      state = case when g.is_triaged and r.state = 'received' then g.state else r.state end,
      subject = case when g.is_triaged then g.subject::jsonb else r.subject end,
      priority = case when g.is_triaged and not r.is_reranked then g.priority else r.priority end,
      band = case when g.is_triaged and not r.is_reranked then g.band else r.band end,
      first_reason = case when g.is_triaged and not r.is_reranked then g.first_reason::jsonb else r.first_reason end,
      score = case when g.is_triaged then g.score else r.score end,
      is_danger = case when g.is_triaged then g.is_danger else r.is_danger end,
      complete = case when g.is_triaged then g.complete else r.complete end,
      complete_of = case when g.is_triaged then g.complete_of else r.complete_of end,
      is_follow_up = case when g.is_triaged then g.is_follow_up else r.is_follow_up end,
      offer_due_at = case when g.is_triaged and r.state in ('received', 'triaged') and ${isSameClock} then g.offer_due_at else r.offer_due_at end,
      candidate_no = case when g.is_referred then g.candidate_no else r.candidate_no end,
      candidate_strength = case when g.is_referred then g.candidate_strength else r.candidate_strength end,
      changed_at = ${now}
    from unnest(${of((report) => report.reportId)}::uuid[], ${of(({ due }) => due)}::smallint[],
      ${written.map(({ dueSince }) => dueSince ?? null)}::timestamptz[], ${until}::timestamptz[], ${has(stageBit.triage)}::boolean[], ${has(stageBit.refer)}::boolean[],
      ${of(({ hot }) => hot.state ?? null)}::text[], ${of(({ hot }) => hot.subject && json(hot.subject))}::text[],
      ${of(({ hot }) => hot.priority ?? 0)}::smallint[], ${of(({ hot }) => hot.band ?? null)}::text[],
      ${of(({ hot }) => hot.firstReason && json(hot.firstReason))}::text[], ${of(({ hot }) => hot.score ?? null)}::smallint[],
      ${of(({ hot }) => hot.isDanger ?? false)}::boolean[], ${of(({ hot }) => hot.complete ?? null)}::smallint[],
      ${of(({ hot }) => hot.completeOf ?? null)}::smallint[], ${of(({ hot }) => hot.isFollowUp ?? false)}::boolean[],
      ${of(({ hot }) => hot.offerDueAt ?? null)}::timestamptz[], ${of(({ clockFromAt }) => clockFromAt)}::timestamptz[], ${of(({ hot }) => hot.candidateNo ?? null)}::int[],
      ${of(({ hot }) => hot.candidateStrength ?? null)}::text[])
      as g(report_id, due, due_since, due_until, is_triaged, is_referred, state, subject, priority, band, first_reason, score, is_danger, complete,
        complete_of, is_follow_up, offer_due_at, clock_from_at, candidate_no, candidate_strength)
    where r.report_id = g.report_id
    returning r.report_id, r.holder_no, r.seen_by`
  return stampAnew(tx, written, rows)
}

/** The stages stamped their rows as the report was read; a hand-over that was committed meanwhile did not see them. */
async function stampAnew(
  tx: Tx,
  written: readonly Written[],
  rows: readonly { report_id: string; holder_no: number; seen_by: number[] }[],
): Promise<string[]> {
  const now = new Map(rows.map((row) => [row.report_id, row]))
  const moved = written.flatMap(({ report: { reportId, holderNo, seenBy } }) => {
    const row = now.get(reportId)
    const isSame = row && row.holder_no === holderNo && row.seen_by.join() === seenBy.join()
    return row && !isSame ? [reportId] : []
  })
  if (moved.length > 0) await tx.sql`select restamp_grounds(${moved}::uuid[])`
  return moved
}
