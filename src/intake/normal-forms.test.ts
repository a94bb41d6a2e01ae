import fc from 'fast-check'
import { expect, test } from 'vitest'
import { identifierKinds } from '../model/report.ts'
import { normalForm } from './normal-forms.ts'
import { readTerm } from './search-terms.ts'

test.each([
  ['email', ' L.Pell@NorthLight.Example. ', 'l.pell@northlight.example'],
  ['phone', '+999 555 0163', '+9995550163'],
  ['phone', '00999-555-0163', '+9995550163'],
  ['ip', '[2001:DB8:0:0::1]', '2001:db8::1'],
  ['ip', '::ffff:192.0.2.7', '192.0.2.7'],
  ['url', 'HTTPS://www.Quaychat.example/u/lark/', 'quaychat.example/u/lark'],
  ['md5', 'A'.repeat(32), 'a'.repeat(32)],
] as const)('%s %s', (kind, written, normal) => {
  expect(normalForm(kind, written)).toEqual({ normal })
})

test.each([
  ['email', 'lark at quaychat', 'email-shape'],
  ['phone', '555 0163', 'phone-no-country'],
  ['phone', '+12', 'phone-shape'],
  ['ip', '300.1.1.1', 'ip-range'],
  ['ip', 'home', 'ip-shape'],
  ['url', 'http://', 'url-shape'],
  ['md5', 'abc', 'hash-length'],
  ['sha1', 'xyz', 'hash-shape'],
  ['account', '  ', 'account-empty'],
] as const)('%s %s has none: %s', (kind, written, fault) => {
  expect(normalForm(kind, written)).toEqual({ fault })
})

test('an IMEI is the same with, without and beyond its check digit', () => {
  const forms = ['490154203237518', '49015420323751', '4901542032375100', '49-015420-323751-8'].map(
    (text) => normalForm('device', text, { service: 'IMEI' }).normal,
  )
  expect(new Set(forms)).toEqual(new Set(['imei:490154203237518']))
})

test('a national number becomes international by the calling code that stood apart', () => {
  expect(normalForm('phone', '0555 0163', { callingCode: '999' })).toEqual({ normal: '+9995550163' })
})

test('a normal form is its own normal form, and nothing throws', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...identifierKinds),
      fc.oneof(fc.string(), fc.ipV4(), fc.ipV6(), fc.emailAddress(), fc.webUrl()),
      (kind, text) => {
        const { normal } = normalForm(kind, text)
        if (normal === undefined || kind === 'screen-name' || kind === 'device') return
        expect(normalForm(kind, normal)).toEqual({ normal })
      },
    ),
  )
})

test('a typed term is read in every way it can be meant', () => {
  const kinds = (typed: string) => readTerm(typed).map((term) => term.kind)
  expect(kinds('+999 555 0163')).toContain('phone')
  expect(kinds('quaychat:lark.pell.77')).toEqual(expect.arrayContaining(['account', 'screen-name']))
  expect(readTerm('198.51.100.7')).toContainEqual({ kind: 'ip', normal: '198.51.100.7' })
  expect(kinds('490154203237518')).toContain('device')
})
