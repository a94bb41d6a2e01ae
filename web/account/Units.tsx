// Unit by unit: what was referred to each or came there with its case, and where it stands. A report that two units had stands in both lines.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Amount } from '../shown/Steps.tsx'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { useUrlState } from '../ui/use-url-state.ts'
import type { Account, UnitLine } from './queries.ts'
import { Spark } from './Spark.tsx'
import { useDuration } from './use-duration.ts'

export const unitColumns = ['referred', 'reRegistered', 'returned', 'waits', 'enquiry', 'inCase', 'ended', 'late'] as const
type NumberColumn = (typeof unitColumns)[number]

export function Units({ account }: { account: Account }) {
  const { t } = useTexts()
  const [by, setBy] = useState<NumberColumn>('referred')
  const duration = useDuration()
  const rows = [...account.units].sort((a, b) => b[by].n - a[by].n)
  const number = (key: NumberColumn): Column<UnitLine> => ({
    key,
    head: t(`account.col_${key}`),
    label: t(`account.col_${key}`),
    isNumber: true,
    sort: by === key ? 'down' : 'none',
    onSort: () => setBy(key),
    cell: (line) => <NumberOf line={line} column={key} />,
  })
  return (
    <>
      <DataTable
        label={t('account.units')}
        className="units"
        rows={rows}
        rowKey={(line) => String(line.unit.no)}
        empty={<p className="quiet">{t('account.noUnits')}</p>}
        foot={rows.length > 1 ? <Total total={account.unitsTotal} /> : undefined}
        columns={[
          { key: 'unit', head: t('frame.unit'), isHead: true, cell: (line) => <UnitName line={line} /> },
          ...unitColumns.map(number),
          {
            key: 'answers',
            head: t('account.col_answers'),
            label: t('account.col_answers'),
            isNumber: true,
            cell: (line) => duration(line.answersInHours),
          },
          { key: 'weeks', head: t('account.col_weeks'), className: 'only-wide', cell: (line) => <Spark values={line.weeks} /> },
        ]}
      />
      {account.unitsMore > 0 ? <p className="sub">{t('account.unitsMore', { count: account.unitsMore })}</p> : null}
    </>
  )
}

/** The account of that unit alone. */
function UnitName({ line }: { line: UnitLine }) {
  const { language } = useTexts()
  const [state] = useUrlState()
  return (
    <Link to="/account" search={{ ...state, unit: String(line.unit.no) } as never} activeOptions={{ exact: true }}>
      {nameIn(language, line.unit.name)}
    </Link>
  )
}

type Numbers = Account['unitsTotal']

/** The server counts it: the lines do not add up to it where several of the units had a report. */
function Total({ total }: { total: Numbers }) {
  const { t } = useTexts()
  const duration = useDuration()
  return (
    <tfoot role="rowgroup">
      <tr role="row">
        <th scope="row" role="rowheader">
          {t('account.unitsTotal')}
        </th>
        {unitColumns.map((column) => (
          <td key={column} role="cell" className="num" data-label={t(`account.col_${column}`)}>
            {column === 'reRegistered' && total.reRegistered.n === 0 ? (
              <ReferredBefore />
            ) : (
              <NumberOf line={total} column={column} />
            )}
          </td>
        ))}
        <td role="cell" className="num" data-label={t('account.col_answers')}>
          {duration(total.answersInHours)}
        </td>
        <td role="cell" className="only-wide" />
      </tr>
    </tfoot>
  )
}

/** What was re-registered at one of the units had been referred to another: once is enough. */
function ReferredBefore() {
  const { t } = useTexts()
  return (
    <span title={t('account.referredBefore')}>
      <span aria-hidden>–</span>
      <span className="away">{t('account.referredBefore')}</span>
    </span>
  )
}

function NumberOf({ line, column }: { line: Numbers; column: NumberColumn }) {
  const { n, query } = line[column]
  if (column !== 'late' || n === 0) return <Amount count={n} query={query} />
  return (
    <>
      <span className="late-mark" aria-hidden>
        ▲
      </span>{' '}
      <Amount count={n} query={query} className="broken" />
    </>
  )
}
