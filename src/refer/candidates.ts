// To which units a report should go, ranked, each with its reasons and its strength. Pure: the weights are the pack's.
// Not the holder, nor those above it (they passed it on), unless they hold a case on the same identifiers.
import type { EvidenceRule } from '../country/pack.ts'
import { evidenceRuleOf, strengthOf, weightOf } from '../country/scoring.ts'
import { evidenceSignals } from '../country/signals.data.ts'
import type { Reason, Strength } from '../model/reason.ts'
import { largestFirst } from '../triage/score.ts'
import type { Given } from '../triage/signals.ts'
import { type Evidence, evidenceOf, type Where } from './evidence.ts'

export interface Candidate {
  unitNo: number
  strength: Strength
  /** The sum of the weights of its reasons. */
  weight: number
  reasons: Reason[]
}

const MOST_EVIDENCE = 8

export function candidates(given: Given, where: Where): Candidate[] {
  const { pack } = where
  const byUnit = new Map<number, Map<string, Evidence[]>>()
  for (const one of evidenceOf(given, where)) {
    const unitNo = openUnit(one.unitNo, where)
    const ofUnit = byUnit.get(unitNo) ?? new Map<string, Evidence[]>()
    ofUnit.set(one.signal, [...(ofUnit.get(one.signal) ?? []), one])
    byUnit.set(unitNo, ofUnit)
  }
  const found: Candidate[] = []
  let isRightHere = false
  for (const [unitNo, bySignal] of byUnit) {
    const isHolder = unitNo === where.holderNo
    if (!isHolder && !isProposable(unitNo, bySignal, where)) continue
    const reasons = [...bySignal.values()].flatMap((same) => reasonOf(same, given, where) ?? []).sort(largestFirst)
    const weight = reasons.reduce((sum, reason) => sum + reason.weight, 0)
    if (weight < Math.max(1, pack.jurisdiction.least)) continue
    if (isHolder) isRightHere = true
    else found.push({ unitNo, weight, reasons, strength: strengthOf(pack, weight) })
  }
  found.sort((a, b) => b.weight - a.weight || a.unitNo - b.unitNo)
  // Where it speaks for the holder, nobody else needs to decide.
  return found.length > 0 || isRightHere ? found.slice(0, pack.jurisdiction.most) : theDesk(given, where)
}

/** What speaks for a closed unit speaks for the next open one above it. */
function openUnit(unitNo: number, { tree }: Where): number {
  const unit = tree.byNo(unitNo)
  if (!unit || unit.isActive) return unitNo
  return unit.chain.findLast((no) => tree.byNo(no)?.isActive) ?? unitNo
}

function isProposable(unitNo: number, bySignal: ReadonlyMap<string, unknown>, { pack, tree, holderNo }: Where): boolean {
  const unit = tree.byNo(unitNo)
  if (!unit?.isActive || unit.pack !== pack.id) return false
  const isAbove = tree.byNo(holderNo)?.chain.includes(unitNo) ?? false
  return !isAbove || bySignal.has('case-held') || bySignal.has('case-held-elsewhere')
}

/** All that one signal says for one unit: the best of it, the more often the heavier. */
function reasonOf(same: readonly Evidence[], { content }: Given, { pack }: Where): Reason | undefined {
  const best = same.reduce((a, b) => ((b.factor ?? 1) > (a.factor ?? 1) ? b : a))
  const rule = evidenceRuleOf(pack, best.signal)
  if (rule === undefined) return undefined
  const count = same.reduce((sum, one) => sum + (one.count ?? 1), 0)
  const { kind, params: known } = evidenceSignals[best.signal]
  const params = {
    ...best.params,
    ...('count' in known ? { count } : {}),
    ...(kind === 'claim' ? { sender: content.sender.name } : {}),
  }
  const evidence = [...new Set(same.flatMap((one) => one.evidence))].slice(0, MOST_EVIDENCE)
  return { rule: rule.id, kind, weight: rounded(rule, count, best.factor ?? 1), params, evidence }
}

const rounded = (rule: EvidenceRule, count: number, factor: number): number => Math.round(weightOf(rule, count) * factor) || 0

/** Where nothing speaks for any unit, the pack's desk decides; at the desk itself nobody is proposed. */
function theDesk(given: Given, { pack, tree, holderNo }: Where): Candidate[] {
  const desk = tree.bySlug(pack.id, pack.desk)
  const rule = evidenceRuleOf(pack, 'desk-decides')
  if (!desk?.isActive || desk.no === holderNo || rule === undefined || given.linked.returns.some(({ no }) => no === desk.no))
    return []
  const weight = weightOf(rule)
  const reasons: Reason[] = [{ rule: rule.id, kind: 'fact', weight, params: {}, evidence: [] }]
  return [{ unitNo: desk.no, strength: strengthOf(pack, weight), weight, reasons }]
}
