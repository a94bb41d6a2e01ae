import { expect, test } from 'vitest'
import { en } from '../texts/en.ts'
import { fieldWords, type Speaker, valueWords } from './field-words.ts'

const sentences = en as unknown as Record<string, Record<string, string>>
const has = (key: string) => sentences[key.slice(0, key.indexOf('.'))]?.[key.slice(key.indexOf('.') + 1)]
const speaker: Speaker = {
  has,
  t: (key, values = {}) => (has(key) ?? key).replaceAll(/\{\{(\w+)[^}]*\}\}/g, (_all, name: string) => String(values[name])),
}
const names = {
  person: (role: string, n: number) => (role === 'suspect' ? `S-${n}` : undefined),
  file: (hash: string) => (hash === '9f2c01ab34cd' ? 4 : undefined),
}

test.each([
  ['urgency', 'urgency'],
  ['incident type', 'kind of incident'],
  ['annotation sextortion', 'note of the sender: sextortion'],
  ['statement narrative', 'narrative'],
  ['chat narrative', 'chat: narrative'],
  ['suspect 1 · date of birth', 'suspect S-1: date of birth'],
  ['victim 2 · age', 'victim 2: age'],
  ['suspect 1 · account-disabled', 'suspect S-1: account disabled'],
  ['incident · url', 'incident: web address'],
  ['file 9f2c01ab34cd · category', 'file 4: category'],
  ['file 0123456789ab · viral', 'file 01234567…: note of the sender: viral'],
  ['file 2', 'file 2'],
  ['file 2 name', 'file 2: name'],
  ['file 2 GPSLatitude', 'file 2: GPSLatitude'],
  ['suspect 1 · shoeSize_inCm', 'suspect S-1: shoe size in cm'],
  ['entry/report/somethingNew', 'entry report something new'],
])('%s is called %s', (field, said) => {
  expect(fieldWords(field, speaker, names)).toBe(said)
})

test('codes are worded, other values stand for themselves', () => {
  expect(['yes', 'there', 'supplemental', 'csam', 'A1'].map((value) => valueWords(value, speaker))).toEqual([
    'yes',
    'there',
    'supplemental',
    'child sexual abuse material',
    undefined,
  ])
})
