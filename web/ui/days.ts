// Calendar days of a zone as instants: what a filter by day means to a server that counts in instants.
import { dateIn } from './times.ts'

const hour = 3_600_000

/** The offset of a zone at an instant, in milliseconds east of UTC. */
function offsetAt(at: Date, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  const local = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
  return local - Math.floor(at.getTime() / 1000) * 1000
}

/** When a day (`2026-05-04`) begins in a zone; undefined where it is no day. */
export function startOfDay(on: string, zone: string): Date | undefined {
  const midnight = Date.parse(`${on}T00:00:00Z`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on) || Number.isNaN(midnight)) return undefined
  const guess = midnight - offsetAt(new Date(midnight), zone)
  const start = midnight - offsetAt(new Date(guess), zone)
  // Where the clock skips midnight, the day begins an hour later.
  const isDayBefore = dateIn(new Date(start), 'en-GB', zone) !== dateIn(new Date(midnight), 'en-GB', 'UTC')
  return new Date(isDayBefore ? start + hour : start)
}

/** The day after, as a day. */
export function dayAfter(on: string): string {
  return new Date(Date.parse(`${on}T00:00:00Z`) + 24 * hour).toISOString().slice(0, 10)
}
