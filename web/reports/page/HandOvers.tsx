// To whom it was offered, and what they answered.
import { ReferralState } from '../../shown/StateWord.tsx'
import { nameIn, useTexts } from '../../texts/Say.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { Time } from '../../ui/Time.tsx'
import type { Detail } from '../shapes.ts'
import { FoldSection } from './FoldSection.tsx'

export function HandOvers({ detail }: { detail: Detail }) {
  const { t, language } = useTexts()
  const { referrals } = detail
  const unit = (one: { name: Record<string, string> }) => nameIn(language, one.name)
  return (
    <FoldSection id="referrals" title={t('reports.referralsHead')} n={referrals.length}>
      <DataTable
        label={t('reports.referralsHead')}
        rows={referrals}
        rowKey={(one) => one.referralId}
        empty={<p className="quiet">{t('reports.noReferrals')}</p>}
        columns={[
          {
            key: 'to',
            head: t('reports.toUnitShort'),
            label: t('reports.toUnitShort'),
            isHead: true,
            cell: (one) => <b>{unit(one.to)}</b>,
          },
          { key: 'from', head: t('reports.fromUnit'), label: t('reports.fromUnit'), cell: (one) => unit(one.from) },
          {
            key: 'state',
            head: t('reports.stands'),
            label: t('reports.stands'),
            cell: (one) => <ReferralState state={one.state} />,
          },
          {
            key: 'offered',
            head: t('reports.offeredAt'),
            label: t('reports.offeredAt'),
            cell: (one) => (
              <>
                <Time at={one.offeredAt} as="local" /> <span className="sub">{one.offeredBy}</span>
              </>
            ),
          },
          {
            key: 'answer',
            head: t('reports.answer'),
            label: t('reports.answer'),
            cell: (one) => (
              <>
                {one.reason || one.note || <span className="quiet">{t('ui.none')}</span>}{' '}
                <span className="sub">{one.answeredBy}</span>
              </>
            ),
          },
        ]}
      />
    </FoldSection>
  )
}
