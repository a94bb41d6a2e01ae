// Reports that weak signs point to, or that a verdict holds out of the cluster: the best, for a person to confirm or to reject.
// Nothing of it is stored.
import type { Doing } from '../work/action.ts'
import type { StandingVerdict } from './decisions.ts'
import type { Links } from './links-shape.ts'
import { explain, sightingsByReport } from './list-members.ts'
import { countHidden, shownReports } from './look-ups.ts'
import { type Pair, pairOf } from './pair.ts'
import type { Subject } from './subject.ts'

const MOST_SUGGESTED = 20
/** Bits from which a pair is worth a look. */
const WORTH_A_LOOK = 8
/** Candidates whose sight is asked for. */
const MOST_ASKED = 200

type Suggested = Pick<Links, 'suggestions' | 'hiddenSuggestions'>

export async function listSuggestions(doing: Doing, subject: Subject, standing: readonly StandingVerdict[]): Promise<Suggested> {
  const pairs = candidatesOf(subject)
  const refused = new Map(subject.cut.map((id) => [id, refusedBy(subject.reportId, id, standing)]))
  for (const id of refused.keys()) if (!pairs.has(id)) pairs.set(id, pairOf([], [], subject.facts))
  const best = [...pairs]
    .filter(([id, { weight }]) => weight >= WORTH_A_LOOK || refused.get(id))
    .sort(([a, one], [b, two]) => two.weight - one.weight || (a < b ? -1 : 1))
    .slice(0, MOST_ASKED)
    .map(([id]) => id)
  const shown = await shownReports(doing.sql, best)
  const listed = best.flatMap((id) => shown.get(id) ?? []).slice(0, MOST_SUGGESTED)
  const explained = await explain(doing, subject, { listed, pairs, standing })
  return {
    // What differs was not counted among the candidates.
    suggestions: explained
      .map((one) => ({ ...one, refusedBy: refused.get(one.report.reportId) ?? null }))
      .sort((one, two) => two.sum - one.sum),
    hiddenSuggestions: await countHidden(
      doing,
      best.filter((id) => !shown.has(id)),
    ),
  }
}

/** Reports outside the cluster that share a value which is not too common. */
function candidatesOf({ reportId, own, facts, beside, members }: Subject): Map<string, Pair> {
  const inside = new Set([reportId, ...members.map((member) => member.reportId)])
  const byReport = sightingsByReport(beside.filter((one) => !inside.has(one.reportId)))
  return new Map([...byReport].map(([id, sightings]) => [id, pairOf(own, sightings, facts)]))
}

/** Who holds the two apart. */
function refusedBy(a: string, b: string, standing: readonly StandingVerdict[]): string | null {
  const verdict = standing.find(({ kind, members, sides }) => {
    const [one, two] = [members.indexOf(a), members.indexOf(b)]
    return kind === 'apart' && one >= 0 && two >= 0 && sides[one] !== sides[two]
  })
  return verdict?.by ?? null
}
