import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  consistencyProof,
  EMPTY_FRONTIER,
  EMPTY_ROOT,
  extend,
  frontierRoot,
  inclusionProof,
  isConsistent,
  isIncluded,
  leafHash,
  packNodes,
  rootOf,
  unpackNodes,
} from './merkle.ts'
import * as known from './merkle-vectors.data.ts'

const hex = (text: string) => Buffer.from(text, 'hex')
const hexes = (list: readonly Buffer[]) => list.map((hash) => hash.toString('hex'))
const knownLeaves = known.inputs.map((input) => leafHash(hex(input)))

/** The definition of RFC 6962 2.1, word for word: the slow truth that the incremental tree is held against. */
function definition(contents: readonly Buffer[]): Buffer {
  if (contents.length === 0) return createHash('sha256').digest()
  if (contents.length === 1) return createHash('sha256').update('\x00').update(contents[0]!).digest()
  const split = 2 ** Math.ceil(Math.log2(contents.length) - 1)
  const [left, right] = [definition(contents.slice(0, split)), definition(contents.slice(split))]
  return createHash('sha256').update('\x01').update(left).update(right).digest()
}

const contents = (count: number, seed = 0) => Array.from({ length: count }, (_, i) => Buffer.from(`leaf ${seed} ${i}`))
const flipped = (hash: Buffer) => Buffer.from(hash.map((byte, i) => (i === 0 ? byte ^ 8 : byte)))

describe('known answers of certificate-transparency', () => {
  test('roots of 0 to 8 leaves', () => {
    expect(EMPTY_ROOT.toString('hex')).toBe(known.emptyRoot)
    known.roots.forEach((root, i) => {
      expect(rootOf(knownLeaves.slice(0, i + 1)).toString('hex')).toBe(root)
    })
  })

  test('leaf hashes, and the frontier of each size', () => {
    expect(hexes(knownLeaves)).toEqual(known.nodes[0])
    known.compact.forEach((places, size) => {
      const frontier = extend(EMPTY_FRONTIER, knownLeaves.slice(0, size))
      expect(hexes(frontier.nodes)).toEqual(places.map(([level, index]) => known.nodes[level]![index]))
    })
  })

  test.each(known.inclusions)('inclusion of leaf $leaf in $size', ({ leaf, size, proof }) => {
    const made = inclusionProof(knownLeaves.slice(0, size), leaf - 1)
    expect(hexes(made)).toEqual(proof)
    const claim = { leaf: knownLeaves[leaf - 1]!, index: leaf - 1, size, root: hex(known.roots[size - 1]!), proof: made }
    expect(isIncluded(claim)).toBe(true)
    for (const wrong of wrongInclusions(claim)) expect(isIncluded({ ...claim, ...wrong })).toBe(false)
  })

  test.each(known.consistencies)('$size2 goes on from $size1', ({ size1, size2, proof }) => {
    const made = consistencyProof(knownLeaves.slice(0, size2), size1)
    expect(hexes(made)).toEqual(proof)
    const claim = { size1, size2, root1: hex(known.roots[size1 - 1]!), root2: hex(known.roots[size2 - 1]!), proof: made }
    expect(isConsistent(claim)).toBe(true)
    if (made.length === 0) return
    for (const wrong of wrongGrowths(claim)) expect(isConsistent({ ...claim, ...wrong })).toBe(false)
  })

  test('claims that need no hashing', () => {
    for (const [size1, size2, root1, root2, count, holds] of known.trivialGrowth) {
      const proof = Array.from({ length: count }, () => EMPTY_ROOT)
      expect(isConsistent({ size1, size2, root1: Buffer.from(root1), root2: Buffer.from(root2), proof })).toBe(holds)
    }
  })
})

type Inclusion = Parameters<typeof isIncluded>[0]
type Growth = Parameters<typeof isConsistent>[0]

/** The corruptions of transparency-dev/merkle: index, height, leaf, root, garbage before and after, one bit, one node less. */
function wrongInclusions({ leaf, index, size, root, proof }: Inclusion): Partial<Inclusion>[] {
  const none = Buffer.alloc(0)
  return [
    { index: index - 1 },
    { index: index + 1 },
    { index: index ^ 2 },
    { size: size * 2 },
    { size: Math.floor(size / 2) },
    { leaf: Buffer.from('WrongLeaf') },
    { leaf: flipped(leaf) },
    { root: EMPTY_ROOT },
    { root: flipped(root) },
    ...[none, root].flatMap((extra) => [{ proof: [...proof, extra] }, { proof: [extra, ...proof] }]),
    ...proof.map((_, bad) => ({ proof: proof.map((hash, i) => (i === bad ? flipped(hash) : hash)) })),
    ...(proof.length > 0 ? [{ proof: proof.slice(0, -1) }] : []),
  ]
}

function wrongGrowths({ size1, size2, root1, root2, proof }: Growth): Partial<Growth>[] {
  const extras = [Buffer.alloc(0), root1, root2]
  return [
    { size1: size1 - 1 },
    { size1: size1 + 1 },
    { size1: size1 ^ 2 },
    { size2: size2 * 2 },
    { size2: Math.floor(size2 / 2) },
    { root1: Buffer.from('WrongRoot') },
    { root2: Buffer.from('WrongRoot') },
    { root1: root2, root2: root1 },
    { proof: [] },
    ...extras.flatMap((extra) => [{ proof: [...proof, extra] }, { proof: [extra, ...proof] }]),
    { proof: [proof[0]!, ...proof] },
    { proof: proof.slice(0, -1) },
    ...proof.map((_, bad) => ({ proof: proof.map((hash, i) => (i === bad ? flipped(hash) : hash)) })),
  ]
}

describe('any tree', () => {
  test('grown in any steps, kept as bytes between them, has the root of the definition', () => {
    const steps = fc.array(fc.nat({ max: 20 }), { maxLength: 12 })
    fc.assert(
      fc.property(steps, (sizes) => {
        const all = contents(sizes.reduce((sum, size) => sum + size, 0))
        let [frontier, taken] = [EMPTY_FRONTIER, 0]
        for (const size of sizes) {
          const grown = extend(frontier, all.slice(taken, taken + size).map(leafHash))
          taken += size
          frontier = unpackNodes(taken, packNodes(grown))!
          expect(frontierRoot(frontier)).toEqual(definition(all.slice(0, taken)))
        }
      }),
      { numRuns: 50 },
    )
  })

  test('proves every leaf and every beginning, and nothing else', () => {
    const sizes = fc
      .integer({ min: 1, max: 70 })
      .chain((size) => fc.tuple(fc.constant(size), fc.nat({ max: size - 1 }), fc.nat({ max: size })))
    fc.assert(
      fc.property(sizes, ([size, index, size1]) => {
        const leaves = contents(size).map(leafHash)
        const inclusion = { leaf: leaves[index]!, index, size, root: rootOf(leaves), proof: inclusionProof(leaves, index) }
        expect(isIncluded(inclusion)).toBe(true)
        for (const wrong of wrongInclusions(inclusion)) expect(isIncluded({ ...inclusion, ...wrong })).toBe(false)
        const root1 = rootOf(leaves.slice(0, size1))
        const growth = { size1, size2: size, root1, root2: inclusion.root, proof: consistencyProof(leaves, size1) }
        expect(isConsistent(growth)).toBe(true)
        if (growth.proof.length === 0) return
        const other = { ...growth, root1: rootOf(contents(size1, 1).map(leafHash)) }
        expect(isConsistent(other)).toBe(false)
      }),
      { numRuns: 60 },
    )
  })

  test('bytes that are no frontier of that size are not taken for one', () => {
    const three = packNodes(extend(EMPTY_FRONTIER, knownLeaves.slice(0, 3)))
    expect(unpackNodes(3, three)?.nodes).toHaveLength(2)
    expect(unpackNodes(5, three)).toBeDefined()
    for (const size of [0, 1, 2, 4, 7, -3, 3.5, Number.NaN, 2 ** 53]) expect(unpackNodes(size, three)).toBeUndefined()
    expect(unpackNodes(3, three.subarray(1))).toBeUndefined()
    expect(unpackNodes(0, Buffer.alloc(0))).toEqual(EMPTY_FRONTIER)
  })

  test('a leaf or a size that is not there is a mistake of the caller', () => {
    expect(() => inclusionProof(knownLeaves, 8)).toThrow(RangeError)
    expect(() => consistencyProof(knownLeaves, 9)).toThrow(RangeError)
  })
})
