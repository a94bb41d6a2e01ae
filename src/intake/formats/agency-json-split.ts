// Splits the agencies' JSON into its records by bytes: one object, an array of them, or one after another (JSON Lines). A broken object
// takes only itself: reading resumes where the next one surely begins, by its first key or by its place on the line.
import { excerptAt } from '../excerpt.ts'
import type { Parsed } from '../format.ts'
import { type LinePlace, Lines } from '../lines.ts'
import { usableNumber } from '../number.ts'
import type { Span } from '../record.ts'
import { type Fault, Skipped } from '../skipped.ts'
import type { Window } from '../window.ts'
import { isSpace, JsonScanner } from './json-scan.ts'

export interface JsonRecord extends Span {
  /** Whether the file holds this record and nothing else. */
  isOnly: boolean
  /** Whether something follows that cannot follow a record. */
  isTorn: boolean
  /** How many keys were written in it. */
  keys: number
}

export type JsonPiece = { record: JsonRecord; skipped?: undefined } | { skipped: Parsed; record?: undefined }
type Step = JsonPiece | 'more' | undefined
type Mode = 'start' | 'array' | 'lines' | 'lost' | 'after' | 'done'

const OPEN_OBJECT = 0x7b
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const COMMA = 0x2c
const QUOTE = 0x22
const NEWLINE = 0x0a
/** Keys that only a record has; no object within one begins with them. */
const FIRST_KEYS = String.raw`\{\s{0,200}"(?:reportId|dateReceived|reportedInformation)"\s{0,20}:`
const OVERLAP = 256
/** So much white space behind an object is not waited for: what comes after it is read as what it is. */
const MOST_SPACE = 64 << 10
/** A line that stands deeper says nothing about where the next record begins. */
const DEEPEST_INDENT = 200

const deeper = (indent: string | undefined, byte: number): string | undefined =>
  indent === undefined || indent.length >= DEEPEST_INDENT ? undefined : indent + String.fromCharCode(byte)

export class JsonSplitter {
  readonly #window: Window
  readonly #limit: number
  readonly #scanner = new JsonScanner()
  readonly #lines = new Lines()
  #at: number
  #mode: Mode = 'start'
  #isArray = false
  #entry = 0
  #skipped: Skipped | undefined
  #resume = new RegExp(FIRST_KEYS)
  /** White space before the next byte on its line; undefined where something else stands there. */
  #indent: string | undefined = ''
  /** The same of the last record. */
  #torn: string | undefined

  constructor(window: Window, limitBytes: number) {
    this.#window = window
    this.#limit = Math.ceil(limitBytes / window.encoding.unitBytes)
    this.#at = window.encoding.bomBytes / window.encoding.unitBytes
  }

  next(isEnd: boolean): JsonPiece | undefined {
    while (this.#mode !== 'done') {
      const step = this.#step(isEnd)
      if (step === 'more') break
      if (step) return step
    }
    this.#skipped?.pass(this.#window, this.#at)
    this.#lines.advance(this.#window, this.#at)
    this.#window.dropTo(this.#at)
    return undefined
  }

  #step(isEnd: boolean): Step {
    if (this.#mode === 'lost') return this.#lost(isEnd)
    this.#skipFiller()
    const { units, start, end } = this.#window
    if (this.#at >= end) return isEnd ? this.#ending() : 'more'
    const byte = units[this.#at - start]
    if (this.#mode === 'after') return this.#breakOff('bytes-after-end', this.#at)
    if (this.#mode === 'start') return this.#start(byte)
    if (this.#isArray && byte === CLOSE_ARRAY) {
      this.#at++
      this.#mode = 'after'
      return undefined
    }
    if (byte === OPEN_OBJECT) return this.#object(isEnd)
    return this.#isArray ? this.#other(byte, isEnd) : this.#junk()
  }

  #skipFiller(): void {
    const { units, start, end } = this.#window
    const hasCommas = this.#mode === 'array'
    while (this.#at < end) {
      const byte = units[this.#at - start]!
      if (byte === NEWLINE) this.#indent = ''
      else if (isSpace(byte)) this.#indent = deeper(this.#indent, byte)
      else if (hasCommas && byte === COMMA) this.#indent = undefined
      else return
      this.#at++
    }
  }

  #start(byte: number | undefined): Step {
    this.#isArray = byte === OPEN_ARRAY
    this.#mode = this.#isArray ? 'array' : 'lines'
    if (this.#isArray) this.#at++
    return undefined
  }

  #object(isEnd: boolean): Step {
    const { units, start, end } = this.#window
    const scanned = this.#scanner.scan(units, this.#at - start)
    const to = this.#scanner.to + start
    if (scanned === 'bad') return this.#breakOff(this.#scanner.isTooDeep ? 'too-deep' : 'not-well-formed', to)
    if (to - this.#at > this.#limit) return this.#breakOff('too-large', to)
    if (scanned === 'more') return isEnd ? this.#breakOff('broken-off', end) : 'more'
    const { keys } = this.#scanner
    const next = this.#nextAfter(to)
    if (next === undefined && !isEnd && end - to < MOST_SPACE) return 'more'
    const at = this.#lines.advance(this.#window, this.#at)
    const from = this.#at
    const isOnly = !this.#isArray && this.#entry === 0 && next === undefined && isEnd
    const mayFollow = next === undefined || next === OPEN_OBJECT || (this.#isArray && (next === COMMA || next === CLOSE_ARRAY))
    this.#at = to
    this.#torn = this.#indent
    this.#indent = undefined
    return { record: { from, to, ...at, entry: ++this.#entry, isOnly, isTorn: !mayFollow, keys } }
  }

  /** The record just given is none, and something follows that belongs to it: all of it is skipped. */
  reject({ from, line }: JsonRecord, { reason, place, excerpt, sourceNumber }: Fault): void {
    this.#entry--
    this.#skipped = new Skipped(from, line, { reason, place, excerpt, sourceNumber })
    this.#indent = this.#torn
    this.#resume = this.#resumeAfter()
    this.#at = from + 1
    this.#mode = 'lost'
  }

  /** The next byte that is no white space. */
  #nextAfter(to: number): number | undefined {
    const { units, start, end } = this.#window
    let at = to
    while (at < end && isSpace(units[at - start])) at++
    return at < end ? units[at - start] : undefined
  }

  /** An element of the array that is no object: a record too, one that says nothing. Anything else is a record that lost its beginning. */
  #other(byte: number | undefined, isEnd: boolean): Step {
    const to = byte === OPEN_ARRAY || byte === QUOTE ? this.#valueEnd() : this.#literalEnd()
    if (to === undefined || to - this.#at > this.#limit) return this.#junk()
    const next = this.#nextAfter(to)
    if (next === undefined && !isEnd) return 'more'
    if (next !== COMMA && next !== CLOSE_ARRAY) return this.#junk()
    this.#skipped = this.#skip('not-an-object', this.#at)
    this.#at = to
    return this.#finish(to)
  }

  /** End of an array or a string; undefined where it is none. While it is not complete, the end of what came. */
  #valueEnd(): number | undefined {
    const { units, start } = this.#window
    const scanned = this.#scanner.scan(units, this.#at - start)
    return scanned === 'bad' ? undefined : this.#scanner.to + start
  }

  #literalEnd(): number | undefined {
    const { units, start, end } = this.#window
    let to = this.#at
    while (to < end && isLiteralSign(units[to - start]!)) to++
    return to === this.#at ? undefined : to
  }

  /** What stands where a record should begin, up to where one surely does. */
  #junk(): undefined {
    return this.#breakOff('not-an-object', this.#at)
  }

  #breakOff(reason: string, place: number): undefined {
    this.#skipped = this.#skip(reason, Math.min(place, this.#window.end))
    this.#resume = this.#resumeAfter()
    this.#at++
    this.#mode = 'lost'
    return undefined
  }

  /** Where the next record may begin: with a first key of a record, or on a new line just as this one began. */
  #resumeAfter(): RegExp {
    return new RegExp(this.#indent === undefined ? FIRST_KEYS : `${FIRST_KEYS}|(?<=\\n${this.#indent})\\{`)
  }

  #lost(isEnd: boolean): Step {
    const { units, start, end } = this.#window
    const found = this.#resume.exec(units.toString('latin1', this.#at - start))
    if (found) {
      this.#at += found.index
      this.#mode = this.#isArray ? 'array' : 'lines'
      return this.#finish(this.#at)
    }
    if (!isEnd) {
      this.#at = Math.max(this.#at, end - OVERLAP)
      return 'more'
    }
    this.#at = end
    this.#mode = 'done'
    return this.#finish(end)
  }

  /** The file ends where a record could begin. */
  #ending(): Step {
    const isWhole = this.#mode === 'after' || this.#mode === 'lines'
    const reason = this.#mode === 'start' ? 'empty' : 'broken-off'
    const hasNothing = this.#mode === 'after' && this.#entry === 0
    this.#mode = 'done'
    if (isWhole && !hasNothing) return undefined
    this.#skipped = this.#skip(hasNothing ? 'nothing-usable' : reason, this.#at)
    return this.#finish(this.#at)
  }

  #skip(reason: string, place: number): Skipped {
    const window = this.#window
    const first: LinePlace = this.#lines.advance(window, this.#at)
    const { line, column } = this.#lines.peek(window, place)
    return new Skipped(this.#at, first.line, {
      reason,
      place: { line, column, byte: window.byteAt(place) },
      excerpt: excerptAt(window, place),
      sourceNumber: numberAt(window, this.#at, window.end),
    })
  }

  #finish(to: number): JsonPiece {
    const skipped = this.#skipped!
    this.#skipped = undefined
    const { line } = this.#lines.advance(this.#window, to)
    return { skipped: skipped.finish(this.#window, { to, line, entry: ++this.#entry }) }
  }
}

/** Letters, digits, `+`, `-` and `.`: what numbers, true, false and null are made of. */
const isLiteralSign = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) ||
  ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) ||
  byte === 0x2b ||
  byte === 0x2d ||
  byte === 0x2e

/** The number of a record that cannot be read, where it stands at its beginning. */
export function numberAt(window: Window, from: number, to: number): string | undefined {
  const head = window
    .slice(from, Math.min(to, from + OVERLAP))
    .toString('latin1')
    .replaceAll('\0', '')
  const [, words, digits] = /^\{\s*"reportId"\s*:\s*(?:"([\w./-]{1,100})"|(\d{1,100})(?=[\s,}]))/.exec(head) ?? []
  return usableNumber(words ?? digits ?? '')
}
