import { expect, test } from 'vitest'
import { excerptLines } from './excerpt.ts'

const text = '<incidentSummary>\n  <incidentDateTime>\n▸</xxxxxxxxXxxxxx>\n<internetDetails>'

test('lines are numbered from that of the fault', () => {
  const lines = excerptLines(text, { line: 4417, column: 17 })
  expect(lines.map(({ no, isFault }) => [no, isFault])).toEqual([
    [4415, false],
    [4416, false],
    [4417, true],
    [4418, false],
  ])
  expect(lines[2]).toMatchObject({ before: '', marked: '</xxxxxxxxXxxxxx>', after: '' })
})

test('what the column points at is marked, not its neighbours', () => {
  const [line] = excerptLines('▸  <port>99999</port> <url>', { line: 7, column: 8 })
  expect(line).toMatchObject({ no: 7, before: '  ', marked: '<port>', after: '99999</port> <url>' })
})

test('without a place there are no numbers, and nothing is marked', () => {
  expect(excerptLines('xx 99', null)).toEqual([{ no: undefined, before: 'xx 99', marked: '', after: '', isFault: false }])
})
