// When something is due. Hours run through; days, weeks, months and years are counted on the unit's calendar from the day after the
// event, to the end of the last day. Where two readings exist the shorter stands in the pack: warn early, never late.
import type { Clock, ClockStep, Pack } from './pack.ts'
import { addDays, addMonths, addWorkingDays, dateIn, startOfDate } from './zone.ts'

export interface Due {
  /** The last day on the unit's calendar. */
  dueOn: string
  /** Overdue from this instant. */
  dueAt: Date
  warnAt: Date
}

const HOUR = 3_600_000

/** The last day of a clock that counts in days or longer, from the day of its event. */
function lastDay(pack: Pack, clock: Clock, from: string): string {
  const duration = clock.duration ?? 0
  if (clock.unit === 'working-days') return addWorkingDays(from, duration, pack)
  if (clock.unit === 'months') return addMonths(from, duration)
  if (clock.unit === 'years') return addMonths(from, 12 * duration)
  return addDays(from, clock.unit === 'weeks' ? 7 * duration : duration)
}

/** When a clock that starts at an instant in a unit's zone runs out. Undefined for one that is off, empty or has no length (at once). */
export function dueOf(pack: Pack, clock: Clock, event: { at: Date; zone: string }): Due | undefined {
  if (!clock.isOn || clock.unit === undefined || clock.unit === 'at-once' || clock.duration === undefined) return undefined
  if (clock.unit === 'hours') {
    const dueAt = new Date(event.at.getTime() + clock.duration * HOUR)
    return { dueOn: dateIn(dueAt, event.zone), dueAt, warnAt: warnAt(clock, event.at, dueAt) }
  }
  const dueOn = lastDay(pack, clock, dateIn(event.at, event.zone))
  const dueAt = startOfDate(addDays(dueOn, 1), event.zone)
  return { dueOn, dueAt, warnAt: warnAt(clock, event.at, dueAt) }
}

/** Never before the event itself; without a rule of its own, when three quarters have passed. */
function warnAt(clock: Clock, start: Date, dueAt: Date): Date {
  const length = dueAt.getTime() - start.getTime()
  const ahead = clock.warnBefore === undefined ? length / 4 : clock.warnBefore * (clock.warnUnit === 'days' ? 24 : 1) * HOUR
  return new Date(Math.max(start.getTime(), dueAt.getTime() - ahead))
}

export type ClockState = 'running' | 'at-risk' | 'over'

export function stateOfDue(due: Pick<Due, 'dueAt' | 'warnAt'>, now: Date): ClockState {
  if (now >= due.dueAt) return 'over'
  return now >= due.warnAt ? 'at-risk' : 'running'
}

export const appliesOn = (entry: { appliesFrom?: string; appliesTo?: string }, date: string): boolean =>
  (entry.appliesFrom === undefined || entry.appliesFrom <= date) && (entry.appliesTo === undefined || date <= entry.appliesTo)

/** The clock that the programme itself runs for a step; the one for the report's urgency before the one for any. */
export function clockOf(pack: Pack, step: ClockStep, isDanger: boolean): Clock {
  const urgency = isDanger ? 'danger' : 'ordinary'
  const clocks = pack.clocks.filter((clock) => clock.step === step && clock.isOn)
  const clock = clocks.find((one) => one.urgency === urgency) ?? clocks.find((one) => one.urgency === undefined)
  if (clock === undefined) throw new Error(`pack ${pack.id} has no clock for ${step}`)
  return clock
}

/** When a step is due that began at an instant in a unit's zone. */
export function stepDue(pack: Pack, step: { step: ClockStep; isDanger: boolean }, event: { at: Date; zone: string }): Due {
  const due = dueOf(pack, clockOf(pack, step.step, step.isDanger), event)
  if (due === undefined) throw new Error(`pack ${pack.id} has no duration for ${step.step}`)
  return due
}
