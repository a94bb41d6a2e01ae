import { expect, test } from 'vitest'
import { isSlug, linesOf, suggestedSlug, type Unit } from './tree.ts'

const unit = (no: number, parentNo: number | null, depth: number, en: string): Unit => ({
  no,
  parentNo,
  depth,
  name: { en, hi: `ह ${en}` },
  slug: en,
})
const all = [
  unit(1, null, 1, 'country'),
  unit(10, 1, 2, 'desk'),
  unit(11, 10, 3, 'state'),
  unit(12, 11, 4, 'district'),
  unit(13, 12, 5, 'station'),
  unit(20, 10, 3, 'other state'),
]
const shown = (more: { folds?: [number, boolean][]; q?: string } = {}) =>
  linesOf(all, { folds: new Map(more.folds ?? []), q: more.q ?? '' }).map((line) => [line.agency.no, line.level])

test('the tree is unfolded down to the states', () => {
  expect(shown()).toEqual([
    [1, 0],
    [10, 1],
    [11, 2],
    [20, 2],
  ])
})

test('what is unfolded shows its units, what is folded hides all below it', () => {
  expect(shown({ folds: [[11, true]] }).map(([no]) => no)).toEqual([1, 10, 11, 12, 20])
  expect(
    shown({
      folds: [
        [1, false],
        [11, true],
      ],
    }).map(([no]) => no),
  ).toEqual([1])
})

test('what is looked for is found also where it is folded away, with the units above it', () => {
  const lines = linesOf(all, { folds: new Map(), q: 'sta ti' })
  expect(lines.map((line) => [line.agency.no, line.level, line.path.map(({ no }) => no)])).toEqual([[13, 0, [1, 10, 11, 12]]])
  expect(linesOf(all, { folds: new Map(), q: 'state' })[0]).toMatchObject({ below: 1, isUnfolded: false })
})

test('a short name is made from the name', () => {
  expect(suggestedSlug(' Fen  Street Station ')).toBe('fen-street-station')
  expect(suggestedSlug('थाना')).toBe('')
  expect([isSlug('fen-1'), isSlug('-fen'), isSlug('Fen')]).toEqual([true, false, false])
})
