// One slot of fixed height at the foot: hints of keys, or what may be done with the selection. Nothing is covered, nothing jumps.
import { FootHints } from '../frame/FootHints.tsx'
import { useMe } from '../session.ts'
import { useTexts } from '../texts/Say.tsx'
import { Button } from '../ui/Button.tsx'
import type { InboxActions } from './use-inbox-actions.ts'
import type { Marks } from './use-marks.ts'

export function FootSlot({ marks, actions, onCsv }: { marks: Marks; actions: InboxActions; onCsv: () => void }) {
  const { t } = useTexts()
  const { may } = useMe()
  const n = marks.selected.length
  if (n === 0) return <Hints />
  return (
    <div className="foot-slot" role="toolbar" aria-label={t('inbox.selected', { count: n })}>
      <b>{t('inbox.selected', { count: n })}</b>
      {may['referral:offer'] ? (
        <Button onClick={actions.offer} keyed="e">
          {t('reports.offerMore')}
        </Button>
      ) : null}
      {actions.isOffered && may['referral:acknowledge'] ? (
        <Button onClick={actions.acknowledge} keyed="a">
          {t('reports.acknowledge')}
        </Button>
      ) : null}
      {actions.isReturnable && may['referral:return'] ? (
        <Button onClick={actions.return} keyed="r">
          {t('reports.returnMore')}
        </Button>
      ) : null}
      {may['report:take'] ? <Button onClick={actions.take}>{t('reports.take')}</Button> : null}
      {may['report:assign'] ? <Button onClick={actions.assign}>{t('reports.assignMore')}</Button> : null}
      {may['report:re-rank'] ? <Button onClick={actions.rerank}>{t('reports.rerankMore')}</Button> : null}
      {may['report:settle'] ? <Button onClick={actions.settle}>{t('reports.settleMore')}</Button> : null}
      <Button onClick={onCsv}>{t('ui.csv')}</Button>
      <Button look="quiet" onClick={marks.clear} keyed="Esc">
        {t('inbox.clear')}
      </Button>
    </div>
  )
}

function Hints() {
  const { t } = useTexts()
  const { may } = useMe()
  return (
    <FootHints
      hints={[
        [['j', 'k'], t('inbox.hintMove')],
        [['Enter'], t('inbox.hintOpen')],
        [['x'], t('inbox.hintSelect')],
        ...(may['referral:offer'] ? [[['e'], t('inbox.hintOffer')] as const] : []),
        [['?'], t('inbox.hintKeys')],
      ]}
    />
  )
}
