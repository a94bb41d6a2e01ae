// A supervisor closes: an outcome of the pack's list and a reason. The reports end with the case, and their senders are told.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useChange } from '../../reports/changes.ts'
import { nameIn, useTexts } from '../../texts/Say.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import { ErrorMessage } from '../../ui/ErrorMessage.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { choicesQuery } from '../queries.ts'
import type { CaseDialogProps } from './ReRegisterDialog.tsx'

export function CloseDialog({ detail, onClose }: CaseDialogProps) {
  const { t, language } = useTexts()
  const outcomes = useQuery(choicesQuery()).data?.caseOutcomes ?? []
  const [outcome, setOutcome] = useState('')
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const { caseId, number, reports } = detail.case
  const label = nameIn(language, outcomes.find((one) => one.id === outcome)?.label)
  const close = useChange('POST /api/cases/{caseId}/close', {
    says: () => t('cases.closed', { number, outcome: label }),
    onDone: onClose,
  })
  const isReason = reason.trim().length >= 3
  const send = () => {
    setTried(true)
    if (outcome && isReason) close.mutate({ caseId, outcome, reason: reason.trim() })
  }
  return (
    <Dialog title={t('cases.closeTitle', { number })} isOpen onClose={onClose} onSubmit={send}>
      <p>{t('cases.closeSay', { count: reports })}</p>
      <SelectField
        label={t('reports.outcome')}
        value={outcome}
        onChange={(event) => setOutcome(event.target.value)}
        empty={t('ui.choose')}
        options={outcomes.map((one) => ({ value: one.id, label: nameIn(language, one.label) }))}
        wrong={isTried && !outcome ? t('reports.outcomeNeeded') : undefined}
        data-autofocus
      />
      <TextField
        label={t('reports.reason')}
        value={reason}
        maxLength={2000}
        onChange={(event) => setReason(event.target.value)}
        wrong={isTried && !isReason ? t('reports.reasonNeeded') : undefined}
      />
      {close.error ? <ErrorMessage error={close.error} lead={t('cases.closeFailed')} /> : null}
      <DialogButtons>
        <Button type="submit" look="primary" isBusy={close.isPending}>
          {t('cases.close')}
        </Button>
        <Button onClick={onClose} keyed="Esc">
          {t('ui.cancel')}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
