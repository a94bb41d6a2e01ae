// The Inbox: what needs me next, and why? List, panel, one slot at the foot; all of its state stands in the address.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import '../styles/inbox.css'
import { useTitle } from '../frame/Page.tsx'
import { ReturnDialog } from '../referrals/AnswerDialogs.tsx'
import { useReportDialogs } from '../reports/use-dialogs.tsx'
import { useMay } from '../session.ts'
import { useTexts } from '../texts/Say.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ListError } from '../ui/ListError.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { foundText, useFoundSaid, useLoadingSaid } from '../ui/spoken.ts'
import { useChipFields } from './chips.ts'
import { FootSlot } from './FootSlot.tsx'
import { InboxFilters, useFilterFields } from './InboxFilters.tsx'
import { News } from './News.tsx'
import { Queue } from './Queue.tsx'
import { ReportPanel } from './ReportPanel.tsx'
import { useCsv } from './use-csv.ts'
import { type Inbox, useInbox } from './use-inbox.ts'
import { useInboxActions } from './use-inbox-actions.ts'
import { useMarks } from './use-marks.ts'
import { Views } from './Views.tsx'
import { isSameQuery, standardViews } from './views.ts'

export function InboxPage() {
  const { t } = useTexts()
  const inbox = useInbox()
  const marks = useMarks(inbox.rows, { openAt: inbox.openAt, isElsewhere: inbox.openAt < 0 && inbox.state.open !== undefined })
  const dialogs = useReportDialogs()
  const [isFiltering, setFiltering] = useState(false)
  const actions = useInboxActions({ inbox, marks, ask: dialogs.ask, onFilter: () => setFiltering(true) })
  const isSome = marks.selected.length > 0
  const csv = useCsv(isSome ? marks.selected : inbox.rows, { isMore: !isSome && inbox.list.hasNextPage })
  const view = standardViews.find((one) => isSameQuery(one.query, inbox.filters))
  const name = view ? t(view.label) : t('inbox.ownFilters')
  useSaid(inbox)
  useTitle(t('inbox.windowTitle', { view: name }))
  const isPanel = Boolean(inbox.state.open)
  return (
    <main id="page" tabIndex={-1} className={isPanel ? 'inbox' : 'inbox is-alone'}>
      <section className="queue" aria-labelledby="title">
        <div className="page-head">
          <h1 id="title">{t('frame.rail_inbox')}</h1>
          <Views inbox={inbox} />
        </div>
        <InboxFilters inbox={inbox} isOpen={isFiltering} onOpen={setFiltering} onCsv={csv} />
        <News inbox={inbox} />
        <List inbox={inbox} view={view?.id}>
          <Queue inbox={inbox} marks={marks} label={t('inbox.listLabel', { view: name })} />
        </List>
        <FootSlot marks={marks} actions={actions} onCsv={csv} />
      </section>
      {isPanel ? <ReportPanel id={inbox.state.open ?? ''} inbox={inbox} marks={marks} ask={dialogs.ask} /> : null}
      {dialogs.open}
      {actions.returning ? <ReturnDialog {...actions.returning} /> : null}
    </main>
  )
}

/** A screen reader hears that other filters are being asked, and how many reports they find. */
function useSaid({ list, counts, filters, view }: Inbox) {
  const { t } = useTexts()
  const isStale = list.isPlaceholderData
  useLoadingSaid(isStale ? t('inbox.loading') : undefined)
  const text = counts && !isStale ? foundText([t('reports.nReports', { count: counts.all })], counts.isMore) : undefined
  useFoundSaid({ of: JSON.stringify([view, filters]), text })
}

/** The list, or what stands in its place: old content stays while new is loaded. */
function List({ inbox, view, children }: { inbox: Inbox; view: string | undefined; children: React.ReactNode }) {
  const { t } = useTexts()
  const { list, rows, change } = inbox
  const fields = [...useFilterFields(), ...useChipFields(inbox), { key: 'sort', name: t('inbox.sort') }]
  const clear = () => change(Object.fromEntries(Object.keys(inbox.state).map((key) => [key, undefined])))
  if (list.error && rows.length === 0)
    return (
      <div className="queue-list">
        <ListError error={list.error} lead={t('inbox.failed')} onAgain={() => list.refetch()} fields={fields} onClear={clear} />
      </div>
    )
  if (list.isPending) return <Waiting />
  if (rows.length > 0) return <>{children}</>
  return (
    <div className="queue-list">
      <Nothing inbox={inbox} view={view} />
    </div>
  )
}

/** A view that is empty says what would stand in it; what one has filtered oneself, that nothing fits. */
function Nothing({ inbox, view }: { inbox: Inbox; view: string | undefined }) {
  const { t, has } = useTexts()
  const mayHandIn = useMay('batch:hand-in')
  const clear = () => inbox.change(Object.fromEntries(Object.keys(inbox.state).map((key) => [key, undefined])))
  if (view === 'open')
    return (
      <EmptyState lead={t('inbox.empty')} next={mayHandIn ? <Link to="/intake">{t('inbox.toIntake')}</Link> : undefined}>
        {t('inbox.emptyMeans')}
      </EmptyState>
    )
  const back = (
    <button type="button" className="linklike" onClick={clear}>
      {t(view ? 'inbox.toOpen' : 'ui.clearFilters')}
    </button>
  )
  return (
    <EmptyState lead={has(`inbox.none_${view}`) ?? t('inbox.emptyFiltered')} next={back}>
      {has(`inbox.noneMeans_${view}`) ?? t('inbox.emptyFilteredMeans')}
    </EmptyState>
  )
}

function Waiting() {
  const { t } = useTexts()
  return (
    <div className="queue-list">
      <Skeleton rows={12} label={t('inbox.loading')} />
    </div>
  )
}
