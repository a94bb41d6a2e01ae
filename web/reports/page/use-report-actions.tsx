// What may be done with one report: the server says it; keys, buttons, menu and palette share one list.

import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { ask } from '../../api.ts'
import { type Action, useActions } from '../../frame/keys.ts'
import { useWhyNot } from '../../shown/why-not.ts'
import { nameIn, useTexts } from '../../texts/Say.tsx'
import { announce } from '../../ui/announce.ts'
import { refreshReports, useChange } from '../changes.ts'
import { ReasonDialog } from '../dialogs/ReasonDialog.tsx'
import type { Detail, Referral } from '../shapes.ts'
import { type Target, targetOf } from '../targets.ts'
import { type DialogKind, useReportDialogs } from '../use-dialogs.tsx'

type Asking = 'return' | 'withdraw' | 'reopen'
export type ReportActions = { list: Action[]; ask: (kind: DialogKind, to?: number) => void; open: ReactNode }

export const candidateTarget = (detail: Detail): Target => ({
  ...targetOf(detail.report),
  candidates: detail.candidates.map(({ unit, strength }) => ({ no: unit.no, strength })),
})

export function useReportActions(detail: Detail): ReportActions {
  const dialogs = useReportDialogs()
  const [asking, setAsking] = useState<Asking>()
  const target = candidateTarget(detail)
  const open = (kind: DialogKind, to?: number) => dialogs.ask(kind, [target], to)
  const list = useList(detail, { open, setAsking })
  useActions(list)
  const reason = asking ? <AskReason detail={detail} asking={asking} onClose={() => setAsking(undefined)} /> : null
  return { list, ask: open, open: dialogs.open ?? reason }
}

/** The newest referral decides whether it can be answered or withdrawn. */
const newest = (detail: Detail): Referral | undefined => detail.referrals.at(-1)

type Doing = { open: (kind: DialogKind) => void; setAsking: (asking: Asking) => void }

/** What needs no dialog: acknowledge what was offered, take it for oneself. */
function useDirect(detail: Detail) {
  const { t } = useTexts()
  const { reportId, number } = detail.report
  const acknowledge = useChange('POST /api/referrals/acknowledge', {
    says: (answer) => t('reports.acknowledged', { count: answer.acknowledged }),
    failed: t('reports.notAcknowledged'),
  })
  const take = useChange('POST /api/reports/take', {
    says: () => t('reports.taken', { what: number }),
    failed: t('reports.notTaken'),
  })
  const referralIds = [newest(detail)?.referralId ?? '']
  return {
    accept: () => acknowledge.mutate({ referralIds }),
    take: () => take.mutate({ reportIds: [reportId] }),
  }
}

function useList(detail: Detail, { open, setAsking }: Doing): Action[] {
  const { t } = useTexts()
  const whyNot = useWhyNot()
  const direct = useDirect(detail)
  const referral = newest(detail)
  const may = (permission: string) => whyNot(detail.may[permission])
  const answer = (permission: string) => whyNot(referral ? referral.may[permission] : 'nothing-offered')
  const handOver: Action[] = [
    { id: 'offer', label: t('reports.offerMore'), keyed: 'offer', whyNot: may('referral:offer'), run: () => open('offer') },
    {
      id: 'acknowledge',
      label: t('reports.acknowledge'),
      keyed: 'acknowledge',
      whyNot: answer('referral:acknowledge'),
      run: direct.accept,
    },
    {
      id: 'return',
      label: t('reports.returnMore'),
      keyed: 'return',
      whyNot: answer('referral:return'),
      run: () => setAsking('return'),
    },
    {
      id: 'register',
      label: t('cases.registerMore'),
      keyed: 'register',
      whyNot: may('case:register'),
      run: () => open('register'),
    },
    { id: 'link', label: t('links.linkMore'), keyed: 'link', whyNot: may('link:decide'), run: () => open('link') },
    { id: 'withdraw', label: t('reports.withdraw'), whyNot: answer('referral:withdraw'), run: () => setAsking('withdraw') },
  ]
  const desk: Action[] = [
    { id: 'take', label: t('reports.take'), whyNot: may('report:take'), run: direct.take },
    { id: 'assign', label: t('reports.assignMore'), whyNot: may('report:assign'), run: () => open('assign') },
    { id: 'rerank', label: t('reports.rerankMore'), whyNot: may('report:re-rank'), run: () => open('rerank') },
    { id: 'settle', label: t('reports.settleMore'), whyNot: may('report:settle'), run: () => open('settle') },
    { id: 'share', label: t('reports.shareMore'), whyNot: may('report:share'), run: () => open('share') },
    { id: 'reopen', label: t('reports.reopen'), whyNot: may('report:reopen'), run: () => setAsking('reopen') },
    { id: 'print', label: t('reports.print'), run: () => window.print() },
  ]
  return [...handOver, ...desk]
}

function AskReason({ detail, asking, onClose }: { detail: Detail; asking: Asking; onClose: () => void }) {
  const { t, language } = useTexts()
  const queries = useQueryClient()
  const { number, reportId } = detail.report
  const referral = newest(detail)
  const referralId = referral?.referralId ?? ''
  const from = nameIn(language, referral?.from.name)
  const to = nameIn(language, referral?.to.name)
  const texts = {
    return: {
      title: t('reports.returnTitle', { what: number, unit: from }),
      says: t('reports.returnSay'),
      button: t('reports.return'),
      done: t('reports.returned', { unit: from }),
    },
    withdraw: {
      title: t('reports.withdrawTitle', { unit: to }),
      says: undefined,
      button: t('reports.withdrawButton'),
      done: t('reports.withdrawn'),
    },
    reopen: {
      title: t('reports.reopenTitle', { what: number }),
      says: t('reports.reopenSay'),
      button: t('reports.reopenButton'),
      done: t('reports.reopened', { what: number }),
    },
  }[asking]
  const send = async (reason: string) => {
    if (asking === 'return') await ask('POST /api/referrals/return', { referralIds: [referralId], reason })
    if (asking === 'withdraw') await ask('POST /api/referrals/withdraw', { referralIds: [referralId], reason })
    if (asking === 'reopen') await ask('POST /api/reports/{reportId}/reopen', { reportId, reason })
    announce(texts.done)
    await refreshReports(queries)
  }
  return <ReasonDialog title={texts.title} says={texts.says} button={texts.button} onClose={onClose} onSend={send} />
}
