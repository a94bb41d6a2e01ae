import { expect, it } from 'vitest'
import { pathsFrom, type Tie } from './paths.ts'

const tie = (id: string, weight: number, reports: string): Tie => ({ id, weight, reports: [...reports] })
const way = (ties: Tie[], to: string) =>
  pathsFrom('a', ties)
    .get(to)
    ?.map((step) => `${step.from}-${step.tieId}-${step.to}`)
    .join(' ')

it('goes by the path whose weakest link is strongest, also when it is longer', () => {
  const ties = [tie('weak', 10, 'ad'), tie('x', 20, 'ab'), tie('y', 18, 'bc'), tie('z', 19, 'cd')]
  expect(way(ties, 'd')).toBe('a-x-b b-y-c c-z-d')
  expect(way([...ties, tie('direct', 21, 'ad')], 'd')).toBe('a-direct-d')
})

it('takes one step over a value of many', () => {
  expect(way([tie('v', 15, 'abcd')], 'd')).toBe('a-v-d')
})

it('prefers what a person confirmed, and knows no way where there is none', () => {
  expect(way([tie('v', 22, 'ab'), tie('said', Number.POSITIVE_INFINITY, 'ab')], 'b')).toBe('a-said-b')
  expect(way([tie('v', 22, 'ab')], 'e')).toBeUndefined()
})
