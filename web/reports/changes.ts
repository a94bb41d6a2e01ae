// What changes a report, once for the Inbox and the page: call, refresh, say what happened, offer to undo it where that is certain.
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { type Answer, ask, type Door, type Given, type Rest } from '../api.ts'
import { say, sayIf } from '../texts/texts.ts'
import { announce } from '../ui/announce.ts'

export type Refused = { reportId: string; number?: string; code: string }

/** Every list and page that shows reports, referrals, alerts or cases asks again. */
export async function refreshReports(queries: QueryClient) {
  const keys = ['reports', 'referrals', 'referral-counts', 'alerts', 'cases']
  await Promise.all(keys.map((key) => queries.invalidateQueries({ queryKey: [key] })))
}

export function reasonText(code: string): string {
  return sayIf(`whyNot.${code}`) ?? say('whyNot.other')
}

/** Where a part was refused, the announcement says how many and why the first of them. */
export function withRefused(done: string, refused: readonly Refused[] | undefined): string {
  const first = refused?.[0]
  if (!first || !refused) return done
  return say('reports.partly', { done, count: refused.length, reason: reasonText(first.code) })
}

type Done<D extends Door> = {
  says: (answer: Answer<D>) => string
  undo?: (answer: Answer<D>) => () => void
  until?: string
  onDone?: () => void
}

export function useChange<D extends Door>(door: D, { says, undo, until, onDone }: Done<D>) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (given: Given<D>) => ask(door, ...([given] as unknown as Rest<D>)),
    onSuccess: async (answer) => {
      onDone?.()
      announce(says(answer), { undo: undo?.(answer), until: undo ? until : undefined })
      await refreshReports(queries)
    },
  })
}
