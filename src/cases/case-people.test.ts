import { expect, test } from 'vitest'
import { content, person, sighting } from '../../test/contents.ts'
import type { Person, Sighting } from '../model/report.ts'
import { peopleOfCase } from './case-people.ts'

type Said = [Person<string>, ...Sighting<string>[]]

/** A report of so many people, each with their identifiers; an id is the value itself. */
const report = (number: string, ...said: Said[]) => ({
  reportId: `id of ${number}`,
  number,
  content: content({
    people: said.map(([one], at) => ({ ...one, ordinal: at + 1 })),
    sightings: said.flatMap(([{ role }, ...own], at) =>
      own.map((one) => ({ ...one, role, person: at, id: one.value as string })),
    ),
  }),
})
const phone = (value: string) => sighting('phone', value)
const nobody = () => false
const told = (reports: ReturnType<typeof report>[], isShared: (id: string) => boolean = nobody) =>
  peopleOfCase(reports, isShared).map((one) => [one.pseudonym, one.reports.map(({ number }) => number)])

test('one person of several reports by a strong identifier, and only in the same role', () => {
  const a = report('R-1', [person('suspect'), phone('1')], [person('victim'), phone('2')])
  const b = report('R-2', [person('suspect'), phone('1')], [person('victim'), phone('1')])
  expect(told([a, b])).toEqual([
    ['S-1', ['R-1', 'R-2']],
    ['V-1', ['R-1']],
    ['V-2', ['R-2']],
  ])
})

test('an address, a screen name and what many have make nobody the same', () => {
  const of = (number: string) =>
    report(number, [person('suspect'), sighting('ip', '192.0.2.7'), sighting('screen-name', 'lark'), phone('9')])
  expect(told([of('R-1'), of('R-2')], (id) => id === '9')).toEqual([
    ['S-1', ['R-1']],
    ['S-2', ['R-2']],
  ])
})

test('a sealed and an open person are two, though they share a phone', () => {
  const a = report('R-1', [person('suspect', { isSealed: true }), phone('1')])
  const b = report('R-2', [person('suspect', { firstName: 'Lark' }), phone('1')])
  const [sealed, open] = peopleOfCase([a, b], nobody)
  expect(sealed).toMatchObject({ pseudonym: 'S-1', names: [], identifiers: [] })
  expect(open).toMatchObject({ pseudonym: 'S-2', names: ['Lark'], identifiers: [{ kind: 'phone', value: '1' }] })
})

test('a report that tells two people apart is believed', () => {
  const a = report('R-1', [person('suspect'), phone('1')], [person('suspect'), phone('2')])
  const b = report('R-2', [person('suspect'), phone('1'), phone('2')])
  expect(told([a, b])).toEqual([
    ['S-1', ['R-1', 'R-2']],
    ['S-2', ['R-1']],
  ])
})

test('a report that joins later moves no number, also where it shows two to be one', () => {
  const first = [
    report('R-1', [person('victim'), phone('1')]),
    report('R-2', [person('victim'), phone('2')]),
    report('R-3', [person('victim'), phone('3')]),
    report('R-4', [person('victim'), phone('2')]),
  ]
  expect(told(first).map(([name]) => name)).toEqual(['V-1', 'V-2', 'V-3'])
  expect(told([...first, report('R-0', [person('victim'), phone('1'), phone('2')], [person('victim'), phone('4')])])).toEqual([
    ['V-1', ['R-0', 'R-1', 'R-2', 'R-4']],
    ['V-3', ['R-3']],
    ['V-4', ['R-0']],
  ])
})
