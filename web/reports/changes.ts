// What changes a report, once for the Inbox and the page: call, refresh, say what happened, offer to undo it where that is certain.
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { type Answer, ask, type Door, type Given, type Rest } from '../api.ts'
import { locale, say, sayIf } from '../texts/texts.ts'
import { announce, remark } from '../ui/announce.ts'
import { failureText } from '../ui/ErrorMessage.tsx'
import { useSending } from '../ui/use-sending.ts'

export type Refused = { number?: string | undefined; code: string }

/** Every list and page that shows reports, referrals, alerts or cases asks again. */
export async function refreshReports(queries: QueryClient) {
  const keys = ['reports', 'referrals', 'waiting', 'alerts', 'cases']
  await Promise.all(keys.map((key) => queries.invalidateQueries({ queryKey: [key] })))
}

export function reasonText(code: string): string {
  return sayIf(`whyNot.${code}`) ?? say('whyNot.other')
}

/** Where a part was refused, the announcement says which and why; of many with one reason, the first few. */
export function withRefused(done: string, refused: readonly Refused[] | undefined): string {
  if (!refused || refused.length === 0) return done
  const numbers = new Map<string, string[]>()
  for (const { code, number } of refused) numbers.set(code, [...(numbers.get(code) ?? []), ...(number ? [number] : [])])
  const reasons = [...numbers].map(([code, named]) => {
    const reason = reasonText(code)
    if (named.length === 0) return reason
    const which = enumerated(named.slice(0, MOST_NAMED))
    const more = named.length - MOST_NAMED
    return more > 0 ? say('reports.refusedMany', { which, count: more, reason }) : say('reports.refusedOf', { which, reason })
  })
  return say('reports.partly', { done, count: refused.length, reasons: enumerated(reasons) })
}

const MOST_NAMED = 3

const enumerated = (parts: readonly string[]): string => new Intl.ListFormat(locale(), { type: 'unit' }).format(parts)

type Done<D extends Door> = {
  says: (answer: Answer<D>, given: Given<D>) => string
  undo?: (answer: Answer<D>) => () => void
  until?: string
  /** The number of the one report that it was about. */
  open?: (given: Given<D>) => string | undefined
  onDone?: (answer: Answer<D>) => void
  /** What is announced where it was not done, for what has no dialog to say it in. */
  failed?: string
}

export function useChange<D extends Door>(door: D, { says, undo, until, open, onDone, failed }: Done<D>) {
  const queries = useQueryClient()
  return useSending({
    mutationFn: (given: Given<D>) => ask(door, ...([given] as unknown as Rest<D>)),
    onSuccess: async (answer, given) => {
      onDone?.(answer)
      announce(says(answer, given), { undo: undo?.(answer), until: undo ? until : undefined, open: open?.(given) })
      await refreshReports(queries)
    },
    onError: (error) => (failed ? remark(failureText(error, failed)) : undefined),
  })
}
