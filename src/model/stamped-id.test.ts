import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { identifierId, reportId, unnumberedReportId } from './stamped-id.ts'

/** The same by the book: a hash object, bytes, and the two fields of RFC 9562. */
function stamped(digest: Buffer): string {
  const bytes = digest.subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

function prefixed(...parts: string[]): Buffer {
  const pieces = parts.map((part) => Buffer.from(part))
  const length = (piece: Buffer) => Buffer.from([piece.length >>> 24, piece.length >>> 16, piece.length >>> 8, piece.length])
  return Buffer.concat(pieces.flatMap((piece) => [length(piece), piece]))
}

const text = fc.string({ unit: 'binary', maxLength: 300 })

test('the id of an identifier is HMAC-SHA-256 of kind and normal form under the link key', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), text, text, (bytes, kind, normal) => {
      const key = Buffer.from(bytes)
      const expected = stamped(createHmac('sha256', key).update(prefixed(kind, normal)).digest())
      expect(identifierId(key, kind, normal)).toBe(expected)
      expect(identifierId(key, kind, normal)).toBe(expected)
    }),
  )
})

test('the id of a report is SHA-256 of its source and number, or of its source and content', () => {
  fc.assert(
    fc.property(text, text, fc.uint8Array({ minLength: 32, maxLength: 32 }), (source, number, digest) => {
      expect(reportId(source, number)).toBe(
        stamped(
          createHash('sha256')
            .update(prefixed('report', source, number))
            .digest(),
        ),
      )
      const content = Buffer.from(digest)
      const unnumbered = prefixed('unnumbered', source, content.toString('hex'))
      expect(unnumberedReportId(source, content)).toBe(stamped(createHash('sha256').update(unnumbered).digest()))
    }),
  )
})

test('parts cannot run into each other, and every id is a UUID of version 8', () => {
  expect(reportId('a', 'bc')).not.toBe(reportId('ab', 'c'))
  expect(reportId('a', 'bc')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
