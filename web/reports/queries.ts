// What the Inbox and the page of a report ask the server, by key, so that one change refreshes all who show it.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type Answer, ask } from '../api.ts'
import type { UrlState } from '../ui/use-url-state.ts'
import type { Detail, RowPage } from './shapes.ts'

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

/** Several values of a filter stand in the address with commas between them; the server is asked for each. */
const asked = ({ state, band, ...filters }: UrlState) => ({ ...filters, state: state?.split(','), band: band?.split(',') })

const nextRows = (filters: UrlState, cursor: string | undefined): Promise<RowPage> =>
  ask('GET /api/reports', { ...asked(filters), cursor, limit: PAGE_ROWS } as never) as Promise<RowPage>

/** The mark is set before the list is asked for: what arrives in between is counted as new rather than lost. By the server's clock. */
async function firstRows(filters: UrlState): Promise<RowPage> {
  const { seenAt, before } = await ask('POST /api/reports/seen', { view: filters.view ?? 'open' })
  return { ...(await nextRows(filters, undefined)), loadedAt: seenAt, seenBefore: before }
}

const withoutSort = ({ sort, ...filters }: UrlState) => filters

export const newQuery = (filters: UrlState, since: string | null) =>
  queryOptions({
    queryKey: ['reports', 'new', filters, since],
    queryFn: () =>
      ask('GET /api/reports/new', {
        ...asked(withoutSort(filters)),
        view: filters.view ?? 'open',
        since: since ?? undefined,
      } as never),
    refetchInterval: 10_000,
    enabled: since !== null,
  })

export const reportQuery = (reportId: string) =>
  queryOptions({
    queryKey: ['reports', 'one', reportId],
    queryFn: () => ask('GET /api/reports/{reportId}', { reportId }) as Promise<Detail>,
    staleTime: 15_000,
  })

export const historyQuery = (reportId: string) =>
  infiniteQueryOptions({
    queryKey: ['reports', 'one', reportId, 'history'],
    queryFn: ({ pageParam }) => ask('GET /api/reports/{reportId}/history', { reportId, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

export type Agency = Answer<'GET /api/agencies'>['items'][number]

export const agenciesQuery = queryOptions({
  queryKey: ['agencies'],
  queryFn: async () => (await ask('GET /api/agencies')).items,
  staleTime: 300_000,
})

export const bandsQuery = queryOptions({
  queryKey: ['bands'],
  queryFn: async () => (await ask('GET /api/bands')).items,
  staleTime: 300_000,
})

export const unitPeopleQuery = queryOptions({
  queryKey: ['unit-people'],
  queryFn: async () => (await ask('GET /api/unit/people')).items,
  staleTime: 60_000,
})

export const linksQuery = (reportId: string) =>
  queryOptions({
    queryKey: ['reports', 'one', reportId, 'links'],
    queryFn: () => ask('GET /api/reports/{reportId}/links', { reportId }),
    staleTime: 30_000,
  })

/** Asking tells the units that hold the same values, so it is asked once for a page and not at every focus of the window. */
export const elsewhereQuery = (reportId: string) =>
  queryOptions({
    queryKey: ['elsewhere', reportId],
    queryFn: () => ask('GET /api/reports/{reportId}/elsewhere', { reportId }),
    meta: { isLogged: true },
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })
