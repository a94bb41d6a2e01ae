// The bytes of a file that are at hand: from the beginning of the record being read to the last byte that came. Splitters look at
// `units`, one byte for each unit of the encoding: the bytes themselves, or for UTF-16 a skeleton that holds the ASCII characters and
// 0x80 for all others. Positions are absolute, in units; so a splitter never learns which encoding it reads.
import type { Encoding } from './encoding.ts'

const OTHER = 0x80
const EMPTY: Buffer = Buffer.alloc(0)

export class Window {
  units: Buffer = EMPTY
  bytes: Buffer = EMPTY
  /** Absolute position of units[0]. */
  start = 0
  readonly encoding: Encoding
  #odd: Buffer = EMPTY
  #bytesSeen = 0

  constructor(encoding: Encoding) {
    this.encoding = encoding
  }

  /** Absolute position after the last unit. */
  get end(): number {
    return this.start + this.units.length
  }

  append(chunk: Buffer): void {
    this.#bytesSeen += chunk.length
    if (this.encoding.unitBytes === 1) {
      this.units = this.units.length === 0 ? chunk : Buffer.concat([this.units, chunk])
      this.bytes = this.units
      return
    }
    const whole = this.#odd.length === 0 ? chunk : Buffer.concat([this.#odd, chunk])
    const even = whole.length - (whole.length % 2)
    this.#odd = whole.subarray(even)
    const piece = whole.subarray(0, even)
    this.bytes = this.bytes.length === 0 ? piece : Buffer.concat([this.bytes, piece])
    this.units = Buffer.concat([this.units, skeleton(piece, this.encoding.isBigEndian)])
  }

  /** At the end of the file: a byte that is half a unit counts as one. */
  flush(): void {
    if (this.#odd.length === 0) return
    this.bytes = Buffer.concat([this.bytes, this.#odd])
    this.units = Buffer.concat([this.units, Buffer.from([OTHER])])
    this.#odd = EMPTY
  }

  /** Forgets what lies before a position. */
  dropTo(position: number): void {
    const units = Math.min(position, this.end) - this.start
    if (units <= 0) return
    this.bytes = this.encoding.unitBytes === 1 ? this.units.subarray(units) : this.bytes.subarray(2 * units)
    this.units = this.units.subarray(units)
    this.start += units
  }

  /** Offset in the file of a position. */
  byteAt(position: number): number {
    return Math.min(position * this.encoding.unitBytes, this.#bytesSeen)
  }

  /** The original bytes between two positions. */
  slice(from: number, to: number): Buffer {
    const size = this.encoding.unitBytes
    return this.bytes.subarray((from - this.start) * size, (to - this.start) * size)
  }
}

function skeleton(bytes: Buffer, isBigEndian: boolean): Buffer {
  const units = Buffer.allocUnsafe(bytes.length / 2)
  const high = isBigEndian ? 0 : 1
  for (let at = 0; at < units.length; at++) {
    const low = bytes[2 * at + 1 - high]!
    units[at] = bytes[2 * at + high] === 0 && low < OTHER ? low : OTHER
  }
  return units
}
