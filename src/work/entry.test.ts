import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AuditEntry, canonicalEntry, canonicalJson, isMacRight, macEntry, storable } from './entry.ts'

const key = Buffer.alloc(32, 7)

const entry: AuditEntry = {
  entryId: '0198c0de-0000-7000-8000-000000000001',
  xact: '4711',
  at: '2026-03-01T08:00:00.000Z',
  actorId: null,
  actorName: 'Command line (root)',
  agencyNo: 1200,
  action: 'referral.acknowledge',
  outcome: 'done',
  subjectKind: 'referral',
  subjectId: 'R-2026-004817',
  requestId: null,
  detail: '{"note":["","seen"]}',
}

test('the bytes of an entry are what they have always been', () => {
  expect(canonicalEntry(entry).toString()).toBe(
    '["tipbridge audit entry 1","0198c0de-0000-7000-8000-000000000001","4711","2026-03-01T08:00:00.000Z",null,' +
      '"Command line (root)","1200","referral.acknowledge","done","referral","R-2026-004817",null,"{\\"note\\":[\\"\\",\\"seen\\"]}"]',
  )
  expect(macEntry(key, entry).toString('hex')).toBe('ec25768c924694ef594dd8ad83b8c92d90977eb208c6680845da84f4990776ba')
})

const text = fc.string({ unit: 'binary', maxLength: 12 })
const orNull = fc.option(text)
const entries: fc.Arbitrary<AuditEntry> = fc.record({
  entryId: fc.uuid(),
  xact: fc.bigInt({ min: 3n, max: 2n ** 63n - 1n }).map(String),
  at: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2100-01-01') }).map((date) => date.toISOString()),
  actorId: fc.option(fc.uuid()),
  actorName: text,
  agencyNo: fc.option(fc.integer()),
  action: text,
  outcome: fc.constantFrom('done', 'refused', 'failed'),
  subjectKind: orNull,
  subjectId: orNull,
  requestId: orNull,
  detail: fc.json(),
})

test('two entries have the same bytes only where they are equal', () => {
  fc.assert(
    fc.property(entries, entries, (one, other) => {
      expect(canonicalEntry(one).equals(canonicalEntry({ ...one }))).toBe(true)
      for (const field of Object.keys(one) as (keyof AuditEntry)[]) {
        const changed = { ...one, [field]: other[field] }
        expect(canonicalEntry(changed).equals(canonicalEntry(one))).toBe(changed[field] === one[field])
      }
    }),
  )
})

test('text does not slip from one field into the next', () => {
  const one = canonicalEntry({ ...entry, subjectKind: 'a', subjectId: 'b","c' })
  const other = canonicalEntry({ ...entry, subjectKind: 'a","b', subjectId: 'c' })
  expect(one.equals(other)).toBe(false)
  expect(canonicalEntry({ ...entry, subjectId: null }).equals(canonicalEntry({ ...entry, subjectId: 'null' }))).toBe(false)
})

test('a MAC is right only for its key and its entry', () => {
  const sealed = { ...entry, mac: macEntry(key, entry) }
  expect(isMacRight(key, sealed)).toBe(true)
  expect(isMacRight(Buffer.alloc(32, 8), sealed)).toBe(false)
  expect(isMacRight(key, { ...sealed, outcome: 'refused' })).toBe(false)
  expect(isMacRight(key, { ...sealed, mac: Buffer.alloc(0) })).toBe(false)
})

test('equal values give the same JSON, in whatever order they were built', () => {
  const shuffled = fc
    .dictionary(fc.string(), fc.jsonValue())
    .chain((value) =>
      fc.tuple(fc.constant(value), fc.shuffledSubarray(Object.keys(value), { minLength: Object.keys(value).length })),
    )
  fc.assert(
    fc.property(shuffled, ([value, order]) => {
      const rebuilt = Object.fromEntries(order.map((name) => [name, value[name]]))
      expect(canonicalJson(rebuilt)).toBe(canonicalJson(value))
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
  expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: undefined, at: new Date(0), big: 12n })).toBe(
    '{"at":"1970-01-01T00:00:00.000Z","b":[{"c":2,"d":1}],"big":"12"}',
  )
  expect(canonicalJson(undefined)).toBe('null')
  expect(canonicalJson(JSON.parse('{"__proto__":{"z":1,"a":2}}'))).toBe('{"__proto__":{"a":2,"z":1}}')
  expect(() => canonicalJson({ share: Number.NaN })).toThrow('NaN')
})

test('text that the database cannot hold is replaced before the MAC is made', () => {
  expect(storable('a\u0000b\ud800c')).toBe('a\ufffdb\ufffdc')
  expect(storable('प्रतिवेदन 🗂')).toBe('प्रतिवेदन 🗂')
})
