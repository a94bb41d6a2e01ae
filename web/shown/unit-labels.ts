// Names of units in a list to choose from: where two bear the same name, each also says what it lies below.
import { nameIn } from '../texts/Say.tsx'
import type { Language } from '../texts/texts.ts'

interface Named {
  no: number
  parentNo: number | null
  name: Record<string, string>
}

/** By number. `Aurangabad (Bihar)` beside `Aurangabad (Maharashtra)`; a name that is the only one stands alone. */
export function unitLabels(units: readonly Named[], language: Language): Map<number, string> {
  const byNo = new Map(units.map((unit) => [unit.no, unit]))
  const times = new Map<string, number>()
  const own = (unit: Named) => nameIn(language, unit.name)
  for (const unit of units) times.set(own(unit), (times.get(own(unit)) ?? 0) + 1)
  return new Map(
    units.map((unit) => {
      const above = times.get(own(unit))! > 1 ? byNo.get(unit.parentNo ?? -1) : undefined
      return [unit.no, above ? `${own(unit)} (${own(above)})` : own(unit)]
    }),
  )
}
