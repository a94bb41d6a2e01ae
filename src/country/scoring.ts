// Points and bands of the triage rules, and the weights of the evidence for a unit: all from the pack.
import type { Band, Strength } from '../model/reason.ts'
import type { EvidenceRule, Pack, RangeKind, ScoringRule } from './pack.ts'
import type { EvidenceSignal, ScoringSignal } from './signals.data.ts'

/** The rule of a signal, where the pack has one that is on. */
export const scoringRuleOf = (pack: Pack, signal: ScoringSignal): ScoringRule | undefined =>
  pack.scoring.rules.find((rule) => rule.signal === signal && rule.isOn)

export const evidenceRuleOf = (pack: Pack, signal: EvidenceSignal): EvidenceRule | undefined =>
  pack.jurisdiction.rules.find((rule) => rule.signal === signal && rule.isOn)

interface Growing {
  perFurther: number
  most?: number
}

function grown(base: number, rule: Growing, count: number): number {
  const sum = base + rule.perFurther * Math.max(0, count - 1)
  if (rule.most === undefined) return sum
  return base < 0 ? Math.max(rule.most, sum) : Math.min(rule.most, sum)
}

/** Points of a rule that was met `count` times. */
export const pointsOf = (rule: ScoringRule, count = 1): number => grown(rule.points, rule, count)

/** Weight of evidence that was met `count` times. */
export const weightOf = (rule: EvidenceRule, count = 1): number => grown(rule.weight, rule, count)

/** The sum, kept between 0 and the pack's cap. */
export const totalPoints = (pack: Pack, points: readonly number[]): number =>
  Math.min(
    pack.scoring.cap,
    Math.max(
      0,
      points.reduce((sum, one) => sum + one, 0),
    ),
  )

/** A rule of danger puts a report into `now` whatever its sum. */
export const bandOf = (pack: Pack, points: number, isDanger: boolean): Band =>
  isDanger ? 'now' : (pack.scoring.bands.find((band) => points >= band.from)?.id ?? 'low')

export const strengthOf = (pack: Pack, weight: number): Strength =>
  pack.jurisdiction.strengths.find((step) => weight >= step.from)?.id ?? 'weak'

/** What is left of the weight of an address of this kind, whose data were so many days old at the time of the event. */
export function addressFactor(pack: Pack, kind: RangeKind, ageDays: number): number {
  return pack.jurisdiction.factors[kind] * 0.5 ** (Math.max(0, ageDays) / pack.jurisdiction.halfLifeDays)
}
