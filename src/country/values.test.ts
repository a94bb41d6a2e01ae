import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadPacks } from './load-pack.ts'
import { clearingHouseOf, senderOf, sourcesOf } from './senders.ts'
import { isVerhoeff, maskShapes, shapesIn } from './shapes.ts'
import { stopListOf } from './stop-lists.ts'

const packs = loadPacks(join(import.meta.dirname, '../../packs'))
const xx = packs.get('xx')!
const india = packs.get('in')!

describe('senders and placeholders', () => {
  test('a sender is known by any of its names', () => {
    expect(senderOf(xx, ' QUAYCHAT  ltd ')?.id).toBe('quaychat')
    expect(senderOf(india, 'National Center for Missing & Exploited Children')?.id).toBe('ncmec')
    expect(senderOf(xx, 'Nobody Knows')).toBeUndefined()
    expect(clearingHouseOf(xx)).toMatchObject({ id: 'clearing-house', desk: 'national-desk' })
    expect(sourcesOf(xx).map((source) => source.id)).toEqual(['clearing-house', 'hotline-port-state', 'public-form'])
  })

  test('role mails and repeated digits stand for nobody', () => {
    expect(stopListOf(xx, 'email', 'postmaster@northlight.example')?.id).toBe('role-mail-rfc2142')
    expect(stopListOf(xx, 'email', 'no-reply+7@quaychat.example')?.id).toBe('role-mail-usage')
    expect(stopListOf(xx, 'phone', '+999555555555')?.id).toBe('placeholder-phone')
    expect(stopListOf(xx, 'device', '000000000000000')?.id).toBe('placeholder-device')
    expect(stopListOf(xx, 'account', 'quaychat:0')?.id).toBe('placeholder-account')
  })

  test.each([
    ['email', 'l.pell@northlight.example'],
    ['email', 'info.desk@quay.example'],
    ['phone', '+9995550142'],
    ['ip', '192.0.2.1'],
    ['account', 'quaychat:ostro88'],
    ['device', '355019004417003'],
    ['email', 'test@northlight.example'],
    ['account', 'quaychat:user'],
    ['screen-name', 'quaychat:admin'],
  ] as const)('%s %s is an ordinary value', (kind, value) => {
    expect(stopListOf(xx, kind, value)).toBeUndefined()
  })
})

describe('numbers that must not be kept whole', () => {
  test('a national identity number is found by its check digit and masked to its last four', () => {
    // Verhoeff's own example, and a number made for this test.
    expect(isVerhoeff('2363')).toBe(true)
    expect(isVerhoeff('2364')).toBe(false)
    const [number] = Array.from({ length: 10 }, (_, digit) => `23456789012${digit}`).filter(isVerhoeff)
    const written = `${number!.slice(0, 4)} ${number!.slice(4, 8)} ${number!.slice(8)}`
    expect(maskShapes(india, `id ${written}, again ${number}.`)).toBe(
      `id XXXX XXXX ${number!.slice(8)}, again XXXXXXXX${number!.slice(8)}.`,
    )
    const wrong = number!.slice(0, 11) + String((Number(number!.slice(11)) + 1) % 10)
    expect(maskShapes(india, wrong)).toBe(wrong)
  })

  test('a telephone number with its country code is no identity number; a remembered shape finds nothing', () => {
    expect(maskShapes(india, '+919876543210')).toBe('+919876543210')
    expect(shapesIn(india, 'ABCDE1234F').map((found) => found.shape.id)).toEqual(['pan'])
    expect(maskShapes(india, 'ABCDE1234F')).toBe('XXXXXX234F')
    expect(shapesIn(india, '490154203237518')).toEqual([])
    expect(shapesIn(xx, '490154203237518').map((found) => found.shape.id)).toEqual(['imei'])
    expect(shapesIn(xx, '490154203237519')).toEqual([])
  })
})
