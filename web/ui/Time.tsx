// An instant: relative in lists (the exact time in its title), exact in details (local, zone, UTC).
import { useTexts } from '../texts/Say.tsx'
import { locale, say } from '../texts/texts.ts'
import { useNow, useZone } from './clock.ts'
import { clockIn, dateAndClock, dateIn, offsetOf, type Span, spanBetween, utcBeside } from './times.ts'

type How = 'relative' | 'exact' | 'local' | 'date' | 'clock'

/** How long something takes, is left or over. */
export const spanText = (span: Span): string =>
  span.count === 0 ? say('ui.underAMinute') : say(`ui.${span.unit}`, { count: span.count })

/** How long ago. */
const ageText = (span: Span): string => (span.count === 0 ? say('ui.now') : spanText(span))

/** Local time with zone and UTC, in one sentence: for titles and CSV. */
export function exactTime(at: Date, zone: string): string {
  const values = {
    local: dateAndClock(at, locale(), { zone }),
    offset: offsetOf(at, zone),
    utc: utcBeside(at, locale(), { zone }),
  }
  return say('ui.localAndUtc', values)
}

export function Time({ at, as = 'relative', seconds, zone }: { at: string | Date; as?: How; seconds?: boolean; zone?: string }) {
  useTexts()
  const own = useZone()
  const now = useNow()
  const instant = typeof at === 'string' ? new Date(at) : at
  const where = zone ?? own
  const title = exactTime(instant, where)
  const attributes = { dateTime: instant.toISOString(), title }
  if (as === 'relative') return <time {...attributes}>{ageText(spanBetween(instant, now))}</time>
  if (as === 'date') return <time {...attributes}>{dateIn(instant, locale(), where)}</time>
  if (as === 'clock') return <time {...attributes}>{clockIn(instant, locale(), { zone: where, withSeconds: seconds })}</time>
  const local = say('ui.local', {
    local: dateAndClock(instant, locale(), { zone: where, withSeconds: seconds && as === 'local' }),
    offset: offsetOf(instant, where),
  })
  if (as === 'local') return <time {...attributes}>{local}</time>
  return (
    <>
      <time {...attributes}>{local}</time>{' '}
      <span className="sub nowrap">
        {say('ui.utc', { utc: utcBeside(instant, locale(), { zone: where, withSeconds: seconds }) })}
      </span>
    </>
  )
}

/** A calendar day without a time, such as a deadline: never shifted by a zone. */
export function Day({ on }: { on: string }) {
  useTexts()
  return <time dateTime={on}>{dateIn(new Date(`${on.slice(0, 10)}T12:00:00Z`), locale(), 'UTC')}</time>
}
