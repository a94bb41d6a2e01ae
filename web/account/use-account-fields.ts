// What the account is counted by: unit and what lies below it, sender, period.
import { useQuery } from '@tanstack/react-query'
import { agenciesQuery } from '../reports/queries.ts'
import { useMe } from '../session.ts'
import { unitLabels } from '../shown/unit-labels.ts'
import { useTexts } from '../texts/Say.tsx'
import type { FilterField } from '../ui/Filters.tsx'
import { useUrlState } from '../ui/use-url-state.ts'
import type { Account } from './queries.ts'

type Agency = { no: number; parentNo: number | null; name: Record<string, string> }

/** A unit and all that lie below it, in the order of the tree. */
export function belowOf<A extends Pick<Agency, 'no' | 'parentNo'>>(agencies: readonly A[], no: number): A[] {
  const found = new Set([no])
  for (let before = 0; before !== found.size; ) {
    before = found.size
    for (const one of agencies) if (one.parentNo !== null && found.has(one.parentNo)) found.add(one.no)
  }
  return agencies.filter((one) => found.has(one.no))
}

export function useAccountFields(account: Account | undefined): FilterField[] {
  const { t, language } = useTexts()
  const { unit } = useMe()
  const [state] = useUrlState()
  const agencies = useQuery(agenciesQuery).data ?? []
  const labels = unitLabels(agencies, language)
  const units = belowOf(agencies, unit.no).map(({ no }) => ({ value: String(no), label: labels.get(no)! }))
  const senders = (account?.senderNames ?? []).map((one) => ({ value: one.id, label: one.name }))
  const isListed = senders.some((one) => one.value === state.sender)
  const chosen = state.sender && !isListed ? [{ value: state.sender, label: state.sender }] : []
  return [
    { key: 'unit', name: t('frame.unit'), kind: 'choice', options: units },
    { key: 'sender', name: t('reports.sender'), kind: 'choice', options: [...chosen, ...senders] },
    { key: 'from', name: t('account.from'), kind: 'date' },
    { key: 'to', name: t('account.to'), kind: 'date' },
  ]
}
