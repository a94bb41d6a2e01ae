// Link this report to another by its number: the other is looked up first, so that nobody links by a slip of the pen.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api.ts'
import { ReasonField, useReason } from '../../shown/ReasonField.tsx'
import { useTexts } from '../../texts/Say.tsx'
import { announce } from '../../ui/announce.ts'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { useSending } from '../../ui/use-sending.ts'
import { refreshReports } from '../changes.ts'
import { reportQuery } from '../queries.ts'
import { nameOf } from '../targets.ts'
import type { DialogProps } from './OfferDialog.tsx'

export function LinkDialog({ targets, onClose }: DialogProps) {
  const { t } = useTexts()
  const queries = useQueryClient()
  const [number, setNumber] = useState('')
  const reason = useReason()
  const [isTried, setTried] = useState(false)
  const link = useSending({
    mutationFn: async () => {
      const other = await queries.fetchQuery(reportQuery(number.trim()))
      const reportIds = [...targets.map((target) => target.reportId), other.report.reportId]
      await ask('POST /api/links/confirm', { reportIds, reason: reason.given })
      return other.report.number
    },
    onSuccess: async (other) => {
      onClose()
      announce(t('links.linkedTo', { what: nameOf(targets), other }))
      await refreshReports(queries)
    },
  })
  const send = () => {
    setTried(true)
    reason.complain()
    if (number.trim() && reason.isReady) link.mutate()
  }
  return (
    <FormDialog
      title={t('links.linkTitle', { what: nameOf(targets) })}
      says={t('reports.linkSay')}
      button={t('links.link')}
      sending={link}
      onSend={send}
      onClose={onClose}
    >
      <Field
        label={t('links.otherNumber')}
        className="id"
        value={number}
        maxLength={200}
        onChange={(event) => setNumber(event.target.value)}
        wrong={isTried && !number.trim() ? t('links.otherNumberNeeded') : undefined}
        data-autofocus
      />
      <ReasonField reason={reason} />
    </FormDialog>
  )
}
