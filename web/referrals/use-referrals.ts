// The referrals of one box: pages as they are scrolled to, which one is open, whether more wait since the list was loaded.
import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import { type Answer, ask } from '../api.ts'
import { countsQuery } from '../frame/counts.ts'
import { useUrlState } from '../ui/use-url-state.ts'

type Said = Answer<'GET /api/referrals'>
export type Referral = Said['items'][number]
export type Asked = Answer<'GET /api/referrals/asked'>['items'][number]

export const boxes = ['in', 'out', 'overdue', 'returned', 'ended'] as const
export type Box = (typeof boxes)[number]

const PAGE_ROWS = 100

const boxQuery = (box: Box) =>
  infiniteQueryOptions({
    queryKey: ['referrals', 'list', box],
    queryFn: ({ pageParam }) => ask('GET /api/referrals', { box, cursor: pageParam, limit: PAGE_ROWS }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    // Nothing moves by itself: the list is asked again only when somebody wants it, or did something.
    staleTime: Number.POSITIVE_INFINITY,
  })

/** Who asked us, or whom we asked: each side is a list of its own. */
export const askedQuery = (side: 'us' | 'them') =>
  infiniteQueryOptions({
    queryKey: ['referrals', 'asked', side],
    queryFn: ({ pageParam }) => ask('GET /api/referrals/asked', { side, cursor: pageParam, limit: PAGE_ROWS }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

export function useReferrals(box: Box) {
  const [state, change] = useUrlState()
  const list = useInfiniteQuery(boxQuery(box))
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  const openAt = rows.findIndex((row) => row.referralId === state.open)
  const open = (row: Referral | undefined, how: { push?: boolean } = {}) => change({ open: row?.referralId }, how)
  return { box, state, list, rows, openAt, open, news: useNews(list.dataUpdatedAt) }
}
export type Referrals = ReturnType<typeof useReferrals>

/** More wait for us than when the list was loaded: it is said, and the list stays as it is until somebody asks. */
function useNews(loadedAt: number) {
  const queries = useQueryClient()
  const counts = useQuery(countsQuery).data
  const atLoad = useRef<{ loadedAt: number; n: number } | undefined>(undefined)
  const before = atLoad.current
  if (counts && before?.loadedAt !== loadedAt) atLoad.current = { loadedAt, n: counts.referrals ?? 0 }
  const n = Math.max(0, (counts?.referrals ?? 0) - (atLoad.current?.n ?? 0))
  return { n, counts, show: () => queries.invalidateQueries({ queryKey: ['referrals'] }) }
}
