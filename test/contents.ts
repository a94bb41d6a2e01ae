// Contents for tests of the stages: small by hand, any by fast-check. All people, addresses and numbers are invented.
import fc from 'fast-check'
import { emptyContent, emptyPerson } from '../src/model/empty-report.ts'
import {
  type Content,
  type Person,
  type PersonRole,
  personRoles,
  type ReportedFile,
  type Sighting,
  type Time,
} from '../src/model/report.ts'

export const time = (at: string, zone: Time['zone'] = 'stated'): Time => ({
  at,
  written: at,
  offsetMinutes: zone === 'stated' ? 0 : null,
  zone,
  precision: 'second',
})

export const person = (role: PersonRole, more: Partial<Person<string>> = {}): Person<string> => ({
  ...emptyPerson(role, 1),
  isSealed: role === 'victim' || role === 'reporter',
  ...more,
})

export const sighting = (kind: Sighting['kind'], value: string, more: Partial<Sighting<string>> = {}): Sighting<string> => ({
  kind,
  role: 'suspect',
  value,
  normal: value,
  ...more,
})

export const file = (ordinal: number, more: Partial<ReportedFile<string>> = {}): ReportedFile<string> => ({
  ordinal,
  annotations: [],
  details: [],
  statements: [],
  ...more,
})

export function content(more: Partial<Content<string>> = {}): Content<string> {
  return { ...emptyContent('cybertip-xml'), sender: { name: 'Quaychat' }, ...more }
}

const codes = {
  type: ['csam', 'enticement', 'travel', 'molestation', 'unsolicited-obscene', 'misleading-words'],
  incident: ['sextortion', 'csam-solicitation', 'spam', 'informational', 'minor-to-minor'],
  file: ['viral', 'potential-meme', 'generative-ai', 'live-streaming', 'infant', 'physical-harm'],
}

export const anyAddress = fc.constantFrom(
  '192.0.2.7',
  '198.51.100.7',
  '198.51.100.70',
  '203.0.113.84',
  '203.0.113.230',
  '198.18.33.1',
  '198.19.1.1',
  '2001:db8:10::1f',
  '192.0.2.200',
)

const anyTime = fc
  .tuple(fc.date({ min: new Date('2025-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }), fc.boolean())
  .map(([at, isStated]) => time(at.toISOString(), isStated ? 'stated' : 'absent'))

const anyPerson = fc.record({
  role: fc.constantFrom(...personRoles),
  isSealed: fc.boolean(),
  age: fc.option(fc.integer({ min: 5, max: 90 }), { nil: undefined }),
  flags: fc.constantFrom<Record<string, boolean>>({}, { 'access-to-children': true }, { 'convicted-offender': true }),
  city: fc.option(fc.constantFrom('Reedham', 'Harbour District', 'Port State', 'Elsewhere'), { nil: undefined }),
  school: fc.option(fc.constantFrom('Lantern School, Lantern', 'Fen District School'), { nil: undefined }),
})

const anyFile = fc.record({
  annotations: fc.uniqueArray(fc.constantFrom(...codes.file), { maxLength: 3 }),
  category: fc.option(fc.constantFrom('A1', 'A2', 'B1', 'B2'), { nil: undefined }),
  isViewed: fc.option(fc.boolean(), { nil: undefined }),
})

const anySighting = fc.oneof(
  fc.record({ kind: fc.constant('ip' as const), value: anyAddress, isProxy: fc.boolean() }),
  fc.record({ kind: fc.constant('phone' as const), value: fc.constantFrom('+999555012', '+9995550163', '+9997112345') }),
  fc.record({ kind: fc.constantFrom('account' as const, 'email' as const), value: fc.constant('lark.pell.77') }),
)

export const anyContent: fc.Arbitrary<Content<string>> = fc
  .record({
    type: fc.option(fc.constantFrom(...codes.type), { nil: null }),
    annotations: fc.uniqueArray(fc.constantFrom(...codes.incident), { maxLength: 3 }),
    escalation: fc.option(fc.constant('stated by the provider'), { nil: undefined }),
    at: fc.option(anyTime, { nil: undefined }),
    people: fc.array(anyPerson, { maxLength: 4 }),
    files: fc.array(anyFile, { maxLength: 4 }),
    sightings: fc.array(fc.tuple(anySighting, fc.nat(9), fc.option(anyTime, { nil: undefined }), fc.boolean()), { maxLength: 6 }),
  })
  .map(({ type, annotations, escalation, at, people, files, sightings }) =>
    content({
      incident: { type, annotations, escalation, time: at, details: [] },
      people: people.map(({ city, ...one }, index) =>
        person(one.role, { ...one, ordinal: index + 1, addresses: city === undefined ? [] : [{ city }] }),
      ),
      files: files.map((one, index) => file(index + 1, one)),
      sightings: sightings.map(([one, owner, seenAt, hasPort]) => {
        const of = people.length === 0 ? undefined : owner % people.length
        const role = of === undefined ? 'suspect' : people[of]!.role
        return sighting(one.kind, one.value, { ...one, person: of, role, time: seenAt, port: hasPort ? 50_122 : undefined })
      }),
    }),
  )
