// With which outcomes a report without a case, and a case, may end in a unit.
import { chainOf } from './agencies.ts'
import type { Outcome, Pack } from './pack.ts'

/** Outcomes that are on in a unit: those of the whole country and those of a part in which it lies. */
export function outcomesFor(pack: Pack, of: 'report' | 'case', agencyId: string): Outcome[] {
  const chain = new Set(chainOf(pack, agencyId).map((agency) => agency.id))
  const all = of === 'report' ? pack.reportOutcomes : pack.caseOutcomes
  return all.filter((outcome) => outcome.isOn && (outcome.within.length === 0 || outcome.within.some((unit) => chain.has(unit))))
}

/** An outcome by its id, also one that is off now: what was closed with it stays readable. */
export const outcomeOf = (pack: Pack, of: 'report' | 'case', id: string): Outcome | undefined =>
  (of === 'report' ? pack.reportOutcomes : pack.caseOutcomes).find((outcome) => outcome.id === id)

/** Its name, also where the unit that ended it works by another pack than the reader: the reader's comes first. */
export function outcomeLabel(packs: readonly Pack[], of: 'report' | 'case', id: string): Record<string, string> | null {
  for (const pack of packs) {
    const known = outcomeOf(pack, of, id)
    if (known) return known.label
  }
  return null
}
