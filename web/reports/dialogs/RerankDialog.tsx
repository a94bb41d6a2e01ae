// Re-rank by an officer, with the reason that everybody will read. The score by rules stays beside it.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ReasonField, useReason } from '../../shown/ReasonField.tsx'
import { useTexts } from '../../texts/Say.tsx'
import { Field } from '../../ui/Field.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { useChange, withRefused } from '../changes.ts'
import { bandsQuery } from '../queries.ts'
import { idsOf, nameOf } from '../targets.ts'
import type { DialogProps } from './OfferDialog.tsx'

export function RerankDialog({ targets, onClose }: DialogProps) {
  const { t, has } = useTexts()
  const now = targets.length === 1 ? targets[0]?.points : undefined
  const [points, setPoints] = useState('')
  const reason = useReason()
  const [isTried, setTried] = useState(false)
  const rerank = useChange('POST /api/reports/rerank', {
    says: (answer) => withRefused(t('reports.reranked', { what: nameOf(targets), points: Number(points) }), answer.refused),
    onDone: onClose,
  })
  const bands = useQuery(bandsQuery).data ?? []
  const reach = bands.map(({ band, from }) => t('reports.bandFrom', { band: has(`band.${band}`) ?? band, from })).join(' · ')
  const isPoints = /^\d{1,3}$/.test(points) && Number(points) <= 100
  const send = () => {
    setTried(true)
    reason.complain()
    if (isPoints && reason.isReady) rerank.mutate({ reportIds: idsOf(targets), priority: Number(points), reason: reason.given })
  }
  return (
    <FormDialog
      title={t('reports.rerankTitle', { what: nameOf(targets) })}
      says={t('reports.rerankSay')}
      button={t('reports.rerank')}
      sending={rerank}
      onSend={send}
      onClose={onClose}
    >
      <Field
        label={t('reports.points')}
        hint={[now === undefined ? '' : t('reports.pointsNow', { points: now }), reach].filter(Boolean).join(' · ')}
        inputMode="numeric"
        value={points}
        onChange={(event) => setPoints(event.target.value.replace(/\D/g, '').slice(0, 3))}
        wrong={isTried && !isPoints ? t('reports.pointsNeeded') : undefined}
        data-autofocus
      />
      <ReasonField reason={reason} />
    </FormDialog>
  )
}
