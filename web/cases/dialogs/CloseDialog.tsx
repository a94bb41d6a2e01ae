// A supervisor closes. The reports end with the case, and their senders are told.
import { useQuery } from '@tanstack/react-query'
import { useChange } from '../../reports/changes.ts'
import { OutcomeDialog, useOutcomeName } from '../../reports/dialogs/OutcomeDialog.tsx'
import { useTexts } from '../../texts/Say.tsx'
import { choicesQuery } from '../queries.ts'
import type { CaseDialogProps } from './ReRegisterDialog.tsx'

export function CloseDialog({ detail, onClose }: CaseDialogProps) {
  const { t } = useTexts()
  const outcomes = useQuery(choicesQuery()).data?.caseOutcomes ?? []
  const nameOfOutcome = useOutcomeName(outcomes)
  const { caseId, number, reports } = detail.case
  const close = useChange('POST /api/cases/{caseId}/close', {
    says: (_answer, given) => t('cases.closed', { number, outcome: nameOfOutcome(given.outcome) }),
    onDone: onClose,
  })
  return (
    <OutcomeDialog
      title={t('cases.closeTitle', { number })}
      says={t('cases.closeSay', { count: reports })}
      button={t('cases.close')}
      failed={t('cases.closeFailed')}
      outcomes={outcomes}
      sending={close}
      onSend={(ended) => close.mutate({ caseId, ...ended })}
      onClose={onClose}
    />
  )
}
