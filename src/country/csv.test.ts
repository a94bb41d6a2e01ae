import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCsv } from './csv.ts'

const written = (cell: string): string => `"${cell.replaceAll('"', '""')}"`

test('cells come back as they were written, quotation marks, commas and line ends too', () => {
  const cell = fc
    .string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'ह') })
    .filter((text) => text.trim() === text && text !== '')
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), fc.constantFrom('\n', '\r\n'), (rows, end) => {
      const text = ['left,right', ...rows.map((row) => row.map(written).join(','))].join(end)
      const table = readCsv(text)
      expect(table.faults).toEqual([])
      expect(table.rows.map((row) => [row.value.left, row.value.right])).toEqual(rows)
    }),
  )
})

test('a dot in the head nests, an empty cell is absent, empty lines are skipped, lines are counted', () => {
  const table = readCsv('\uFEFFid,name.en,name.hi,note\na,A,,"two\nlines"\n\nb,B,बी,\n')
  expect(table.rows).toEqual([
    { line: 2, value: { id: 'a', name: { en: 'A' }, note: 'two\nlines' } },
    { line: 5, value: { id: 'b', name: { en: 'B', hi: 'बी' } } },
  ])
})

test('rows of another length and open quotation marks are told with their line', () => {
  expect(readCsv('a,b\n1,2\n1\n1,2,3\n').faults).toEqual([
    { line: 3, message: 'has 1 cells, the head has 2' },
    { line: 4, message: 'has 3 cells, the head has 2' },
  ])
  expect(readCsv('a,b\n1,"2\n').faults).toEqual([{ line: 2, message: 'a quotation mark is opened and not closed' }])
})
