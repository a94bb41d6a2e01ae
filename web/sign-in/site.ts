// What a stranger may know of this site before signing in.
import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'
import type { Name } from '../session.ts'

export type Site = {
  needsFirstRun: boolean
  isDemo: boolean
  version: string
  name: Name | null
  shortestPassword: number
  packs: { slug: string; name: Name }[]
}

export const siteQuery = queryOptions({
  queryKey: ['site'],
  queryFn: () => get<Site>('/api/site'),
  retry: false,
  staleTime: 60_000,
})
