// One receipt of a batch that is in trouble, with its place in the file and what may be done.
import { useQuery } from '@tanstack/react-query'
import { Panel } from '../frame/Panel.tsx'
import { useTexts } from '../texts/Say.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import type { UrlState } from '../ui/use-url-state.ts'
import { batchQuery } from './queries.ts'
import { keyOf, useReceipts } from './Receipts.tsx'
import { TroubleCard } from './TroubleCard.tsx'

export function ReceiptPanel({ batchId, state, onClose }: { batchId: string; state: UrlState; onClose: () => void }) {
  const { t } = useTexts()
  const batch = useQuery(batchQuery(batchId)).data ?? { batchId, state: 'done' }
  const { list, receipts } = useReceipts(batch, state.state)
  const receipt = receipts.find((one) => keyOf(one) === state.open)
  const title = receipt ? t('intake.entry', { entry: receipt.place?.entry ?? receipt.part }) : t('intake.receipts')
  return (
    <Panel label={title} head={<h2 className="panel-title">{title}</h2>} onClose={onClose}>
      <section>
        {receipt ? (
          <TroubleCard receipt={receipt} isInBatch />
        ) : list.isPending ? (
          <Skeleton rows={3} />
        ) : (
          <EmptyState lead={t('intake.noReceipt')}>{t('intake.noReceiptMeans')}</EmptyState>
        )}
      </section>
    </Panel>
  )
}
