// Link this report to another by its number: the other is looked up first, so that nobody links by a slip of the pen.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api.ts'
import { useTexts } from '../../texts/Say.tsx'
import { announce } from '../../ui/announce.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogButtons } from '../../ui/Dialog.tsx'
import { ErrorMessage } from '../../ui/ErrorMessage.tsx'
import { Field, TextField } from '../../ui/Field.tsx'
import { refreshReports } from '../changes.ts'
import { reportQuery } from '../queries.ts'
import { nameOf } from '../targets.ts'
import type { DialogProps } from './OfferDialog.tsx'

export function LinkDialog({ targets, onClose }: DialogProps) {
  const { t } = useTexts()
  const queries = useQueryClient()
  const [number, setNumber] = useState('')
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const isReason = reason.trim().length >= 3
  const link = useMutation({
    mutationFn: async () => {
      const other = await queries.fetchQuery(reportQuery(number.trim()))
      const reportIds = [...targets.map((target) => target.reportId), other.report.reportId]
      await ask('POST /api/links/confirm', { reportIds, reason: reason.trim() })
      return other.report.number
    },
    onSuccess: async (other) => {
      onClose()
      announce(t('reports.linkedTo', { what: nameOf(targets), other }))
      await refreshReports(queries)
    },
  })
  const send = () => {
    setTried(true)
    if (number.trim() && isReason) link.mutate()
  }
  return (
    <Dialog title={t('reports.linkTitle', { what: nameOf(targets) })} isOpen onClose={onClose} onSubmit={send}>
      <p>{t('reports.linkSay')}</p>
      <Field
        label={t('reports.otherNumber')}
        className="id"
        value={number}
        maxLength={200}
        onChange={(event) => setNumber(event.target.value)}
        wrong={isTried && !number.trim() ? t('reports.otherNumberNeeded') : undefined}
        data-autofocus
      />
      <TextField
        label={t('reports.reason')}
        value={reason}
        maxLength={2000}
        onChange={(event) => setReason(event.target.value)}
        wrong={isTried && !isReason ? t('reports.reasonNeeded') : undefined}
      />
      {link.error ? <ErrorMessage error={link.error} /> : null}
      <DialogButtons>
        <Button type="submit" look="primary" isBusy={link.isPending}>
          {t('reports.link')}
        </Button>
        <Button onClick={onClose} keyed="Esc">
          {t('ui.cancel')}
        </Button>
      </DialogButtons>
    </Dialog>
  )
}
