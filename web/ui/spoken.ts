// What only a screen reader must be told: that something is being loaded, how many were found. The region for it (Spoken.tsx) stands in
// the frame before anything is said: what comes into the page together with its words is not read aloud everywhere.
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { locale, say } from '../texts/texts.ts'

const LATE_MS = 300
const listeners = new Set<() => void>()
let spoken = { text: '', id: 0 }

/** Anew each time, so that the same number of another question is heard, too. */
function speak(text: string) {
  spoken = { text, id: spoken.id + 1 }
  for (const tell of listeners) tell()
}

export function useSpoken(): typeof spoken {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => {
        listeners.delete(tell)
      }
    },
    () => spoken,
  )
}

/** Said after a while, and taken back when it has come. */
export function useLoadingSaid(text: string | undefined) {
  useEffect(() => {
    if (!text) return undefined
    const timer = setTimeout(() => speak(text), LATE_MS)
    return () => {
      clearTimeout(timer)
      if (spoken.text === text) speak('')
    }
  }, [text])
}

type Found = { of: string; text: string | undefined }

/** Says once for each question (`of`: the words, the filters) what was found; not again because rows come and go. */
export function useFoundSaid({ of, text }: Found) {
  const last = useRef<string | undefined>(undefined)
  useEffect(() => {
    if (text === undefined || last.current === of) return
    last.current = of
    speak(text)
  }, [of, text])
}

type List = { isPending: boolean; isPlaceholderData: boolean; hasNextPage: boolean; error: unknown }

/** Of a list that comes page by page: that another question is being asked, and how many it finds, in words that count what is loaded. */
export function useListSaid(list: List, { of, loading, found }: { of: string; loading: string; found: string }) {
  const isComing = list.isPending || list.isPlaceholderData
  useLoadingSaid(isComing ? loading : undefined)
  useFoundSaid({ of, text: isComing || list.error ? undefined : foundText([found], list.hasNextPage) })
}

/** `Found: 12 reports, 1 case.` */
export function foundText(parts: readonly string[], isMore = false): string {
  const what = new Intl.ListFormat(locale(), { type: 'unit' }).format(parts)
  return say(isMore ? 'ui.foundMore' : 'ui.found', { what })
}
