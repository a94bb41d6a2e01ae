// Unit by unit: what was referred to each, and where it stands. A report that was referred to two units stands in both lines.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Amount } from '../shown/Steps.tsx'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { useUrlState } from '../ui/use-url-state.ts'
import type { Account, UnitLine } from './queries.ts'
import { Spark } from './Spark.tsx'
import { useDuration } from './use-duration.ts'

export const unitColumns = ['referred', 'returned', 'waits', 'enquiry', 'inCase', 'ended', 'late'] as const
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
    cell: (line) => (key === 'late' ? <Late line={line} /> : <Amount count={line[key].n} query={line[key].query} />),
  })
  return (
    <DataTable
      label={t('account.units')}
      className="units"
      rows={rows}
      rowKey={(line) => String(line.unit.no)}
      empty={<p className="quiet">{t('account.noUnits')}</p>}
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

function Late({ line }: { line: UnitLine }) {
  const { n, query } = line.late
  if (n === 0) return <Amount count={0} />
  return (
    <>
      <span className="late-mark" aria-hidden>
        ▲
      </span>{' '}
      <Amount count={n} query={query} className="broken" />
    </>
  )
}
