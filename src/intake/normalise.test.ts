import { expect, test } from 'vitest'
import { emptyContent, emptyPerson } from '../model/empty-report.ts'
import type { Content, Draft, PersonRole, SightingRole } from '../model/report.ts'
import { identifierId } from '../model/stamped-id.ts'
import { takeAge } from './build.ts'
import { normalise, type Ways } from './normalise.ts'
import { Reading } from './reading.ts'

const linkKey = Buffer.alloc(32, 7)
const ways: Ways = {
  idOf: (kind, normal) => identifierId(linkKey, kind, normal),
  mayHoldNumber: () => true,
  isStopped: (kind, normal) => kind === 'email' && normal.startsWith('abuse@'),
  mask: (text) => text.replace(/\b4\d{3} \d{4} (\d{4})\b/g, 'XXXX XXXX $1'),
}

function normalised(change: (content: Content<string>) => void): Content<string> {
  const content = emptyContent('cybertip-xml')
  content.incident.time = { at: '2026-05-01T10:00:00.000Z', written: '', offsetMinutes: 0, zone: 'stated', precision: 'second' }
  change(content)
  const draft: Draft = { sourceNumber: '1', sourceName: null, content, entry: 1, byteFrom: 0, byteTo: 1 }
  return normalise(draft, ways).content
}

const sealed = (role: PersonRole, known: { age?: number; dateOfBirth?: string }): boolean =>
  normalised((content) => content.people.push({ ...emptyPerson(role, 1), ...known })).people[0]!.isSealed

test.each([
  ['victim', {}, true],
  ['victim', { age: 40 }, true],
  ['reporter', { age: 40 }, true],
  ['recipient', {}, true],
  ['recipient', { age: 18 }, false],
  ['recipient', { age: 17 }, true],
  ['recipient', { age: 30, flags: { 'age-discrepancy': true } }, true],
  ['recipient', { age: 30, flags: { 'age-discrepancy': false } }, false],
  ['suspect', { age: 30, flags: { 'age-discrepancy': true } }, false],
  ['recipient', { age: 30, dateOfBirth: '2010-01-01' }, true],
  ['suspect', {}, false],
  ['suspect', { age: 17 }, true],
  ['suspect', { dateOfBirth: '2008-05-02' }, true],
  ['suspect', { dateOfBirth: '2008-05-01' }, false],
  ['suspect', { dateOfBirth: '2008' }, true],
  ['suspect', { dateOfBirth: '2007' }, false],
  ['suspect', { dateOfBirth: 'no date' }, true],
  ['suspect', { dateOfBirth: 'no date', age: 30 }, false],
  ['associated', {}, false],
  ['associated', { age: 12 }, true],
] as const)('%s %j is sealed: %s', (role, known, isSealed) => {
  expect(sealed(role, known)).toBe(isSealed)
})

test.each([
  ['suspect', {}, true],
  ['suspect', { age: 30 }, false],
  ['suspect', { dateOfBirth: '1990' }, false],
  ['associated', { age: 30, associatedWith: 0 }, true],
  ['other', {}, false],
] as const)('where the sender says that it is between minors, %s %j is sealed: %s', (role, known, isSealed) => {
  const { people } = normalised((content) => {
    content.incident.annotations.push('minor-to-minor')
    content.people.push(emptyPerson('suspect', 1), { ...emptyPerson(role, 2), ...known })
  })
  expect(people[1]!.isSealed).toBe(isSealed)
})

test('an associated account is sealed with the person whose it is', () => {
  const { people } = normalised((content) => {
    content.people.push(emptyPerson('victim', 1), { ...emptyPerson('associated', 1), associatedWith: 0, age: 44 })
  })
  expect(people.map((person) => person.isSealed)).toEqual([true, true])
})

test('what an incident names is of the sealed person who has it, unless somebody open has it too', () => {
  const seen = (role: SightingRole, normal: string, person?: number) => ({
    kind: 'email' as const,
    role,
    person,
    value: normal,
    normal,
  })
  const { sightings } = normalised((content) => {
    content.people.push({ ...emptyPerson('suspect', 1), age: 40 }, emptyPerson('victim', 1))
    content.sightings.push(seen('incident', 'a@x.example'), seen('incident', 'b@x.example'), seen('incident', 'c@x.example'))
    content.sightings.push(seen('suspect', 'b@x.example', 0), seen('victim', 'a@x.example', 1), seen('victim', 'b@x.example', 1))
  })
  expect(sightings.map(({ person }) => person)).toEqual([1, undefined, undefined, 0, 1, 1])
})

test('identifiers get an id by their normal form; what stands for nobody gets none', () => {
  const { sightings } = normalised((content) => {
    content.sightings.push(
      { kind: 'email', role: 'suspect', value: 'A@x.example', normal: 'a@x.example' },
      { kind: 'email', role: 'suspect', value: 'abuse@x.example', normal: 'abuse@x.example' },
      { kind: 'ip', role: 'suspect', value: '300.1.1.1' },
      { kind: 'device', role: 'suspect', value: 'HomeNet', normal: 'ssid:HOMENET', type: 'SSID' },
    )
  })
  expect(sightings.map((one) => one.id)).toEqual([identifierId(linkKey, 'email', 'a@x.example'), undefined, undefined, undefined])
})

test('a national number is nowhere whole and never an identifier; accounts and telephones of twelve digits are', () => {
  const number = '4321 8765 1234'
  const content = normalised((one) => {
    one.statements.push({ topic: 'additional-info', text: `His number is ${number}.` })
    one.people.push({ ...emptyPerson('suspect', 1), displayNames: [number] })
    one.unread.push({ path: 'x', text: number })
    one.lawEnforcement = { agency: `Unit ${number}`, caseNumber: number, statements: [] }
    one.sightings.push(
      { kind: 'screen-name', role: 'suspect', value: number, normal: `:${number}` },
      { kind: 'account', role: 'suspect', value: number, normal: `quaychat:${number}` },
    )
  })
  const { sightings, issues, ...rest } = content
  expect(JSON.stringify(rest)).not.toContain(number)
  expect(content.statements[0]!.text).toBe('His number is XXXX XXXX 1234.')
  expect(issues.map((issue) => issue.code)).toEqual(['national-number-masked'])
  expect(sightings[0]).toMatchObject({ value: 'XXXX XXXX 1234', normal: undefined })
  expect(sightings[0]!.id).toBeUndefined()
  expect(sightings[1]!.id).toBeDefined()
})

const ageOf = (...stated: string[]) => {
  const [one] = normalised((content) => {
    const who = { reading: new Reading('cybertip-xml', 1, ''), content, person: emptyPerson('suspect', 1), index: 0 }
    for (const raw of stated) takeAge(who, raw, { name: 'age', place: () => ({}) })
    content.people.push(who.person)
  }).people
  return [one!.age, one!.isSealed]
}

test.each([
  ['34', 34, false],
  ['17', 17, true],
  ['13-15', 13, true],
  ['13 – 15 years', 13, true],
  ['15-12', 12, true],
  ['19 or 17', 17, true],
  ['17 years old', 17, true],
  ['16yo', 16, true],
  ['approx. 16', 16, true],
  ['18+', 18, false],
  ['30 yrs', 30, false],
  ['under 18', undefined, true],
  ['<18', undefined, true],
  ['minor', undefined, true],
  ['fifteen', undefined, true],
  ['15.5', undefined, true],
  ['999', undefined, true],
  ['unknown', undefined, false],
  ['N/A', undefined, false],
  ['-', undefined, false],
  ['adult', undefined, false],
])('a suspect whose age is stated as “%s”', (raw, age, isSealed) => {
  expect(ageOf(raw)).toEqual([age, isSealed])
})

test('of two stated ages the younger stands, and one that cannot be read seals all the same', () => {
  expect(ageOf('15', '30')).toEqual([15, true])
  expect(ageOf('30', '15')).toEqual([15, true])
  expect(ageOf('30', 'a teen')).toEqual([30, true])
})
