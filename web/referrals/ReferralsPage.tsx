// Referrals: what was offered to us and what we offered, where each clock stands, and the answers; and who asked about what we hold.
import type { ReactNode } from 'react'
import '../styles/inbox.css'
import '../styles/referrals.css'
import { useTitle } from '../frame/Page.tsx'
import { useTexts } from '../texts/Say.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useListSaid } from '../ui/spoken.ts'
import { useRowMarks } from '../ui/use-row-marks.ts'
import { useUrlState } from '../ui/use-url-state.ts'
import { ReturnDialog, WithdrawDialog } from './AnswerDialogs.tsx'
import { AskedList } from './AskedList.tsx'
import { BoxTabs } from './BoxTabs.tsx'
import { ReferralFoot } from './ReferralFoot.tsx'
import { ReferralNews } from './ReferralNews.tsx'
import { ReferralPanel } from './ReferralPanel.tsx'
import { ReferralRows } from './ReferralRows.tsx'
import { useReferralActions } from './use-referral-actions.ts'
import { type Box, boxes, type Referrals, useReferrals } from './use-referrals.ts'

export function ReferralsPage() {
  const [{ box = 'in' }] = useUrlState()
  if (box === 'asked') return <AskedList />
  // Another box is another list: what was selected in one is not selected in the next.
  const known = boxes.includes(box as Box) ? (box as Box) : 'in'
  return <BoxPage key={known} box={known} />
}

function BoxPage({ box }: { box: Box }) {
  const { t } = useTexts()
  const referrals = useReferrals(box)
  const marks = useRowMarks(referrals.rows, {
    keyOf: (row) => row.referralId,
    openAt: referrals.openAt,
    isElsewhere: referrals.openAt < 0 && referrals.state.open !== undefined,
  })
  const actions = useReferralActions({ referrals, marks })
  const found = t('referrals.nReferrals', { count: referrals.rows.length })
  useListSaid(referrals.list, { of: box, loading: t('referrals.loading'), found })
  useTitle(t('referrals.windowTitle', { box: t(`referrals.box_${box}`) }))
  const open = referrals.rows[referrals.openAt]
  const { asking, close } = actions
  const done = { targets: asking?.targets ?? [], onClose: close, onDone: marks.clear }
  return (
    <main id="page" tabIndex={-1} className={open ? 'inbox' : 'inbox is-alone'}>
      <section className="queue" aria-labelledby="title">
        <div className="page-head">
          <h1 id="title">{t('frame.rail_referrals')}</h1>
          <BoxTabs box={box} counts={referrals.news.counts} />
        </div>
        <ReferralNews referrals={referrals} />
        <List referrals={referrals}>
          <ReferralRows referrals={referrals} marks={marks} />
        </List>
        <ReferralFoot marks={marks} actions={actions} />
      </section>
      {open ? <ReferralPanel row={open} referrals={referrals} actions={actions} /> : null}
      {asking?.kind === 'return' ? <ReturnDialog {...done} /> : null}
      {asking?.kind === 'withdraw' ? <WithdrawDialog {...done} /> : null}
    </main>
  )
}

/** The list, or what stands in its place. */
function List({ referrals, children }: { referrals: Referrals; children: ReactNode }) {
  const { t } = useTexts()
  const { list, rows, box } = referrals
  if (list.error && rows.length === 0)
    return <ErrorMessage error={list.error} lead={t('referrals.failed')} onAgain={() => list.refetch()} />
  if (list.isPending)
    return (
      <div className="queue-list">
        <Skeleton rows={10} label={t('referrals.loading')} />
      </div>
    )
  if (rows.length > 0) return <>{children}</>
  return (
    <div className="queue-list">
      <EmptyState lead={t(`referrals.empty_${box}`)}>{t(`referrals.emptyMeans_${box}`)}</EmptyState>
    </div>
  )
}
