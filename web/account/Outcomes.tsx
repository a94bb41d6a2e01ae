// What has ended, by outcome, largest first. Outcomes of cases stand out from those without a case.
import { Amount } from '../shown/Steps.tsx'
import { nameIn, useTexts } from '../texts/Say.tsx'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import type { Account } from './queries.ts'

type Outcome = Account['outcomes'][number]

export const isOfCase = ({ query }: Outcome) => Array.isArray(query.state) && query.state.includes('closed')

export function Outcomes({ account }: { account: Account }) {
  const { t, language } = useTexts()
  const { outcomes } = account
  const most = Math.max(1, ...outcomes.map((one) => one.n))
  const columns: Column<Outcome>[] = [
    {
      key: 'outcome',
      head: t('reports.outcome'),
      isHead: true,
      cell: (one) => (
        <>
          {nameIn(language, one.label)} {isOfCase(one) ? <span className="sub">{t('account.ofCase')}</span> : null}
        </>
      ),
    },
    { key: 'n', head: t('cases.sReports'), isNumber: true, cell: (one) => <Amount count={one.n} query={one.query} /> },
    {
      key: 'share',
      head: <span className="away">{t('account.share')}</span>,
      className: 'share',
      cell: (one) => <i className={isOfCase(one) ? 's-on' : 's-end'} style={{ width: `${(one.n / most) * 100}%` }} aria-hidden />,
    },
  ]
  return (
    <DataTable
      label={t('account.outcomes')}
      className="outcomes"
      rows={outcomes}
      rowKey={(one) => `${one.outcome} ${isOfCase(one)}`}
      columns={columns}
      empty={<p className="quiet">{t('account.noOutcomes')}</p>}
    />
  )
}
