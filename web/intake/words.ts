// States of receipts and batches as shapes: the word stands beside each.
import type { StateShape } from '../ui/Small.tsx'
import type { Batch } from './queries.ts'

const receiptShapes: Record<string, StateShape> = {
  waiting: 'open',
  reading: 'run',
  accepted: 'done',
  'accepted-with-issues': 'lack',
  duplicate: 'done',
  'new-version': 'done',
  quarantined: 'risk',
  failed: 'risk',
}

export const receiptShape = (state: string): StateShape => receiptShapes[state] ?? 'open'

const batchShapes: Record<string, StateShape> = {
  open: 'open',
  waiting: 'open',
  reading: 'run',
  done: 'done',
  refused: 'risk',
  failed: 'risk',
}

/** A batch that is done and has something in quarantine is still at risk: somebody has to look. */
export function batchShape({ state, quarantined, failed }: Pick<Batch, 'state' | 'quarantined' | 'failed'>): StateShape {
  if (state === 'done' && quarantined + failed > 0) return 'risk'
  return batchShapes[state] ?? 'open'
}

/** The counts of a batch by the state that filters for them, in the order in which they are shown. */
export const outcomes = [
  { state: 'accepted', count: 'accepted' },
  { state: 'accepted-with-issues', count: 'acceptedWithIssues' },
  { state: 'new-version', count: 'newVersion' },
  { state: 'duplicate', count: 'duplicate' },
  { state: 'quarantined', count: 'quarantined' },
  { state: 'failed', count: 'failed' },
] as const satisfies readonly { state: string; count: keyof Batch }[]

/** How much of a batch is read, from 0 to 1. */
export function shareRead({ state, files, filesRead }: Pick<Batch, 'state' | 'files' | 'filesRead'>): number {
  if (state === 'done') return 1
  return files === 0 ? 0 : filesRead / files
}
