// Ids that are hashes: 128 bits of a digest, stamped as UUID version 8 (RFC 9562), so that 122 bits of hash remain.
// The one place where this is done; every id that crosses a boundary is checked as a UUID. Digests are taken in one call and as text:
// a hash object for each of the many small values costs several times as much.
import { hash } from 'node:crypto'

/** First 16 bytes of a digest, given in hex, as a UUID of version 8. */
export function stampedId(digest: string): string {
  const variant = ((Number.parseInt(digest.charAt(16), 16) & 0x3) | 0x8).toString(16)
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`
}

const LENGTH_BYTES = 4

/** The parts one after the other, each behind its length in four bytes, so that none can run into the next. */
function lengthPrefixed(parts: readonly string[], from = 0): Buffer {
  const sizes = parts.map((part) => Buffer.byteLength(part))
  const all = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + LENGTH_BYTES + size, from))
  let at = from
  for (const [index, part] of parts.entries()) {
    at = all.writeUInt32BE(sizes[index]!, at)
    at += all.write(part, at)
  }
  return all
}

/** Id of a report: SHA-256 over the source (the authority that issued the number, not the door) and its number. */
export const reportId = (sourceId: string, sourceNumber: string): string =>
  stampedId(hash('sha256', lengthPrefixed(['report', sourceId, sourceNumber])))

/** Id of a report without a number: over the digest of its content. */
export const unnumberedReportId = (sourceId: string, contentDigest: Buffer): string =>
  stampedId(hash('sha256', lengthPrefixed(['unnumbered', sourceId, contentDigest.toString('hex')])))

const BLOCK_BYTES = 64
const DIGEST_BYTES = 32

interface Pads {
  inner: Buffer
  /** With room for the inner digest. */
  outer: Buffer
}

const padsOf = new WeakMap<Buffer, Pads>()

/** The two keys of HMAC (RFC 2104), made once for a key. */
function pads(key: Buffer): Pads {
  const known = padsOf.get(key)
  if (known) return known
  const block = Buffer.alloc(BLOCK_BYTES)
  if (key.length > BLOCK_BYTES) block.write(hash('sha256', key), 'hex')
  else key.copy(block)
  const made = { inner: block.map((byte) => byte ^ 0x36) as Buffer, outer: Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES) }
  for (let at = 0; at < BLOCK_BYTES; at++) made.outer[at] = block[at]! ^ 0x5c
  padsOf.set(key, made)
  return made
}

const LONGEST = 1024
/** Most values are short: they are laid out here one after the other, and nothing is kept of them. */
const scratch = Buffer.alloc(BLOCK_BYTES + 2 * LENGTH_BYTES + 3 * LONGEST)

function laidOut(kind: string, normal: string): Buffer {
  if (kind.length + normal.length > LONGEST) return lengthPrefixed([kind, normal], BLOCK_BYTES)
  const kindBytes = scratch.write(kind, BLOCK_BYTES + LENGTH_BYTES)
  scratch.writeUInt32BE(kindBytes, BLOCK_BYTES)
  const at = BLOCK_BYTES + LENGTH_BYTES + kindBytes
  const bytes = scratch.write(normal, at + LENGTH_BYTES)
  scratch.writeUInt32BE(bytes, at)
  return scratch.subarray(0, at + LENGTH_BYTES + bytes)
}

/** Id of an identifier: HMAC-SHA-256 under the link key over its kind and normal form. Two installations never share the key. */
export function identifierId(linkKey: Buffer, kind: string, normal: string): string {
  const { inner, outer } = pads(linkKey)
  const message = laidOut(kind, normal)
  inner.copy(message)
  outer.write(hash('sha256', message), BLOCK_BYTES, 'hex')
  return stampedId(hash('sha256', outer))
}
