// A bar on the last line of the terminal while something long goes on. Where no person watches, nothing is drawn.
import type { Io } from './command.ts'

export interface ProgressBar {
  /** `done` of `of` (0: not known yet), and what is counted, in words. */
  show(done: number, of: number, words: string): void
  /** Takes the line away. */
  clear(): void
}

const SIGNS = 24
const REDRAWN_MS = 100

export function progressBar({ isTerminal }: Pick<Io, 'isTerminal'>, to: NodeJS.WriteStream = process.stderr): ProgressBar {
  if (!isTerminal) return { show: () => undefined, clear: () => undefined }
  let drawnAt = 0
  return {
    show(done, of, words) {
      if (Date.now() - drawnAt < REDRAWN_MS) return
      drawnAt = Date.now()
      to.write(`\r${barOf(done, of, words).slice(0, (to.columns || 80) - 1)}\u001b[K`)
    },
    clear() {
      to.write('\r\u001b[K')
    },
  }
}

/** `██████░░░░  25 %  words` */
export function barOf(done: number, of: number, words: string): string {
  const share = of > 0 ? Math.min(1, Math.max(0, done / of)) : 0
  const full = Math.floor(share * SIGNS)
  return `${'█'.repeat(full)}${'░'.repeat(SIGNS - full)} ${String(Math.floor(share * 100)).padStart(3)} %  ${words}`
}
