import { expect, it } from 'vitest'
import { z } from 'zod'
import { uuid7 } from './ids.ts'

it('makes UUIDs of version 7 that sort in the order of making, also within a millisecond', () => {
  const made = Array.from({ length: 20_000 }, () => uuid7(1_700_000_000_000))
  expect([...made].sort()).toEqual(made)
  expect(new Set(made).size).toBe(made.length)
  expect(z.uuid({ version: 'v7' }).safeParse(made[0]).success).toBe(true)
  expect(z.uuid({ version: 'v7' }).safeParse(made.at(-1)).success).toBe(true)
})

it('carries the time of the clock', () => {
  const at = Date.UTC(2031, 5, 1)
  expect(Number.parseInt(uuid7(at).replaceAll('-', '').slice(0, 12), 16)).toBe(at)
})

it('keeps the order when the clock is corrected backwards by a little', () => {
  const first = uuid7(1_900_000_000_000)
  expect(uuid7(1_900_000_000_000 - 500) > first).toBe(true)
})
