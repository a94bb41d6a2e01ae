// Return with a reason that teaches the rules; withdraw what nobody has answered yet, with a reason or without.
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../api.ts'
import { refreshReports, useChange, withRefused } from '../reports/changes.ts'
import { ReasonDialog } from '../reports/dialogs/ReasonDialog.tsx'
import type { Name } from '../session.ts'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { announce } from '../ui/announce.ts'
import { TextField } from '../ui/Field.tsx'
import { FormDialog } from '../ui/FormDialog.tsx'

/** A referral, or the row of the report that was offered. */
export type Answered = { referralId: string; number: string; from: { name: Name } }
type Props = { targets: readonly Answered[]; onClose: () => void; onDone: () => void }

const useWhat = (targets: readonly Answered[]) => {
  const { t } = useTexts()
  return targets.length === 1 ? (targets[0]?.number ?? '') : t('reports.nReports', { count: targets.length })
}

export function ReturnDialog({ targets, onClose, onDone }: Props) {
  const { t, language } = useTexts()
  const queries = useQueryClient()
  const what = useWhat(targets)
  const units = [...new Set(targets.map((one) => nameIn(language, one.from.name)))].join(', ')
  const send = async (reason: string) => {
    try {
      const answer = await ask('POST /api/referrals/return', { referralIds: targets.map((one) => one.referralId), reason })
      const done =
        answer.returned === 1 && targets.length === 1
          ? t('referrals.returned', { what, unit: units })
          : t('referrals.returnedMany', { count: answer.returned, unit: units })
      announce(withRefused(done, answer.refused))
      onDone()
    } finally {
      void refreshReports(queries)
    }
  }
  return (
    <ReasonDialog
      title={t('reports.returnTitle', { what, unit: units })}
      says={t('reports.returnSay')}
      button={t('reports.return')}
      onClose={onClose}
      onSend={send}
    />
  )
}

export function WithdrawDialog({ targets, onClose, onDone }: Props) {
  const { t } = useTexts()
  const what = useWhat(targets)
  const [reason, setReason] = useState('')
  const withdraw = useChange('POST /api/referrals/withdraw', {
    says: (answer) => withRefused(t('referrals.withdrawnMany', { count: answer.withdrawn }), answer.refused),
    onDone: () => {
      onClose()
      onDone()
    },
  })
  const send = () => withdraw.mutate({ referralIds: targets.map((one) => one.referralId), reason: reason.trim() })
  return (
    <FormDialog
      title={t('referrals.withdrawTitle', { what })}
      says={t('referrals.withdrawSay')}
      button={t('referrals.withdraw')}
      sending={withdraw}
      failed={t('reports.withdrawLate')}
      onSend={send}
      onClose={onClose}
    >
      <TextField
        label={t('referrals.reasonIfAny')}
        value={reason}
        rows={2}
        maxLength={2000}
        onChange={(event) => setReason(event.target.value)}
        data-autofocus
      />
    </FormDialog>
  )
}
