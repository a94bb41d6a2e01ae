// Which clock runs on a report: to be offered, or to find an outcome. While an offer waits it is the other unit's.
import type { Row } from './shapes.ts'

type Clocked = Pick<Row, 'state' | 'receivedAt' | 'offerDueAt' | 'outcomeDueAt'>
export type RunningClock = { what: 'offer' | 'outcome'; fromAt: string | null; dueAt: string }

export function clockOf({ state, receivedAt, offerDueAt, outcomeDueAt }: Clocked): RunningClock | undefined {
  if ((state === 'received' || state === 'triaged') && offerDueAt) return { what: 'offer', fromAt: receivedAt, dueAt: offerDueAt }
  if (state === 'acknowledged' && outcomeDueAt) return { what: 'outcome', fromAt: null, dueAt: outcomeDueAt }
  return undefined
}
