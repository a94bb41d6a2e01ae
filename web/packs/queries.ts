// The packs of the site and their entries, page by page.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type Answer, ask } from '../api.ts'
import type { UrlState } from '../ui/use-url-state.ts'

export type Pack = Answer<'GET /api/packs'>['items'][number]
export type EntryPage = Answer<'GET /api/packs/{pack}/entries'>
export type Entry = EntryPage['items'][number]

export const packsQuery = queryOptions({
  queryKey: ['packs', 'list'],
  queryFn: async () => (await ask('GET /api/packs')).items,
  staleTime: 60_000,
})

const PAGE_ENTRIES = 100

export const entriesQuery = (pack: string, { kind, standing, q }: UrlState) =>
  infiniteQueryOptions({
    queryKey: ['packs', 'entries', pack, kind ?? '', standing ?? '', q ?? ''],
    queryFn: ({ pageParam }) =>
      ask('GET /api/packs/{pack}/entries', { pack, kind: kind ?? '', standing, q, cursor: pageParam, limit: PAGE_ENTRIES }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    enabled: Boolean(kind),
  })
