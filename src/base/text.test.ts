import { expect, it } from 'vitest'
import { firstOf } from './text.ts'

it.each([
  ['abc', 3, 'abc'],
  ['abcd', 3, 'abc'],
  ['a🔥b', 2, 'a'],
  ['a🔥b', 3, 'a🔥'],
  ['🔥', 1, ''],
  ['', 0, ''],
])('of %j the first %i are %j', (text, most, first) => expect(firstOf(text, most)).toBe(first))
