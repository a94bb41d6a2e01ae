// What a stranger may know of this site before signing in: whether it is still empty, and which packs it could have.
import { queryOptions } from '@tanstack/react-query'
import { type Answer, ask } from '../api.ts'

export type Site = Answer<'GET /api/first-run'>

/** `isOpen`: the first run is still to be done, and its one-time code is asked for. */
export const siteQuery = queryOptions({
  queryKey: ['site'],
  queryFn: () => ask('GET /api/first-run'),
  retry: false,
  staleTime: 60_000,
})

/** The shortest password that the server takes; it checks again and says so. */
export const SHORTEST_PASSWORD = 12
