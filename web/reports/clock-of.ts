// Which clock runs on a report: to be offered, from its arrival, or to find an outcome, from its acknowledgement; either, from when it was
// reopened. While an offer waits it is the other unit's.
import type { Row } from './shapes.ts'

type Clocked = Pick<Row, 'state' | 'receivedAt' | 'offerDueAt' | 'clockFromAt' | 'outcomeDueAt'>
export type RunningClock = { what: 'offer' | 'outcome'; fromAt: string; dueAt: string }

export function clockOf({ state, receivedAt, offerDueAt, clockFromAt, outcomeDueAt }: Clocked): RunningClock | undefined {
  const fromAt = clockFromAt ?? receivedAt
  if ((state === 'received' || state === 'triaged') && offerDueAt) return { what: 'offer', fromAt, dueAt: offerDueAt }
  return state === 'acknowledged' && outcomeDueAt ? { what: 'outcome', fromAt, dueAt: outcomeDueAt } : undefined
}
