// Whatever code a format can bring has a word in each language: the console shows no key of ours.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { factsOf } from '../../src/intake/facts.ts'
import { fileAnnotations, incidentTypes, reportAnnotations } from '../../src/intake/formats/codes.data.ts'
import { fieldWords, type Speaker, valueWords } from '../../web/shown/field-words.ts'
import { en } from '../../web/texts/en.ts'
import { hi } from '../../web/texts/hi.ts'
import { anyContent, content, file, person, sighting } from '../contents.ts'
import { sourceFiles } from './source-files.ts'

function speakerOf(texts: object): Speaker {
  const has = (key: string) => (texts as Record<string, Record<string, string>>)[key.split('.')[0]!]?.[key.split('.')[1]!]
  return {
    has,
    t: (key, values = {}) => (has(key) ?? '').replaceAll(/\{\{(\w+)[^}]*\}\}/g, (_all, name: string) => String(values[name])),
  }
}
const hindi = speakerOf(hi)

/** Everything that a report can say, once. */
const full = content({
  isRetraction: true,
  incident: {
    type: 'csam',
    platform: 'Quaychat',
    escalation: 'stated',
    batched: 'VIRAL',
    annotations: Object.values(reportAnnotations),
    details: ['web-page', 'email', 'newsgroup', 'chat', 'online-gaming', 'cell-phone', 'non-internet', 'peer-to-peer'].map(
      (kind) => ({
        kind,
        statements: [{ topic: 'location', text: 'x' }],
      }),
    ),
  },
  statements: [{ topic: 'additional-info', text: 'x' }],
  people: [
    person('suspect', {
      firstName: 'Lark',
      displayNames: ['lark'],
      age: 30,
      dateOfBirth: '1990',
      school: 'x',
      addresses: [{ city: 'x' }],
      statements: [{ topic: 'occupation', text: 'x' }],
    }),
  ],
  sightings: [sighting('phone', '+9995550142', { person: 0 }), sighting('url', 'https://x.example', { role: 'incident' })],
  files: [
    file(1, {
      name: 'x',
      category: 'A1',
      isViewed: true,
      isPublic: false,
      relevance: 'reported',
      annotations: Object.values(fileAnnotations),
    }),
  ],
})

test('every field that a difference of versions can name', () => {
  const fields = [full, ...fc.sample(anyContent, 200)].flatMap((one) => factsOf(one).map(({ field }) => field))
  const english = [...new Set(fields)].filter((field) =>
    /[a-z]{3}/.test(fieldWords(field, hindi).replaceAll(/[0-9a-f]{8}…/g, '')),
  )
  expect(english).toEqual([])
})

test('every topic and flag of the formats, and every kind of incident', () => {
  const texts = sourceFiles('src/intake/formats')
    .map(({ text }) => text)
    .join('\n')
  const listed = (name: string) => [...texts.matchAll(new RegExp(`\\b${name}\\('([a-z-]+)'`, 'g'))].map(([, code]) => code!)
  const topics = ['statement', 'said', 'texts', 'list', 'words'].flatMap(listed)
  const flags = ['flag', 'flagOr'].flatMap(listed)
  expect([topics.length > 10, flags.length > 5]).toEqual([true, true])
  expect(topics.filter((code) => !(code in en.topic))).toEqual([])
  expect(flags.filter((code) => !(code in en.flag))).toEqual([])
  expect([...incidentTypes.values()].filter((code) => valueWords(code, hindi) === undefined)).toEqual([])
})
