// What the Inbox and the page of a report ask the server, by key, so that one change refreshes all who show it.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { get, post } from '../api.ts'
import type { Name } from '../session.ts'
import type { UrlState } from '../ui/use-url-state.ts'
import type { Detail, HistoryItem, RowPage } from './shapes.ts'

const PAGE_ROWS = 100

export const reportsQuery = (filters: UrlState) =>
  infiniteQueryOptions({
    queryKey: ['reports', 'list', filters],
    queryFn: ({ pageParam }) => (pageParam ? nextRows(filters, pageParam) : firstRows(filters)),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    // Nothing moves by itself: the list is asked again only when somebody wants it.
    staleTime: Number.POSITIVE_INFINITY,
  })

const nextRows = (filters: UrlState, cursor: string | undefined): Promise<RowPage> =>
  get<RowPage>('/api/reports', { ...filters, cursor, limit: PAGE_ROWS })

/** The mark is set before the list is asked for: what arrives in between is counted as new rather than lost. By the server's clock. */
async function firstRows(filters: UrlState): Promise<RowPage> {
  const { seenAt } = await post<{ seenAt: string }>('/api/reports/seen', { view: filters.view ?? 'open' })
  return { ...(await nextRows(filters, undefined)), loadedAt: seenAt }
}

export const newQuery = (filters: UrlState, since: string | null) =>
  queryOptions({
    queryKey: ['reports', 'new', filters, since],
    queryFn: () =>
      get<{ n: number; danger: number; since: string | null }>('/api/reports/new', { ...filters, sort: undefined, since }),
    refetchInterval: 10_000,
    enabled: since !== null,
  })

export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: ['reports', 'one', id],
    queryFn: () => get<Detail>(`/api/reports/${encodeURIComponent(id)}`),
    staleTime: 15_000,
  })

export const historyQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['reports', 'one', id, 'history'],
    queryFn: ({ pageParam }) =>
      get<{ items: HistoryItem[]; next: string | null }>(`/api/reports/${id}/history`, { cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

export type Agency = {
  no: number
  parentNo: number | null
  name: Name
  kind: string
  pack: string
  depth: number
  isActive: boolean
  mayRegister: boolean
}

export const agenciesQuery = queryOptions({
  queryKey: ['agencies'],
  queryFn: async () => (await get<{ items: Agency[] }>('/api/agencies')).items,
  staleTime: 300_000,
})

export const unitPeopleQuery = queryOptions({
  queryKey: ['unit-people'],
  queryFn: async () => (await get<{ items: { personId: string; name: string }[] }>('/api/unit/people')).items,
  staleTime: 60_000,
})
