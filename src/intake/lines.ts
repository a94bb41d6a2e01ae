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

  /** Counts on to a position; everything between the last one and this must be in the window. */
  advance(window: Window, to: number): LinePlace {
    const { units, start } = window
    for (let at = this.#counted; at < to; at++) {
      if (units[at - start] !== NEWLINE) continue
      this.#line++
      this.#lineStart = at + 1
    }
    if (to > this.#counted) this.#counted = to
    return { line: this.#line, column: to - this.#lineStart }
  }

  /** The line of a later position, without counting on. */
  peek(window: Window, position: number): LinePlace {
    const saved = [this.#line, this.#lineStart, this.#counted] as const
    const place = this.advance(window, position)
    ;[this.#line, this.#lineStart, this.#counted] = saved
    return place
  }
}
