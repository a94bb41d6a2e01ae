// What may be done with referrals: on the selection when there is one, else on the open or marked row. Buttons, keys and the palette share it.
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type Action, useActions, useKeys } from '../frame/keys.ts'
import { rowMoves } from '../frame/row-moves.ts'
import { useChange, withRefused } from '../reports/changes.ts'
import { useWhyNot } from '../shown/why-not.ts'
import { useTexts } from '../texts/Say.tsx'
import type { TextKey } from '../texts/texts.ts'
import { remark, undoLast } from '../ui/announce.ts'
import type { RowMarks } from '../ui/use-row-marks.ts'
import type { Referral, Referrals } from './use-referrals.ts'

type Kind = 'acknowledge' | 'return' | 'withdraw'
type Given = { referrals: Referrals; marks: RowMarks<Referral> }
export type ReferralActions = ReturnType<typeof useReferralActions>

export function useReferralActions({ referrals, marks }: Given) {
  const { t } = useTexts()
  const here = referrals.rows[marks.markedAt]
  const chosen = marks.selected.length > 0 ? marks.selected : here ? [here] : []
  const [asking, setAsking] = useState<{ kind: 'return' | 'withdraw'; targets: readonly Referral[] }>()
  const refusalOf = useRefusal(chosen)
  const acknowledge = useChange('POST /api/referrals/acknowledge', {
    says: (answer) => withRefused(t('reports.acknowledged', { count: answer.acknowledged }), answer.refused),
    open: ({ referralIds }) =>
      referralIds.length === 1 ? chosen.find((one) => one.referralId === referralIds[0])?.number : undefined,
    onDone: marks.clear,
    failed: t('reports.notAcknowledged'),
  })
  const answerable = (kind: Kind) => chosen.filter((one) => one.may[`referral:${kind}`] === true)
  const take = () => acknowledge.mutate({ referralIds: answerable('acknowledge').map((one) => one.referralId) })
  const what = chosen.length === 1 ? (chosen[0]?.number ?? '') : t('reports.nReports', { count: chosen.length })
  // With nothing marked a word alone: a sentence without its object is none.
  const label = (alone: TextKey, of: TextKey) => (chosen.length > 0 ? t(of, { what }) : t(alone))
  const actions: Record<Kind, Action> = {
    acknowledge: {
      id: 'acknowledge',
      label: label('reports.acknowledge', 'reports.acknowledgeTitle'),
      keyed: 'acknowledge',
      whyNot: refusalOf('acknowledge'),
      run: take,
    },
    return: {
      id: 'return',
      label: label('reports.return', 'referrals.returnTitle'),
      keyed: 'return',
      whyNot: refusalOf('return'),
      run: () => setAsking({ kind: 'return', targets: answerable('return') }),
    },
    withdraw: {
      id: 'withdraw',
      label: label('referrals.withdraw', 'referrals.withdrawTitle'),
      whyNot: refusalOf('withdraw'),
      run: () => setAsking({ kind: 'withdraw', targets: answerable('withdraw') }),
    },
  }
  useActions(Object.values(actions))
  useMoves({ referrals, marks, withdraw: actions.withdraw })
  return { ...actions, asking, close: () => setAsking(undefined) }
}

/** Why none of the chosen may be answered so; nothing where at least one may. */
function useRefusal(chosen: readonly Referral[]) {
  const { t } = useTexts()
  const whyNot = useWhyNot()
  return (kind: Kind): string | undefined => {
    if (chosen.length === 0) return t('inbox.nothingMarked')
    const answers = chosen.map((one) => one.may[`referral:${kind}`])
    return answers.includes(true) ? undefined : whyNot(answers[0])
  }
}

function useMoves({ referrals, marks, withdraw }: Given & { withdraw: Action }) {
  const navigate = useNavigate()
  const { t } = useTexts()
  const { rows, openAt } = referrals
  // Also of an offer that was answered and has left the list: the next step leads to the one that took its place.
  const isPanel = referrals.state.open !== undefined
  const here = rows[marks.markedAt]
  const step = (by: number) => {
    const row = marks.step(by)
    if (row && isPanel) referrals.open(row)
  }
  const open = () => {
    if (!here) return
    if (openAt < 0) referrals.open(here, { push: true })
    else if (here.reportId) navigate({ to: `/reports/${here.number}` })
    else remark(t('referrals.notSeenAnyMore'))
  }
  // z takes back what was done last, where that can be undone; else the marked offer itself.
  const undo = () => {
    if (undoLast()) return
    if (withdraw.whyNot) remark(t('frame.refusedHere', { action: withdraw.label, reason: withdraw.whyNot }))
    else withdraw.run()
  }
  const back = marks.selected.length > 0 ? marks.clear : isPanel ? () => referrals.open(undefined) : undefined
  const select = here ? () => marks.select(here) : undefined
  useKeys({ ...rowMoves(step), open, back, select, tick: select, undo, new: () => void referrals.news.show() })
}
