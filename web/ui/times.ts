// Times as the reader needs them: local time with its offset and UTC beside it, ages in one unit, never an ambiguous date.
export type Span = { unit: 'minutes' | 'hours' | 'days'; count: number }

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** How long between two instants, in the largest unit that is still whole; always positive. */
export function spanBetween(from: Date, to: Date): Span {
  const length = Math.abs(to.getTime() - from.getTime())
  if (length < hour) return { unit: 'minutes', count: Math.floor(length / minute) }
  if (length < 2 * day) return length < day ? { unit: 'hours', count: Math.floor(length / hour) } : { unit: 'days', count: 1 }
  return { unit: 'days', count: Math.floor(length / day) }
}

/** `UTC+2`, `UTC+5:30`, `UTC`: what the clock of that zone showed at that instant. */
export function offsetOf(at: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(at)
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'UTC'
  return name
    .replace('GMT', 'UTC')
    .replace('-', '−')
    .replace(/[+−]0$/, '')
}

export function dateIn(at: Date, locale: string, zone: string): string {
  // Hindi months are short enough to be written whole; their abbreviations are not.
  const month = locale.startsWith('hi') ? 'long' : 'short'
  return new Intl.DateTimeFormat(locale, { timeZone: zone, day: 'numeric', month, year: 'numeric' }).format(at)
}

export function clockIn(at: Date, locale: string, clock: { zone: string; withSeconds?: boolean }): string {
  const seconds = clock.withSeconds ? ({ second: '2-digit' } as const) : {}
  return new Intl.DateTimeFormat(locale, {
    timeZone: clock.zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...seconds,
  }).format(at)
}

export function dateAndClock(at: Date, locale: string, clock: { zone: string; withSeconds?: boolean }): string {
  return `${dateIn(at, locale, clock.zone)}, ${clockIn(at, locale, clock)}`
}

/** For tables that must stay narrow: the year only where it is not this year; the whole date is in the title. */
export function shortDateAndClock(at: Date, locale: string, clock: { zone: string; now: Date }): string {
  const whole = dateIn(at, locale, clock.zone)
  const year = ` ${new Intl.DateTimeFormat('en', { timeZone: clock.zone, year: 'numeric' }).format(clock.now)}`
  const date = whole.endsWith(year) ? whole.slice(0, -year.length) : whole
  return `${date}, ${clockIn(at, locale, { zone: clock.zone, withSeconds: true })}`
}

/** UTC beside a local time: the clock alone when the day is the same, else with its date. */
export function utcBeside(at: Date, locale: string, clock: { zone: string; withSeconds?: boolean }): string {
  const inUtc = { zone: 'UTC', withSeconds: clock.withSeconds }
  const isSameDay = dateIn(at, locale, clock.zone) === dateIn(at, locale, 'UTC')
  return isSameDay ? clockIn(at, locale, inUtc) : dateAndClock(at, locale, inUtc)
}

/** `UTC+5:30` for an offset in minutes, as a sender stated it. */
export function offsetText(minutes: number): string {
  if (minutes === 0) return 'UTC'
  const hours = Math.floor(Math.abs(minutes) / 60)
  const rest = Math.abs(minutes) % 60
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}

/** The same wall clock in UTC: for showing an instant at an offset that is no named zone. */
export const shifted = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * minute)
