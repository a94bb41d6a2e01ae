// Time comes from a clock that is handed in, so that tests move it instead of waiting.
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

export interface HeldClock extends Clock {
  /** Moves the clock on by so many milliseconds. */
  pass(milliseconds: number): void
  /** Puts the clock to an instant, also an earlier one. */
  set(instant: Date | string): void
}

export function heldClock(start: Date | string): HeldClock {
  let instant = new Date(start).getTime()
  return {
    now: () => new Date(instant),
    pass(milliseconds) {
      instant += milliseconds
    },
    set(next) {
      instant = new Date(next).getTime()
    },
  }
}
