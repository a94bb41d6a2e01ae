// Where the splitter stands in an XML file: token by token, with line numbers, and the making of records and skipped stretches.
import { excerptAt } from '../excerpt.ts'
import type { Parsed } from '../format.ts'
import { type LinePlace, Lines } from '../lines.ts'
import { usableNumber } from '../number.ts'
import { Skipped } from '../skipped.ts'
import type { Window } from '../window.ts'
import { type Token, XmlScanner } from './xml-scan.ts'

export interface RecordStart extends LinePlace {
  from: number
}

export class XmlCursor {
  readonly window: Window
  readonly scanner = new XmlScanner()
  readonly #lines = new Lines()
  /** Absolute position of the next token. */
  at: number

  constructor(window: Window) {
    this.window = window
    this.at = window.encoding.bomBytes / window.encoding.unitBytes
  }

  scan(): Token {
    return this.scanner.scan(this.window.units, this.at - this.window.start)
  }

  is(name: Buffer): boolean {
    return this.scanner.is(this.window.units, name)
  }

  /** Whether the token is one that may stand anywhere between records. */
  isFiller(token: Token): boolean {
    return token === 'text' ? this.scanner.isBlank : token === 'comment' || token === 'instruction'
  }

  /** Position after the token. */
  get tokenEnd(): number {
    return this.scanner.to + this.window.start
  }

  /** Leaves the white space before a text behind: where pieces of the file end must make no difference. */
  toInk(): void {
    this.at = this.scanner.inkFrom + this.window.start
  }

  pass(): undefined {
    this.at = this.tokenEnd
    return undefined
  }

  /** A record begins with this token. */
  begin(): RecordStart {
    const start = { from: this.at, ...this.#lines.advance(this.window, this.at) }
    this.pass()
    return start
  }

  /** A stretch that begins with `record`, or at `place` where there is none, and is unreadable because of what stands at `place`. */
  skip(reason: string, place: number, record?: RecordStart): Skipped {
    const { window } = this
    const known = Math.min(place, window.end)
    const { line, column } = this.#lines.peek(window, known)
    return new Skipped(record?.from ?? place, record?.line ?? line, {
      reason,
      place: { line, column, byte: window.byteAt(place) },
      excerpt: excerptAt(window, known),
      sourceNumber: record && numberOnTag(window, record.from, window.end),
    })
  }

  finish(skipped: Skipped, to: number, entry: number): Parsed {
    const { line } = this.#lines.advance(this.window, to)
    return skipped.finish(this.window, { to, line, entry })
  }

  /** Lets go of everything before a position. */
  forget(keepFrom: number, skipped: Skipped | undefined): void {
    skipped?.pass(this.window, keepFrom)
    this.#lines.advance(this.window, keepFrom)
    this.window.dropTo(keepFrom)
  }
}

const START_TAG_UNITS = 512

/** The number on the start tag of an entry, for a record that could not be read as a whole. */
export function numberOnTag(window: Window, from: number, to: number): string | undefined {
  const head = window
    .slice(from, Math.min(to, from + START_TAG_UNITS))
    .toString('latin1')
    .replaceAll('\0', '')
  return usableNumber(/^<[\w.:-]*entry\s[^<>]*?\breportId\s*=\s*["']([^"'<>]{1,100})["']/.exec(head)?.[1] ?? '')
}
