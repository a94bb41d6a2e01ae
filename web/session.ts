// Who works here, and what may be done: asked once from the server, which alone knows the rules.
import { queryOptions, useQuery } from '@tanstack/react-query'
import { type Answer, ask } from './api.ts'

/** A name in the languages of its pack; English is always there. */
export type Name = Record<string, string>
export type Me = Answer<'GET /api/me'>

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: () => ask('GET /api/me'), staleTime: 60_000, retry: false })

/** The signed-in person. Only below the frame, which shows nothing before the answer is there. */
export function useMe(): Me {
  const { data } = useQuery(meQuery)
  if (!data) throw new Error('useMe is for pages inside the frame')
  return data
}

export function useMay(permission: string): boolean {
  return useMe().may[permission] === true
}
