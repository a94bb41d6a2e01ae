// The filters of the Inbox: the same words as in the address and behind every number of the account; sorting and CSV beside them.
import { useQuery } from '@tanstack/react-query'
import { agenciesQuery } from '../reports/queries.ts'
import { unitLabels } from '../shown/unit-labels.ts'
import { useTexts } from '../texts/Say.tsx'
import { Button } from '../ui/Button.tsx'
import { count } from '../ui/Count.tsx'
import { type FilterField, Filters } from '../ui/Filters.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Menu } from '../ui/Menu.tsx'
import type { UrlState } from '../ui/use-url-state.ts'
import { useChipFields } from './chips.ts'
import { optionalColumns, useColumns } from './columns.ts'
import type { Inbox } from './use-inbox.ts'
import { filtersOf } from './views.ts'

export function useFilterFields(): FilterField[] {
  const { t, language } = useTexts()
  const agencies = useQuery(agenciesQuery).data ?? []
  const yesNo = [
    { value: 'true', label: t('ui.yes') },
    { value: 'false', label: t('ui.no') },
  ]
  const units = [...unitLabels(agencies, language)].map(([no, label]) => ({ value: String(no), label }))
  const states = ['received', 'triaged', 'offered', 'acknowledged', 'registered', 'settled', 'closed'] as const
  const bands = ['now', 'high', 'medium', 'low'] as const
  return [
    {
      key: 'state',
      name: t('inbox.fState'),
      kind: 'choice',
      options: [...groupOptions(t), ...states.map((value) => ({ value, label: t(`reportState.${value}`) }))],
    },
    {
      key: 'band',
      name: t('inbox.fBand'),
      kind: 'choice',
      options: bands.map((value) => ({ value, label: t(`band.${value}`) })),
    },
    {
      key: 'holder',
      name: t('inbox.fHolder'),
      kind: 'choice',
      options: (['below', 'given', 'all'] as const).map((value) => ({ value, label: t(`inbox.holder_${value}`) })),
    },
    {
      key: 'assignee',
      name: t('inbox.fAssignee'),
      kind: 'choice',
      options: (['me', 'none'] as const).map((value) => ({ value, label: t(`inbox.assignee_${value}`) })),
    },
    { key: 'candidate', name: t('inbox.fCandidate'), kind: 'choice', options: units },
    { key: 'unit', name: t('inbox.fUnit'), kind: 'choice', options: units },
    { key: 'from', name: t('inbox.fFrom'), kind: 'date' },
    { key: 'to', name: t('inbox.fTo'), kind: 'date' },
    { key: 'isDanger', name: t('inbox.fDanger'), kind: 'choice', options: yesNo },
    { key: 'isFollowUp', name: t('inbox.fFollowUp'), kind: 'choice', options: yesNo },
    { key: 'isReturned', name: t('inbox.fReturned'), kind: 'choice', options: yesNo },
    { key: 'isOverdue', name: t('inbox.fOverdue'), kind: 'choice', options: yesNo },
  ]
}

function groupOptions(t: ReturnType<typeof useTexts>['t']) {
  return (['open', 'pending', 'waiting', 'ended', 'any'] as const).map((value) => ({ value, label: t(`inbox.state_${value}`) }))
}

export function InboxFilters({
  inbox,
  isOpen,
  onOpen,
  onCsv,
}: {
  inbox: Inbox
  isOpen: boolean
  onOpen: (isOpen: boolean) => void
  onCsv: () => void
}) {
  const { t } = useTexts()
  const { filters, change, counts, rows, sort } = inbox
  const set = (changed: UrlState) => change({ ...changed, open: undefined, view: undefined })
  const extra = useChipFields(inbox)
  const sorts = (['priority', 'received'] as const).map((value) => ({
    id: value,
    label: t(`inbox.sort_${value}`),
    isCurrent: sort === value,
    onPick: () => change({ sort: value === 'priority' ? undefined : value }),
  }))
  const button = (
    <button type="button" className="btn btn-quiet">
      {t(sort === 'received' ? 'inbox.sort_received' : 'inbox.sort_priority')} <Icon name="down" small />
    </button>
  )
  const total = counts ? `${count(counts.all)}${counts.isMore ? '+' : ''}` : ''
  return (
    <Filters
      label={t('ui.filters')}
      fields={[...useFilterFields(), ...extra]}
      values={filtersOf(filters)}
      onChange={set}
      isOpen={isOpen}
      onOpen={onOpen}
    >
      <span className="push sub only-wide nowrap">{counts ? t('inbox.loadedOf', { part: rows.length, total }) : null}</span>
      <Menu label={t('inbox.sort')} entries={sorts} button={button} end />
      <ColumnsMenu />
      <Button look="quiet" icon="download" label={t('ui.csvOfSeen')} onClick={onCsv} />
    </Filters>
  )
}

/** Which columns the list shows: remembered for this reader. Priority, reason and age always stay. */
function ColumnsMenu() {
  const { t } = useTexts()
  const { hidden, turn } = useColumns()
  const entries = optionalColumns.map((name) => ({
    id: name,
    label: t(`inbox.column_${name}`),
    isChecked: !hidden.has(name),
    onPick: () => turn(name),
  }))
  return (
    <Menu label={t('ui.columns')} entries={entries} button={<Button look="quiet" icon="columns" label={t('ui.columns')} />} end />
  )
}
