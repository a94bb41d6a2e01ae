import fc from 'fast-check'
import { expect, test } from 'vitest'
import { axisOf } from './axis.ts'

const day = (text: string) => new Date(`${text}T00:00:00Z`)

test('what is due lies on one axis, with today and the months between', () => {
  const axis = axisOf([{ fromAt: day('2026-03-12'), dueAt: day('2026-06-10') }], day('2026-05-04'))
  expect(axis.months.map(({ at }) => at.toISOString().slice(0, 10))).toEqual(['2026-04-01', '2026-05-01', '2026-06-01'])
  expect([axis.placeOf(day('2026-03-12')), axis.placeOf(day('2026-06-10'))]).toEqual([2.8, 97.2])
  expect(axis.today).toBe(axis.placeOf(day('2026-05-04')))
})

test('over the turn of a year fewer months are named, since each needs its year', () => {
  const axis = axisOf([{ fromAt: day('2026-09-29'), dueAt: day('2029-09-29') }], day('2026-11-25'))
  expect([axis.isOverYears, axis.months.length]).toEqual([true, 4])
  expect(axisOf([{ fromAt: day('2026-01-12'), dueAt: day('2026-06-10') }], day('2026-05-04')).isOverYears).toBe(false)
})

test('whatever is due: all places lie on the axis, in the order of time, and no more than a few months are named', () => {
  const date = fc.date({ min: day('2020-01-01'), max: day('2035-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(fc.array(fc.record({ fromAt: date, dueAt: date }), { maxLength: 8 }), date, (spans, now) => {
      const axis = axisOf(spans, now)
      const times = [now, ...spans.flatMap(({ fromAt, dueAt }) => [fromAt, dueAt])].sort((a, b) => a.getTime() - b.getTime())
      const places = times.map(axis.placeOf)
      expect(places).toEqual([...places].sort((a, b) => a - b))
      for (const place of [...places, ...axis.months.map((month) => month.place)]) expect(place >= 0 && place <= 100).toBe(true)
      expect(axis.months.length).toBeLessThanOrEqual(6)
    }),
  )
})
