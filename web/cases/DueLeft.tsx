// How a deadline of a case stands, in the list and on the page.
import { useTexts } from '../texts/Say.tsx'
import { useNow } from '../ui/clock.ts'
import { State, type StateShape } from '../ui/Small.tsx'
import { spanText } from '../ui/Time.tsx'
import { spanBetween } from '../ui/times.ts'
import type { CaseDetail } from './queries.ts'

export type Due = CaseDetail['due'][number]

/** At risk from the moment that the pack says; the server said it when the page was loaded, the clock goes on here. */
export function shapeOf(due: Due, now: Date): Exclude<StateShape, 'open' | 'done'> {
  if (now >= new Date(due.dueAt)) return 'broken'
  return now >= new Date(due.warnAt) ? 'risk' : 'run'
}

/** A deadline in days ends with its last day: the instant is the midnight after it. */
export const lastDayOf = (due: Due) => new Date(new Date(due.dueAt).getTime() - 1)

export function DueLeft({ due }: { due: Due }) {
  const { t } = useTexts()
  const now = useNow()
  const span = spanText(spanBetween(now, new Date(due.dueAt)))
  const shape = shapeOf(due, now)
  return <State shape={shape}>{shape === 'broken' ? t('ui.over', { span }) : t('ui.left', { span })}</State>
}
