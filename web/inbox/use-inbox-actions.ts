// What may be done in the Inbox: on the selection when there is one, else on the open or marked row. Keys, buttons and the palette share it.
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type Action, type KeyName, useActions, useKeys } from '../frame/keys.ts'
import { useChange } from '../reports/changes.ts'
import { reportQuery } from '../reports/queries.ts'
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
  const acknowledge = useAcknowledge()
  const open = (kind: DialogKind) => () => ask(kind, targets)
  const all = {
    offer: open('offer'),
    assign: open('assign'),
    rerank: open('rerank'),
    settle: open('settle'),
    share: open('share'),
    register: open('register'),
    take,
    acknowledge: () => acknowledge(chosen.map((row) => row.number)),
  }
  useActions(useListed(all, targets))
  useMoves({ inbox, marks, onFilter })
  return all
}

/** The palette and the keys: what the role does not have is listed with its reason. */
function useListed(all: Record<string, () => void>, targets: readonly Target[]): Action[] {
  const { t } = useTexts()
  const { may, unit } = useMe()
  const whyNot = useWhyNot()
  const what = targets.length > 0 ? nameOf(targets) : ''
  const line = (id: string, label: string, permission: string, keyed?: KeyName, more?: string): Action => {
    const reason = targets.length === 0 ? t('inbox.nothingMarked') : whyNot(may[permission] ? true : 'not-permitted')
    return { id, label, keyed, whyNot: reason ?? more, run: all[id] ?? (() => undefined) }
  }
  const cannotRegister = unit.mayRegister ? undefined : t('whyNot.unit-may-not-register')
  return [
    line('offer', t('reports.offerTitle', { what }), 'referral:offer', 'offer'),
    line('acknowledge', t('reports.acknowledgeTitle', { what }), 'referral:acknowledge', 'acknowledge'),
    line('register', t('cases.registerTitle', { what }), 'case:register', 'register', cannotRegister),
    line('take', t('reports.takeTitle', { what }), 'report:take'),
    line('assign', t('reports.assignTitle', { what }), 'report:assign'),
    line('rerank', t('reports.rerankTitle', { what }), 'report:re-rank'),
    line('settle', t('reports.settleTitle', { what }), 'report:settle'),
    line('share', t('reports.shareTitle', { what }), 'report:share'),
  ]
}

function useTake(targets: readonly Target[]) {
  const { t } = useTexts()
  const take = useChange('/api/reports/take', { says: () => t('reports.taken', { what: nameOf(targets) }) })
  return () =>
    targets.length > 0
      ? take.mutate({ reportIds: idsOf(targets) }, { onError: () => announce(t('reports.notTaken')) })
      : undefined
}

/** What was offered to us is found by asking for the reports themselves: a row does not carry its referral. */
function useAcknowledge() {
  const { t } = useTexts()
  const queries = useQueryClient()
  const acknowledge = useChange<unknown, { acknowledged: number }>('/api/referrals/acknowledge', {
    says: (answer) => t('reports.acknowledged', { count: answer.acknowledged }),
  })
  return async (numbers: readonly string[]) => {
    const details = await Promise.all(numbers.slice(0, 50).map((number) => queries.fetchQuery(reportQuery(number))))
    const referralIds = details.flatMap((detail) =>
      detail.referrals.filter((one) => one.may['referral:acknowledge'] === true).map((one) => one.referralId),
    )
    if (referralIds.length === 0)
      return announce(t('frame.refusedHere', { action: t('reports.acknowledge'), reason: t('whyNot.nothing-offered') }))
    acknowledge.mutate({ referralIds }, { onError: () => announce(t('reports.notAcknowledged')) })
  }
}

function useMoves({ inbox, marks, onFilter }: Omit<Given, 'ask'>) {
  const navigate = useNavigate()
  const { rows, openAt } = inbox
  const here = rows[marks.markedAt]
  const step = (by: number) => () => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, marks.markedAt + by))]
    if (!row) return
    marks.mark(row)
    if (openAt >= 0) inbox.open(row)
    else document.getElementById(`row-${row.reportId}`)?.focus({ preventScroll: true })
  }
  const open = () => {
    if (!here) return
    if (openAt >= 0) navigate({ to: `/reports/${here.number}` })
    else inbox.open(here, { push: true })
  }
  const back = marks.selected.length > 0 ? marks.clear : openAt >= 0 ? () => inbox.open(undefined) : undefined
  useKeys({
    next: step(1),
    previous: step(-1),
    open,
    back,
    select: here ? () => marks.select(here) : undefined,
    filter: onFilter,
    new: () => void inbox.news.show(),
  })
}
