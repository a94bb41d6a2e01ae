import fc from 'fast-check'
import { expect, it } from 'vitest'
import { newKey, open, seal, UnsealError, unwrapKey, wrapKey } from './seal.ts'

const key = newKey()

it('opens what it sealed, in its place', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (plain, bound) => {
      expect(open(key, seal(key, plain, bound), bound).toString()).toBe(plain)
    }),
  )
})

it('does not open in another place, under another key, or with any bit altered', () => {
  const sealed = seal(key, 'a value', 'report/1/name')
  expect(() => open(key, sealed, 'report/2/name')).toThrow(UnsealError)
  expect(() => open(newKey(), sealed, 'report/1/name')).toThrow(UnsealError)
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const altered = Buffer.from(sealed)
    altered[bit >> 3]! ^= 1 << (bit & 7)
    expect(() => open(key, altered, 'report/1/name')).toThrow(UnsealError)
  }
  expect(() => open(key, sealed.subarray(0, 20), 'report/1/name')).toThrow(UnsealError)
})

it('seals the same value differently each time', () => {
  expect(seal(key, 'x', 'y')).not.toEqual(seal(key, 'x', 'y'))
})

it('wraps a key for one row only', () => {
  const dataKey = newKey()
  const wrapped = wrapKey(key, dataKey, 'report/1')
  expect(unwrapKey(key, wrapped, 'report/1')).toEqual(dataKey)
  expect(() => unwrapKey(key, wrapped, 'report/2')).toThrow(UnsealError)
})
