// What may be done in the Inbox: on the selection when there is one, else on the open or marked row. Keys, buttons and the palette share it.
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { type Action, type KeyName, useActions, useKeys } from '../frame/keys.ts'
import { rowMoves } from '../frame/row-moves.ts'
import type { Answered } from '../referrals/AnswerDialogs.tsx'
import { type Refused, useChange, withRefused } from '../reports/changes.ts'
import type { Row } from '../reports/shapes.ts'
import { idsOf, nameOf, type Target, targetOf } from '../reports/targets.ts'
import type { DialogKind } from '../reports/use-dialogs.tsx'
import { useMe } from '../session.ts'
import { useWhyNot } from '../shown/why-not.ts'
import { useTexts } from '../texts/Say.tsx'
import { announce } from '../ui/announce.ts'
import type { Inbox } from './use-inbox.ts'
import type { Marks } from './use-marks.ts'

type Given = { inbox: Inbox; marks: Marks; ask: (kind: DialogKind, targets: readonly Target[]) => void; onFilter: () => void }
export type InboxActions = ReturnType<typeof useInboxActions>

export function useInboxActions({ inbox, marks, ask, onFilter }: Given) {
  const here = inbox.rows[marks.markedAt]
  const chosen = marks.selected.length > 0 ? marks.selected : here ? [here] : []
  const targets = chosen.map(targetOf)
  const take = useTake(targets)
  const answers = useAnswers(chosen, marks)
  const open = (kind: DialogKind) => () => ask(kind, targets)
  const all = {
    offer: open('offer'),
    assign: open('assign'),
    rerank: open('rerank'),
    settle: open('settle'),
    share: open('share'),
    register: open('register'),
    link: open('link'),
    take,
    acknowledge: answers.acknowledge,
    return: answers.return,
  }
  useActions(useListed(all, targets))
  useMoves({ inbox, marks, onFilter })
  return { ...all, hasOffers: answers.hasOffers, returning: answers.returning }
}

type Listed = { id: string; label: string; permission: string; keyed?: KeyName; cannot?: string }

/** The palette and the keys: what the role does not have is listed with its reason. */
function useListed(all: Record<string, () => void>, targets: readonly Target[]): Action[] {
  const { t } = useTexts()
  const { may, unit } = useMe()
  const whyNot = useWhyNot()
  const what = targets.length > 0 ? nameOf(targets) : ''
  const cannot = unit.mayRegister ? undefined : t('whyNot.unit-may-not-register')
  const listed: Listed[] = [
    { id: 'offer', label: t('reports.offerTitle', { what }), permission: 'referral:offer', keyed: 'offer' },
    {
      id: 'acknowledge',
      label: t('reports.acknowledgeTitle', { what }),
      permission: 'referral:acknowledge',
      keyed: 'acknowledge',
    },
    { id: 'return', label: t('referrals.returnTitle', { what }), permission: 'referral:return', keyed: 'return' },
    { id: 'register', label: t('cases.registerTitle', { what }), permission: 'case:register', keyed: 'register', cannot },
    { id: 'link', label: t('reports.linkTitle', { what }), permission: 'link:decide', keyed: 'link' },
    { id: 'take', label: t('reports.takeTitle', { what }), permission: 'report:take' },
    { id: 'assign', label: t('reports.assignTitle', { what }), permission: 'report:assign' },
    { id: 'rerank', label: t('reports.rerankTitle', { what }), permission: 'report:re-rank' },
    { id: 'settle', label: t('reports.settleTitle', { what }), permission: 'report:settle' },
    { id: 'share', label: t('reports.shareTitle', { what }), permission: 'report:share' },
  ]
  return listed.map(({ permission, cannot: more, ...action }) => {
    const reason = targets.length === 0 ? t('inbox.nothingMarked') : whyNot(may[permission] ? true : 'not-permitted')
    return { ...action, whyNot: reason ?? more, run: all[action.id] ?? (() => undefined) }
  })
}

function useTake(targets: readonly Target[]) {
  const { t } = useTexts()
  const take = useChange('POST /api/reports/take', {
    says: (answer) => withRefused(t('reports.taken', { what: nameOf(targets) }), answer.refused),
    failed: t('reports.notTaken'),
  })
  return () => (targets.length > 0 ? take.mutate({ reportIds: idsOf(targets) }) : undefined)
}

type Answering = { referralId: string; row: Row }

/** Those of the chosen that were offered to us, and why the others cannot be answered. */
function offeredOf(chosen: readonly Row[]): { offered: Answering[]; others: Refused[] } {
  const offered = chosen.flatMap((row) => (row.openReferralId ? [{ referralId: row.openReferralId, row }] : []))
  const others = chosen.filter((row) => !row.openReferralId).map(({ number }) => ({ number, code: 'nothing-offered' }))
  return { offered, others }
}

function useAnswers(chosen: readonly Row[], marks: Marks) {
  const { t } = useTexts()
  const { offered, others } = offeredOf(chosen)
  const [asking, setAsking] = useState<readonly Answered[]>()
  const acknowledge = useChange('POST /api/referrals/acknowledge', {
    says: (answer) => withRefused(t('reports.acknowledged', { count: answer.acknowledged }), [...answer.refused, ...others]),
    open: ({ referralIds }) =>
      referralIds.length === 1 ? offered.find((one) => one.referralId === referralIds[0])?.row.number : undefined,
    onDone: marks.clear,
    failed: t('reports.notAcknowledged'),
  })
  const refuse = (action: string) => announce(t('frame.refusedHere', { action, reason: t('whyNot.nothing-offered') }))
  return {
    hasOffers: offered.length > 0,
    acknowledge() {
      if (offered.length === 0) return refuse(t('reports.acknowledge'))
      acknowledge.mutate({ referralIds: offered.map((one) => one.referralId) })
    },
    return() {
      if (offered.length === 0) return refuse(t('reports.return'))
      setAsking(offered.map(({ referralId, row }) => ({ referralId, number: row.number, from: row.holder })))
    },
    returning: asking ? { targets: asking, onClose: () => setAsking(undefined), onDone: marks.clear } : undefined,
  }
}

function useMoves({ inbox, marks, onFilter }: Omit<Given, 'ask'>) {
  const navigate = useNavigate()
  const { rows, openAt } = inbox
  const here = rows[marks.markedAt]
  const step = (by: number) => {
    const row = marks.step(by)
    if (row && openAt >= 0) inbox.open(row)
  }
  const open = () => {
    if (!here) return
    if (openAt >= 0) navigate({ to: `/reports/${here.number}` })
    else inbox.open(here, { push: true })
  }
  const back = marks.selected.length > 0 ? marks.clear : openAt >= 0 ? () => inbox.open(undefined) : undefined
  const select = here ? () => marks.select(here) : undefined
  useKeys({
    ...rowMoves(step),
    open,
    back,
    select,
    tick: select,
    filter: onFilter,
    new: () => void inbox.news.show(),
  })
}
