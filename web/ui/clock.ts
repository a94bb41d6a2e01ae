// One clock for the whole console: ages advance together, twice a minute, and nothing else moves.
import { createContext, useContext, useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let current = new Date()
let ticking: ReturnType<typeof setInterval> | undefined

function tick() {
  current = new Date()
  for (const tell of listeners) tell()
}

function listen(tell: () => void) {
  listeners.add(tell)
  ticking ??= setInterval(tick, 30_000)
  return () => {
    listeners.delete(tell)
    if (listeners.size > 0) return
    clearInterval(ticking)
    ticking = undefined
  }
}

export function useNow(): Date {
  return useSyncExternalStore(listen, () => current)
}

/** The zone in which the reader works: that of the unit. */
export const ZoneContext = createContext(Intl.DateTimeFormat().resolvedOptions().timeZone)
export const useZone = () => useContext(ZoneContext)
