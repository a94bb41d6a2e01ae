// What waits, and whom it concerns: asked every ten seconds while the page is looked at.
import { queryOptions, useQuery } from '@tanstack/react-query'
import { get } from '../api.ts'

export type Alert = {
  id: string
  kind: string
  at: string
  seen: boolean
  values: Record<string, string | number>
  to?: string | null
}
export type Standing = { counts: Record<string, number>; alerts: Alert[] }

export const standingQuery = queryOptions({
  queryKey: ['standing'],
  queryFn: () => get<Standing>('/api/standing'),
  refetchInterval: 8000,
  staleTime: 4000,
  retry: false,
})

export function useCounts(): Record<string, number | undefined> {
  return useQuery(standingQuery).data?.counts ?? {}
}
