// The list that one came from: the page of a report leads back to it and knows its neighbours.
import type { QueryClient } from '@tanstack/react-query'
import { reportsQuery } from '../reports/queries.ts'
import type { UrlState } from '../ui/use-url-state.ts'
import { filtersOf } from './views.ts'

let last: UrlState = {}

export function rememberInbox(state: UrlState) {
  last = state
}

export const lastInbox = (): UrlState => last

export type Neighbours = { at: number; of: number; previous?: string; next?: string }

/** Where a report stands in that list, from what is loaded; asks nothing. */
export function neighboursOf(queries: QueryClient, number: string): Neighbours | undefined {
  const asked = { ...filtersOf(last), view: last.view ?? 'open' }
  const pages = queries.getQueryData(reportsQuery(asked).queryKey)?.pages ?? []
  const rows = pages.flatMap((page) => page.items)
  const at = rows.findIndex((row) => row.number === number)
  if (at < 0) return undefined
  return { at: at + 1, of: pages[0]?.counts?.all ?? rows.length, previous: rows[at - 1]?.number, next: rows[at + 1]?.number }
}
