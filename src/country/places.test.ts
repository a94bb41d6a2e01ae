import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ipNumber, ipSpan } from './ip-number.ts'
import { loadPacks } from './load-pack.ts'
import { placeOfIp, placeOfPhone, placesOfPostcode, placesOfText } from './places.ts'

const packs = loadPacks(join(import.meta.dirname, '../../packs'))
const xx = packs.get('xx')!
const india = packs.get('in')!
const ids = (places: { id: string }[]) => places.map((place) => place.id).sort()

describe('addresses as numbers', () => {
  test.each([
    ['192.0.2.1', 4, 0xc0000201n],
    ['::ffff:192.0.2.1', 4, 0xc0000201n],
    ['::ffff:c000:201', 4, 0xc0000201n],
    ['::1', 6, 1n],
    ['2001:db8::', 6, 0x20010db8n << 96n],
    ['64:ff9b::192.0.2.1', 6, (0x64ff9bn << 96n) + 0xc0000201n],
    ['fe80::1%eth0', 6, (0xfe80n << 112n) + 1n],
  ])('%s', (text, version, value) => {
    expect(ipNumber(text)).toEqual({ version, value })
  })

  test.each(['', 'example', '192.0.2', '192.0.2.256', '1:2:3', '192.0.2.1/24'])('%j is none', (text) => {
    expect(ipNumber(text)).toBeUndefined()
  })

  test('every IPv6 address is its eight groups', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        const groups = new URL(`http://[${text}]/`).hostname.slice(1, -1)
        expect(ipNumber(text)?.value).toBe(ipNumber(groups)?.value)
      }),
      { numRuns: 200 },
    )
  })

  test.each(['192.0.2.1/24', '192.0.2.0/33', '192.0.2.9-192.0.2.1', '192.0.2.0-2001:db8::1', '192.0.2.0', '192.0.2.0/24/3'])(
    '%s is no range',
    (text) => {
      expect(ipSpan(text)).toBeUndefined()
    },
  )

  test('a range may be written by its first and last address', () => {
    expect(ipSpan('192.0.2.0-192.0.2.31')).toEqual(ipSpan('192.0.2.0/27'))
  })
})

test('the addresses of the drawings lie where they are drawn', () => {
  expect(placeOfIp(xx, '203.0.113.84')).toMatchObject({
    place: { id: 'harbour-district' },
    operator: 'Portnet',
    kind: 'fixed',
    country: 'XX',
  })
  expect(placeOfIp(xx, '198.51.100.7')).toMatchObject({ place: { id: 'port-city' }, operator: 'Fenmobile', kind: 'mobile-cgnat' })
  const proxy = placeOfIp(xx, '2001:db8:40::1f')
  expect(proxy).toMatchObject({ operator: 'Ostra Hosting', kind: 'proxy', country: 'ZZ' })
  expect(proxy?.place).toBeUndefined()
  expect(placeOfIp(xx, '9.9.9.9')).toBeUndefined()
  expect(placeOfIp(xx, 'no address')).toBeUndefined()
})

test('halving finds what looking at every range finds, at every border too', () => {
  const spans = xx.ipRanges.map((row) => ({ ...ipSpan(row.range)!, row }))
  const text = (version: number, value: bigint): string =>
    version === 4
      ? [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.')
      : [112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n].map((shift) => ((value >> shift) & 0xffffn).toString(16)).join(':')
  const values = spans.flatMap((span) =>
    [span.from - 1n, span.from, (span.from + span.to) / 2n, span.to, span.to + 1n].map((value) => ({
      version: span.version,
      value,
    })),
  )
  for (const { version, value } of values) {
    const naive = spans.find((span) => span.version === version && span.from <= value && value <= span.to)
    expect(placeOfIp(xx, text(version, value))?.range).toBe(naive?.row.range)
  }
})

test('the longest prefix of a telephone number decides', () => {
  expect(placeOfPhone(xx, '+9995550142')?.place?.id).toBe('port-city')
  expect(placeOfPhone(xx, '+9995550178')?.place?.id).toBe('fen-district')
  expect(placeOfPhone(xx, '+99970123456')).toMatchObject({ place: { id: 'port-state' }, operator: 'Fenmobile', kind: 'mobile' })
  expect(placeOfPhone(xx, '+9994')?.place?.id).toBe('quaymark')
  expect(placeOfPhone(xx, '+1555')).toBeUndefined()
})

test('a trunk code that is only remembered does not place a number', () => {
  expect(india.phoneRanges.find((row) => row.prefix === '+9122')?.isOn).toBe(false)
  expect(placeOfPhone(india, '+912222220000')?.place?.id).toBe('india')
})

test('postcodes that states share stay ambiguous', () => {
  expect(ids(placesOfPostcode(xx, '12 345'))).toEqual(['harbour-district'])
  expect(ids(placesOfPostcode(india, '403001'))).toEqual(['in-ga'])
  expect(ids(placesOfPostcode(india, '440010'))).toEqual(['in-mh'])
  expect(ids(placesOfPostcode(india, '800001'))).toEqual(['in-br', 'in-jh'])
  expect(placesOfPostcode(india, '000000')).toEqual([])
})

describe('places in words', () => {
  test('the narrowest is kept, in either script', () => {
    expect(ids(placesOfText(xx, '12 Wharf Road, Harbour District, Port State'))).toEqual(['wharf-road'])
    expect(ids(placesOfText(xx, 'लैंटर्न, पोर्ट स्टेट'))).toEqual(['lantern'])
    expect(ids(placesOfText(xx, 'HÁRBOUR'))).toEqual(['harbour-district'])
    expect(ids(placesOfText(india, 'उत्तर प्रदेश'))).toEqual(['in-up'])
  })

  test('a name that two states have is settled by the state, else both are told', () => {
    expect(ids(placesOfText(india, 'Aurangabad'))).toEqual(['in-br-aurangabad', 'in-mh-aurangabad'])
    expect(ids(placesOfText(india, 'Aurangabad, Maharashtra'))).toEqual(['in-mh-aurangabad'])
    expect(ids(placesOfText(india, 'Aurangabad (Bihar) or Nagpur'))).toEqual(['in-br-aurangabad', 'in-mh-nagpur'])
  })

  test('nothing known is nothing', () => {
    expect(placesOfText(xx, 'somewhere else')).toEqual([])
    expect(placesOfText(xx, '')).toEqual([])
  })
})
