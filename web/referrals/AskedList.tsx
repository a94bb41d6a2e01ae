// Who asked about what we hold, and whom we asked: a look at an identifier tells both sides that they met, never what the other holds.
import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import '../styles/referrals.css'
import { countsQuery } from '../frame/counts.ts'
import { Page } from '../frame/Page.tsx'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { MoreRows } from '../ui/MoreRows.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Section } from '../ui/Small.tsx'
import { foundText, useFoundSaid } from '../ui/spoken.ts'
import { Time } from '../ui/Time.tsx'
import { BoxTabs } from './BoxTabs.tsx'
import { type Asked, askedQuery } from './use-referrals.ts'

export function AskedList() {
  const { t } = useTexts()
  const ours = useInfiniteQuery(askedQuery('us'))
  const theirs = useInfiniteQuery(askedQuery('them'))
  const counts = useQuery(countsQuery).data
  const failed = [ours, theirs].find((list) => list.error && !list.data)
  useSaid([ours, theirs])
  const isEmpty = [ours, theirs].every((list) => list.data?.pages[0]?.items.length === 0)
  return (
    <Page title={t('frame.rail_referrals')} views={<BoxTabs box="asked" counts={counts} />}>
      {failed ? <ErrorMessage error={failed.error} onAgain={() => failed.refetch()} /> : null}
      {ours.isPending || theirs.isPending ? <Skeleton rows={5} /> : null}
      {isEmpty ? <EmptyState lead={t('referrals.empty_asked')}>{t('referrals.emptyMeans_asked')}</EmptyState> : null}
      <div className="settings">
        <Table id="asked-us" title={t('referrals.askedUs')} list={ours} />
        <Table id="asked-them" title={t('referrals.weAsked')} list={theirs} isByUs />
      </div>
    </Page>
  )
}

const rowsOf = (list: List) => list.data?.pages.flatMap((page) => page.items) ?? []

/** A screen reader hears how many stand in both. */
function useSaid(lists: readonly List[]) {
  const { t } = useTexts()
  const count = lists.reduce((sum, list) => sum + rowsOf(list).length, 0)
  const isMore = lists.some((list) => list.hasNextPage)
  const isThere = lists.every((list) => list.data)
  useFoundSaid({ of: 'asked', text: isThere ? foundText([t('referrals.nAsked', { count })], isMore) : undefined })
}

const keyOf = (one: Asked) => `${one.holder.no} ${one.asker.no} ${one.about} ${one.number ?? ''} ${one.askedOn} ${one.at}`

/** The holder sees the asker's report only where it has sight of it; what was searched is never told. */
function About({ asked }: { asked: Asked }) {
  const { t } = useTexts()
  if (asked.about === 'value') return <span className="quiet">{t('referrals.aSearch')}</span>
  if (!asked.number) return <span className="quiet">{t('referrals.theirReport')}</span>
  return (
    <Link className="id" to={`/reports/${asked.number}`}>
      {asked.number}
    </Link>
  )
}

type List = UseInfiniteQueryResult<InfiniteData<{ items: Asked[] }>>

function Table({ id, title, list, isByUs }: { id: string; title: string; list: List; isByUs?: boolean }) {
  const { t, language } = useTexts()
  const rows = rowsOf(list)
  const unit: Column<Asked> = {
    key: 'unit',
    head: t('frame.unit'),
    label: t('frame.unit'),
    isHead: true,
    cell: (one) => nameIn(language, (isByUs ? one.holder : one.asker).name),
  }
  const columns: Column<Asked>[] = [
    unit,
    { key: 'by', head: t('referrals.person'), label: t('referrals.person'), cell: (one) => one.askerName },
    {
      key: 'held',
      head: t('referrals.held'),
      label: t('referrals.held'),
      cell: (one) => t('reports.nReports', { count: one.held }),
    },
    {
      key: 'about',
      head: t('referrals.about'),
      label: t('referrals.about'),
      cell: (one) => <About asked={one} />,
    },
    { key: 'at', head: t('referrals.when'), label: t('referrals.when'), cell: (one) => <Time at={one.at} as="local" /> },
  ]
  if (rows.length === 0) return null
  return (
    <Section id={id} title={title} sub={t(isByUs ? 'referrals.weAskedSay' : 'referrals.askedUsSay')}>
      <DataTable label={title} columns={columns} rows={rows} rowKey={keyOf} />
      <MoreRows list={list} shown={rows.length} />
    </Section>
  )
}
