// The batches, newest first. Those that run are asked for every second or two and change in place; new ones of others wait to be shown.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { handedInBy } from '../shown/actor-name.ts'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { count } from '../ui/Count.tsx'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { MoreRows } from '../ui/MoreRows.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Time } from '../ui/Time.tsx'
import { useRowKeys } from '../ui/use-row-keys.ts'
import { BatchState } from './BatchState.tsx'
import { type Batch, batchesQuery, isRunning, liveBatchesQuery } from './queries.ts'
import { Tally } from './Tally.tsx'
import { useTroublesAnew } from './use-troubles-anew.ts'

const stay = () => undefined

export function BatchList({ mayHandIn }: { mayHandIn: boolean }) {
  const { t } = useTexts()
  const list = useInfiniteQuery(batchesQuery)
  const { batches, fresh } = useLive(list.data?.pages.flatMap((page) => page.items) ?? [])
  const keys = useRowKeys<HTMLDivElement>({ isOpen: false, onClose: stay })
  const columns = useColumns()
  if (list.error && batches.length === 0)
    return <ErrorMessage error={list.error} lead={t('intake.failed')} onAgain={() => list.refetch()} />
  if (list.isPending) return <Skeleton rows={6} label={t('intake.loading')} />
  if (batches.length === 0)
    return <EmptyState lead={t('intake.empty')}>{mayHandIn ? t('intake.emptyMeans') : t('intake.emptyMeansLook')}</EmptyState>
  return (
    <>
      {fresh > 0 ? <News count={fresh} onShow={() => list.refetch()} /> : null}
      <div className="rows" ref={keys}>
        <DataTable
          label={t('intake.view_batches')}
          className="is-two batches"
          columns={columns}
          rows={batches}
          rowKey={(batch) => batch.batchId}
        />
        <MoreRows list={list} shown={batches.length} />
      </div>
    </>
  )
}

function News({ count: n, onShow }: { count: number; onShow: () => void }) {
  const { t } = useTexts()
  return (
    <Notice>
      <span>{t('intake.news', { count: n })}</span>
      <button type="button" onClick={onShow}>
        {t('intake.showNews')}
      </button>
    </Notice>
  )
}

/** The loaded list with what is known now of each of its batches; and how many came that it does not have. */
function useLive(loaded: readonly Batch[]) {
  const live = useQuery(liveBatchesQuery).data
  const troublesAnew = useTroublesAnew()
  const now = useMemo(() => new Map(live?.map((batch) => [batch.batchId, batch])), [live])
  const batches = loaded.map((batch) => now.get(batch.batchId) ?? batch)
  const known = new Set(loaded.map((batch) => batch.batchId))
  const newest = loaded[0]?.madeAt ?? ''
  const fresh = live?.filter((batch) => !known.has(batch.batchId) && batch.madeAt >= newest).length ?? 0
  const running = batches.filter(isRunning).length
  // What a batch has put into quarantine is counted when it ends.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again whenever one more has ended
  useEffect(() => {
    void troublesAnew()
  }, [running, troublesAnew])
  return { batches, fresh }
}

function useColumns(): Column<Batch>[] {
  const { t, language } = useTexts()
  return [
    {
      key: 'batch',
      head: t('intake.batch'),
      isHead: true,
      cell: (batch) => (
        <span className="two">
          <Link to="/intake/$batch" params={{ batch: batch.batchId } as never} className="row-open">
            <Time at={batch.madeAt} as="date" />, <Time at={batch.madeAt} as="clock" />
          </Link>
          <span className="sub cut">{handedInBy(batch.by, batch.door)}</span>
        </span>
      ),
    },
    { key: 'state', head: t('intake.state'), label: t('intake.state'), cell: (batch) => <BatchState batch={batch} /> },
    {
      key: 'records',
      head: t('intake.result'),
      label: t('intake.result'),
      cell: (batch) => (
        <span className="two">
          <span>{t('intake.records', { count: batch.records })}</span>
          <Tally batch={batch} />
        </span>
      ),
    },
    {
      key: 'files',
      head: <span title={t('intake.eachInZip')}>{t('intake.files')}</span>,
      label: t('intake.files'),
      isNumber: true,
      cell: (batch) => count(batch.files),
    },
    {
      key: 'source',
      head: t('intake.sourceHead'),
      label: t('intake.sourceHead'),
      cell: (batch) => (
        <span className="two">
          <span className="cut">{batch.source.name}</span>
          <span className="sub cut">{nameIn(language, batch.desk.name)}</span>
        </span>
      ),
    },
  ]
}
