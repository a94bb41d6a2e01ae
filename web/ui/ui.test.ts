import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvCell, csvOf } from './csv.ts'
import { shorten } from './short.ts'
import { dateAndClock, offsetOf, offsetText, shifted, spanBetween, utcBeside } from './times.ts'
import { parseSearch, writeSearch } from './use-url-state.ts'

const at = new Date('2026-05-04T22:48:12Z')

describe('times', () => {
  test('a date is never ambiguous, and follows the zone', () => {
    expect(dateAndClock(at, 'en-GB', { zone: 'Asia/Kolkata' })).toBe('5 May 2026, 04:18')
    expect(dateAndClock(at, 'hi-IN-u-nu-latn', { zone: 'UTC', withSeconds: true })).toBe('4 मई 2026, 22:48:12')
  })

  test('UTC beside a local time names the day only when it is another', () => {
    expect(utcBeside(at, 'en-GB', { zone: 'Asia/Kolkata' })).toBe('4 May 2026, 22:48')
    expect(utcBeside(at, 'en-GB', { zone: 'Africa/Abidjan' })).toBe('22:48')
  })

  test('offsets are written as UTC and hours', () => {
    expect(offsetOf(at, 'Asia/Kolkata')).toBe('UTC+5:30')
    expect(offsetOf(at, 'Etc/GMT-2')).toBe('UTC+2')
    expect(offsetOf(at, 'America/New_York')).toBe('UTC−4')
    expect(offsetOf(at, 'UTC')).toBe('UTC')
  })

  test('an offset that is no zone is written in the same way', () => {
    expect([0, 120, 330, -210].map(offsetText)).toEqual(['UTC', 'UTC+2', 'UTC+5:30', 'UTC−3:30'])
    expect(dateAndClock(shifted(at, 330), 'en-GB', { zone: 'UTC' })).toBe(dateAndClock(at, 'en-GB', { zone: 'Asia/Kolkata' }))
  })

  test('an age is told in the largest whole unit', () => {
    const ageAfter = (minutes: number) => spanBetween(at, new Date(at.getTime() + minutes * 60_000))
    expect(ageAfter(24)).toEqual({ unit: 'minutes', count: 24 })
    expect(ageAfter(60)).toEqual({ unit: 'hours', count: 1 })
    expect(ageAfter(24 * 60)).toEqual({ unit: 'days', count: 1 })
    expect(ageAfter(-71 * 60)).toEqual({ unit: 'days', count: 2 })
  })
})

describe('CSV', () => {
  test('quotes, and defuses what a spreadsheet would calculate', () => {
    expect(csvCell('a "b", c')).toBe('"a ""b"", c"')
    expect(csvCell('=1+1')).toBe("'=1+1")
    expect(csvCell('@x')).toBe("'@x")
    expect(csvCell('-cmd')).toBe("'-cmd")
    expect(csvCell('+999 555 0142')).toBe('+999 555 0142')
    expect(csvCell(-4)).toBe('-4')
  })

  test('one line a row, heads first', () => {
    const columns = [
      { head: 'Number', text: (row: { n: string; m: number | null }) => row.n },
      { head: 'Count', text: (row: { n: string; m: number | null }) => row.m },
    ]
    expect(
      csvOf(columns, [
        { n: 'R-1', m: 2 },
        { n: 'R-2', m: null },
      ]),
    ).toBe('Number,Count\r\nR-1,2\r\nR-2,')
  })
})

test('identifiers are shortened in the middle only when that saves something', () => {
  expect(shorten('9f2c61e0aaaaaaaaaaaaaaaab77d04a1')).toBe('9f2c61e0…b77d04a1')
  expect(shorten('lark.pell.77')).toBe('lark.pell.77')
})

test('the address keeps plain strings on both ways', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ minLength: 1 })), (state) => {
      expect(parseSearch(writeSearch(state))).toEqual(state)
    }),
  )
})

test('what an address gives several times is kept with commas', () => {
  expect(parseSearch('?state=received&state=triaged&q=5')).toEqual({ state: 'received,triaged', q: '5' })
})
