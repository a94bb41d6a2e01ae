// The list itself: only the rows in sight are drawn, every row has one height, and the next page comes before one gets there.
import { useVirtualizer } from '@tanstack/react-virtual'
import { type CSSProperties, useEffect, useMemo, useRef } from 'react'
import { useTexts } from '../texts/Say.tsx'
import { Count } from '../ui/Count.tsx'
import { useMeasure } from '../ui/use-measure.ts'
import { useRowFocus } from '../ui/use-row-focus.ts'
import { gridOf, useColumns } from './columns.ts'
import { InboxRow } from './InboxRow.tsx'
import { type Line, linesOf } from './lines.ts'
import type { Inbox } from './use-inbox.ts'
import type { Marks } from './use-marks.ts'

export function Queue({ inbox, marks, label }: { inbox: Inbox; marks: Marks; label: string }) {
  const { rows, list, sort, counts } = inbox
  const scroller = useRef<HTMLDivElement>(null)
  const { hidden } = useColumns()
  const lines = useMemo(() => linesOf(rows, sort === 'priority'), [rows, sort])
  const virtual = useLines(lines, scroller)
  const drawn = virtual.getVirtualItems()
  const lastSeen = drawn.at(-1)?.index ?? 0
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && lastSeen > lines.length - 40) fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, lastSeen, lines.length])
  useFollowMark(virtual, { lines, markedAt: marks.markedAt })
  useRowFocus({ marked: rows[marks.markedAt]?.reportId, isOpen: inbox.state.open !== undefined })
  const isAll = rows.length > 0 && marks.selected.length === rows.length
  return (
    <div
      ref={scroller}
      style={{ '--cols': gridOf(hidden) } as CSSProperties}
      data-hidden={[...hidden].join(' ') || undefined}
      className="queue-list"
      role="grid"
      aria-label={label}
      aria-rowcount={counts?.isMore ? -1 : (counts?.all ?? rows.length) + 1}
      aria-multiselectable
    >
      <QueueHead inbox={inbox} isAll={isAll} onAll={marks.selectAll} />
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {drawn.map((item) => {
          const line = lines[item.index]
          return line ? (
            <div
              key={item.key}
              role="presentation"
              className="queue-line"
              style={{ transform: `translateY(${item.start - virtual.options.scrollMargin}px)` }}
            >
              <QueueLine line={line} inbox={inbox} marks={marks} />
            </div>
          ) : null
        })}
      </div>
    </div>
  )
}

const keyOf = (line: Line | undefined) => (line?.kind === 'row' ? line.row.reportId : (line?.band ?? ''))

function useLines(lines: readonly Line[], scroller: React.RefObject<HTMLDivElement | null>) {
  const sizes = useMeasure(['--row-two', '--row-phone', '--row-head'])
  const isPhone = sizes.width <= 720
  const row = isPhone ? sizes['--row-phone'] : sizes['--row-two']
  const head = isPhone ? 0 : sizes['--row-head']
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => (lines[at]?.kind === 'band' ? sizes['--row-head'] : row),
    getItemKey: (at) => keyOf(lines[at]),
    overscan: 12,
    scrollMargin: head,
    scrollPaddingStart: head + sizes['--row-head'],
    scrollPaddingEnd: 8,
  })
  const { measure } = virtual
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language or width means other heights
  useEffect(() => measure(), [row, head, measure])
  return virtual
}

type Following = { lines: readonly Line[]; markedAt: number }

/** The row that the keyboard stands on stays in sight, from the first drawing on: a link may have opened one far down. The list itself never scrolls otherwise. */
function useFollowMark(virtual: ReturnType<typeof useLines>, { lines, markedAt }: Following) {
  const before = useRef(-1)
  useEffect(() => {
    if (before.current === markedAt) return
    before.current = markedAt
    const at = lines.findIndex((line) => line.kind === 'row' && line.index === markedAt)
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' })
  }, [virtual, lines, markedAt])
}

function QueueLine({ line, inbox, marks }: { line: Line; inbox: Inbox; marks: Marks }) {
  const { has } = useTexts()
  if (line.kind === 'band') {
    const n = inbox.counts?.bands[line.band]
    const isCut = inbox.counts?.cutBand === line.band
    return (
      <div role="row" className="band">
        <div role="gridcell" aria-colspan={7}>
          <b>{has(`band.${line.band}`)}</b>{' '}
          {n === undefined ? null : (
            <span className="sub">
              <Count of={n} />
              {isCut ? '+' : ''}
            </span>
          )}
        </div>
      </div>
    )
  }
  const { row, index } = line
  return (
    <InboxRow
      row={row}
      index={index}
      isNew={inbox.newSince !== null && row.receivedAt > inbox.newSince}
      isOpen={index === inbox.openAt}
      isTabStop={index === Math.max(0, marks.markedAt)}
      isSelected={marks.isSelected(row)}
      onOpen={() => {
        marks.mark(row)
        inbox.open(row)
      }}
      onSelect={(how) => marks.select(row, how)}
      onFocus={() => marks.mark(row)}
    />
  )
}

function QueueHead({ inbox, isAll, onAll }: { inbox: Inbox; isAll: boolean; onAll: (isOn: boolean) => void }) {
  const { t } = useTexts()
  const { sort, change, rows } = inbox
  const sorter = (name: 'priority' | 'received', label: string) => (
    <button type="button" tabIndex={-1} onClick={() => change({ sort: name === 'priority' ? undefined : name })}>
      {label}
      {sort === name ? ' ↓' : ''}
    </button>
  )
  return (
    <div role="rowgroup" className="queue-head">
      <div role="row" className="row-head" aria-rowindex={1}>
        <div role="columnheader">
          <input
            type="checkbox"
            checked={isAll}
            onChange={(event) => onAll(event.target.checked)}
            aria-label={t('inbox.selectAll', { count: rows.length })}
          />
        </div>
        <div role="columnheader" aria-sort={sort === 'priority' ? 'descending' : undefined}>
          {sorter('priority', t('inbox.colPriority'))}
        </div>
        <div role="columnheader">{t('inbox.colWhy')}</div>
        <div role="columnheader" className="c-from">
          {t('inbox.colReport')}
        </div>
        <div role="columnheader" className="c-full">
          {t('inbox.colComplete')}
        </div>
        <div role="columnheader" className="c-unit">
          {t('inbox.colCandidate')}
        </div>
        <div role="columnheader" className="end" aria-sort={sort === 'received' ? 'descending' : undefined}>
          {sorter('received', t('inbox.colAge'))}
        </div>
      </div>
    </div>
  )
}
