// Calendar days in a time zone. Days are counted on the wall calendar of the unit, so a day is 23 or 25 hours where clocks are changed.

interface Wall {
  year: number
  month: number
  day: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const parts = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  } as const
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, hourCycle: 'h23', ...parts })
  formats.set(zone, format)
  return format
}

function wallMilliseconds(at: Date, zone: string): number {
  const part: Record<string, number> = {}
  for (const { type, value } of formatOf(zone).formatToParts(at)) part[type] = Number(value)
  return Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second)
}

/** Minutes by which the zone's clock is ahead of UTC at an instant. */
export const offsetMinutes = (at: Date, zone: string): number =>
  Math.round((wallMilliseconds(at, zone) - Math.floor(at.getTime() / 1000) * 1000) / 60_000)

/** The date on the wall calendar, such as 2026-05-04. */
export const dateIn = (at: Date, zone: string): string => new Date(wallMilliseconds(at, zone)).toISOString().slice(0, 10)

/** The first instant of a date in a zone; where midnight is skipped by a change of clocks, the first that exists. */
export function startOfDate(date: string, zone: string): Date {
  const wanted = Date.parse(`${date}T00:00:00Z`)
  const before = wanted - offsetMinutes(new Date(wanted - 86_400_000), zone) * 60_000
  const after = wanted - offsetMinutes(new Date(wanted + 86_400_000), zone) * 60_000
  const candidates = [before, after].filter((at) => wallMilliseconds(new Date(at), zone) === wanted)
  // Skipped: reckoned with the offset before the change, midnight falls on the first instant after it.
  return new Date(candidates.length > 0 ? Math.min(...candidates) : before)
}

const wallOf = (date: string): Wall => ({
  year: Number(date.slice(0, 4)),
  month: Number(date.slice(5, 7)),
  day: Number(date.slice(8, 10)),
})

const isoDate = (at: number): string => new Date(at).toISOString().slice(0, 10)

export function addDays(date: string, days: number): string {
  const { year, month, day } = wallOf(date)
  return isoDate(Date.UTC(year, month - 1, day + days))
}

/** The same day of a later month; the last of the month where it has no such day. */
export function addMonths(date: string, months: number): string {
  const { year, month, day } = wallOf(date)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return isoDate(Date.UTC(year, month - 1 + months, Math.min(day, last)))
}

/** 1 is Monday, 7 is Sunday. */
export const weekday = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7

/** The next working days after a date: neither days off in the week nor rest days count. */
export function addWorkingDays(
  date: string,
  days: number,
  calendar: { workingWeek: readonly number[]; restDays: readonly { on: string }[] },
): string {
  const rest = new Set(calendar.restDays.map((day) => day.on))
  let reached = date
  for (let left = days; left > 0; ) {
    reached = addDays(reached, 1)
    if (calendar.workingWeek.includes(weekday(reached)) && !rest.has(reached)) left -= 1
  }
  return reached
}
