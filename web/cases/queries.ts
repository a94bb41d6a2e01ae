// What the dialogs of a case offer to choose from, by unit: series, offences, outcomes.
import { queryOptions } from '@tanstack/react-query'
import { type Answer, ask } from '../api.ts'

export type Choices = Answer<'GET /api/cases/choices'>

export const choicesQuery = (unitNo?: number) =>
  queryOptions({
    queryKey: ['case-choices', unitNo ?? 'own'],
    queryFn: () => ask('GET /api/cases/choices', { unitNo }),
    staleTime: 300_000,
  })
