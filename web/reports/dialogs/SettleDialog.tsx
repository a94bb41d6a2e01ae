// Settle without a case. Most tips end so; it can be reopened.
import { useQuery } from '@tanstack/react-query'
import { choicesQuery } from '../../cases/queries.ts'
import { useTexts } from '../../texts/Say.tsx'
import { useChange, withRefused } from '../changes.ts'
import { idsOf, nameOf } from '../targets.ts'
import type { DialogProps } from './OfferDialog.tsx'
import { OutcomeDialog, useOutcomeName } from './OutcomeDialog.tsx'

export function SettleDialog({ targets, onClose }: DialogProps) {
  const { t } = useTexts()
  const outcomes = useQuery(choicesQuery()).data?.reportOutcomes ?? []
  const nameOfOutcome = useOutcomeName(outcomes)
  const settle = useChange('POST /api/reports/settle', {
    says: (answer, given) =>
      withRefused(t('reports.settled', { what: nameOf(targets), outcome: nameOfOutcome(given.outcome) }), answer.refused),
    onDone: onClose,
  })
  return (
    <OutcomeDialog
      title={t('reports.settleTitle', { what: nameOf(targets) })}
      says={t('reports.settleSay')}
      button={t('reports.settle')}
      outcomes={outcomes}
      sending={settle}
      onSend={(ended) => settle.mutate({ reportIds: idsOf(targets), ...ended })}
      onClose={onClose}
    />
  )
}
