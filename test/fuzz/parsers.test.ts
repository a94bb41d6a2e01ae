// Long fuzzing of the formats: examples of each, in each encoding that is read, mutated. Whatever comes out, nothing throws (not even into
// the net under a reader), every record lies within the file and after the one before, and no two overlap: no byte is read twice or lost.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formats, readAll } from '../../src/intake/formats.ts'
import { normalise } from '../../src/intake/normalise.ts'
import { READER_FAILED } from '../../src/intake/record.ts'
import { waysOf } from '../../src/intake/ways.ts'
import { packs } from '../packs.ts'
import { mutated } from './mutations.ts'

const RUNS = Number(process.env.FUZZ_RUNS ?? 20_000)
const pack = packs.get('xx')!
const ways = waysOf({ linkKey: Buffer.alloc(32), pack, packs: packs.values() })

const utf16 = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text.replace(/encoding="UTF-8"/i, 'encoding="UTF-16"'), 'utf16le')])

const latin1 = (text: string): Buffer => Buffer.from(text.replace(/encoding="UTF-8"/i, 'encoding="ISO-8859-1"'), 'latin1')

const examples = formats.flatMap((format) =>
  format.examples().flatMap(({ fileName, bytes }) => {
    const text = bytes.toString('utf8')
    return [bytes, utf16(text), utf16(text).swap16(), latin1(text)].map((encoded) => ({ fileName, bytes: encoded }))
  }),
)
const names = [...new Set(examples.map(({ fileName }) => fileName))]

test(`${RUNS} mutated files: nothing throws, nothing is lost, nothing is read twice`, () => {
  const file = fc.tuple(mutated(examples.map(({ bytes }) => bytes)), fc.constantFrom(...names), fc.integer({ min: 1, max: 4096 }))
  fc.assert(
    fc.property(file, ([bytes, fileName, pieceBytes]) => {
      const parsed = readAll(bytes, { fileName, pieceBytes })
      expect(parsed.length).toBeGreaterThan(bytes.length === 0 ? -1 : 0)
      let end = 0
      for (const { draft, unreadable } of parsed) {
        const { byteFrom, byteTo } = draft ?? unreadable!
        expect(byteFrom).toBeGreaterThanOrEqual(end)
        expect(byteTo).toBeLessThanOrEqual(bytes.length)
        end = Math.max(end, byteTo)
        expect(unreadable?.reason).not.toBe(READER_FAILED)
        if (draft) normalise(draft, ways)
      }
      const whole = readAll(bytes, { fileName })
      expect(parsed.map((one) => one.digest)).toEqual(whole.map((one) => one.digest))
    }),
    { numRuns: RUNS },
  )
})
