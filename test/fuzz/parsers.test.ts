// Long fuzzing of every parser: examples of each format, mutated by bytes, cut, spliced and repeated. Whatever comes out, nothing throws,
// every record lies within the file and after the one before, and no two overlap: no byte is read twice or lost between records.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formats, readAll } from '../../src/intake/formats.ts'
import { normalise } from '../../src/intake/normalise.ts'
import { waysOf } from '../../src/intake/ways.ts'
import { packs } from '../packs.ts'

const RUNS = Number(process.env.FUZZ_RUNS ?? 20_000)
const examples = formats.flatMap((format) => format.examples())
const pack = packs.get('xx')!
const ways = waysOf({ linkKey: Buffer.alloc(32), pack, packs: packs.values() })

type Mutation = { at: number; length: number; kind: 'flip' | 'cut' | 'insert' | 'repeat'; byte: number }

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(200),
  kind: fc.constantFrom('flip', 'cut', 'insert', 'repeat'),
  byte: fc.oneof(fc.nat(255), fc.constantFrom(0, 0x3c, 0x3e, 0x26, 0x22, 0x7b, 0x7d, 0xff, 0xfe, 0xc3)),
})

function mutated(bytes: Buffer, { at, length, kind, byte }: Mutation): Buffer {
  const from = Math.floor(at * bytes.length)
  const piece = bytes.subarray(from, from + length)
  if (kind === 'cut') return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + length)])
  if (kind === 'insert')
    return Buffer.concat([bytes.subarray(0, from), Buffer.alloc(1 + (length % 8), byte), bytes.subarray(from)])
  if (kind === 'repeat') return Buffer.concat([bytes.subarray(0, from), piece, piece, bytes.subarray(from)])
  const copy = Buffer.from(bytes)
  if (copy.length > 0) copy[Math.min(from, copy.length - 1)] = byte
  return copy
}

test(`${RUNS} mutated files: nothing throws, nothing is lost, nothing is read twice`, () => {
  const file = fc.tuple(
    fc.constantFrom(...examples),
    fc.array(mutation, { minLength: 1, maxLength: 6 }),
    fc.integer({ min: 1, max: 4096 }),
  )
  fc.assert(
    fc.property(file, ([example, mutations, pieceBytes]) => {
      const bytes = mutations.reduce(mutated, example.bytes)
      const parsed = readAll(bytes, { fileName: example.fileName, pieceBytes })
      expect(parsed.length).toBeGreaterThan(0)
      let end = 0
      for (const { draft, unreadable } of parsed) {
        const { byteFrom, byteTo } = draft ?? unreadable!
        expect(byteFrom).toBeGreaterThanOrEqual(end)
        expect(byteTo).toBeLessThanOrEqual(bytes.length)
        end = Math.max(end, byteTo)
        if (draft) normalise(draft, ways)
      }
      const whole = readAll(bytes, { fileName: example.fileName })
      expect(parsed.map((one) => one.digest)).toEqual(whole.map((one) => one.digest))
    }),
    { numRuns: RUNS },
  )
})
