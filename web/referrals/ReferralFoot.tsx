// One slot of fixed height at the foot: hints of keys, or what may be done with the selection.
import { FootHints } from '../frame/FootHints.tsx'
import { useTexts } from '../texts/Say.tsx'
import { Button } from '../ui/Button.tsx'
import type { RowMarks } from '../ui/use-row-marks.ts'
import type { ReferralActions } from './use-referral-actions.ts'
import type { Referral } from './use-referrals.ts'

export function ReferralFoot({ marks, actions }: { marks: RowMarks<Referral>; actions: ReferralActions }) {
  const { t } = useTexts()
  const n = marks.selected.length
  if (n === 0) {
    return (
      <FootHints
        hints={[
          [['j', 'k'], t('inbox.hintMove')],
          [['Enter'], t('inbox.hintOpen')],
          [['x'], t('inbox.hintSelect')],
          [['a'], t('referrals.hintAcknowledge')],
          [['r'], t('referrals.hintReturn')],
          [['z'], t('referrals.hintWithdraw')],
          [['?'], t('inbox.hintKeys')],
        ]}
      />
    )
  }
  const { acknowledge, return: giveBack, withdraw } = actions
  return (
    <div className="foot-slot" role="toolbar" aria-label={t('inbox.selected', { count: n })}>
      <b>{t('inbox.selected', { count: n })}</b>
      <Button onClick={acknowledge.run} whyNot={acknowledge.whyNot} keyed="a">
        {t('reports.acknowledge')}
      </Button>
      <Button onClick={giveBack.run} whyNot={giveBack.whyNot} keyed="r">
        {t('reports.returnMore')}
      </Button>
      <Button onClick={withdraw.run} whyNot={withdraw.whyNot} keyed="z">
        {t('referrals.withdrawMore')}
      </Button>
      <Button look="quiet" onClick={marks.clear} keyed="Esc">
        {t('inbox.clear')}
      </Button>
    </div>
  )
}
