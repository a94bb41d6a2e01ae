// The bytes of a file that are at hand: from the beginning of the record being read to the last byte that came. Splitters look at
// `units`, one byte for each unit of the encoding: the bytes themselves, or for UTF-16 a skeleton that holds the ASCII characters and
// 0x80 for all others. Positions are absolute, in units; so a splitter never learns which encoding it reads.
import type { Encoding } from './encoding.ts'

const OTHER = 0x80
const EMPTY: Buffer = Buffer.alloc(0)

/** Bytes that come at the end and go at the beginning, each copied about once however long they stay. What was seen of them stays as it was. */
class Passing {
  #backing: Buffer = EMPTY
  #from = 0
  #to = 0
  live: Buffer = EMPTY

  append(piece: Buffer): void {
    if (this.#from === this.#to) {
      this.#backing = piece
      this.#from = 0
      this.#to = piece.length
    } else {
      this.#makeRoom(piece.length)
      this.#to += piece.copy(this.#backing, this.#to)
    }
    this.live = this.#backing.subarray(this.#from, this.#to)
  }

  drop(bytes: number): void {
    this.#from += bytes
    this.live = this.#backing.subarray(this.#from, this.#to)
  }

  /** Into new memory: views of the old one may still be in use, and what was given to us is not ours to write into. */
  #makeRoom(bytes: number): void {
    if (this.#to + bytes <= this.#backing.length) return
    const roomy = Buffer.allocUnsafeSlow(2 * (this.#to - this.#from + bytes))
    this.#to = this.live.copy(roomy)
    this.#from = 0
    this.#backing = roomy
  }
}

export class Window {
  readonly #units = new Passing()
  /** For an encoding of one byte the same as the units. */
  readonly #bytes: Passing
  /** Absolute position of units[0]. */
  start = 0
  readonly encoding: Encoding
  #odd: Buffer = EMPTY
  #bytesSeen = 0

  constructor(encoding: Encoding) {
    this.encoding = encoding
    this.#bytes = encoding.unitBytes === 1 ? this.#units : new Passing()
  }

  get units(): Buffer {
    return this.#units.live
  }

  get bytes(): Buffer {
    return this.#bytes.live
  }

  /** Absolute position after the last unit. */
  get end(): number {
    return this.start + this.units.length
  }

  append(chunk: Buffer): void {
    this.#bytesSeen += chunk.length
    if (this.encoding.unitBytes === 1) {
      this.#units.append(chunk)
      return
    }
    const whole = this.#odd.length === 0 ? chunk : Buffer.concat([this.#odd, chunk])
    const even = whole.length - (whole.length % 2)
    this.#odd = whole.subarray(even)
    const piece = whole.subarray(0, even)
    this.#bytes.append(piece)
    this.#units.append(skeleton(piece, this.encoding.isBigEndian))
  }

  /** At the end of the file: a byte that is half a unit counts as one. */
  flush(): void {
    if (this.#odd.length === 0) return
    this.#bytes.append(this.#odd)
    this.#units.append(Buffer.from([OTHER]))
    this.#odd = EMPTY
  }

  /** Forgets what lies before a position. */
  dropTo(position: number): void {
    const units = Math.min(position, this.end) - this.start
    if (units <= 0) return
    this.#units.drop(units)
    if (this.encoding.unitBytes > 1) this.#bytes.drop(this.encoding.unitBytes * units)
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
