// The Merkle tree of RFC 6962 (section 2.1) over SHA-256, as a log grows it: leaves are only ever added at the right.
// A frontier is all one must keep to go on: the roots of the perfect subtrees, largest first, one for each bit of the size.
// Sizes are plain numbers (exact up to 2^53), so nothing here may use 32-bit operators on them.
import { createHash } from 'node:crypto'

export type Frontier = { readonly size: number; readonly nodes: readonly Buffer[] }

export const HASH_BYTES = 32
export const EMPTY_FRONTIER: Frontier = { size: 0, nodes: [] }
export const EMPTY_ROOT = createHash('sha256').digest()

const LEAF_PREFIX = Buffer.from([0])
const NODE_PREFIX = Buffer.from([1])

export const leafHash = (content: Uint8Array) => createHash('sha256').update(LEAF_PREFIX).update(content).digest()

export const nodeHash = (left: Uint8Array, right: Uint8Array) =>
  createHash('sha256').update(NODE_PREFIX).update(left).update(right).digest()

const half = (n: number) => Math.floor(n / 2)
const isOdd = (n: number) => n % 2 === 1
const bitsOf = (n: number) => [...n.toString(2)].filter((bit) => bit === '1').length

/** The frontier with these leaf hashes added at the right; the given frontier stays as it was. */
export function extend(frontier: Frontier, leaves: Iterable<Buffer>): Frontier {
  const nodes = [...frontier.nodes]
  let size = frontier.size
  for (const leaf of leaves) {
    let node = leaf
    for (let n = size; isOdd(n); n = half(n)) node = nodeHash(nodes.pop()!, node)
    nodes.push(node)
    size += 1
  }
  return { size, nodes }
}

export function frontierRoot(frontier: Frontier): Buffer {
  if (frontier.size === 0) return EMPTY_ROOT
  return frontier.nodes.reduceRight((right, left) => nodeHash(left, right))
}

export const rootOf = (leaves: Iterable<Buffer>) => frontierRoot(extend(EMPTY_FRONTIER, leaves))

/** A frontier's nodes as bytes; together with its size they are all of it. */
export const packNodes = (frontier: Frontier) => Buffer.concat(frontier.nodes)

/** Undefined where these bytes are no frontier of that size. */
export function unpackNodes(size: number, bytes: Buffer): Frontier | undefined {
  if (!Number.isSafeInteger(size) || size < 0 || bytes.length !== bitsOf(size) * HASH_BYTES) return undefined
  const nodes = Array.from({ length: bitsOf(size) }, (_, i) => bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES))
  return { size, nodes }
}

/** The largest power of two that is smaller than n (n ≥ 2): where RFC 6962 splits a tree. */
function splitOf(n: number): number {
  let split = 1
  while (split * 2 < n) split *= 2
  return split
}

/** PATH of RFC 6962 2.1.1: what proves that the leaf at this index (from 0) is in the tree of these leaves. */
export function inclusionProof(leaves: readonly Buffer[], index: number): Buffer[] {
  if (!(index >= 0 && index < leaves.length)) throw new RangeError(`No leaf ${index} in a tree of ${leaves.length}`)
  if (leaves.length === 1) return []
  const split = splitOf(leaves.length)
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)]
  if (index < split) return [...inclusionProof(left, index), rootOf(right)]
  return [...inclusionProof(right, index - split), rootOf(left)]
}

/** PROOF of RFC 6962 2.1.2: what proves that the tree of the first `size` leaves is the beginning of the tree of all. */
export function consistencyProof(leaves: readonly Buffer[], size: number): Buffer[] {
  if (!(size >= 0 && size <= leaves.length)) throw new RangeError(`No size ${size} in a tree of ${leaves.length}`)
  return size === 0 ? [] : subProof(leaves, size, true)
}

function subProof(leaves: readonly Buffer[], size: number, isWhole: boolean): Buffer[] {
  if (size === leaves.length) return isWhole ? [] : [rootOf(leaves)]
  const split = splitOf(leaves.length)
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)]
  if (size <= split) return [...subProof(left, size, isWhole), rootOf(right)]
  return [...subProof(right, size - split, false), rootOf(left)]
}

const areHashes = (hashes: readonly Buffer[]) => hashes.every((hash) => hash.length === HASH_BYTES)

/** RFC 9162 2.1.3.2. */
export function isIncluded(claim: {
  leaf: Buffer
  index: number
  size: number
  root: Buffer
  proof: readonly Buffer[]
}): boolean {
  if (!(claim.index >= 0 && claim.index < claim.size)) return false
  if (!areHashes([claim.leaf, claim.root, ...claim.proof])) return false
  let [at, last, root] = [claim.index, claim.size - 1, claim.leaf]
  for (const hash of claim.proof) {
    if (last === 0) return false
    if (isOdd(at) || at === last) {
      root = nodeHash(hash, root)
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)]
    } else {
      root = nodeHash(root, hash)
    }
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && root.equals(claim.root)
}

type Growth = { size1: number; size2: number; root1: Buffer; root2: Buffer; proof: readonly Buffer[] }

/** RFC 9162 2.1.4.2, and the two trivial cases that it leaves out: equal sizes, and the empty tree, which begins every tree. */
export function isConsistent(claim: Growth): boolean {
  const { size1, size2, root1, root2, proof } = claim
  if (!(size1 >= 0 && size1 <= size2)) return false
  if (size1 === size2) return proof.length === 0 && root1.equals(root2)
  if (size1 === 0) return proof.length === 0
  return proof.length > 0 && areHashes(proof) && foldGrowth(claim)
}

function foldGrowth({ size1, size2, root1, root2, proof }: Growth): boolean {
  const isPowerOfTwo = bitsOf(size1) === 1
  const [first, ...rest] = isPowerOfTwo ? [root1, ...proof] : proof
  let [at, last] = [size1 - 1, size2 - 1]
  while (isOdd(at)) [at, last] = [half(at), half(last)]
  let [older, newer] = [first!, first!]
  for (const hash of rest) {
    if (last === 0) return false
    if (isOdd(at) || at === last) {
      older = nodeHash(hash, older)
      newer = nodeHash(hash, newer)
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)]
    } else {
      newer = nodeHash(newer, hash)
    }
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && older.equals(root1) && newer.equals(root2)
}
