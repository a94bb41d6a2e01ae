import { expect, test } from 'vitest'
import { numberKey } from './case-number.ts'

test.each([
  ['27/2026', '0027/2026'],
  ['27/2026', ' 27 / 2026 '],
  ['SU 9/2026', 'su  09\\2026'],
  ['0/12/2026', '00/012/2026'],
])('%s and %s are one number', (one, other) => {
  expect(numberKey(other)).toBe(numberKey(one))
})

test.each([
  ['27/2026', '270/2026'],
  ['207/2026', '27/2026'],
  ['0/12/2026', '12/2026'],
  ['1.05/2026', '1.5/2026'],
])('%s and %s are two', (one, other) => {
  expect(numberKey(other)).not.toBe(numberKey(one))
})
