import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numberAgencies, numberForNewChild } from './number-agencies.ts'

const range = { from: 1000, to: 200_000_999 }

interface Node {
  id: string
  parent?: string
  depth: number
}

/** A tree as a list: each agency hangs below one of those before it, four levels below the root at most (a station). */
const trees = fc.array(fc.nat(), { minLength: 1, maxLength: 60 }).map((picks) => {
  const tree: Node[] = [{ id: 'a0', depth: 0 }]
  for (const [index, pick] of picks.entries()) {
    const above = tree.filter((agency) => agency.depth < 4)
    const parent = above[pick % above.length]!
    tree.push({ id: `a${index + 1}`, parent: parent.id, depth: parent.depth + 1 })
  }
  return tree
})

const isAbove = (tree: { id: string; parent?: string }[], above: string, id: string): boolean => {
  const parent = tree.find((agency) => agency.id === id)?.parent
  return id === above || (parent !== undefined && isAbove(tree, above, parent))
}

test('a subtree is exactly what lies between an agency’s two numbers', () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const numbers = numberAgencies(tree, range)
      for (const above of tree) {
        const { no, hi } = numbers.get(above.id)!
        for (const agency of tree) {
          const own = numbers.get(agency.id)!.no
          expect(own >= no && own <= hi).toBe(isAbove(tree, above.id, agency.id))
        }
      }
    }),
    { numRuns: 60 },
  )
})

test('a new child renumbers nothing', () => {
  fc.assert(
    fc.property(trees, fc.nat(), (tree, pick) => {
      const before = numberAgencies(tree, range)
      const parent = tree[pick % tree.length]!.id
      const grown = [...tree, { id: 'new', parent }]
      // Whether numbered afresh from the longer list, or added to numbers that are kept.
      for (const after of [numberAgencies(grown, range), numberAgencies(grown, range, before)]) {
        for (const agency of tree) expect(after.get(agency.id)).toEqual(before.get(agency.id))
      }
    }),
    { numRuns: 60 },
  )
})

test('an agency put in the middle of the list keeps the numbers that others have', () => {
  const before = numberAgencies([{ id: 'root' }, { id: 'east', parent: 'root' }, { id: 'west', parent: 'root' }], range)
  const tree = [{ id: 'root' }, { id: 'north', parent: 'root' }, { id: 'east', parent: 'root' }, { id: 'west', parent: 'root' }]
  const after = numberAgencies(tree, range, before)
  expect(after.get('east')).toEqual(before.get('east'))
  expect(after.get('north')!.no).toBeGreaterThan(after.get('west')!.hi)
})

test('a country of 40 states, 80 districts each and 200 stations in one of them fits', () => {
  const tree: { id: string; parent?: string }[] = [{ id: 'root' }, { id: 'desk', parent: 'root' }]
  for (let state = 0; state < 40; state += 1) {
    tree.push({ id: `s${state}`, parent: 'desk' })
    for (let district = 0; district < 80; district += 1) tree.push({ id: `s${state}d${district}`, parent: `s${state}` })
  }
  for (let station = 0; station < 200; station += 1) tree.push({ id: `t${station}`, parent: 's39d79' })
  const numbers = numberAgencies(tree, range)
  expect(new Set([...numbers.values()].map(({ no }) => no)).size).toBe(tree.length)
})

test('a gap that a removed child leaves is used when the rest is full, and a full parent has no room', () => {
  expect(
    numberForNewChild({ no: 10, hi: 14 }, [
      { no: 11, hi: 11 },
      { no: 13, hi: 14 },
    ]),
  ).toEqual({ no: 12, hi: 12 })
  expect(numberForNewChild({ no: 10, hi: 11 }, [{ no: 11, hi: 11 }])).toBeUndefined()
  expect(() =>
    numberAgencies([{ id: 'root' }, { id: 'a', parent: 'root' }, { id: 'b', parent: 'root' }], { from: 1, to: 2 }),
  ).toThrow("no number is left below 'root' for 'b'")
})
