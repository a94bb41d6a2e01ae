// The rows of one box with their head.
import { useTexts } from '../texts/Say.tsx'
import { RowList } from '../ui/RowList.tsx'
import type { RowMarks } from '../ui/use-row-marks.ts'
import { ReferralRow } from './ReferralRow.tsx'
import type { Referral, Referrals } from './use-referrals.ts'

const keyOf = (row: Referral) => row.referralId

export function ReferralRows({ referrals, marks }: { referrals: Referrals; marks: RowMarks<Referral> }) {
  const { t } = useTexts()
  const { rows, box, openAt } = referrals
  const isAll = rows.length > 0 && marks.selected.length === rows.length
  const head = (
    <>
      <div role="columnheader">
        <input
          type="checkbox"
          checked={isAll}
          onChange={(event) => marks.selectAll(event.target.checked)}
          aria-label={t('inbox.selectAll', { count: rows.length })}
        />
      </div>
      <div role="columnheader">{t('inbox.colPriority')}</div>
      <div role="columnheader">{t('referrals.colWhy')}</div>
      <div role="columnheader">{t('referrals.colReport')}</div>
      <div role="columnheader">{t(box === 'in' ? 'referrals.from' : box === 'out' ? 'referrals.to' : 'referrals.colUnit')}</div>
      <div role="columnheader">{t(box === 'ended' || box === 'returned' ? 'referrals.colEnd' : 'referrals.colClock')}</div>
      <div role="columnheader" className="end">
        {t('referrals.colOffered')}
      </div>
    </>
  )
  return (
    <RowList
      label={t('referrals.listLabel', { box: t(`referrals.box_${box}`) })}
      className="referral-list"
      rows={rows}
      keyOf={keyOf}
      head={head}
      more={referrals.list}
      markedAt={marks.markedAt}
      isOpen={openAt >= 0}
      isMultiple
      draw={(row, index) => (
        <ReferralRow
          row={row}
          index={index}
          isOpen={index === openAt}
          isTabStop={index === Math.max(0, marks.markedAt)}
          isSelected={marks.isSelected(row)}
          onOpen={() => {
            marks.mark(row)
            referrals.open(row)
          }}
          onSelect={(how) => marks.select(row, how)}
          onFocus={() => marks.mark(row)}
        />
      )}
    />
  )
}
