import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyContent, content, person } from '../../test/contents.ts'
import type { Content } from '../model/report.ts'
import { carriesOf } from './carries.ts'
import { canCarry, factsOf } from './facts.ts'
import { filled } from './filled.ts'

const carries = carriesOf('agency-json')
const carried = (content: Content<string>) =>
  factsOf(content)
    .filter(({ group }) => canCarry(carries, group))
    .map(({ field, value }) => `${field} = ${value}`)
const inFormat = (content: Content<string>, format: Content['format']): Content<string> => ({ ...content, format })
const pairs = fc.tuple(anyContent, anyContent).map(([said, before]) => ({
  said: inFormat(said, 'agency-json'),
  before: inFormat(before, 'cybertip-xml'),
}))

test('what the poorer format can say stands as it says it', () => {
  fc.assert(
    fc.property(pairs, ({ said, before }) => {
      expect(carried(filled(said, before))).toEqual(carried(said))
    }),
  )
})

test('what it cannot say stands as it was said before: urgency, notes, and all people of roles that it does not name', () => {
  fc.assert(
    fc.property(pairs, ({ said, before }) => {
      const { incident, people } = filled(said, before)
      expect(incident.escalation).toBe(said.incident.escalation ?? before.incident.escalation)
      for (const code of before.incident.annotations) expect(incident.annotations).toContain(code)
      for (const { role, ordinal } of before.people)
        if (role === 'victim') expect(people.some((one) => one.role === role && one.ordinal === ordinal)).toBe(true)
    }),
  )
})

test('every sighting belongs to a person and a file that are there, nobody who was sealed is open, and filling again adds nothing', () => {
  fc.assert(
    fc.property(pairs, ({ said, before }) => {
      const stands = filled(said, before)
      for (const { person, file, role } of stands.sightings) {
        if (person !== undefined) expect(stands.people[person]!.role).toBe(role)
        if (file !== undefined) expect(stands.files[file]).toBeDefined()
      }
      for (const { role, ordinal, isSealed } of said.people)
        if (isSealed) expect(stands.people.find((one) => one.role === role && one.ordinal === ordinal)!.isSealed).toBe(true)
      expect(filled(said, stands)).toEqual(stands)
    }),
  )
})

test('two suspects who come in the other order keep what was said of each', () => {
  const suspect = (ordinal: number, lastName: string | undefined, flags: Record<string, boolean> = {}) =>
    person('suspect', { ordinal, lastName, flags })
  const before = inFormat(
    content({ people: [suspect(1, 'One', { vpn: true }), suspect(2, 'Two', { convicted: true })] }),
    'cybertip-xml',
  )
  const flagsOf = (people: Content<string>['people']) =>
    filled(inFormat(content({ people }), 'agency-json'), before).people.map(({ lastName, flags }) => [lastName, flags])
  expect(flagsOf([suspect(1, 'Two'), suspect(2, 'One')])).toEqual([
    ['Two', { convicted: true }],
    ['One', { vpn: true }],
  ])
  // Somebody else stands in that place now: nothing of the former one is his.
  expect(flagsOf([suspect(1, 'Three')])).toEqual([['Three', {}]])
  expect(flagsOf([suspect(1, undefined)])).toEqual([[undefined, { vpn: true }]])
})
