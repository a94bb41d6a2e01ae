// The list of the Inbox: pages as they are scrolled to, what is new since, which report is open. The address holds it all.
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { newQuery, reportsQuery } from '../reports/queries.ts'
import type { Row } from '../reports/shapes.ts'
import { useUrlState } from '../ui/use-url-state.ts'
import { rememberInbox } from './last.ts'
import { filtersOf } from './views.ts'

export function useInbox() {
  const [state, change] = useUrlState()
  rememberInbox(state)
  const filters = filtersOf(state)
  const view = state.view ?? 'open'
  const asked = { ...filters, view }
  const list = useInfiniteQuery(reportsQuery(asked))
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const first = list.data?.pages[0]
  const news = useNews(asked, first?.loadedAt ?? null)
  /** What came after this person last saw the list is marked as new. */
  const newSince = first?.seenBefore ?? null
  const openAt = rows.findIndex((row) => row.number === state.open || row.reportId === state.open)
  const open = (row: Row | undefined, how: { push?: boolean } = {}) => change({ open: row?.number }, how)
  return {
    state,
    change,
    filters,
    view,
    list,
    rows,
    counts: first?.counts ?? null,
    news,
    newSince,
    openAt,
    open,
    sort: state.sort ?? 'priority',
  }
}
export type Inbox = ReturnType<typeof useInbox>

/** What came in since the list was loaded. Asking for it is what moves the list. */
function useNews(asked: Record<string, string | undefined>, since: string | null) {
  const queries = useQueryClient()
  const { data } = useQuery(newQuery(asked, since))
  const show = () => queries.invalidateQueries({ queryKey: ['reports', 'list', asked] })
  return { n: data?.n ?? 0, danger: data?.danger ?? 0, since, show }
}
