// A table: the head stays, a row is one line; at 390 px it becomes records with the name of each cell before it,
// which is why every role is written out.
import type { ReactNode } from 'react'
import { useTexts } from '../texts/Say.tsx'

export type Column<Row> = {
  key: string
  head: ReactNode
  cell: (row: Row) => ReactNode
  /** The name before the cell at 390 px; none for the row's own name. */
  label?: string
  isHead?: boolean
  isNumber?: boolean
  isEnd?: boolean
  className?: string
  sort?: 'up' | 'down' | 'none'
  onSort?: () => void
  csv?: (row: Row) => string | number | null | undefined
}

type DataTableProps<Row> = {
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  rowClass?: (row: Row) => string | undefined
  /** The whole row answers to the mouse; the keyboard has the button in its first cell. */
  onRow?: (row: Row) => void
  foot?: ReactNode
  className?: string
  /** Below the rows: what stands in their place when there are none. */
  empty?: ReactNode
  isWide?: boolean
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, rowClass, onRow, foot, className, empty, isWide } = props
  if (rows.length === 0 && empty) return <>{empty}</>
  const table = (
    <table className={`data stack ${className ?? ''}`} role="table" aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <Head key={column.key} column={column as Column<never>} />
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row" className={rowClass?.(row)} onClick={onRow ? () => onRow(row) : undefined}>
            {columns.map((column) => (
              <Cell key={column.key} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
      {foot}
    </table>
  )
  if (!isWide) return table
  return (
    <div className="wide" tabIndex={0} role="group" aria-label={label}>
      {table}
    </div>
  )
}

function Head({ column }: { column: Column<never> }) {
  const { t } = useTexts()
  const sorted = { up: 'ascending', down: 'descending', none: undefined } as const
  const classes = [column.isNumber ? 'num' : '', column.className ?? ''].filter(Boolean).join(' ') || undefined
  return (
    <th scope="col" role="columnheader" className={classes} aria-sort={column.sort ? sorted[column.sort] : undefined}>
      {column.onSort ? (
        <button type="button" className="sort" onClick={column.onSort} title={t('ui.sortBy', { column: String(column.head) })}>
          {column.head} {column.sort === 'down' ? '↓' : column.sort === 'up' ? '↑' : ''}
        </button>
      ) : (
        column.head
      )}
    </th>
  )
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const classes =
    [column.isNumber ? 'num' : '', column.isEnd ? 'end' : '', column.className ?? ''].filter(Boolean).join(' ') || undefined
  if (column.isHead) {
    return (
      <th scope="row" role="rowheader" className={classes} data-label={column.label}>
        {column.cell(row)}
      </th>
    )
  }
  return (
    <td role="cell" className={classes} data-label={column.label}>
      {column.cell(row)}
    </td>
  )
}
