// What holds for every format: records come out whole and in order whatever the pieces, and damage to one never reaches another.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Parsed } from '../format.ts'
import { formats, readAll } from '../formats.ts'
import { agencyExample } from './agency-json-examples.data.ts'
import { cybertipEntry, cybertipEnvelope } from './cybertip-xml-examples.data.ts'

const ofWhich = (parsed: Parsed[]) =>
  parsed.map((one) => (one.draft ? `draft ${one.draft.sourceNumber}` : `not ${one.unreadable.sourceNumber}`))

const span = (one: Parsed): [number, number] =>
  one.draft ? [one.draft.byteFrom, one.draft.byteTo] : [one.unreadable.byteFrom, one.unreadable.byteTo]

function expectOrder(parsed: Parsed[], size: number): void {
  let last = 0
  for (const one of parsed) {
    const [from, to] = span(one)
    expect(from).toBeGreaterThanOrEqual(last)
    expect(to).toBeGreaterThanOrEqual(from)
    last = to
  }
  expect(last).toBeLessThanOrEqual(size)
  expect(parsed.map((one) => (one.draft ?? one.unreadable).entry)).toEqual(parsed.map((_, at) => at + 1))
}

for (const format of formats) {
  describe(format.name, () => {
    test.each(format.examples().map((one) => [one.name, one] as const))(
      'reads its example %s',
      (_, { bytes, fileName, ...says }) => {
        const parsed = readAll(bytes, { fileName })
        expect(parsed.filter((one) => one.draft)).toHaveLength(says.drafts)
        expect(parsed.filter((one) => one.unreadable)).toHaveLength(says.unreadables)
        expect(parsed.flatMap((one) => one.draft?.content.issues ?? [])).toEqual([])
        expectOrder(parsed, bytes.length)
      },
    )

    test('gives the same for pieces of any size', () => {
      for (const { bytes, fileName } of format.examples()) {
        const whole = readAll(bytes, { fileName })
        for (const pieceBytes of [1, 2, 3, 61, 1000]) {
          const cut = readAll(bytes, { fileName, pieceBytes })
          // What stands round a fault may have come later or be forgotten already: excerpts differ.
          const plain = (all: Parsed[]) =>
            all.map((one) => ({ ...one, unreadable: one.unreadable && { ...one.unreadable, excerpt: '' } }))
          expect(plain(cut)).toEqual(plain(whole))
        }
      }
    })

    test('never throws and never overlaps, whatever happens to the bytes', () => {
      const damaged = fc.record({
        which: fc.nat(),
        cuts: fc.array(fc.tuple(fc.nat(), fc.nat({ max: 40 }), fc.uint8Array({ maxLength: 12 })), { minLength: 1, maxLength: 6 }),
        pieceBytes: fc.integer({ min: 1, max: 5000 }),
      })
      fc.assert(
        fc.property(damaged, ({ which, cuts, pieceBytes }) => {
          const all = format.examples()
          const { bytes, fileName } = all[which % all.length]!
          let mutated = bytes
          for (const [at, length, put] of cuts) {
            const from = at % (mutated.length + 1)
            mutated = Buffer.concat([mutated.subarray(0, from), put, mutated.subarray(from + length)])
          }
          const parsed = readAll(mutated, { fileName, pieceBytes })
          expect(parsed.length).toBeGreaterThan(0)
          expectOrder(parsed, mutated.length)
        }),
        { numRuns: 150 },
      )
    })
  })
}

const numbers = [101, 102, 103, 104]
const whole = {
  envelope: cybertipEnvelope(...numbers.map(cybertipEntry)),
  'pretty array': JSON.stringify(numbers.map(agencyExample), null, 2),
  'JSON Lines': numbers.map((number) => JSON.stringify(agencyExample(number))).join('\n'),
  'one line': JSON.stringify(numbers.map(agencyExample)),
}

describe.each(Object.entries(whole))('one wrong byte in %s', (name, text) => {
  const fileName = name === 'envelope' ? 'tips.xml' : 'tips.json'
  const bytes = Buffer.from(text)
  const spans = readAll(bytes, { fileName }).map(span)

  test('takes at most the record in which it stands, and no record is lost', () => {
    expect(spans).toHaveLength(numbers.length)
    fc.assert(
      fc.property(fc.nat({ max: numbers.length - 1 }), fc.nat(), fc.integer({ min: 0, max: 255 }), (which, offset, byte) => {
        const [from, to] = spans[which]!
        const wrong = Buffer.from(bytes)
        wrong[from + (offset % (to - from))] = byte
        const parsed = readAll(wrong, { fileName })
        // A bracket too many, or a line that ends before one, can make two stretches out of one; never fewer records of the others.
        const maySplit = [0x7b, 0x7d, 0x0a, 0x0d].includes(byte)
        if (maySplit) expect(parsed.length).toBeGreaterThanOrEqual(numbers.length - 1)
        else expect(parsed).toHaveLength(numbers.length)
        const others = numbers.filter((_, at) => at !== which).map((number) => `draft ${number}`)
        // The wrong byte may make the number of its own record that of another.
        const elsewhere = parsed.filter((one) => span(one)[1] <= from || span(one)[0] >= to)
        expect(ofWhich(elsewhere).filter((one) => others.includes(one))).toEqual(others)
      }),
      { numRuns: 250 },
    )
  })

  test('a file that breaks off keeps what came before and says where it broke', () => {
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 30 }), (at) => {
        const cut = bytes.subarray(0, 20 + at)
        const parsed = readAll(cut, { fileName })
        const complete = spans.filter(([, to]) => to <= cut.length).length
        expect(ofWhich(parsed).slice(0, complete)).toEqual(numbers.slice(0, complete).map((number) => `draft ${number}`))
        const isWhole = name === 'JSON Lines' && (spans.some(([, to]) => to === cut.length) || cut.at(-1) === 0x0a)
        expect(parsed).toHaveLength(isWhole ? complete : complete + 1)
        // Nothing but the declaration is no report that broke off: the file is empty.
        const isBare = /^<\?xml[^>]*>\s*$/.test(cut.toString('latin1'))
        if (isBare) expect(parsed.at(-1)!.unreadable).toMatchObject({ reason: 'empty' })
        else if (!isWhole) expect(parsed.at(-1)!.unreadable).toMatchObject({ reason: 'broken-off', byteTo: cut.length })
      }),
      { numRuns: 100 },
    )
  })
})

test('white space before what is skipped belongs to nothing, wherever the pieces end', () => {
  const text = `${cybertipEnvelope(cybertipEntry(1), '\n   stray words\n', cybertipEntry(2))}\n  bytes after the end`
  const bytes = Buffer.from(text)
  const spans = (pieceBytes: number) => readAll(bytes, { fileName: 'a.xml', pieceBytes }).map(span)
  const whole = spans(bytes.length)
  expect(whole[1]![0]).toBe(text.indexOf('stray'))
  expect(whole[3]![0]).toBe(text.indexOf('bytes after'))
  for (const pieceBytes of [1, 2, 5, 7]) expect(spans(pieceBytes)).toEqual(whole)
})
