// What waits, and whom it concerns: asked every few seconds while the page is looked at.
import { queryOptions, useQuery } from '@tanstack/react-query'
import { type Answer, ask } from '../api.ts'
import { useMay, useMe } from '../session.ts'

export type Alert = Answer<'GET /api/alerts'>['items'][number]

export const alertsQuery = queryOptions({
  queryKey: ['alerts'],
  queryFn: () => ask('GET /api/alerts'),
  refetchInterval: 5000,
  staleTime: 4000,
  retry: false,
})

export const countsQuery = queryOptions({
  queryKey: ['referral-counts'],
  queryFn: () => ask('GET /api/referrals/counts'),
  refetchInterval: 15_000,
  staleTime: 10_000,
  retry: false,
})

/** Numbers beside places of the rail; a place without one shows none. */
export function useCounts(): Record<string, number | undefined> {
  const maySee = useMay('referral:see')
  const { person } = useMe()
  const { data } = useQuery({ ...countsQuery, enabled: maySee && !person.mustChange })
  return { referrals: data?.in }
}
