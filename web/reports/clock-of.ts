// Which clock runs on a report: to be offered, from its arrival, or to find an outcome, from its acknowledgement. While an offer waits it is
// the other unit's.
import type { Row } from './shapes.ts'

type Clocked = Pick<Row, 'state' | 'receivedAt' | 'offerDueAt' | 'outcomeFromAt' | 'outcomeDueAt'>
export type RunningClock = { what: 'offer' | 'outcome'; fromAt: string; dueAt: string }

export function clockOf({ state, receivedAt, offerDueAt, outcomeFromAt, outcomeDueAt }: Clocked): RunningClock | undefined {
  if ((state === 'received' || state === 'triaged') && offerDueAt) return { what: 'offer', fromAt: receivedAt, dueAt: offerDueAt }
  if (state === 'acknowledged' && outcomeDueAt)
    return { what: 'outcome', fromAt: outcomeFromAt ?? receivedAt, dueAt: outcomeDueAt }
  return undefined
}
