import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clockOf, dueOf, stateOfDue, stepDue } from './clocks.ts'
import { loadPacks } from './load-pack.ts'
import type { Clock } from './pack.ts'
import { addDays, addMonths, addWorkingDays, dateIn, offsetMinutes, startOfDate, weekday } from './zone.ts'

const packs = loadPacks(join(import.meta.dirname, '../../packs'))
const xx = packs.get('xx')!
const india = packs.get('in')!
const oslo = 'Europe/Oslo'
const at = (text: string): Date => new Date(text)
const clock = (change: Partial<Clock>): Clock => ({
  ...clockOf(xx, 'offer-to-acknowledge', false),
  warnBefore: undefined,
  warnUnit: undefined,
  ...change,
})

describe('the calendar of a zone', () => {
  test('a day begins at its midnight, also where clocks are changed that day', () => {
    expect(startOfDate('2026-03-29', oslo)).toEqual(at('2026-03-28T23:00:00Z'))
    expect(startOfDate('2026-03-30', oslo)).toEqual(at('2026-03-29T22:00:00Z'))
    expect(startOfDate('2026-10-25', oslo)).toEqual(at('2026-10-24T22:00:00Z'))
    expect(startOfDate('2026-10-26', oslo)).toEqual(at('2026-10-25T23:00:00Z'))
    expect(startOfDate('2026-05-04', 'Asia/Kolkata')).toEqual(at('2026-05-03T18:30:00Z'))
  })

  test('where midnight is skipped the day begins with the first instant that exists', () => {
    // Santiago went from 23:59:59 to 01:00 on 6 September 2026.
    const start = startOfDate('2026-09-06', 'America/Santiago')
    expect(dateIn(start, 'America/Santiago')).toBe('2026-09-06')
    expect(dateIn(new Date(start.getTime() - 1), 'America/Santiago')).toBe('2026-09-05')
  })

  test('in every zone a day begins on that day, and the moment before it is the day before', () => {
    const zones = [
      'Europe/Oslo',
      'Asia/Kolkata',
      'America/Santiago',
      'Africa/Cairo',
      'Asia/Beirut',
      'America/Havana',
      'Pacific/Apia',
      'Australia/Lord_Howe',
      'UTC',
    ]
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 3650 }), (zone, days) => {
        const date = addDays('2020-01-01', days)
        const start = startOfDate(date, zone)
        expect(dateIn(start, zone)).toBe(date)
        expect(dateIn(new Date(start.getTime() - 1), zone)).toBe(addDays(date, -1))
      }),
      { numRuns: 300 },
    )
  })

  test('offsets, months and working days', () => {
    expect(offsetMinutes(at('2026-05-04T06:48:00Z'), oslo)).toBe(120)
    expect(offsetMinutes(at('2026-02-11T19:01:47.5Z'), oslo)).toBe(60)
    expect(offsetMinutes(at('1969-12-31T23:59:59.500Z'), 'Asia/Kolkata')).toBe(330)
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28')
    expect(addMonths('2023-11-30', 3)).toBe('2024-02-29')
    expect(addMonths('2026-01-31', 12)).toBe('2027-01-31')
    expect(weekday('2026-05-03')).toBe(7)
    // Friday 18 December 2026: the weekend and Midwinter day do not count.
    expect(addWorkingDays('2026-12-18', 5, xx)).toBe('2026-12-28')
  })
})

describe('when something is due', () => {
  test('days run to the end of the last day of the unit’s calendar', () => {
    const due = dueOf(xx, clock({ duration: 3, unit: 'days' }), { at: at('2026-05-04T07:12:00Z'), zone: oslo })!
    expect(due.dueOn).toBe('2026-05-07')
    expect(due.dueAt).toEqual(at('2026-05-07T22:00:00Z'))
  })

  test('the same instant is another day elsewhere', () => {
    const event = at('2026-05-04T20:00:00Z')
    expect(dueOf(xx, clock({ duration: 1, unit: 'days' }), { at: event, zone: oslo })!.dueOn).toBe('2026-05-05')
    expect(dueOf(xx, clock({ duration: 1, unit: 'days' }), { at: event, zone: 'Asia/Kolkata' })!.dueOn).toBe('2026-05-06')
  })

  test('hours are hours when clocks are changed, days are days', () => {
    const event = { at: at('2026-03-28T11:00:00Z'), zone: oslo }
    expect(dueOf(xx, clock({ duration: 24, unit: 'hours' }), event)!.dueAt).toEqual(at('2026-03-29T11:00:00Z'))
    const due = dueOf(xx, clock({ duration: 1, unit: 'days' }), event)!
    expect(due.dueOn).toBe('2026-03-29')
    // That Sunday has 23 hours.
    expect(due.dueAt.getTime() - startOfDate('2026-03-29', oslo).getTime()).toBe(23 * 3_600_000)
  })

  test('weeks, months, years and working days', () => {
    const event = { at: at('2026-12-18T09:00:00Z'), zone: oslo }
    const dueOn = (change: Partial<Clock>): string => dueOf(xx, clock(change), event)!.dueOn
    expect(dueOn({ duration: 2, unit: 'weeks' })).toBe('2027-01-01')
    expect(dueOn({ duration: 2, unit: 'months' })).toBe('2027-02-18')
    expect(dueOn({ duration: 1, unit: 'years' })).toBe('2027-12-18')
    expect(dueOn({ duration: 5, unit: 'working-days' })).toBe('2026-12-28')
  })

  test('what is off, empty or at once has no due date', () => {
    const event = { at: at('2026-05-04T07:12:00Z'), zone: 'Asia/Kolkata' }
    const of = (id: string) => dueOf(india, india.clocks.find((one) => one.id === id)!, event)
    expect(of('in-clk-zero-transfer')).toBeUndefined()
    expect(of('in-clk-further-inv')).toBeUndefined()
    expect(of('in-clk-seizure-report')).toBeUndefined()
    expect(of('in-clk-cwc-24')!.dueAt).toEqual(at('2026-05-05T07:12:00Z'))
  })

  test('it warns before it is due, never before it began, and is over only from its instant', () => {
    fc.assert(
      fc.property(
        fc.date({ min: at('2020-01-01T00:00:00Z'), max: at('2035-01-01T00:00:00Z'), noInvalidDate: true }),
        fc.constantFrom(...xx.clocks.filter((one) => one.isOn && one.duration !== undefined)),
        (start, one) => {
          const due = dueOf(xx, one, { at: start, zone: oslo })!
          expect(due.warnAt >= start && due.warnAt <= due.dueAt && due.dueAt > start).toBe(true)
          expect(stateOfDue(due, due.dueAt)).toBe('over')
          expect(stateOfDue(due, new Date(due.dueAt.getTime() - 1))).toBe('at-risk')
          if (due.warnAt > start) expect(stateOfDue(due, start)).toBe('running')
        },
      ),
      { numRuns: 100 },
    )
  })
})

test('danger has clocks of its own, and steps without them share one', () => {
  const event = { at: at('2026-05-04T06:48:00Z'), zone: oslo }
  expect(stepDue(xx, { step: 'arrival-to-offer', isDanger: true }, event).dueAt).toEqual(at('2026-05-04T07:48:00Z'))
  expect(stepDue(xx, { step: 'arrival-to-offer', isDanger: false }, event).dueOn).toBe('2026-05-11')
  expect(stepDue(xx, { step: 'offer-to-acknowledge', isDanger: true }, event).dueAt).toEqual(at('2026-05-04T10:48:00Z'))
  const outcome = { step: 'acknowledge-to-outcome', isDanger: true } as const
  expect(stepDue(xx, outcome, event)).toEqual(stepDue(xx, { ...outcome, isDanger: false }, event))
  expect(stepDue(india, { step: 're-register-to-accept', isDanger: false }, { ...event, zone: 'Asia/Kolkata' }).dueOn).toBe(
    '2026-05-14',
  )
})
