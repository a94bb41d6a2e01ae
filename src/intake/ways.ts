// What normalising needs to know of this site: its link key, and the stop-lists and number shapes of its packs.
import { memoised } from '../base/memo.ts'
import type { Pack } from '../country/pack.ts'
import { maskShapes } from '../country/shapes.ts'
import { stopListOf } from '../country/stop-lists.ts'
import { identifierId } from '../model/stamped-id.ts'
import type { Ways } from './normalise.ts'

interface Site {
  linkKey: Buffer
  pack: Pack
  packs: Iterable<Pack>
}

/** Ids are keyed hashes. Seven addresses in ten come again soon; of file hashes, accounts and the like two, which remembering them costs. */
const MOST_ADDRESSES = 50_000
const NOTHING = /(?!)/

const remembered = new WeakMap<Buffer, Map<string, { packs: ReadonlyMap<string, Pack>; ways: Ways }>>()

/** The ways of a pack, made anew only when the packs are others. */
export function waysFor({ linkKey, pack, packs }: Omit<Site, 'packs'> & { packs: ReadonlyMap<string, Pack> }): Ways {
  const known = remembered.get(linkKey) ?? new Map()
  remembered.set(linkKey, known)
  const found = known.get(pack.id)
  if (found?.packs === packs) return found.ways
  const ways = waysOf({ linkKey, pack, packs: packs.values() })
  known.set(pack.id, { packs, ways })
  return ways
}

/** Shapes of every pack are masked, whoever holds the report: such numbers travel. Stop-lists are those of the desk's pack. */
export function waysOf({ linkKey, pack, packs }: Site): Ways {
  const all = [...packs]
  const masking = all.flatMap((one) => one.shapes.filter((shape) => shape.isOn && shape.handling === 'mask'))
  const anyNumber = masking.length === 0 ? NOTHING : new RegExp(masking.map(({ pattern }) => `(?:${pattern})`).join('|'), 'u')
  const idOfAddress = memoised((normal: string) => identifierId(linkKey, 'ip', normal), MOST_ADDRESSES)
  return {
    idOf: (kind, normal) => (kind === 'ip' ? idOfAddress(normal) : identifierId(linkKey, kind, normal)),
    isStopped: (kind, normal) => stopListOf(pack, kind, normal) !== undefined,
    mask: (text) => all.reduce((masked, one) => maskShapes(one, masked), text),
    mayHoldNumber: (text) => anyNumber.test(text),
  }
}
