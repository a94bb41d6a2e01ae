// An officer or analyst ranks reports otherwise than the rules did, with a reason that everybody reads. The score by the rules stays
// beside it; giving a report the points of the rules again lifts the ranking. A report of danger that is raised stays in its band.
import { z } from 'zod'
import { json } from '../base/database.ts'
import type { Pack } from '../country/pack.ts'
import { packOf } from '../country/packs-of.ts'
import { bandOf } from '../country/scoring.ts'
import { type Band, priorityOf, type Reason, shownPoints } from '../model/reason.ts'
import { action, type Doing } from '../work/action.ts'
import { type Held, heldReports, MOST_AT_ONCE, someOf } from './held-reports.ts'
import { firstReason } from './score.ts'

/** What stands in score.reranked. */
export interface Reranked {
  /** Points that were given, and those of the rules at the time. */
  priority: number
  from: number
  band: Band
  reason: string
  by: string
  byId: string
  at: string
}

interface Change {
  report: Held
  priority: number
  band: Band
  first: Reason | null
  reranked: Reranked | null
}

export const rerank = action({
  name: 'report.re-rank',
  needs: 'report:re-rank',
  input: z.object({
    reportIds: z.array(z.uuid()).min(1).max(MOST_AT_ONCE),
    priority: z.number().int().min(0).max(100),
    reason: z.string().trim().min(3, 'a reason of at least three signs').max(2000),
  }),
  subject: ({ reportIds }) => (reportIds.length === 1 ? { kind: 'report', id: reportIds[0]! } : null),
  async run(doing, { reportIds, priority, reason }) {
    const chosen = await heldReports(doing, reportIds)
    const scores = await scoresOf(doing, chosen.held)
    const changes: Change[] = []
    for (const report of chosen.held) {
      const score = scores.get(report.reportId)
      if (score) changes.push(changeOf(doing, { report, score, priority, reason }))
      else chosen.refused.push({ reportId: report.reportId, number: report.number, code: 'not-yet-scored' })
    }
    someOf({ ...chosen, held: changes.map(({ report }) => report) })
    await write(doing, changes)
    doing.note({
      reports: changes.map(({ report }) => report.reportId),
      changed: changes.map(({ report }) => ({ report: report.reportId, from: shownPoints(report.priority), to: priority })),
      reason,
      refused: chosen.refused.length,
    })
    return { reranked: changes.length, refused: chosen.refused }
  },
})

interface ByRules {
  points: number
  band: Band
  reasons: Reason[]
}

async function scoresOf({ sql }: Doing, held: readonly Held[]): Promise<Map<string, ByRules>> {
  const rows = await sql<ByRules & { reportId: string }>`
    select report_id as "reportId", points, band, reasons from score where report_id = any(${held.map((one) => one.reportId)}::uuid[])`
  return new Map(rows.map((row) => [row.reportId, row]))
}

interface Wish {
  report: Held
  score: ByRules
  priority: number
  reason: string
}

function changeOf({ actor, now, world }: Doing, { report, score, priority, reason }: Wish): Change {
  if (priority === score.points) {
    const first = firstReason(score.reasons)
    return { report, priority: priorityOf(score.band, score.points), band: score.band, first, reranked: null }
  }
  const band = bandFor(packOf(world, actor.unit.pack), { report, score, priority })
  const decision: Reason = {
    rule: priority > score.points ? 'officer-raised/1' : 'officer-lowered/1',
    kind: 'decision',
    weight: priority - score.points,
    params: { person: actor.name },
    evidence: [],
  }
  const reranked: Reranked = { priority, from: score.points, band, reason, by: actor.name, byId: actor.id, at: now.toISOString() }
  return { report, priority: priorityOf(band, priority), band, first: decision, reranked }
}

const bandFor = (pack: Pack, { report, score, priority }: Omit<Wish, 'reason'>): Band =>
  bandOf(pack, priority, report.isDanger && priority > score.points)

async function write({ sql, now }: Doing, changes: readonly Change[]): Promise<void> {
  const of = <T>(pick: (change: Change) => T): T[] => changes.map(pick)
  const ids = of(({ report }) => report.reportId)
  await sql`
    update report r set priority = g.priority, band = g.band, first_reason = g.first_reason::jsonb, is_reranked = g.is_reranked, changed_at = ${now}
    from unnest(${ids}::uuid[], ${of(({ priority }) => priority)}::smallint[], ${of(({ band }) => band)}::text[],
      ${of(({ first }) => first && json(first))}::text[], ${of(({ reranked }) => reranked !== null)}::boolean[])
      as g(report_id, priority, band, first_reason, is_reranked)
    where r.report_id = g.report_id`
  await sql`
    update score s set reranked = g.reranked::jsonb
    from unnest(${ids}::uuid[], ${of(({ reranked }) => reranked && json(reranked))}::text[]) as g(report_id, reranked)
    where s.report_id = g.report_id`
}
