// A stretch of a file that could not be read as a record: where it begins, why, and the digest of its bytes, made while they pass,
// so that a gigabyte of them needs no memory.
import { createHash, type Hash } from 'node:crypto'
import type { Place } from '../model/report.ts'
import type { Parsed } from './format.ts'
import type { Window } from './window.ts'

export interface Fault {
  reason: string
  place: Place
  excerpt?: string
  sourceNumber?: string
}

export class Skipped {
  readonly from: number
  readonly fault: Fault
  readonly #firstLine: number
  readonly #hash: Hash = createHash('sha256')
  #hashed: number

  constructor(from: number, line: number, fault: Fault) {
    this.from = from
    this.#hashed = from
    this.#firstLine = line
    this.fault = fault
  }

  /** Takes in the bytes up to a position, before the window forgets them. */
  pass(window: Window, to: number): void {
    if (to <= this.#hashed) return
    this.#hash.update(window.slice(this.#hashed, to))
    this.#hashed = to
  }

  finish(window: Window, at: { to: number; line: number; entry: number }): Parsed {
    this.pass(window, at.to)
    const { reason, place, excerpt, sourceNumber } = this.fault
    // A break belongs to no record, so its receipt has no number: which one it tore is told with the place.
    const isBreak = reason === 'broken-off'
    const path = isBreak && sourceNumber ? { path: `reportId=${sourceNumber}` } : {}
    return {
      digest: this.#hash.digest(),
      unreadable: {
        entry: at.entry,
        reason,
        place: { ...place, ...path, entry: at.entry, lines: [this.#firstLine, at.line] },
        excerpt,
        byteFrom: window.byteAt(this.from),
        byteTo: window.byteAt(at.to),
        sourceNumber: isBreak ? undefined : sourceNumber,
      },
    }
  }
}
