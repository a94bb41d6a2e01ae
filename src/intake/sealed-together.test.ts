import { expect, test } from 'vitest'
import { emptyContent, emptyPerson } from '../model/empty-report.ts'
import type { Content, Person, Sighting } from '../model/report.ts'
import { sealedAsIn } from './sealed-together.ts'

type Known = Partial<Person<string>> & { phone?: string }

function saying(...people: Known[]): Content<string> {
  const content = emptyContent('cybertip-xml')
  people.forEach(({ phone, ...known }, person) => {
    const role = known.role ?? 'suspect'
    content.people.push({ ...emptyPerson(role, person + 1), ...known })
    if (phone) content.sightings.push({ kind: 'phone', role, person, value: phone } satisfies Sighting<string>)
  })
  return content
}

const sealed = { isSealed: true }
const vale = { lastName: 'Vale' }
const phone = '+999 555 0142'

test.each<[string, Known[], Known[], boolean[]]>([
  ['the same name', [vale], [{ ...vale, ...sealed }], [true]],
  ['the same number, another name', [{ ...vale, phone }], [{ lastName: 'Vail', phone, ...sealed }], [true]],
  ['the same place, where no name speaks against it', [vale], [sealed], [true]],
  ['the same place, another name', [vale], [{ lastName: 'Pell', ...sealed }], [false]],
  ['the same place, another birth date', [{ dateOfBirth: '1990-01-01' }], [{ dateOfBirth: '2011-01-01', ...sealed }], [false]],
  ['who was a suspect is the victim', [{ ...vale, phone }], [{ role: 'victim', phone, ...sealed }], [true]],
  ['an adult with the number of a child', [{ ...vale, phone }], [vale, { role: 'victim', phone, ...sealed }], [false]],
  ['who changed places', [vale, { lastName: 'Pell' }], [{ lastName: 'Pell', ...sealed }, vale], [false, true]],
  ['an account of somebody sealed', [vale, { role: 'associated', associatedWith: 0 }], [{ ...vale, ...sealed }], [true, true]],
])('%s', (_how, said, other, expected) => {
  expect(sealedAsIn(saying(...said), saying(...other)).people.map(({ isSealed }) => isSealed)).toEqual(expected)
})

test('nothing is copied where nobody more is sealed', () => {
  const content = saying({ ...vale, ...sealed }, { lastName: 'Pell' })
  expect(sealedAsIn(content, saying({ ...vale, ...sealed }))).toBe(content)
})

test('what the incident names and only that person has is sealed with them', () => {
  const content = saying({ ...vale, phone })
  content.sightings.push({ kind: 'phone', role: 'incident', value: phone })
  expect(sealedAsIn(content, saying({ ...vale, ...sealed })).sightings.map(({ person }) => person)).toEqual([0, 0])
})
