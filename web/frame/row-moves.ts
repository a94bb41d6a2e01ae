// How one moves through rows: by letters from anywhere on the page, and on a row itself by the keys of the ARIA grid pattern, which work
// with letters switched off too. Every list binds both here, so that no list knows only one of them.
import type { KeyName } from './keys.ts'

const ROWS_OF_A_PAGE = 10

/** `step` is given how many rows to go; further than there are rows means the first or the last. */
export function rowMoves(step: (by: number) => void): Partial<Record<KeyName, () => void>> {
  const go = (by: number) => () => step(by)
  return {
    next: go(1),
    previous: go(-1),
    down: go(1),
    up: go(-1),
    first: go(Number.NEGATIVE_INFINITY),
    last: go(Number.POSITIVE_INFINITY),
    pageDown: go(ROWS_OF_A_PAGE),
    pageUp: go(-ROWS_OF_A_PAGE),
  }
}
