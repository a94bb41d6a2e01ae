// The members of a report's cluster as its reader may know them, strongest first, each with its reasons; where two share no value that
// joins, the path by which they hang together.
import type { Doing } from '../work/action.ts'
import type { StandingVerdict } from './decisions.ts'
import { differencesBetween } from './differences.ts'
import { type Links, wordedReason } from './links-shape.ts'
import { explainPaths } from './list-paths.ts'
import { contentsOf, countHidden, type ShownReport, type Sighted, sharedSightings, shownReports } from './look-ups.ts'
import { decisionReason, type Pair, type PairReason, pairOf, sumOf } from './pair.ts'
import type { Subject } from './subject.ts'

const MOST_LISTED = 50

export async function listMembers(
  doing: Doing,
  subject: Subject,
  standing: readonly StandingVerdict[],
): Promise<Pick<Links, 'linked' | 'more' | 'hidden'>> {
  const others = subject.members.map(({ reportId }) => reportId).filter((id) => id !== subject.reportId)
  const shown = await shownReports(doing.sql, others)
  const pairs = await pairsWith(doing, subject, [...shown.keys()])
  const order = [...shown.values()].sort((a, b) => compare(pairs, a, b))
  const listed = order.slice(0, MOST_LISTED)
  const without = listed.filter(({ reportId }) => !pairs.get(reportId)!.joins).map(({ reportId }) => reportId)
  const paths = await explainPaths(doing, subject, { targets: without, standing })
  const explained = await explain(doing, subject, { listed, pairs, standing })
  return {
    linked: explained.map((one) => ({ ...one, path: paths.get(one.report.reportId) ?? null })),
    more: order.length - listed.length,
    hidden: await countHidden(
      doing,
      others.filter((id) => !shown.has(id)),
    ),
  }
}

const compare = (pairs: ReadonlyMap<string, Pair>, a: ShownReport, b: ShownReport): number =>
  pairs.get(b.reportId)!.sum - pairs.get(a.reportId)!.sum ||
  b.receivedAt.getTime() - a.receivedAt.getTime() ||
  (a.number < b.number ? -1 : 1)

async function pairsWith({ world }: Doing, { own, facts }: Subject, reportIds: readonly string[]): Promise<Map<string, Pair>> {
  const rows = await sharedSightings(world.lookup.sql, [...facts.keys()], reportIds)
  const byReport = sightingsByReport(rows)
  return new Map(reportIds.map((id) => [id, pairOf(own, byReport.get(id) ?? [], facts)]))
}

export function sightingsByReport(rows: readonly Sighted[]): Map<string, Sighted[]> {
  const byReport = new Map<string, Sighted[]>()
  for (const row of rows) byReport.get(row.reportId)?.push(row) ?? byReport.set(row.reportId, [row])
  return byReport
}

export interface Explaining {
  listed: readonly ShownReport[]
  pairs: ReadonlyMap<string, Pair>
  standing: readonly StandingVerdict[]
}

/** What both hold, what differs, and what people decided about the two. */
export async function explain(
  doing: Doing,
  subject: Subject,
  { listed, pairs, standing }: Explaining,
): Promise<Omit<Links['linked'][number], 'path'>[]> {
  const contents = await contentsOf(doing.sql, [subject.reportId, ...listed.map(({ reportId }) => reportId)])
  const mine = contents.get(subject.reportId)
  return listed.map((report) => {
    const differing = differencesBetween(mine, contents.get(report.reportId))
    const reasons = [
      ...decided(standing, subject.reportId, report.reportId),
      ...pairs.get(report.reportId)!.reasons,
      ...differing,
    ]
    return { report, sum: sumOf(reasons), reasons: reasons.map((reason) => wordedReason(doing, reason, subject.written)) }
  })
}

function decided(standing: readonly StandingVerdict[], a: string, b: string): PairReason[] {
  return standing.flatMap((verdict) => {
    const sides = [a, b].map((id) => verdict.sides[verdict.members.indexOf(id)])
    if (sides.includes(undefined)) return []
    if (verdict.kind === 'together') return [decisionReason('link-together/1', verdict.by)]
    return sides[0] === sides[1] ? [] : [decisionReason('link-apart/1', verdict.by)]
  })
}
