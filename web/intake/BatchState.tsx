// How a batch stands: shape and word; while it runs, how many of its files are read.
import { useTexts } from '../texts/Say.tsx'
import { Bar, State } from '../ui/Small.tsx'
import { type Batch, isRunning } from './queries.ts'
import { batchShape, shareRead } from './words.ts'

export function useBatchWord(batch: Batch): string {
  const { has } = useTexts()
  const isWaitingForSomebody = batch.state === 'done' && batch.quarantined + batch.failed > 0
  return has(`batchState.${isWaitingForSomebody ? 'doneWithTrouble' : batch.state}`) ?? batch.state
}

export function BatchState({ batch }: { batch: Batch }) {
  const { t, has } = useTexts()
  const word = useBatchWord(batch)
  const progress = t('intake.filesRead', { count: batch.files, part: batch.filesRead })
  return (
    <span className="two batch-state">
      <State shape={batchShape(batch)}>{word}</State>
      {isRunning(batch) ? (
        <span className="sub batch-progress">
          <span className="nowrap">{progress}</span>
          <Bar share={shareRead(batch)} />
        </span>
      ) : (
        <span className="sub cut">{batch.reason ? (has(`receiptReason.${batch.reason}`) ?? batch.reason) : progress}</span>
      )}
    </span>
  )
}
