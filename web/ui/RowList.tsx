// A list of rows of two lines and one fixed height: only those in sight are drawn, and the next page comes before one gets there.
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { useMeasure } from './use-measure.ts'
import { useRowFocus } from './use-row-focus.ts'

/** What an infinite query says about its next page. */
export type More = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }

type RowListProps<Row> = {
  label: string
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** The cells of the head: elements of role columnheader. */
  head: ReactNode
  draw: (row: Row, index: number) => ReactNode
  markedAt: number
  /** Whether a panel stands beside the list. */
  isOpen?: boolean
  more: More
  isMultiple?: boolean
  className: string
}

export function RowList<Row>(props: RowListProps<Row>) {
  const { label, rows, keyOf, head, draw, markedAt, isOpen = false, more, isMultiple, className } = props
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useRows(rows.length, scroller, (at) => keyOf(rows[at] as Row))
  const drawn = virtual.getVirtualItems()
  useNextPage(more, rows.length - (drawn.at(-1)?.index ?? 0))
  useFollow(virtual, markedAt)
  const marked = rows[markedAt]
  useRowFocus({ marked: marked && keyOf(marked), isOpen })
  return (
    <div
      ref={scroller}
      className={`queue-list ${className}`}
      role="grid"
      aria-label={label}
      aria-rowcount={more.hasNextPage ? -1 : rows.length + 1}
      aria-multiselectable={isMultiple || undefined}
    >
      <div role="rowgroup" className="queue-head">
        <div role="row" className="row-head" aria-rowindex={1}>
          {head}
        </div>
      </div>
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {drawn.map((item) => (
          <div
            key={item.key}
            role="presentation"
            className="queue-line"
            style={{ transform: `translateY(${item.start - virtual.options.scrollMargin}px)` }}
          >
            {draw(rows[item.index] as Row, item.index)}
          </div>
        ))}
      </div>
    </div>
  )
}

function useRows(count: number, scroller: RefObject<HTMLDivElement | null>, keyAt: (at: number) => string) {
  const sizes = useMeasure(['--row-two', '--row-phone', '--row-head'])
  const isPhone = sizes.width <= 720
  const row = isPhone ? sizes['--row-phone'] : sizes['--row-two']
  const head = isPhone ? 0 : sizes['--row-head']
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => row,
    getItemKey: keyAt,
    overscan: 12,
    scrollMargin: head,
    scrollPaddingStart: head + 8,
    scrollPaddingEnd: 8,
  })
  const { measure } = virtual
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language or width means other heights
  useEffect(() => measure(), [row, head, measure])
  return virtual
}

function useNextPage({ hasNextPage, isFetchingNextPage, fetchNextPage }: More, left: number) {
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && left < 40) fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, left])
}

/** The row that the keyboard stands on stays in sight, from the first drawing on: a link may have opened one far down. The list itself never scrolls otherwise. */
function useFollow(virtual: ReturnType<typeof useRows>, markedAt: number) {
  const before = useRef(-1)
  useEffect(() => {
    if (before.current === markedAt) return
    before.current = markedAt
    if (markedAt >= 0) virtual.scrollToIndex(markedAt, { align: 'auto' })
  }, [virtual, markedAt])
}
