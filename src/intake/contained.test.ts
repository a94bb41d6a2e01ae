// A reader that throws, though none should: it costs the record over which it threw, with its place, and nothing before or after it.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recordOf } from './chunks.ts'
import { sniffEncoding } from './encoding.ts'
import type { Format, Parsed, Reader } from './format.ts'
import { agencyJson } from './formats/agency-json.ts'
import { agencyExample } from './formats/agency-json-examples.data.ts'
import { JsonSplitter } from './formats/agency-json-split.ts'
import { readAll } from './formats.ts'
import { contain, recordText } from './record.ts'
import { Window } from './window.ts'

const SECRET = 'Dockside School'

/** Splits as our JSON does; its mapper fails over records that say `fails`. */
const fragile: Format = {
  ...agencyJson,
  open({ head, recordLimitBytes }) {
    const window = new Window(sniffEncoding(head).encoding!)
    const splitter = new JsonSplitter(window, recordLimitBytes)
    const drain = (isEnd: boolean): Parsed[] => {
      const parsed: Parsed[] = []
      for (let piece = splitter.next(isEnd); piece; piece = splitter.next(isEnd)) {
        const { record } = piece
        if (!record) parsed.push(piece.skipped)
        else
          parsed.push(
            contain(window, record, () => {
              const { text, digest } = recordText(window, record)
              if (text?.includes('fails')) throw new TypeError(`Cannot read ${SECRET}`)
              const { from: byteFrom, to: byteTo, entry } = record
              const said = readAll(Buffer.from(text!), { fileName: 'one.json' })[0]!.draft!
              return { draft: { ...said, byteFrom, byteTo, entry }, digest, text: text! }
            }),
          )
      }
      return parsed
    }
    return {
      push(bytes) {
        window.append(bytes)
        return drain(false)
      },
      end: () => drain(true),
    }
  },
}

const ofWhich = (parsed: Parsed[]) => parsed.map(({ draft, unreadable }) => draft?.sourceNumber ?? unreadable!.reason)

test('a mapper that throws over one record costs that record; the next one is read', () => {
  const lines = [1, 2, 3, 4].map((number) =>
    JSON.stringify({ ...agencyExample(number), ...(number === 2 ? { fails: SECRET } : {}) }),
  )
  const bytes = Buffer.from(lines.join('\n'))
  for (const pieceBytes of [1, 700, bytes.length]) {
    const parsed = readAll(bytes, { fileName: 'tips.json', among: [fragile], pieceBytes })
    expect(ofWhich(parsed)).toEqual(['1', 'reader-failed', '3', '4'])
    const { unreadable, bug, digest } = parsed[1] as Extract<Parsed, { unreadable: object }>
    const byteFrom = lines[0]!.length + 1
    expect(unreadable).toMatchObject({
      entry: 2,
      byteFrom,
      byteTo: byteFrom + lines[1]!.length,
      place: { line: 2, byte: byteFrom, entry: 2 },
    })
    expect(digest.length).toBe(32)
    expect(bug).toMatchObject({ name: 'TypeError', stack: expect.stringContaining('contained.test') })
    // The log gets the bug: it must say where, and nothing of what the record says.
    expect(JSON.stringify([unreadable, bug])).not.toContain(SECRET)
  }
})

test('a reader that throws between records keeps what it gave; the rest is one record to the end of the file', () => {
  const bytes = Buffer.from([1, 2, 3, 4, 5].map((number) => JSON.stringify(agencyExample(number))).join('\n'))
  const plan = fc.record({ throwsAt: fc.nat(12), pieceBytes: fc.integer({ min: 400, max: 3000 }) })
  fc.assert(
    fc.property(plan, ({ throwsAt, pieceBytes }) => {
      let calls = 0
      const may = (read: () => Parsed[]) => {
        if (calls++ === throwsAt) throw new RangeError('splitter')
        return read()
      }
      const open: Format['open'] = (options) => {
        const reader: Reader = agencyJson.open(options)
        return { push: (piece) => may(() => reader.push(piece)), end: () => may(() => reader.end()) }
      }
      const options = { fileName: 'tips.json', pieceBytes }
      const parsed = readAll(bytes, { ...options, among: [{ ...agencyJson, open }] })
      const whole = readAll(bytes, options)
      if (calls <= throwsAt) {
        expect(parsed).toEqual(whole)
        return
      }
      const rest = parsed.at(-1)!.unreadable!
      expect(parsed.slice(0, -1)).toEqual(whole.slice(0, parsed.length - 1))
      expect(rest).toMatchObject({
        reason: 'reader-failed',
        entry: parsed.length,
        byteTo: bytes.length,
        place: { byte: rest.byteFrom },
      })
      expect(rest.byteFrom).toBeGreaterThanOrEqual(parsed.at(-2)?.draft?.byteTo ?? 0)
    }),
  )
})

test('a normal form that throws costs its record too', () => {
  const [parsed] = readAll(Buffer.from(JSON.stringify(agencyExample(7))), { fileName: 'one.json' })
  const fails = () => {
    throw new SyntaxError(SECRET)
  }
  const ways = { idOf: fails, isStopped: fails, mask: fails, mayHoldNumber: fails }
  const reading = {
    store: { folder: '', installation: Buffer.alloc(32) },
    ways,
    sourceIdOf: () => 'clearing-house',
    isAhead: true,
  }
  const file = { ordinal: 1, name: 'one.json', digest: Buffer.alloc(32) }
  const record = recordOf(parsed!, { file, part: 3, format: 'agency-json', reading })
  expect(record).toMatchObject({ part: 3, unreadable: { reason: 'reader-failed', sourceNumber: '7', place: { entry: 1 } } })
  expect(record.draft).toBeUndefined()
  expect(JSON.stringify(record)).not.toContain(SECRET)
})
