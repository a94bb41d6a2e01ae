// Ids that are hashes: 128 bits of a digest, stamped as UUID version 8 (RFC 9562), so that 122 bits of hash remain.
// The one place where this is done; every id that crosses a boundary is checked as a UUID.
import { createHash, createHmac } from 'node:crypto'

/** First 16 bytes of a digest as a UUID of version 8. */
export function stampedId(digest: Buffer): string {
  const bytes = Buffer.from(digest.subarray(0, 16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const lengthPrefixed = (parts: readonly string[]): Buffer => {
  const pieces: Buffer[] = []
  for (const part of parts) {
    const bytes = Buffer.from(part, 'utf8')
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    pieces.push(length, bytes)
  }
  return Buffer.concat(pieces)
}

/** Id of a report: SHA-256 over the source (the authority that issued the number, not the door) and its number. */
export function reportId(sourceId: string, sourceNumber: string): string {
  return stampedId(
    createHash('sha256')
      .update(lengthPrefixed(['report', sourceId, sourceNumber]))
      .digest(),
  )
}

/** Id of a report without a number: over the digest of its content. */
export function unnumberedReportId(sourceId: string, contentDigest: Buffer): string {
  return stampedId(
    createHash('sha256')
      .update(lengthPrefixed(['unnumbered', sourceId, contentDigest.toString('hex')]))
      .digest(),
  )
}

/** Id of an identifier: HMAC-SHA-256 under the link key over its kind and normal form. Two installations never share the key. */
export function identifierId(linkKey: Buffer, kind: string, normal: string): string {
  return stampedId(
    createHmac('sha256', linkKey)
      .update(lengthPrefixed([kind, normal]))
      .digest(),
  )
}
