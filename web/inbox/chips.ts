// Filters that only a number of the account sets: they have a chip in words, and no field in the form.
import { useQuery } from '@tanstack/react-query'
import { type Choices, choicesQuery } from '../cases/queries.ts'
import { agenciesQuery } from '../reports/queries.ts'
import { unitLabels } from '../shown/unit-labels.ts'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { type Language, locale } from '../texts/texts.ts'
import { useZone } from '../ui/clock.ts'
import type { Option } from '../ui/Field.tsx'
import type { FilterField } from '../ui/Filters.tsx'
import { dateAndClock } from '../ui/times.ts'
import type { UrlState } from '../ui/use-url-state.ts'
import type { Inbox } from './use-inbox.ts'

const chips = {
  sender: 'sender',
  source: 'plain',
  outcome: 'outcome',
  olderThan: 'instant',
  youngerThan: 'instant',
  firstHolder: 'unit',
  entered: 'unit',
  handedTo: 'unit',
  handedWithin: 'unit',
  handOver: 'hand-over',
  isReferred: 'yes-no',
  isAcknowledged: 'yes-no',
  isRegistered: 'yes-no',
  caseId: 'plain',
} as const
type Chip = keyof typeof chips

export function useChipFields(inbox: Inbox): FilterField[] {
  const { t } = useTexts()
  const optionsOf = useOptions(inbox)
  const set = (Object.keys(chips) as Chip[]).filter((key) => inbox.filters[key])
  return set.map((key) => ({
    key,
    name: t(`inbox.chip_${key}`),
    kind: 'chip',
    options: optionsOf(chips[key], inbox.filters[key] ?? ''),
  }))
}

/** The words for what a chip may hold; a value without a word is shown as it stands. */
function useOptions({ filters, rows }: Inbox) {
  const { t, language } = useTexts()
  const zone = useZone()
  const agencies = useQuery(agenciesQuery).data ?? []
  const choices = useQuery({ ...choicesQuery(), enabled: Boolean(filters.outcome) }).data
  return (kind: (typeof chips)[Chip], value: string): Option[] => {
    if (kind === 'unit') return [...unitLabels(agencies, language)].map(([no, label]) => ({ value: String(no), label }))
    if (kind === 'yes-no')
      return [
        { value: 'true', label: t('ui.yes') },
        { value: 'false', label: t('ui.no') },
      ]
    if (kind === 'hand-over')
      return (['referred', 're-registered', 'offered', 'accepted', 'returned', 'late'] as const).map((one) => ({
        value: one,
        label: t(`inbox.handOver_${one}`),
      }))
    if (kind === 'instant') return [{ value, label: dateAndClock(new Date(value), locale(), { zone }) }]
    if (kind === 'sender')
      return rows
        .filter((row) => row.sender.id === value)
        .slice(0, 1)
        .map(({ sender }) => ({ value, label: sender.name }))
    if (kind === 'outcome') return outcomeOptions(choices, filters, language)
    return []
  }
}

/** The same code may be an outcome of a report and of a case: the state that is asked for tells which. */
function outcomeOptions(choices: Choices | undefined, { state }: UrlState, language: Language): Option[] {
  const named = state === 'closed' ? choices?.caseOutcomes : choices?.reportOutcomes
  return (named ?? []).map((one) => ({ value: one.id, label: nameIn(language, one.label) }))
}
