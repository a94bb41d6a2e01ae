// How much a shared value weighs, in bits, and in which band it lies: the same figures that decide whether it joins.
import { type LinkParameters, type ValueState, valueState, weakBits } from './parameters.ts'

export type Band = 'joins' | 'vouched' | 'unvouched' | 'hub' | 'personal' | 'shared' | 'weak'

export const bandOf = (state: ValueState): Band => bandNames[state]

const bandNames: Record<ValueState, Band> = {
  [valueState.core]: 'joins',
  [valueState.vouched]: 'vouched',
  [valueState.unvouched]: 'unvouched',
  [valueState.hub]: 'hub',
  [valueState.personal]: 'personal',
  [valueState.shared]: 'shared',
}

/** b - log2 n, never below nothing, to a tenth of a bit. */
export const weigh = (bits: number, n: number): number => Math.max(0, Math.round((bits - Math.log2(Math.max(n, 2))) * 10) / 10)

/** Bits of a kind: as one that joins, or as one that only suggests. Kinds that say nothing have 0. */
export function bitsOf(kind: string, isKey: boolean, { kinds }: LinkParameters): number {
  const joining = isKey ? kinds[(kind === 'ip' ? 'ipv6' : kind) as keyof typeof kinds] : undefined
  return joining?.b ?? weakBits[kind] ?? 0
}
