import { expect, it } from 'vitest'
import { emptyContent } from '../model/empty-report.ts'
import type { Content, Sighting, Time } from '../model/report.ts'
import { identifierId } from '../model/stamped-id.ts'
import { deriveKeys, hasCheckDigit, NO_DATE, ownDate } from './keys.ts'

const linkKey = Buffer.alloc(32, 7)

const seen = (kind: Sighting['kind'], normal: string, more: Partial<Sighting<string>> = {}): Sighting<string> => ({
  kind,
  role: 'suspect',
  value: normal,
  normal,
  id: identifierId(linkKey, kind, normal),
  ...more,
})

const holding = (...sightings: Sighting<string>[]): Content<string> => ({ ...emptyContent('agency-json'), sightings })
const kindsOf = (...sightings: Sighting<string>[]) => deriveKeys(holding(...sightings), linkKey).map(({ kind }) => kind)

const timeAt = (at: string, precision: Time['precision'] = 'second'): Time => {
  return { at, written: at, offsetMinutes: 0, zone: 'stated', precision }
}
const login = (at: string, more: Partial<Sighting<string>> = {}) =>
  seen('ip', '198.51.100.7', { port: 40_123, time: timeAt(at), ...more })
const eventKeys = (...sightings: Sighting<string>[]) => deriveKeys(holding(...sightings), linkKey).map(({ id }) => id)
const common = (a: string[], b: string[]) => a.filter((id) => b.includes(id)).length

it('takes the values that may join, and no other kind', () => {
  expect(
    kindsOf(
      seen('account', 'quaychat:lark.77', { service: 'quaychat' }),
      seen('email', 'lark@northlight.example'),
      seen('phone', '+9995550163'),
      seen('payment', 'lark@bank.example'),
      seen('screen-name', 'quaychat:lark'),
      seen('url', 'quaychat.example/lark'),
      seen('md5', '0cc175b9c0f1b6a831c399e269772661'),
      seen('ip', '198.51.100.7'),
    ),
  ).toEqual(['account', 'email', 'phone', 'payment'])
})

it('takes values of suspects only, and none that has no id', () => {
  for (const role of ['victim', 'reporter', 'recipient', 'associated', 'other', 'file', 'incident'] as const) {
    expect(kindsOf(seen('phone', '+9995550163', { role }))).toEqual([])
  }
  expect(kindsOf(seen('email', 'abuse@northlight.example', { id: undefined }))).toEqual([])
})

it('takes an account only with its service', () => {
  expect(kindsOf(seen('account', 'lark.77'))).toEqual([])
})

it('takes a device only with a right check digit', () => {
  expect(hasCheckDigit('imei:490154203237518')).toBe(true)
  expect(hasCheckDigit('imei:490154203237519')).toBe(false)
  expect(hasCheckDigit('iccid:8991101200003204514')).toBe(true)
  expect(hasCheckDigit('ssid:HARBOUR')).toBe(false)
  expect(hasCheckDigit('imei:4901542032375180')).toBe(false)
})

it.each([
  ['2001:db8::17', ['ipv6']],
  ['198.51.100.7', []],
  ['fe80::1', []],
  ['fd00::1', []],
  ['2002:c633:6407::1', []],
  ['2001:0:c633::1', []],
  ['64:ff9b::c633:6407', []],
])('joins by %s as %j', (address, kinds) => {
  expect(kindsOf(seen('ip', address))).toEqual(kinds)
})

it('makes two keys of an address with port and minute, and any two within half a minute share one', () => {
  const first = eventKeys(login('2031-05-01T10:20:40Z'))
  expect(first).toHaveLength(2)
  for (const [at, shared] of [
    ['2031-05-01T10:20:40Z', 2],
    ['2031-05-01T10:20:10Z', 1],
    ['2031-05-01T10:21:10Z', 1],
    ['2031-05-01T10:22:10Z', 0],
  ] as const) {
    expect([at, common(first, eventKeys(login(at)))]).toEqual([at, shared])
  }
})

it('makes no such key without port, minute or the same address', () => {
  expect(eventKeys(login('2031-05-01T10:20:40Z', { port: undefined }))).toEqual([])
  expect(eventKeys(login('2031-05-01T00:00:00Z', { time: timeAt('2031-05-01T00:00:00Z', 'day') }))).toEqual([])
  expect(eventKeys(login('2031-05-01T10:20:40Z', { time: undefined }))).toEqual([])
  const other = eventKeys(login('2031-05-01T10:20:40Z', { normal: '198.51.100.8' }))
  expect(common(other, eventKeys(login('2031-05-01T10:20:40Z')))).toBe(0)
})

it('names each value once, with all its sightings', () => {
  const keys = deriveKeys(holding(seen('phone', '+9995550163'), seen('phone', '+9995550163')), linkKey)
  expect(keys.map(({ sightings }) => sightings)).toEqual([[0, 1]])
})

it('dates a report by what it says itself', () => {
  const content = holding()
  expect(ownDate(content)).toBe(NO_DATE)
  content.receivedAt = timeAt('2031-05-02T00:00:00.000Z')
  expect(ownDate(content)).toBe(Date.UTC(2031, 4, 2))
  content.incident.time = timeAt('2031-05-01T00:00:00.000Z')
  expect(ownDate(content)).toBe(Date.UTC(2031, 4, 1))
  content.incident.time = { ...timeAt('0031-05-01T00:00:00.000Z') }
  expect(ownDate(content)).toBe(Date.UTC(2031, 4, 2))
})
