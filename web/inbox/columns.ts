// Which columns of the list this reader sees. Kept in this browser: it is a matter of the screen, not of the work.
import { useSyncExternalStore } from 'react'

export const optionalColumns = ['from', 'complete', 'candidate'] as const
export type OptionalColumn = (typeof optionalColumns)[number]

const kept = 'tipbridge.inbox.hidden'
const widths: Record<OptionalColumn, string> = { from: '120px', complete: '46px', candidate: '118px' }
const listeners = new Set<() => void>()

const read = (): string => window.localStorage.getItem(kept) ?? ''

function listen(tell: () => void) {
  listeners.add(tell)
  return () => {
    listeners.delete(tell)
  }
}

export function useColumns() {
  const text = useSyncExternalStore(listen, read)
  const hidden = new Set(optionalColumns.filter((name) => text.split(' ').includes(name)))
  const turn = (name: OptionalColumn) => {
    const next = optionalColumns.filter((one) => hidden.has(one) !== (one === name))
    window.localStorage.setItem(kept, next.join(' '))
    for (const tell of listeners) tell()
  }
  return { hidden, turn }
}

/** The grid of a row, without what is hidden. */
export function gridOf(hidden: ReadonlySet<OptionalColumn>): string {
  const shown = optionalColumns.filter((name) => !hidden.has(name)).map((name) => widths[name])
  return ['15px', '60px', 'minmax(0, 1fr)', ...shown, '54px'].join(' ')
}
