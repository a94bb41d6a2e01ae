// Duplicate, rendition, version or new: what an arriving record is to the report whose number it bears. Pure.
// Identical bytes are a duplicate. Otherwise the facts decide, as far as both formats can say them.
import type { Content } from '../model/report.ts'
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
  content(): Content<string>
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
  const versions = [...new Set(known.map((one) => one.version))].sort((a, b) => b - a)
  for (const version of versions) {
    const renditions = known.filter((one) => one.version === version)
    if (isOneOf(renditions, arrived))
      return { kind: 'rendition', version, rendition: 1 + Math.max(...renditions.map((one) => one.rendition)) }
  }
  return { kind: 'version', version: 1 + Math.max(...versions) }
}

/** Where the version is there in the arrived format, that one decides: another leaves out what may have changed. */
function isOneOf(renditions: readonly KnownVersion[], arrived: Arrived): boolean {
  const own = renditions.filter((one) => one.format === arrived.format)
  return (own.length > 0 ? own : renditions).some((one) => saysTheSame(one, arrived))
}

function saysTheSame(one: KnownVersion, arrived: Arrived): boolean {
  if (one.format === arrived.format) return factsDigest(one.facts()).equals(factsDigest(arrived.facts()))
  return isRendition(
    { facts: one.facts(), carries: carriesOf(one.format) },
    { facts: arrived.facts(), carries: carriesOf(arrived.format) },
  )
}
