// Who reported, largest first. The name narrows the account to that sender; the number opens the list.
import { Link } from '@tanstack/react-router'
import { Amount } from '../shown/Steps.tsx'
import { useTexts } from '../texts/Say.tsx'
import { type Column, DataTable } from '../ui/DataTable.tsx'
import { useUrlState } from '../ui/use-url-state.ts'
import type { Account } from './queries.ts'

type Sender = Account['senders'][number]

export function Senders({ account }: { account: Account }) {
  const { t } = useTexts()
  const [state] = useUrlState()
  const { senders, sendersMore } = account
  const most = Math.max(1, ...senders.map((one) => one.n))
  const columns: Column<Sender>[] = [
    {
      key: 'sender',
      head: t('reports.sender'),
      isHead: true,
      cell: (one) => (
        <Link to="/account" search={{ ...state, sender: one.id } as never} activeOptions={{ exact: true }}>
          {one.name}
        </Link>
      ),
    },
    { key: 'n', head: t('cases.sReports'), isNumber: true, cell: (one) => <Amount count={one.n} query={one.query} /> },
    {
      key: 'share',
      head: <span className="away">{t('account.share')}</span>,
      className: 'share',
      cell: (one) => <i className="s-end" style={{ width: `${(one.n / most) * 100}%` }} aria-hidden />,
    },
  ]
  return (
    <>
      <DataTable label={t('account.senders')} className="outcomes" rows={senders} rowKey={(one) => one.id} columns={columns} />
      {sendersMore > 0 ? <p className="sub">{t('account.sendersMore', { count: sendersMore })}</p> : null}
    </>
  )
}
