import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Content, identifierKinds, personRoles, type Value } from '../model/report.ts'
import { packed, unpacked } from './packed.ts'
import { contentFromBytes, contentToBytes } from './sealing.ts'

const some = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined })
const text = fc.string({ unit: 'grapheme', maxLength: 12 })
const value: fc.Arbitrary<Value> = fc.oneof(
  text,
  text.map((sealed) => ({ sealed })),
)
const instant = fc
  .date({ min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true })
  .map((at) => at.toISOString())
const time = fc.oneof(
  fc.record({
    at: fc.option(instant),
    written: fc.oneof(
      text,
      instant,
      instant.map((at) => `${at.slice(0, 19)}Z`),
    ),
    offsetMinutes: fc.option(fc.integer({ min: -840, max: 840 })),
    zone: fc.constantFrom('stated' as const, 'absent' as const),
    precision: fc.constantFrom(
      'year' as const,
      'month' as const,
      'day' as const,
      'minute' as const,
      'second' as const,
      'fraction' as const,
    ),
  }),
  // As nearly all are written: to the second, in UTC.
  instant.map((at) => ({
    at: `${at.slice(0, 19)}.000Z`,
    written: `${at.slice(0, 19)}Z`,
    offsetMinutes: 0,
    zone: 'stated' as const,
    precision: 'second' as const,
  })),
)
const statements = fc.array(fc.record({ topic: text, text: value }), { maxLength: 2 })
const address = fc.record(
  { street: value, city: value, postalCode: value, region: value, country: value, type: text },
  { requiredKeys: [] },
)
const person = fc.record({
  ...{ role: fc.constantFrom(...personRoles), ordinal: fc.nat(9), isSealed: fc.boolean() },
  ...{ firstName: some(value), middleName: some(value), lastName: some(value), displayNames: fc.array(value, { maxLength: 2 }) },
  ...{ age: some(fc.nat(99)), dateOfBirth: some(value), gender: some(text), addresses: fc.array(address, { maxLength: 2 }) },
  ...{ school: some(value), statements, flags: fc.dictionary(text, fc.boolean(), { maxKeys: 2, noNullPrototype: true }) },
  ...{ priorReports: fc.array(text, { maxLength: 2 }), associatedWith: some(fc.nat(3)) },
})
const sighting = fc
  .record({
    kind: fc.constantFrom(...identifierKinds),
    role: fc.constantFrom(...personRoles, 'file' as const, 'incident' as const),
    ...{ person: some(fc.nat(3)), file: some(fc.nat(3)), value, normal: some(value), id: some(fc.uuid()), service: some(text) },
    ...{ event: some(text), time: some(time), port: some(fc.integer({ min: 1, max: 65_535 })), isProxy: some(fc.boolean()) },
    ...{ isVerified: some(fc.boolean()), verifiedAt: some(time), type: some(text) },
  })
  .chain((one) => fc.constantFrom(one, { ...one, normal: one.value }))
const file = fc.record({
  ...{ ordinal: fc.nat(99), fileId: some(text), name: some(value), uploadedAt: some(time), place: some(value) },
  ...{ isViewed: some(fc.boolean()), isExifViewed: some(fc.boolean()), isPublic: some(fc.boolean()) },
  ...{ relevance: some(fc.constantFrom('reported' as const, 'supplemental' as const)), category: some(text) },
  annotations: fc.array(text, { maxLength: 2 }),
  details: fc.array(fc.record({ name: text, value, type: some(text) }), { maxLength: 2 }),
  statements,
})
const content: fc.Arbitrary<Content> = fc.record({
  form: fc.constant(1 as const),
  format: fc.constantFrom('cybertip-xml' as const, 'agency-json' as const),
  sender: fc.record({ name: text, service: some(text) }),
  receivedAt: some(time),
  incident: fc.record({
    ...{ type: fc.option(text), platform: some(text), time: some(time), timeDescription: some(value), escalation: some(value) },
    ...{ annotations: fc.array(text, { maxLength: 2 }), batched: some(text) },
    details: fc.array(fc.record({ kind: text, statements }), { maxLength: 2 }),
  }),
  lawEnforcement: some(fc.record({ agency: some(text), caseNumber: some(text), statements })),
  people: fc.array(person, { maxLength: 3 }),
  sightings: fc.array(sighting, { maxLength: 5 }),
  files: fc.array(file, { maxLength: 3 }),
  statements,
  isRetraction: some(fc.boolean()),
  unread: fc.array(fc.record({ path: text, text: value }), { maxLength: 2 }),
  issues: fc.array(fc.record({ code: text, field: text, found: some(text), place: some(fc.record({ line: fc.nat() })) }), {
    maxLength: 2,
  }),
})

/** As it is after JSON: what is undefined is not there. */
const plain = (given: unknown): unknown => JSON.parse(JSON.stringify(given))

test('whatever a content holds, it is the same after packing, JSON and unpacking', () => {
  fc.assert(
    fc.property(content, (given) => {
      expect(plain(unpacked(JSON.parse(JSON.stringify(packed(given)))))).toEqual(plain(given))
    }),
    { numRuns: 500 },
  )
})

test('short and long contents come back from their bytes; the long ones are smaller there', () => {
  const long = 'Reported by the provider. '.repeat(400)
  fc.assert(
    fc.property(content, (given) => {
      const more = { ...given, statements: [{ topic: 'narrative', text: long }] }
      for (const one of [given, more]) expect(plain(contentFromBytes(contentToBytes(one)))).toEqual(plain(one))
      expect(contentToBytes(more).length).toBeLessThan(long.length)
    }),
  )
})

test('codes of kinds and roles are places in these lists: they may grow at the end only', () => {
  expect(identifierKinds.slice(0, 13).join(' ')).toBe(
    'account email phone device screen-name ip url payment md5 sha1 sha256 pdq hash',
  )
  expect(personRoles.join(' ')).toBe('suspect recipient victim reporter associated other')
})
