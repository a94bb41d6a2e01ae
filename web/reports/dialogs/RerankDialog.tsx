// Re-rank by an officer, with the reason that everybody will read. The score by rules stays beside it.
import { useState } from 'react'
import { useTexts } from '../../texts/Say.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import { ErrorMessage } from '../../ui/ErrorMessage.tsx'
import { Field, TextField } from '../../ui/Field.tsx'
import { useChange, withRefused } from '../changes.ts'
import { idsOf, nameOf } from '../targets.ts'
import type { DialogProps } from './OfferDialog.tsx'

export function RerankDialog({ targets, onClose }: DialogProps) {
  const { t } = useTexts()
  const [points, setPoints] = useState('')
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const rerank = useChange('POST /api/reports/rerank', {
    says: (answer) => withRefused(t('reports.reranked', { what: nameOf(targets), points: Number(points) }), answer.refused),
    onDone: onClose,
  })
  const isPoints = /^\d{1,3}$/.test(points) && Number(points) <= 100
  const isReason = reason.trim().length >= 3
  const send = () => {
    setTried(true)
    if (isPoints && isReason) rerank.mutate({ reportIds: idsOf(targets), priority: Number(points), reason: reason.trim() })
  }
  return (
    <Dialog title={t('reports.rerankTitle', { what: nameOf(targets) })} isOpen onClose={onClose} onSubmit={send}>
      <p>{t('reports.rerankSay')}</p>
      <Field
        label={t('reports.points')}
        hint={t('reports.pointsHint')}
        inputMode="numeric"
        value={points}
        onChange={(event) => setPoints(event.target.value.replace(/\D/g, '').slice(0, 3))}
        wrong={isTried && !isPoints ? t('reports.pointsNeeded') : undefined}
        data-autofocus
      />
      <TextField
        label={t('reports.reason')}
        value={reason}
        maxLength={2000}
        onChange={(event) => setReason(event.target.value)}
        wrong={isTried && !isReason ? t('reports.reasonNeeded') : undefined}
      />
      {rerank.error ? <ErrorMessage error={rerank.error} /> : null}
      <DialogButtons>
        <Button type="submit" look="primary" isBusy={rerank.isPending}>
          {t('reports.rerank')}
        </Button>
        <Button onClick={onClose} keyed="Esc">
          {t('ui.cancel')}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
