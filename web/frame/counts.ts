// What waits, and whom it concerns: asked every few seconds while the page is looked at.
import { queryOptions, useQuery } from '@tanstack/react-query'
import { type Answer, ask } from '../api.ts'
import { useMe } from '../session.ts'
import { useTexts } from '../texts/Say.tsx'
import { count } from '../ui/Count.tsx'

export type Alert = Answer<'GET /api/alerts'>['items'][number]

export const alertsQuery = queryOptions({
  queryKey: ['alerts'],
  queryFn: () => ask('GET /api/alerts'),
  refetchInterval: 5000,
  staleTime: 4000,
  retry: false,
})

export const countsQuery = queryOptions({
  queryKey: ['waiting'],
  queryFn: () => ask('GET /api/waiting'),
  refetchInterval: 15_000,
  staleTime: 10_000,
  retry: false,
})

/** The server counts no further. */
const MOST = 1000

/** Numbers beside places of the rail, as they are shown; a place without one shows none. */
export function useCounts(): Record<string, string | undefined> {
  useTexts()
  const { person } = useMe()
  const { data } = useQuery({ ...countsQuery, enabled: !person.mustChange })
  const shown = (n: number | null | undefined) => (n ? (n >= MOST ? `${count(MOST - 1)}+` : count(n)) : undefined)
  return { inbox: shown(data?.inbox), referrals: shown(data?.referrals), intake: shown(data?.intake) }
}
