import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadPacks } from './load-pack.ts'
import { signalsByName } from './signals.data.ts'
import { wordReason } from './wording.ts'
import { countryName, wordNumber, wordOf } from './words.ts'

const packs = loadPacks(join(import.meta.dirname, '../../packs'))
const xx = packs.get('xx')!
const india = packs.get('in')!
const params = { identifier: 'phone', reports: 3 }

test('a reason is one sentence of the reader’s language', () => {
  expect(wordReason(xx, { rule: 'repeat-suspect/1', params }, 'en')).toBe('Linked to 3 other reports, by phone among others')
  expect(wordReason(xx, { rule: 'repeat-suspect/1', params }, 'hi')).toBe('3 अन्य रिपोर्टों से जुड़ी: फ़ोन आदि से')
  expect(wordReason(xx, { rule: 'repeat-suspect/1', params: { ...params, reports: 1 } }, 'en')).toBe(
    'Linked by phone to 1 other report',
  )
})

test('places, countries and numbers are worded by the pack', () => {
  const reason = { rule: 'ip-place/1', params: { ip: '203.0.113.84', place: 'harbour-district', operator: 'Portnet', count: 1 } }
  expect(wordReason(xx, reason, 'en')).toBe('Portnet places 203.0.113.84 in Harbour District')
  expect(wordReason(xx, reason, 'hi')).toContain('हार्बर ज़िला')
  expect(wordReason(xx, { rule: 'ip-country/1', params: { ip: '192.0.2.1', country: 'XX' } }, 'en')).toBe(
    '192.0.2.1 belongs to Quaymark',
  )
  const known = (count: number, of: number, reports: number) =>
    wordReason(xx, { rule: 'known-file/1', params: { count, of, reports } }, 'en')
  expect(known(1, 1, 4)).toBe('The file is in 4 other reports')
  expect(known(1, 3, 1)).toBe('1 of 3 files is in 1 other report')
  expect(known(2, 3, 4)).toBe('2 of 3 files are in 4 other reports')
  expect(wordReason(xx, { rule: 'viral-here/1', params: { reports: 124380 } }, 'en')).toBe('Viral file: in 124,380 other reports')
  expect(wordReason(india, { rule: 'viral-here/1', params: { reports: 124380 } }, 'hi')).toBe(
    'बहुत फैली फ़ाइल: 1,24,380 अन्य रिपोर्टों में',
  )
})

test('a choice falls to its other form', () => {
  const viewed = (answer: string): string =>
    wordReason(xx, { rule: 'file-viewed/1', params: { sender: 'Quaychat', answer } }, 'en')
  expect(viewed('yes')).toContain('“Viewed by us: yes”')
  expect(viewed('not-stated')).toBe('The sender does not say whether it viewed the files')
})

test('a rule that nobody knows any more, a withheld fact and an unknown place do no harm', () => {
  expect(wordReason(xx, { rule: 'gone/3', params: {} }, 'en')).toBe('gone/3')
  expect(wordReason(xx, { rule: 'case-linked/1', params: { identifier: 'device' } }, 'en')).toBe('Linked by device to case –')
  expect(wordReason(xx, { rule: 'stated-address/1', params: { place: 'nowhere' } }, 'en')).toContain('nowhere')
  expect(wordReason(xx, { rule: 'danger-now/7', params: {} }, 'fr')).toBe('“A child is in danger now”')
})

test('an old version of a rule keeps its own wording', () => {
  const reasons = { ...xx.wording.reasons, 'danger-now/1': { en: 'As it was worded then' } }
  const pack = { ...xx, wording: { ...xx.wording, reasons } }
  expect(wordReason(pack, { rule: 'danger-now/1', params: {} }, 'en')).toBe('As it was worded then')
  expect(wordReason(pack, { rule: 'danger-now/2', params: {} }, 'en')).toBe('“A child is in danger now”')
})

test('every signal is worded in both languages, with nothing left to fill', () => {
  const sample = {
    number: 2,
    text: 'x',
    place: 'lantern',
    agency: 'lantern',
    country: 'XX',
    kind: 'phone',
    answer: 'yes',
    field: 'name',
    outcome: 'spam',
  }
  for (const [name, signal] of Object.entries(signalsByName)) {
    const filled = Object.fromEntries(Object.entries(signal.params).map(([param, type]) => [param, sample[type]]))
    for (const language of ['en', 'hi']) {
      for (const count of [1, 2]) {
        const counted = Object.fromEntries(Object.entries(filled).map(([param, value]) => [param, value === 2 ? count : value]))
        const sentence = wordReason(xx, { rule: `${name}/1`, params: counted }, language)
        expect(sentence, name).not.toBe(`${name}/1`)
        expect(sentence, name).not.toMatch(/[{}–]/)
      }
    }
    expect(wordReason(xx, { rule: `${name}/1`, params: filled }, 'hi')).toMatch(/[\u0900-\u097f]/)
  }
})

test('words and names', () => {
  expect(wordOf(xx, { group: 'agency-kind', word: 'district' }, 'hi')).toBe('ज़िला')
  expect(wordOf(xx, { group: 'agency-kind', word: 'parish' }, 'hi')).toBe('parish')
  expect(countryName(xx, 'IN', 'hi')).toBe('भारत')
  expect(countryName(xx, 'QQ', 'en')).toBe('QQ')
  expect(wordNumber(india, 1234567, 'en')).toBe('12,34,567')
})
