// Duplicate, rendition, version or new: what an arriving record is to the report whose number it bears. Pure.
// Identical bytes are a duplicate. Otherwise the facts decide, as far as both formats can say them.
import { carriesOf } from './carries.ts'
import { type Fact, factsDigest, isRendition } from './facts.ts'

export interface KnownVersion {
  version: number
  rendition: number
  format: string
  /** Hex of SHA-256. */
  recordDigest: string
  /** Opened only when something arrives that is not the same bytes. */
  facts(): readonly Fact[]
}

export interface Arrived {
  format: string
  recordDigest: string
  facts(): readonly Fact[]
}

export type Decision =
  | { kind: 'new' }
  | { kind: 'same-bytes'; version: number }
  | { kind: 'rendition'; version: number; rendition: number }
  | { kind: 'version'; version: number }

export function decide(known: readonly KnownVersion[], arrived: Arrived): Decision {
  if (known.length === 0) return { kind: 'new' }
  const same = known.find((one) => one.recordDigest === arrived.recordDigest)
  if (same) return { kind: 'same-bytes', version: same.version }
  // Newest first: an older version may say the same in what another format leaves out.
  const equal = [...known]
    .sort((a, b) => b.version - a.version || a.rendition - b.rendition)
    .find((one) => saysTheSame(one, arrived))
  if (!equal) return { kind: 'version', version: 1 + Math.max(...known.map((one) => one.version)) }
  const renditions = known.filter((one) => one.version === equal.version).map((one) => one.rendition)
  return { kind: 'rendition', version: equal.version, rendition: 1 + Math.max(...renditions) }
}

function saysTheSame(one: KnownVersion, arrived: Arrived): boolean {
  if (one.format === arrived.format) return factsDigest(one.facts()).equals(factsDigest(arrived.facts()))
  return isRendition(
    { facts: one.facts(), carries: carriesOf(one.format) },
    { facts: arrived.facts(), carries: carriesOf(arrived.format) },
  )
}
