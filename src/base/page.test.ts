import { expect, it } from 'vitest'
import { z } from 'zod'
import { decodeCursor, encodeCursor } from './page.ts'
import { Refusal } from './refusal.ts'

const schema = z.tuple([z.number(), z.coerce.date(), z.string()])

it('gives back what was put in', () => {
  const key = [40, new Date('2031-01-02T03:04:05.678Z'), 'é/+ ']
  expect(decodeCursor(encodeCursor(key), schema)).toEqual(key)
})

it.each([
  '',
  'x',
  '%%%',
  encodeCursor([]),
  encodeCursor(['40', new Date(), 'a']),
  Buffer.from('{"a":').toString('base64url'),
  'A'.repeat(100_000),
])('refuses garbage: %.20s', (text) => {
  try {
    decodeCursor(text, schema)
    expect.unreachable()
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal)
    expect(error).toMatchObject({ status: 400, code: 'bad-cursor' })
  }
})
