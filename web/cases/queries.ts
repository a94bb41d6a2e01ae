// What the pages and dialogs of cases ask the server, by key, so that one change refreshes all who show it.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type Answer, ask } from '../api.ts'
import type { UrlState } from '../ui/use-url-state.ts'

export type Choices = Answer<'GET /api/cases/choices'>
export type CaseRow = Answer<'GET /api/cases'>['items'][number]
export type CaseDetail = Answer<'GET /api/cases/{caseId}'>

const PAGE_ROWS = 100

/** What a unit may choose from: series, offences, outcomes. */
export const choicesQuery = (unitNo?: number) =>
  queryOptions({
    queryKey: ['case-choices', unitNo ?? 'own'],
    queryFn: () => ask('GET /api/cases/choices', { unitNo }),
    staleTime: 300_000,
  })

export const casesQuery = ({ state, holder, outcome }: UrlState) =>
  infiniteQueryOptions({
    queryKey: ['cases', 'list', { state, holder, outcome }],
    queryFn: ({ pageParam }) => ask('GET /api/cases', { state, holder, outcome, cursor: pageParam, limit: PAGE_ROWS } as never),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })

export const caseQuery = (caseId: string) =>
  queryOptions({
    queryKey: ['cases', 'one', caseId],
    queryFn: () => ask('GET /api/cases/{caseId}', { caseId }),
    staleTime: 15_000,
  })
