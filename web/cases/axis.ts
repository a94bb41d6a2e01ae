// One axis for everything that is due: from the first day that counts to the last day that is due, with its months and today.
export type Span = { fromAt: Date; dueAt: Date }
export type Axis = {
  placeOf: (at: Date) => number
  months: readonly { at: Date; place: number }[]
  today: number
  /** The months named are not all of one year. */
  isOverYears: boolean
}

const MOST_MONTHS = 6
/** Over the turn of a year each name has its year, and needs the room. */
const MOST_WITH_YEAR = 4
/** What is left free on both sides, as a share of the whole. */
const EDGE = 0.03

/** Places are percentages of the width. Months are those of UTC: a tick is a help for the eye, not a date. */
export function axisOf(spans: readonly Span[], now: Date): Axis {
  const times = [now.getTime(), ...spans.flatMap(({ fromAt, dueAt }) => [fromAt.getTime(), dueAt.getTime()])]
  const first = Math.min(...times)
  const length = Math.max(1, Math.max(...times) - first)
  const start = first - length * EDGE
  const whole = length * (1 + 2 * EDGE)
  const placeOf = (at: Date) => Math.round(((at.getTime() - start) / whole) * 1000) / 10
  const months = monthsBetween(new Date(start), new Date(start + whole))
  return {
    placeOf,
    months: months.map((at) => ({ at, place: placeOf(at) })),
    today: placeOf(now),
    isOverYears: new Set(months.map((at) => at.getUTCFullYear())).size > 1,
  }
}

/** The first days of the months in between; every second or third where there are many. */
function monthsBetween(start: Date, end: Date): Date[] {
  const from = start.getUTCFullYear() * 12 + start.getUTCMonth() + 1
  const to = end.getUTCFullYear() * 12 + end.getUTCMonth()
  const most = start.getUTCFullYear() === end.getUTCFullYear() ? MOST_MONTHS : MOST_WITH_YEAR
  const step = Math.max(1, Math.ceil((to - from + 1) / most))
  const found: Date[] = []
  for (let month = from; month <= to; month += step) found.push(new Date(Date.UTC(Math.floor(month / 12), month % 12, 1)))
  return found
}
