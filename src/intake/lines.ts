// Line numbers of a stream: newlines are counted once, up to where somebody asked or where the window forgot.
import type { Window } from './window.ts'

const NEWLINE = 0x0a

export interface LinePlace {
  /** 1-based. */
  line: number
  /** 0-based, in units. */
  column: number
}

export class Lines {
  #line = 1
  #lineStart = 0
  #counted = 0
  /** The first newline that is not counted yet, where it is known. */
  #next = -1
  /** Up to here there is none. */
  #clearTo = 0

  /** Counts on to a position; everything between the last one and this must be in the window. */
  advance(window: Window, to: number): LinePlace {
    for (let at = this.#newline(window, to); at < to; at = this.#newline(window, to)) {
      this.#line++
      this.#lineStart = at + 1
      this.#counted = at + 1
    }
    if (to > this.#counted) this.#counted = to
    return { line: this.#line, column: to - this.#lineStart }
  }

  /** The line of a later position, without counting on. */
  peek(window: Window, position: number): LinePlace {
    const saved = [this.#line, this.#lineStart, this.#counted, this.#next, this.#clearTo] as const
    const place = this.advance(window, position)
    ;[this.#line, this.#lineStart, this.#counted, this.#next, this.#clearTo] = saved
    return place
  }

  /** The next newline before `to`, or a position that is not before it. Each byte is looked at once, however often it is asked. */
  #newline({ units, start, end }: Window, to: number): number {
    if (this.#next >= this.#counted) return this.#next
    const from = Math.max(this.#counted, this.#clearTo, start)
    if (from >= to) return to
    const found = units.indexOf(NEWLINE, from - start)
    if (found < 0) this.#clearTo = end
    else this.#next = start + found
    return found < 0 ? to : this.#next
  }
}
