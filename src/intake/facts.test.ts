import { expect, test } from 'vitest'
import { emptyContent, emptyPerson } from '../model/empty-report.ts'
import type { Content } from '../model/report.ts'
import { difference } from './difference.ts'
import { factsDigest, factsOf, isRendition } from './facts.ts'

function aTip(): Content<string> {
  const content = emptyContent('cybertip-xml')
  content.sender.name = 'Quaychat'
  content.incident.type = 'csam'
  content.people.push({ ...emptyPerson('suspect', 1), lastName: 'Pell', age: 31 })
  content.people.push({ ...emptyPerson('victim', 1), isSealed: true, firstName: 'Invented' })
  content.sightings.push({ kind: 'phone', role: 'suspect', person: 0, value: '+999 555 0163', normal: '+9995550163' })
  content.sightings.push({ kind: 'md5', role: 'file', file: 0, value: 'A'.repeat(32), normal: 'a'.repeat(32) })
  content.files.push({ ordinal: 1, category: 'B1', annotations: [], details: [], statements: [] })
  return content
}

const all = new Set(['sender', 'incident', 'person', 'sighting', 'file', 'statement', 'detail', 'retraction'])
const said = (content: Content<string>, carries = all) => ({ facts: factsOf(content), carries })

test('order and bytes make no difference, a fact does', () => {
  const other = aTip()
  other.sightings.reverse()
  expect(factsDigest(factsOf(other))).toEqual(factsDigest(factsOf(aTip())))
  other.files[0]!.category = 'A1'
  expect(factsDigest(factsOf(other))).not.toEqual(factsDigest(factsOf(aTip())))
})

test('what a format cannot say is no change', () => {
  const poorer = aTip()
  poorer.people[0]!.age = undefined
  const withoutAge = new Set([...all].filter((group) => group !== 'person').concat('person.name'))
  expect(isRendition(said(aTip()), said(poorer, withoutAge))).toBe(true)
  expect(isRendition(said(aTip()), said(poorer))).toBe(false)
})

test('the difference names fields, old and new, and shows nothing sealed', () => {
  const changed = aTip()
  changed.files[0]!.category = 'A1'
  changed.incident.escalation = 'planted words'
  changed.people[1]!.firstName = 'Otherplanted'
  const { changes, same } = difference(said(aTip()), said(changed))
  expect(changes).toEqual([
    { field: `file ${'a'.repeat(12)} · category`, before: 'B1', after: 'A1', kind: 'changed', isSealed: false },
    { field: 'urgency', before: null, after: 'sealed', kind: 'added', isSealed: true },
    { field: 'victim 1 · name', before: 'sealed', after: 'sealed', kind: 'changed', isSealed: true },
  ])
  expect(same).toBeGreaterThan(4)
  expect(JSON.stringify(changes)).not.toContain('planted')
})

test('what an incident names is the same fact whether or not a document says whose it is', () => {
  const [owned, alone] = [aTip(), aTip()]
  const url = { kind: 'url', role: 'incident', value: 'quaychat.example/u/1', normal: 'quaychat.example/u/1' } as const
  owned.sightings.push({ ...url, person: 1 })
  alone.sightings.push(url)
  expect(isRendition(said(owned), said(alone))).toBe(true)
})
