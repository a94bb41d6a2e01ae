import fc from 'fast-check'
import { expect, it } from 'vitest'
import { deflateJson, inflateJson } from './deflated.ts'

it('gives back any JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      expect(JSON.stringify(inflateJson(deflateJson(value)))).toBe(JSON.stringify(value))
    }),
  )
})

it('gives back what is longer than its small window', () => {
  const long = Array.from({ length: 3000 }, (_, at) => `value ${at % 700}`)
  expect(inflateJson(deflateJson(long))).toEqual(long)
})
