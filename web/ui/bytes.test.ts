import { expect, test } from 'vitest'
import { bytesIn } from './bytes.ts'

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1200, '1.2 kB'],
  [45_300_000, '45 MB'],
  [2_000_000_000_000, '2 TB'],
])('%i bytes are %s', (bytes, said) => {
  expect(bytesIn('en-GB', bytes)).toBe(said)
})
