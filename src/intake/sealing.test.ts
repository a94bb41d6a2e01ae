import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyContent, emptyPerson } from '../model/empty-report.ts'
import type { Content } from '../model/report.ts'
import { contentFromBytes, contentToBytes, dataKey, newDataKey, openContent, sealContent } from './sealing.ts'

const row = { reportId: '00000000-0000-8000-8000-000000000001', version: 1, rendition: 0 }
const key = randomBytes(32)

function aContent(words: string[]): Content<string> {
  const [name = '', text = '', mail = '', file = ''] = words
  const content = emptyContent('cybertip-xml')
  content.people.push({
    ...emptyPerson('victim', 1),
    isSealed: true,
    firstName: name,
    school: text,
    addresses: [{ city: name }],
    statements: [{ topic: 'note', text }],
  })
  content.people.push({ ...emptyPerson('suspect', 1), lastName: 'Pell', displayNames: ['lark'] })
  content.sightings.push({ kind: 'email', role: 'victim', person: 0, value: mail, normal: mail, id: 'x' })
  content.sightings.push({
    kind: 'email',
    role: 'suspect',
    person: 1,
    value: 'l.pell@northlight.example',
    normal: 'l.pell@northlight.example',
  })
  content.files.push({
    ordinal: 1,
    name: file,
    annotations: [],
    details: [{ name: 'Model', value: text, type: 'EXIF' }],
    statements: [],
  })
  content.incident.escalation = text
  content.unread.push({ path: 'report/odd', text: name })
  return content
}

test('what was sealed opens to the same content, through bytes', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 4, maxLength: 4 }), (words) => {
      const content = aContent(words)
      const kept = contentFromBytes(contentToBytes(sealContent(content, key, row)))
      expect(openContent(kept, key, row)).toEqual(JSON.parse(JSON.stringify(content)))
    }),
  )
})

test('nothing of a sealed person, no free text and no file name stands in the kept bytes; an open suspect does', () => {
  const planted = ['Plantedname', 'plantedtext', 'planted@mail.example', 'plantedfile.jpg']
  const text = JSON.stringify(sealContent(aContent(planted), key, row))
  for (const word of planted) expect(text).not.toContain(word)
  expect(text).toContain('l.pell@northlight.example')
})

test('a ciphertext moved to another field, version or report does not open', () => {
  const sealed = sealContent(aContent(['a', 'b', 'c', 'd']), key, row)
  const moved = structuredClone(sealed)
  moved.people[0]!.firstName = sealed.people[0]!.school!
  expect(() => openContent(moved, key, row)).toThrow()
  expect(() => openContent(sealed, key, { ...row, version: 2 })).toThrow()
})

test('a data key comes back only for its own report', () => {
  const installation = randomBytes(32)
  const { key: made, wrapped } = newDataKey(installation, row.reportId)
  expect(dataKey(installation, row.reportId, wrapped)).toEqual(made)
  expect(() => dataKey(installation, '00000000-0000-8000-8000-000000000002', wrapped)).toThrow()
})
