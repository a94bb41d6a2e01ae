// What the dialogs of a case offer to choose from, by unit: series, offences, outcomes.
import { queryOptions } from '@tanstack/react-query'
import { get } from '../api.ts'
import type { Name } from '../session.ts'

export type Choices = {
  mayRegister: boolean
  series: { id: string; label: Name; example: string; isGivenOut: boolean }[]
  offences: { id: string; act: string; section: string; label: Name; isVerified: boolean }[]
  caseOutcomes: { id: string; label: Name }[]
  reportOutcomes: { id: string; label: Name }[]
}

export const choicesQuery = (unitNo?: number) =>
  queryOptions({
    queryKey: ['case-choices', unitNo ?? 'own'],
    queryFn: () => get<Choices>('/api/cases/choices', { unitNo }),
    staleTime: 300_000,
  })
