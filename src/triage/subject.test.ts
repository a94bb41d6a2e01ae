import { expect, it } from 'vitest'
import { content, file, person, sighting } from '../../test/contents.ts'
import { packs } from '../../test/packs.ts'
import { enrich } from '../enrich/enrich.ts'
import type { Content } from '../model/report.ts'
import { subjectOf } from './subject.ts'

const pack = packs.get('xx')!
const geo = { lookUp: () => undefined, dataOn: '2026-01-01', source: 'none' }
const subject = (what: Content<string>) => subjectOf(what, enrich(what, geo, pack), pack)

const sightings = (person: number) => [
  sighting('account', 'lark.pell.77', { person, service: 'quaychat' }),
  sighting('phone', '+9995550163', { person }),
  sighting('ip', '203.0.113.84', { person }),
]

it('is made of the suspect and the files', () => {
  const files = [file(1, { category: 'B1' }), file(2, { category: 'A1' }), file(3, { category: 'A1' })]
  expect(subject(content({ people: [person('suspect')], files, sightings: sightings(0) }))).toEqual({
    service: 'quaychat',
    account: 'lark.pell.77',
    phone: '+9995550163',
    ip: '203.0.113.84',
    places: [
      pack.places.find(({ id }) => id === 'harbour-district')!.name,
      pack.places.find(({ id }) => id === 'port-city')!.name,
    ],
    files: 3,
    categories: ['A1', 'B1'],
  })
})

it('shows a sealed suspect by the pseudonym and tells no place', () => {
  const child = person('suspect', { age: 15, isSealed: true })
  expect(subject(content({ people: [child], sightings: sightings(0) }))).toMatchObject({
    account: 'S-1',
    phone: 'S-1',
    ip: 'S-1',
    places: [],
  })
})

it('never shows what belongs to victims, recipients and reporters', () => {
  for (const role of ['victim', 'recipient', 'reporter'] as const) {
    const what = content({ people: [person(role)], sightings: sightings(0).map((one) => ({ ...one, role })) })
    expect(subject(what)).toMatchObject({ account: undefined, phone: undefined, ip: undefined, places: [] })
  }
})
