import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readDate, readTime } from './time.ts'

test.each([
  ['2026-05-01T10:20:30Z', '2026-05-01T10:20:30.000Z', 0, 'second'],
  ['2026-05-01T10:20:30+05:30', '2026-05-01T04:50:30.000Z', 330, 'second'],
  ['2026-05-01T10:20:30.1234567-08:00', '2026-05-01T18:20:30.123Z', -480, 'fraction'],
  ['2026-05-01 10:20 UTC', '2026-05-01T10:20:00.000Z', 0, 'minute'],
  ['2026-05-01T10:20:30+0530', '2026-05-01T04:50:30.000Z', 330, 'second'],
  ['2026-12-31T23:59:60Z', '2027-01-01T00:00:00.000Z', 0, 'second'],
  ['2026-12-31T24:00:00Z', '2027-01-01T00:00:00.000Z', 0, 'second'],
  ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z', 0, 'second'],
] as const)('%s is a time', (written, at, offsetMinutes, precision) => {
  expect(readTime(written)).toEqual({ time: { at, written, offsetMinutes, zone: 'stated', precision } })
})

test.each([
  ['2026-05-01T10:20:30', '2026-05-01T10:20:30.000Z', 'second'],
  ['2026-05-01', '2026-05-01T00:00:00.000Z', 'day'],
  ['2026-05', '2026-05-01T00:00:00.000Z', 'month'],
  ['2026', '2026-01-01T00:00:00.000Z', 'year'],
] as const)('%s states no zone', (written, at, precision) => {
  expect(readTime(written)).toEqual({
    time: { at, written, offsetMinutes: null, zone: 'absent', precision },
    fault: 'time-without-zone',
  })
})

test.each([
  ['', 'time-empty'],
  ['   ', 'time-empty'],
  ['yesterday', 'time-not-read'],
  ['01/02/2026', 'time-ambiguous'],
  ['1.2.26 10:00', 'time-ambiguous'],
  ['31.02.2026', 'time-impossible'],
  ['13/13/2026 10:00', 'time-impossible'],
  ['25/12/2026', 'time-not-read'],
  ['2026-02-30T10:00:00Z', 'time-impossible'],
  ['2023-02-29T10:00:00Z', 'time-impossible'],
  ['2026-13-01T10:00:00Z', 'time-impossible'],
  ['0000-00-00T00:00:00Z', 'time-impossible'],
  ['2026-05-01T25:00:00Z', 'time-impossible'],
  ['2026-05-01T24:00:01Z', 'time-impossible'],
  ['2026-05-01T10:61:00Z', 'time-impossible'],
  ['2026-05-01T10:20:30+25:00', 'time-not-read'],
  ['2026-05-01T10:20:30 Mars', 'time-not-read'],
  ['20260501102030', 'time-not-read'],
  ['1714558830', 'time-not-read'],
  ['-2026-05-01T00:00:00Z', 'time-not-read'],
  ['12026-05-01T00:00:00Z', 'time-not-read'],
  ['NaN', 'time-not-read'],
  ['1e308', 'time-not-read'],
] as const)('%s is no time: %s', (written, fault) => {
  const read = readTime(written)
  expect(read.fault).toBe(fault)
  expect(read.time.at).toBeNull()
})

test('what is no time is kept by its structure only', () => {
  expect(readTime('when Mira called, 0555 0163').time.written).toBe('xxxx Xxxx xxxxxx, 9999 9999')
})

test('reads every time that JavaScript writes, and never throws', () => {
  const years = { min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true }
  fc.assert(
    fc.property(fc.date(years), (date) => {
      expect(readTime(date.toISOString()).time.at).toBe(date.toISOString())
    }),
  )
  fc.assert(
    fc.property(fc.string(), (text) => {
      const { time } = readTime(text)
      expect(time.at === null || !Number.isNaN(Date.parse(time.at))).toBe(true)
    }),
  )
})

test('the quick way and the long way agree', () => {
  const two = (most: number) => fc.integer({ min: 0, max: most }).map((n) => String(n).padStart(2, '0'))
  const written = fc.tuple(
    fc.integer({ min: 0, max: 9999 }),
    two(13),
    two(32),
    two(25),
    two(60),
    two(60),
    fc.constantFrom('Z', '+00:00', '-00:30', '+14:00', '-13:59', '+05:45'),
  )
  fc.assert(
    fc.property(written, ([year, month, day, hour, minute, second, zone]) => {
      const text = `${String(year).padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${second}`
      // A fraction of nothing is never read in the quick way.
      const { time, fault } = readTime(text + zone)
      const long = readTime(`${text}.000${zone}`)
      expect([time.at, time.offsetMinutes, fault]).toEqual([long.time.at, long.time.offsetMinutes, long.fault])
    }),
    { numRuns: 500 },
  )
})

test.each([
  ['2010-04-30', '2010-04-30'],
  ['2010-04', '2010-04'],
  ['2010', '2010'],
  ['2010-04-30T00:00:00Z', '2010-04-30'],
  ['2010-04-31', undefined],
  ['04/05/2010', undefined],
  ['unknown', undefined],
] as const)('date of birth %s', (written, date) => {
  expect(readDate(written)).toBe(date)
})
