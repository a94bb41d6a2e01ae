// What the pages of intake ask: batches with live progress, receipts of one batch, what waits in quarantine, sources to choose from.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type Answer, ask } from '../api.ts'

export type Batch = Answer<'GET /api/batches'>['items'][number]
export type Receipt = Answer<'GET /api/batches/{batchId}'>['receipts']['items'][number]

const RUNNING_MS = 1500
const RESTING_MS = 15_000

export const isRunning = (batch: Pick<Batch, 'state'>): boolean => ['open', 'waiting', 'reading'].includes(batch.state)

export const batchesQuery = infiniteQueryOptions({
  queryKey: ['intake', 'batches'],
  queryFn: ({ pageParam }) => ask('GET /api/batches', { cursor: pageParam }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next ?? undefined,
  placeholderData: keepPreviousData,
  staleTime: Number.POSITIVE_INFINITY,
})

/** How the newest batches stand now; the list itself stays as it was loaded. */
export const liveBatchesQuery = queryOptions({
  queryKey: ['intake', 'live'],
  queryFn: async () => (await ask('GET /api/batches')).items,
  refetchInterval: ({ state }) => (state.data?.some(isRunning) ? RUNNING_MS : RESTING_MS),
  staleTime: 1000,
})

export const batchQuery = (batchId: string) =>
  queryOptions({
    queryKey: ['intake', 'batch', batchId],
    queryFn: async () => (await ask('GET /api/batches/{batchId}', { batchId, limit: 0 })).batch,
    refetchInterval: ({ state }) => (state.data && isRunning(state.data) ? RUNNING_MS : false),
    retry: false,
  })

/** Receipts in the order of the files; a state of the address that is none is refused by the server, in words. */
export const receiptsQuery = (batchId: string, state: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['intake', 'receipts', batchId, state ?? ''],
    queryFn: async ({ pageParam }) =>
      (await ask('GET /api/batches/{batchId}', { batchId, state, cursor: pageParam, limit: 100 })).receipts,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 5000,
  })

export const quarantineQuery = infiniteQueryOptions({
  queryKey: ['intake', 'quarantine'],
  queryFn: ({ pageParam }) => ask('GET /api/quarantine', { cursor: pageParam, limit: 30 }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next ?? undefined,
  placeholderData: keepPreviousData,
  staleTime: 15_000,
})

export const sourcesQuery = queryOptions({
  queryKey: ['sources'],
  queryFn: async () => (await ask('GET /api/sources')).items,
  staleTime: 60_000,
})
