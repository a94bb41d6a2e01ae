// The score of a report: which rules of the pack are met, each with its points and its reason, and their sum within the cap.
// Pure. What a claim may never do stands here, whatever a pack says: an AI flag never lowers, "viewed" counts for nothing.
import type { Pack, ScoringRule } from '../country/pack.ts'
import { bandOf, pointsOf, totalPoints } from '../country/scoring.ts'
import { type ScoringSignal, scoringSignals } from '../country/signals.data.ts'
import type { Band, Reason } from '../model/reason.ts'
import { type Finder, type Found, finders, type Given, tallyOf } from './signals.ts'

export interface Score {
  /** The sum of the weights, between 0 and the pack's cap. */
  points: number
  band: Band
  reasons: Reason[]
  isDanger: boolean
}

const countsForNothing: ReadonlySet<ScoringSignal> = new Set(['file-viewed'])
const neverLowers: ReadonlySet<ScoringSignal> = new Set(['file-ai'])

export function score(given: Given, pack: Pack): Score {
  const reasons: Reason[] = []
  let isDanger = false
  const { content, enriched, linked, receivedAt } = given
  const asked = { content, enriched, linked, receivedAt, tally: tallyOf(content) }
  for (const rule of pack.scoring.rules) {
    const find = (finders as Partial<Record<ScoringSignal, Finder>>)[rule.signal]
    const found = rule.isOn ? find?.(asked) : undefined
    if (found === undefined) continue
    reasons.push(reasonOf(rule, found, content.sender.name))
    isDanger ||= rule.isDanger
  }
  reasons.sort(largestFirst)
  const points = totalPoints(
    pack,
    reasons.map(({ weight }) => weight),
  )
  return { points, band: bandOf(pack, points, isDanger), reasons, isDanger }
}

function reasonOf(rule: ScoringRule, { count = 1, params = {}, evidence }: Found, sender: string): Reason {
  const { kind } = scoringSignals[rule.signal]
  const said = kind === 'claim' ? { sender, ...params } : params
  return { rule: rule.id, kind, weight: weightOf(rule, count), params: said, evidence }
}

function weightOf(rule: ScoringRule, count: number): number {
  if (countsForNothing.has(rule.signal)) return 0
  const points = pointsOf(rule, count)
  return neverLowers.has(rule.signal) ? Math.max(0, points) : points
}

/** By size, whether it raises or lowers; what counts for nothing last; equal ones by name, so that the order never wavers. */
export const largestFirst = (a: Reason, b: Reason): number =>
  Math.abs(b.weight) - Math.abs(a.weight) || b.weight - a.weight || (a.rule < b.rule ? -1 : 1)

/** The one that stands in the queue: the largest that raises, else the largest. */
export const firstReason = (reasons: readonly Reason[]): Reason | null =>
  reasons.find(({ weight }) => weight > 0) ?? reasons[0] ?? null
