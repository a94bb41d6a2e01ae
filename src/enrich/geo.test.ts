import { describe, expect, it } from 'vitest'
import { dateOfVersion, openGeo } from './geo.ts'

const geo = openGeo()

it('reads the date of the databases from their version', () => {
  expect(dateOfVersion('2.3.2026061719')).toBe('2026-06-17')
  expect(() => dateOfVersion('2.3.1')).toThrow(/no date/)
  expect(geo.dataOn).toMatch(/^20\d\d-\d\d-\d\d$/)
})

describe('lookUp', () => {
  // Addresses of public resolvers: known to everybody and of no person.
  it.each(['8.8.8.8', '::ffff:8.8.8.8', '2001:4860:4860::8888'])('places %s', (ip) => {
    expect(geo.lookUp(ip)).toMatchObject({ country: 'US', operator: expect.stringContaining('Google'), asn: 15169 })
  })

  it.each(['10.0.0.1', '192.0.2.7', '203.0.113.84', '100.64.1.1', '2001:db8:40::1f', 'fe80::1', '::1', 'no address', ''])(
    'says nothing about %j, whatever a database holds',
    (ip) => {
      expect(geo.lookUp(ip)).toBeUndefined()
    },
  )

  it('knows a network of servers by its number', () => {
    expect(geo.lookUp('1.1.1.1')).toMatchObject({ asn: 13335, kind: 'proxy' })
  })

  it('gives the same answer again', () => {
    expect(geo.lookUp('8.8.8.8')).toEqual(geo.lookUp('8.8.8.8'))
  })
})
