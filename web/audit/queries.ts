// What the page of the log asks. Every question about entries is an entry itself, so nothing is asked again without need.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type Answer, ask } from '../api.ts'
import { dayAfter, startOfDay } from '../ui/days.ts'
import type { UrlState } from '../ui/use-url-state.ts'

export type Entry = Answer<'GET /api/audit'>['items'][number]
export type LogState = Answer<'GET /api/audit/state'>
type CheckLine = Answer<'POST /api/audit/verify'>
export type Verification = Extract<CheckLine, { type: 'result' }>
export type CheckStep = Extract<CheckLine, { type: 'progress' }>

/** What narrows the list; all of it stands in the address. */
const filterKeys = ['person', 'action', 'subject', 'outcome', 'from', 'to'] as const

export function filtersOf(state: UrlState): UrlState {
  return Object.fromEntries(filterKeys.filter((key) => state[key]).map((key) => [key, state[key]]))
}

const PAGE_ENTRIES = 100

/** Days of the reader's zone become instants; the last day is included. */
function asked({ from, to, ...rest }: UrlState, zone: string) {
  const until = to && startOfDay(to, zone) ? startOfDay(dayAfter(to), zone) : undefined
  return { ...rest, from: from && startOfDay(from, zone)?.toISOString(), to: until?.toISOString() } as Record<string, string>
}

export const entriesQuery = (filters: UrlState, zone: string) =>
  infiniteQueryOptions({
    queryKey: ['audit', 'list', filters, zone],
    queryFn: ({ pageParam }) => ask('GET /api/audit', { ...asked(filters, zone), cursor: pageParam, limit: PAGE_ENTRIES }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })

export const entryQuery = (entryId: string) =>
  queryOptions({
    queryKey: ['audit', 'one', entryId],
    queryFn: async () => (await ask('GET /api/audit', { entry: entryId })).items[0] ?? null,
    staleTime: Number.POSITIVE_INFINITY,
  })

export const stateQuery = queryOptions({
  queryKey: ['audit', 'state'],
  queryFn: () => ask('GET /api/audit/state'),
  refetchInterval: 10_000,
})
