// Which encoding a file is in, and its bytes as text. An encoding must be known, and bytes that it does not have are never replaced
// in silence: the first of them is named. Records are split on bytes, so only encodings that keep ASCII where it is (and UTF-16,
// through its skeleton) are read.
import { isAscii, isUtf8 } from 'node:buffer'

export interface Encoding {
  name: string
  /** Bytes of one unit: 2 for UTF-16. */
  unitBytes: 1 | 2
  isBigEndian: boolean
  bomBytes: number
  /** Code of the issue to note with each record: what the file says of its encoding is not so. */
  issue?: string
}

export type Sniffed = { encoding: Encoding; refused?: undefined } | { encoding?: undefined; refused: string }

const one = (name: string, bomBytes = 0, issue?: string): Sniffed => ({
  encoding: { name, unitBytes: 1, isBigEndian: false, bomBytes, issue },
})
const two = (isBigEndian: boolean, bomBytes: number, issue?: string): Sniffed => ({
  encoding: { name: isBigEndian ? 'utf-16be' : 'utf-16le', unitBytes: 2, isBigEndian, bomBytes, issue },
})

/** From the byte-order mark, the first bytes and, where there is one, the declaration of XML. */
export function sniffEncoding(head: Buffer): Sniffed {
  const [a, b, c, d, e, f] = head
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return { refused: 'encoding-unknown' }
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? { refused: 'encoding-unknown' } : two(false, 2)
  if (a === 0xfe && b === 0xff) return two(true, 2)
  if (a === 0 && isMarkup(b) && c === 0 && e === 0) return two(true, 0, 'no-byte-order-mark')
  if (isMarkup(a) && b === 0 && d === 0 && f === 0) return two(false, 0, 'no-byte-order-mark')
  const bomBytes = a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0
  const declared = declaredEncoding(head.subarray(bomBytes))
  if (bomBytes > 0) return one('utf-8', bomBytes, isUtf8Name(declared) ? undefined : 'encoding-contradiction')
  if (isUtf8Name(declared)) return one('utf-8')
  // Written by programs that make text first and encode it afterwards: the declaration cannot be true, or it could not be read.
  if (/^utf-?16/.test(declared)) return one('utf-8', 0, 'encoding-contradiction')
  const name = singleByteName(declared)
  return name ? one(name) : { refused: 'encoding-unknown' }
}

const isMarkup = (byte: number | undefined) => byte === 0x3c || byte === 0x7b || byte === 0x5b

const isUtf8Name = (declared: string) => declared === '' || declared === 'utf-8' || declared === 'utf8'

function declaredEncoding(head: Buffer): string {
  const declaration = /^<\?xml[^>]*?\sencoding\s*=\s*["']([^"'>]*)["']/.exec(head.subarray(0, 400).toString('latin1'))
  return declaration?.[1]?.trim().toLowerCase() ?? ''
}

function singleByteName(declared: string): string | undefined {
  if (declared === 'us-ascii' || declared === 'ascii') return 'us-ascii'
  if (declared === 'latin1' || declared === 'latin-1') return 'iso-8859-1'
  return /^(iso-8859-([1-8]|1[03-6])|windows-125[0-8])$/.test(declared) ? declared : undefined
}

/** The first characters of a file in any of these encodings, near enough to tell its format. */
export function firstCharacters(head: Buffer): string {
  const bomBytes = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : head[0]! >= 0xfe ? 2 : 0
  return head.toString('latin1', bomBytes).replaceAll('\0', '')
}

export type Decoded = { text: string; invalidAt?: undefined } | { text?: undefined; invalidAt: number }

/** Text, or the offset of the first byte that the encoding does not have. */
export function decode(bytes: Buffer, encoding: Encoding): Decoded {
  if (encoding.unitBytes === 2) return decodeUtf16(bytes, encoding)
  if (isAscii(bytes)) return { text: bytes.toString('latin1') }
  if (encoding.name === 'utf-8') return isUtf8(bytes) ? { text: bytes.toString('utf8') } : { invalidAt: firstInvalidUtf8(bytes) }
  if (encoding.name === 'us-ascii') return { invalidAt: bytes.findIndex((byte) => byte > 0x7f) }
  return decodeSingle(bytes, encoding.name)
}

const decoders = new Map<string, InstanceType<typeof TextDecoder>>()

function decoderOf(name: string): InstanceType<typeof TextDecoder> {
  const known = decoders.get(name)
  if (known) return known
  const made = new TextDecoder(name, { fatal: true, ignoreBOM: true })
  decoders.set(name, made)
  return made
}

/** Bytes 0x80 to 0x9f of windows-1252, which the Encoding Standard also takes for iso-8859-1; a blank is a place left empty. Node's own decoder gets them wrong. */
const UPPER_1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'

function decodeSingle(bytes: Buffer, name: string): Decoded {
  if (name === 'windows-1252' || name === 'iso-8859-1') return decode1252(bytes)
  try {
    return { text: decoderOf(name).decode(bytes) }
  } catch {
    return { invalidAt: firstBad(bytes, (part) => decoderOf(name).decode(part)) }
  }
}

function decode1252(bytes: Buffer): Decoded {
  const invalidAt = bytes.findIndex((byte) => UPPER_1252[byte - 0x80] === ' ')
  if (invalidAt >= 0) return { invalidAt }
  return { text: bytes.toString('latin1').replace(/[\x80-\x9f]/g, (sign) => UPPER_1252[sign.charCodeAt(0) - 0x80]!) }
}

/** Where each byte stands for itself: the first that cannot be decoded alone. */
function firstBad(bytes: Buffer, decodeOne: (part: Buffer) => void): number {
  for (let at = 0; at < bytes.length; at++) {
    try {
      decodeOne(bytes.subarray(at, at + 1))
    } catch {
      return at
    }
  }
  return 0
}

function decodeUtf16(bytes: Buffer, { isBigEndian }: Encoding): Decoded {
  if (bytes.length % 2 === 1) return { invalidAt: bytes.length - 1 }
  const little = isBigEndian ? Buffer.from(bytes).swap16() : bytes
  const text = little.toString('utf16le')
  const half = text.search(/\p{Surrogate}/u)
  return half < 0 ? { text } : { invalidAt: 2 * half }
}

/** Character by character: this is the slow way, taken once for a record that is refused. */
function firstInvalidUtf8(bytes: Buffer): number {
  let at = 0
  while (at < bytes.length) {
    const length = sequenceLength(bytes[at]!)
    if (length === 0 || !isUtf8(bytes.subarray(at, Math.min(at + length, bytes.length)))) return at
    at += length
  }
  return bytes.length
}

function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1
  if (lead >= 0xc2 && lead < 0xe0) return 2
  if (lead >= 0xe0 && lead < 0xf0) return 3
  return lead >= 0xf0 && lead < 0xf5 ? 4 : 0
}
