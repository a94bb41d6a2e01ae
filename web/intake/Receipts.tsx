// Files with their records below them, one line each, in the order in which they were handed in. While the batch runs they are asked
// again and change in place.
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useMemo, useRef } from 'react'
import { useTexts } from '../texts/Say.tsx'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorMessage } from '../ui/ErrorMessage.tsx'
import { Icon } from '../ui/Icon.tsx'
import { MoreRows } from '../ui/MoreRows.tsx'
import { RowOpen } from '../ui/RowOpen.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { State, Tag } from '../ui/Small.tsx'
import { useRowKeys } from '../ui/use-row-keys.ts'
import type { UrlState } from '../ui/use-url-state.ts'
import { type Batch, isRunning, type Receipt, receiptsQuery } from './queries.ts'
import { receiptShape } from './words.ts'

const LIVE_MS = 2000

export const keyOf = ({ ordinal, part }: Pick<Receipt, 'ordinal' | 'part'>): string => `${ordinal}.${part}`
/** A file whose records are in trouble says so only in sum: they are what one opens. */
const isTrouble = ({ state, kind, reason }: Receipt) =>
  (state === 'quarantined' || state === 'failed') && (kind === 'record' || reason !== null)

type Props = { batch: Batch; state: UrlState; onOpen: (key: string) => void; onClose: () => void }

export function useReceipts(batch: Pick<Batch, 'batchId' | 'state'>, state: string | undefined) {
  const running = isRunning(batch)
  const list = useInfiniteQuery({
    ...receiptsQuery(batch.batchId, state),
    refetchInterval: running ? LIVE_MS : false,
  })
  const { refetch } = list
  // Once more when it has ended: the last states came after the last look.
  const wasRunning = useRef(running)
  useEffect(() => {
    if (wasRunning.current && !running) refetch()
    wasRunning.current = running
  }, [running, refetch])
  const receipts = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data])
  return { list, receipts }
}

export function Receipts({ batch, state, onOpen, onClose }: Props) {
  const { t } = useTexts()
  const { list, receipts } = useReceipts(batch, state.state)
  const keys = useRowKeys<HTMLDivElement>({ isOpen: Boolean(state.open), onClose })
  const columns = useColumns(state, onOpen)
  if (list.error && receipts.length === 0)
    return <ErrorMessage error={list.error} lead={t('intake.receiptsFailed')} onAgain={() => list.refetch()} />
  if (list.isPending) return <Skeleton rows={8} label={t('intake.receiptsLoading')} />
  if (receipts.length === 0) return <Empty batch={batch} state={state.state} />
  return (
    <div className="rows" ref={keys}>
      <DataTable
        label={t('intake.receipts')}
        className="receipts"
        columns={columns}
        rows={receipts}
        rowKey={keyOf}
        rowClass={(receipt) =>
          [receipt.kind === 'file' ? 'is-file' : 'is-record', keyOf(receipt) === state.open ? 'is-open' : ''].join(' ')
        }
      />
      <MoreRows list={list} shown={receipts.length} />
    </div>
  )
}

function Empty({ batch, state }: { batch: Batch; state: string | undefined }) {
  const { t } = useTexts()
  if (state)
    return (
      <EmptyState lead={t('intake.noneOfState')}>{t(isRunning(batch) ? 'intake.noneYet' : 'intake.noneOfStateMeans')}</EmptyState>
    )
  return <EmptyState lead={t('intake.noReceipts')}>{t('intake.noReceiptsMeans')}</EmptyState>
}

function useColumns(state: UrlState, onOpen: (key: string) => void): Column<Receipt>[] {
  const { t, has } = useTexts()
  return [
    {
      key: 'what',
      head: t('intake.fileOrEntry'),
      isHead: true,
      className: 'c-file',
      cell: (receipt) => <What receipt={receipt} isFiltered={Boolean(state.state)} openKey={state.open} onOpen={onOpen} />,
    },
    {
      key: 'state',
      head: t('intake.state'),
      label: t('intake.state'),
      cell: (receipt) => (
        <State shape={receiptShape(receipt.state)}>{has(`receiptState.${receipt.state}`) ?? receipt.state}</State>
      ),
    },
    { key: 'report', head: t('intake.report'), label: t('intake.report'), cell: (receipt) => <Report receipt={receipt} /> },
    { key: 'reason', head: t('intake.reason'), label: t('intake.reason'), cell: (receipt) => <Reason receipt={receipt} /> },
  ]
}

type WhatProps = { receipt: Receipt; isFiltered: boolean; openKey: string | undefined; onOpen: (key: string) => void }

function What({ receipt, isFiltered, openKey, onOpen }: WhatProps) {
  const { t } = useTexts()
  const key = keyOf(receipt)
  const name =
    receipt.kind === 'file' ? (
      <span className="id">{receipt.file}</span>
    ) : (
      t('intake.entry', { entry: receipt.place?.entry ?? receipt.part })
    )
  return (
    <span className="receipt-what">
      {receipt.kind === 'file' ? <Icon name="file" small /> : null}
      {isTrouble(receipt) ? (
        <RowOpen isOpen={openKey === key} onOpen={() => onOpen(key)}>
          {name}
        </RowOpen>
      ) : (
        <span className="cut">{name}</span>
      )}
      {isFiltered && receipt.kind === 'record' ? <span className="sub id cut">{receipt.file}</span> : null}
    </span>
  )
}

function Report({ receipt }: { receipt: Receipt }) {
  const { number, sourceNumber, version } = receipt
  if (!number && !sourceNumber) return <span className="quiet none">–</span>
  return (
    <span className="receipt-report">
      {number ? (
        <Link to="/reports/$id" params={{ id: number } as never} className="id row-goes">
          {number}
        </Link>
      ) : null}{' '}
      {sourceNumber ? <span className="sub id">{sourceNumber}</span> : null}
      {version && version > 1 ? <Tag icon="version">{`v${version}`}</Tag> : null}
    </span>
  )
}

function useReason() {
  const { t, has } = useTexts()
  return ({ issues, reason, setAside, kind }: Receipt): string => {
    const word = reason ? (has(`receiptReason.${reason}`) ?? has(`issue.${reason}`) ?? reason) : ''
    if (issues > 0 && kind === 'file') return t('intake.issuesInAll', { count: issues })
    if (issues > 0) return t('intake.issues', { count: issues, first: word })
    return setAside ? t('intake.setAsideWord') : word
  }
}

function Reason({ receipt }: { receipt: Receipt }) {
  const words = useReason()(receipt)
  if (!words) return <span className="quiet none">–</span>
  return (
    <span className="sub cut receipt-reason" title={words}>
      {words}
    </span>
  )
}
