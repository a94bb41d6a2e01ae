// What the account asks the server: one answer for the whole page, by unit, sender and period.
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type Answer, ask } from '../api.ts'
import type { UrlState } from '../ui/use-url-state.ts'

export type Account = Answer<'GET /api/account'>
export type UnitLine = Account['units'][number]

export const accountQuery = ({ unit, sender, from, to }: UrlState) =>
  queryOptions({
    queryKey: ['account', { unit, sender, from, to }],
    queryFn: () => ask('GET /api/account', { unit, sender, from, to }),
    placeholderData: keepPreviousData,
    // A count is of its moment, and says of which; it is not counted again while it is read.
    staleTime: 120_000,
    refetchOnWindowFocus: false,
  })
