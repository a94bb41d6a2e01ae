import { describe, expect, test } from 'vitest'
import { type Row, shownPoints } from '../reports/shapes.ts'
import { linesOf } from './lines.ts'
import { filtersOf, isSameQuery, standardViews } from './views.ts'

const row = (number: string, band: Row['band']) => ({ number, reportId: number, band, priority: 3094 }) as Row

describe('the lines of the list', () => {
  const rows = [row('R-1', 'now'), row('R-2', 'now'), row('R-3', 'high'), row('R-4', null)]

  test('a band stands before its first row only, and rows keep their place in the list', () => {
    const lines = linesOf(rows, true)
    expect(lines.map((line) => (line.kind === 'band' ? line.band : line.index))).toEqual(['now', 0, 1, 'high', 2, 'none', 3])
  })

  test('sorted otherwise there are no bands', () => {
    expect(linesOf(rows, false).map((line) => line.kind)).toEqual(['row', 'row', 'row', 'row'])
  })
})

test('the number that is shown is the key without its band', () => {
  expect(shownPoints(row('R-1', 'now'))).toBe(94)
  expect(shownPoints(row('R-1', null))).toBeNull()
})

describe('views', () => {
  test('which view is shown does not depend on sorting or on the open report', () => {
    expect(isSameQuery({ assignee: 'me' }, { assignee: 'me', sort: 'received', open: 'R-1', view: 'mine' })).toBe(true)
    expect(isSameQuery({ assignee: 'me' }, { assignee: 'me', band: 'high' })).toBe(false)
  })

  test('the name of a view and the open report are no filters', () => {
    expect(filtersOf({ view: 'mine', open: 'R-1', band: 'high', sender: '' })).toEqual({ band: 'high' })
  })

  test('no two standard views are the same', () => {
    const pairs = standardViews.flatMap((a) => standardViews.filter((b) => a !== b && isSameQuery(a.query, b.query)))
    expect(pairs).toEqual([])
  })
})
