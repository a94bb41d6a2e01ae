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
import type { TextKey } from '../texts/texts.ts'
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
  useActions(useListed(all, { targets, whyNot: answers.whyNot }))
  useMoves({ inbox, marks, onFilter })
  return { ...all, isOffered: answers.isOffered, isReturnable: answers.isReturnable, returning: answers.returning }
}

type Listed = { id: string; label: string; permission: string; keyed?: KeyName; cannot?: string }
type Chosen = { targets: readonly Target[]; whyNot: Record<'acknowledge' | 'return', string | undefined> }

/** The palette and the keys: what the role does not have is listed with its reason. */
function useListed(all: Record<string, () => void>, { targets, whyNot: answer }: Chosen): Action[] {
  const { t } = useTexts()
  const { may, unit } = useMe()
  const whyNot = useWhyNot()
  // With nothing marked a word alone: a sentence without its object is none.
  const what = targets.length > 0 ? nameOf(targets) : undefined
  const label = (alone: TextKey, of: TextKey) => (what ? t(of, { what }) : t(alone))
  const cannot = unit.mayRegister ? undefined : t('whyNot.unit-may-not-register')
  const listed: Listed[] = [
    { id: 'offer', label: label('reports.offer', 'reports.offerTitle'), permission: 'referral:offer', keyed: 'offer' },
    {
      id: 'acknowledge',
      label: label('reports.acknowledge', 'reports.acknowledgeTitle'),
      permission: 'referral:acknowledge',
      keyed: 'acknowledge',
      cannot: answer.acknowledge,
    },
    {
      id: 'return',
      label: label('reports.return', 'referrals.returnTitle'),
      permission: 'referral:return',
      keyed: 'return',
      cannot: answer.return,
    },
    {
      id: 'register',
      label: label('cases.registerOne', 'cases.registerTitle'),
      permission: 'case:register',
      keyed: 'register',
      cannot,
    },
    { id: 'link', label: label('links.link', 'links.linkTitle'), permission: 'link:decide', keyed: 'link' },
    { id: 'take', label: label('reports.take', 'reports.takeTitle'), permission: 'report:take' },
    { id: 'assign', label: label('reports.assign', 'reports.assignTitle'), permission: 'report:assign' },
    { id: 'rerank', label: label('reports.rerank', 'reports.rerankTitle'), permission: 'report:re-rank' },
    { id: 'settle', label: label('reports.settle', 'reports.settleTitle'), permission: 'report:settle' },
    { id: 'share', label: label('reports.share', 'reports.shareTitle'), permission: 'report:share' },
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

/** Those of the chosen that may be answered so, and why the others cannot. */
function parted<One>(chosen: readonly Row[], answered: (row: Row) => One | undefined): { ours: One[]; others: Refused[] } {
  const ours = chosen.flatMap((row) => answered(row) ?? [])
  const others = chosen.filter((row) => !answered(row)).map(({ number }) => ({ number, code: 'nothing-offered' }))
  return { ours, others }
}

const offerOf = ({ openReferralId, number }: Row) => (openReferralId ? { referralId: openReferralId, number } : undefined)
const returnOf = ({ toReturn, number }: Row): Answered | undefined => (toReturn ? { ...toReturn, number } : undefined)

/** Acknowledging answers an offer; given back is an offer, or what this unit acknowledged and still holds so. */
function useAnswers(chosen: readonly Row[], marks: Marks) {
  const { t } = useTexts()
  const { ours: offered, others } = parted(chosen, offerOf)
  const returnable = parted(chosen, returnOf).ours
  const [asking, setAsking] = useState<readonly Answered[]>()
  const acknowledge = useChange('POST /api/referrals/acknowledge', {
    says: (answer) => withRefused(t('reports.acknowledged', { count: answer.acknowledged }), [...answer.refused, ...others]),
    open: ({ referralIds }) =>
      referralIds.length === 1 ? offered.find((one) => one.referralId === referralIds[0])?.number : undefined,
    onDone: marks.clear,
    failed: t('reports.notAcknowledged'),
  })
  const nothing = t('whyNot.nothing-offered')
  const referralIds = offered.map((one) => one.referralId)
  return {
    isOffered: offered.length > 0,
    isReturnable: returnable.length > 0,
    whyNot: {
      acknowledge: offered.length > 0 ? undefined : nothing,
      return: returnable.length > 0 ? undefined : nothing,
    },
    acknowledge: () => acknowledge.mutate({ referralIds }),
    return: () => setAsking(returnable),
    returning: asking ? { targets: asking, onClose: () => setAsking(undefined), onDone: marks.clear } : undefined,
  }
}

function useMoves({ inbox, marks, onFilter }: Omit<Given, 'ask'>) {
  const navigate = useNavigate()
  const { rows, openAt } = inbox
  // Also of a report that has left the list: the next step leads to the one that took its place.
  const isPanel = inbox.state.open !== undefined
  const here = rows[marks.markedAt]
  const step = (by: number) => {
    const row = marks.step(by)
    if (row && isPanel) inbox.open(row)
  }
  const open = () => {
    if (!here) return
    if (openAt >= 0) navigate({ to: `/reports/${here.number}` })
    else inbox.open(here, { push: true })
  }
  const back = marks.selected.length > 0 ? marks.clear : isPanel ? () => inbox.open(undefined) : undefined
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
