import { expect, it } from 'vitest'
import { memoised, memoisedFor } from './memo.ts'

it('asks once for each text, also where the answer is nothing, and anew when there were too many', () => {
  const asked: string[] = []
  const find = memoised((text) => void asked.push(text), 2)
  for (const text of ['a', 'a', 'b', 'a', 'c', 'a']) find(text)
  expect(asked).toEqual(['a', 'b', 'c', 'a'])
})

it('keeps the answers of different objects apart', () => {
  const find = memoisedFor((of: { name: string }, text) => `${of.name} ${text}`, 9)
  const [a, b] = [{ name: 'a' }, { name: 'b' }]
  expect([find(a, 'x'), find(b, 'x'), find(a, 'x')]).toEqual(['a x', 'b x', 'a x'])
})
