// Settle without a case: an outcome of the pack's list and a reason. Most tips end so; it can be reopened.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { choicesQuery } from '../../cases/queries.ts'
import { nameIn, useTexts } from '../../texts/Say.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import { ErrorMessage } from '../../ui/ErrorMessage.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { useChange, withRefused } from '../changes.ts'
import { idsOf, nameOf } from '../targets.ts'
import type { DialogProps } from './OfferDialog.tsx'

export function SettleDialog({ targets, onClose }: DialogProps) {
  const { t, language } = useTexts()
  const outcomes = useQuery(choicesQuery()).data?.reportOutcomes ?? []
  const [outcome, setOutcome] = useState('')
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const label = nameIn(language, outcomes.find((one) => one.id === outcome)?.label)
  const settle = useChange('POST /api/reports/settle', {
    says: (answer) => withRefused(t('reports.settled', { what: nameOf(targets), outcome: label }), answer.refused),
    onDone: onClose,
  })
  const isReason = reason.trim().length >= 3
  const send = () => {
    setTried(true)
    if (outcome && isReason) settle.mutate({ reportIds: idsOf(targets), outcome, reason: reason.trim() })
  }
  return (
    <Dialog title={t('reports.settleTitle', { what: nameOf(targets) })} isOpen onClose={onClose} onSubmit={send}>
      <p>{t('reports.settleSay')}</p>
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
      {settle.error ? <ErrorMessage error={settle.error} /> : null}
      <DialogButtons>
        <Button type="submit" look="primary" isBusy={settle.isPending}>
          {t('reports.settle')}
        </Button>
        <Button onClick={onClose} keyed="Esc">
          {t('ui.cancel')}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
