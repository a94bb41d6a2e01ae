// A few lines round a fault, masked to structure: markup, names that the formats define, punctuation and lengths remain, every other
// word does not. What is quarantined may be about a child, and nobody has decided yet who may see it.
import { masked } from './mask.ts'
import type { Window } from './window.ts'

const BEFORE = 300
const AFTER = 200
const MOST_LINES = 6
const WORD = /[\p{L}\p{M}\p{N}_]+/gu

const vocabulary = new Set<string>()

/** Names that a format defines: they may stand in excerpts as they are. */
export function knowNames(names: Iterable<string>): void {
  for (const name of names) vocabulary.add(name)
}

export const isKnownName = (name: string): boolean => vocabulary.has(name)

/** Stands before the line of the fault: an excerpt begins some lines above it, how many depends on what was still in memory. */
export const FAULT_LINE = '▸'

export function excerptAt(window: Window, position: number): string {
  const from = Math.max(window.start, position - BEFORE)
  const to = Math.min(window.end, position + AFTER)
  const text = roughText(window, from, to)
  const lines = maskedWords(text).split(/\r?\n/)
  const before = roughText(window, from, position).split(/\r?\n/).length - 1
  const first = Math.max(0, before - MOST_LINES / 2)
  return lines
    .slice(first, first + MOST_LINES)
    .map((line, at) => (at === before - first ? `${FAULT_LINE}${line}` : line))
    .join('\n')
    .trimEnd()
}

/** Text for the eye: a byte that is no character becomes U+FFFD. */
function roughText(window: Window, from: number, to: number): string {
  const name = window.encoding.unitBytes === 2 ? window.encoding.name : 'utf-8'
  return new TextDecoder(name).decode(window.slice(from, to)).replace(/[^\P{C}\n\r\t]/gu, '\u{fffd}')
}

function maskedWords(text: string): string {
  return text.replace(WORD, (word, at: number) => (vocabulary.has(word) || isMisspelt(word, text, at) ? word : masked(word)))
}

const SHORTEST_MISSPELT = 8
const MOST_SLIPS = 2

/** A tag whose name is nearly one of the format's: what has to be mended must be seen, and no value stands right behind a bracket. */
function isMisspelt(word: string, text: string, at: number): boolean {
  if (word.length < SHORTEST_MISSPELT || !/<\/?$/.test(text.slice(Math.max(0, at - 2), at))) return false
  for (const name of vocabulary) if (name.length >= SHORTEST_MISSPELT && isNear(word, name)) return true
  return false
}

/** At most two letters are added, missing or exchanged. */
function isNear(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > MOST_SLIPS) return false
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    row = next
  }
  return row[b.length]! <= MOST_SLIPS
}
