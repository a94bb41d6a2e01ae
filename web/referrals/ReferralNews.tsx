// More offers came since the list was loaded: said, and waiting. The line is always there, so that nothing below it moves.
import { Say, useTexts } from '../texts/Say.tsx'
import { NoticeSlot } from '../ui/Notice.tsx'
import type { Referrals } from './use-referrals.ts'

export function ReferralNews({ referrals }: { referrals: Referrals }) {
  const { t } = useTexts()
  const { n, show } = referrals.news
  return (
    <NoticeSlot aside={t('inbox.nothingMoves')} isQuiet={n === 0}>
      {n === 0 ? (
        <span className="quiet">{t(`referrals.say_${referrals.box}`)}</span>
      ) : (
        <>
          <span>
            <Say k="referrals.new" values={{ count: n }} />
          </span>
          <button type="button" className="nowrap" onClick={show}>
            {t('inbox.showThem')}
          </button>
          <kbd>.</kbd>
        </>
      )}
    </NoticeSlot>
  )
}
