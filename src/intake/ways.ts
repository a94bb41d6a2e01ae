// What normalising needs to know of this site: its link key, and the stop-lists and number shapes of its packs.

import type { Pack } from '../country/pack.ts'
import { maskShapes } from '../country/shapes.ts'
import { stopListOf } from '../country/stop-lists.ts'
import type { Ways } from './normalise.ts'

/** Shapes of every pack are masked, whoever holds the report: such numbers travel. Stop-lists are those of the desk's pack. */
export function waysOf({ linkKey, pack, packs }: { linkKey: Buffer; pack: Pack; packs: Iterable<Pack> }): Ways {
  const all = [...packs]
  return {
    linkKey,
    isStopped: (kind, normal) => stopListOf(pack, kind, normal) !== undefined,
    mask: (text) => all.reduce((masked, one) => maskShapes(one, masked), text),
  }
}
