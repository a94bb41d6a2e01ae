// Where a JSON value ends, by its bytes: brackets that must match, strings that must end, and what may follow what, as far as it is
// needed to notice early that a record lost its end. Whether it is JSON to the letter is asked of the parser.

export type Scanned = 'done' | 'more' | 'bad'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const COLON = 0x3a
const COMMA = 0x2c
const LITERAL = 1
const NOTHING = 0
const DEEPEST = 64

export const isSpace = (byte: number | undefined): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

const signs = new Set([QUOTE, OPEN_OBJECT, CLOSE_OBJECT, OPEN_ARRAY, CLOSE_ARRAY, COLON, COMMA])
const isLiteral = (byte: number): boolean => !signs.has(byte)

export class JsonScanner {
  /** Index after the value; for `bad` the index of what cannot stand there. */
  to = 0
  /** Keys of all objects in it. */
  keys = 0
  isTooDeep = false
  readonly #open = new Uint8Array(DEEPEST)
  #depth = 0
  #before = NOTHING

  /** The value that begins at `from` with a bracket or a quote. */
  scan(units: Buffer, from: number): Scanned {
    this.#depth = 0
    this.keys = 0
    this.#before = NOTHING
    this.isTooDeep = false
    let at = from
    while (at < units.length) {
      const byte = units[at]!
      if (isSpace(byte)) {
        at++
        continue
      }
      if (!this.#mayStand(byte)) return this.#bad(at)
      if (byte === QUOTE) {
        const end = this.#string(units, at + 1)
        if (end < 0) return this.to === units.length ? 'more' : 'bad'
        at = end
      }
      at++
      this.#before = isLiteral(byte) ? LITERAL : byte
      if (this.#depth === 0) {
        this.to = at
        return 'done'
      }
    }
    this.to = at
    return 'more'
  }

  #bad(at: number): 'bad' {
    this.to = at
    return 'bad'
  }

  /** Takes note of a byte; false where it cannot stand. */
  #mayStand(byte: number): boolean {
    const within = this.#depth === 0 ? NOTHING : this.#open[this.#depth - 1]!
    const before = this.#before
    switch (byte) {
      case OPEN_OBJECT:
      case OPEN_ARRAY:
        return this.#mayBeValue(within, before) && this.#enter(byte)
      case QUOTE:
        return within === OPEN_OBJECT
          ? before === OPEN_OBJECT || before === COMMA || before === COLON
          : this.#mayBeValue(within, before)
      case CLOSE_OBJECT:
        this.#depth--
        return within === OPEN_OBJECT
      case CLOSE_ARRAY:
        this.#depth--
        return within === OPEN_ARRAY
      case COLON:
        this.keys++
        return within === OPEN_OBJECT && before === QUOTE
      case COMMA:
        return before !== COMMA && before !== COLON && before !== within
      default:
        return before === LITERAL || this.#mayBeValue(within, before)
    }
  }

  #mayBeValue(within: number, before: number): boolean {
    if (within === OPEN_OBJECT) return before === COLON
    return within === OPEN_ARRAY ? before === OPEN_ARRAY || before === COMMA : before === NOTHING
  }

  #enter(byte: number): boolean {
    if (this.#depth === DEEPEST) {
      this.isTooDeep = true
      return false
    }
    this.#open[this.#depth++] = byte
    return true
  }

  /** Index of the closing quote, or -1: `to` is then the end of the units, or the control character that no string may hold. */
  #string(units: Buffer, from: number): number {
    for (let at = from; at < units.length; at++) {
      const byte = units[at]!
      if (byte === QUOTE) return at
      if (byte === BACKSLASH) at++
      else if (byte < 0x20) {
        this.to = at
        return -1
      }
    }
    this.to = units.length
    return -1
  }
}
