import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayAfter, startOfDay } from './days.ts'

describe('the start of a day in a zone', () => {
  test.each([
    ['2026-05-04', 'UTC', '2026-05-04T00:00:00.000Z'],
    ['2026-05-04', 'Asia/Kolkata', '2026-05-03T18:30:00.000Z'],
    ['2026-05-04', 'Europe/Oslo', '2026-05-03T22:00:00.000Z'],
    ['2026-03-29', 'Europe/Oslo', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Oslo', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Oslo', '2026-10-24T22:00:00.000Z'],
    ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
  ])('%s in %s', (on, zone, at) => {
    expect(startOfDay(on, zone)?.toISOString()).toBe(at)
  })

  test('what is no day has no start', () => {
    expect(startOfDay('4 May', 'UTC')).toBeUndefined()
    expect(startOfDay('2026-13-01', 'UTC')).toBeUndefined()
  })

  test('the day after begins later, by 23 to 25 hours', () => {
    const zone = fc.constantFrom('Europe/Oslo', 'Asia/Kolkata', 'America/Santiago', 'Pacific/Auckland')
    const on = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(zone, on, (inZone, at) => {
        const day = at.toISOString().slice(0, 10)
        const length = startOfDay(dayAfter(day), inZone)!.getTime() - startOfDay(day, inZone)!.getTime()
        return length >= 23 * 3_600_000 && length <= 25 * 3_600_000
      }),
    )
  })
})
