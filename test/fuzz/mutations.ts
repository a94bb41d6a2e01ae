// Bytes changed as accidents and enemies change them: flipped, cut, inserted, repeated.
import fc from 'fast-check'

type Mutation = { at: number; length: number; kind: 'flip' | 'cut' | 'insert' | 'repeat'; byte: number }

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(200),
  kind: fc.constantFrom('flip', 'cut', 'insert', 'repeat'),
  byte: fc.oneof(fc.nat(255), fc.constantFrom(0, 0x3c, 0x3e, 0x26, 0x22, 0x7b, 0x7d, 0xff, 0xfe, 0xc3)),
})

function changed(bytes: Buffer, { at, length, kind, byte }: Mutation): Buffer {
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

/** One of these, changed one to six times. */
export const mutated = (originals: readonly Buffer[]): fc.Arbitrary<Buffer> =>
  fc
    .tuple(fc.constantFrom(...originals), fc.array(mutation, { minLength: 1, maxLength: 6 }))
    .map(([bytes, mutations]) => mutations.reduce(changed, bytes))

export const mutatedText = (originals: readonly string[]): fc.Arbitrary<string> =>
  mutated(originals.map((text) => Buffer.from(text))).map((bytes) => bytes.toString('utf8'))
