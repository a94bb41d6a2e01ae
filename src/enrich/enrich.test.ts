import { describe, expect, it } from 'vitest'
import { content, person, sighting } from '../../test/contents.ts'
import { packs } from '../../test/packs.ts'
import { enrich } from './enrich.ts'
import { toStore } from './enrich-chunk.ts'
import type { Geo } from './geo.ts'

const pack = packs.get('xx')!
/** A database that places everything that the pack does not. */
const geo: Geo = {
  lookUp: (ip) => (ip === 'broken' ? undefined : { country: 'PT', operator: 'Far Net', asn: 64_500, kind: 'fixed' }),
  dataOn: '2026-06-17',
  source: 'invented',
}
const ofIp = (value: string) => enrich(content({ sightings: [sighting('ip', value)] }), geo, pack)
const ofPhone = (value: string) => enrich(content({ sightings: [sighting('phone', value)] }), geo, pack).phones[0]

describe('an address', () => {
  it('is placed by the ranges of the pack first, with the zone of the unit there', () => {
    const { ips, dataOn } = ofIp('203.0.113.84')
    expect(ips).toEqual([
      {
        sighting: 0,
        country: 'XX',
        place: 'harbour-district',
        placeName: expect.objectContaining({ en: 'Harbour District' }),
        operator: 'Portnet',
        kind: 'fixed',
        zone: pack.zone,
        dataOn: '2026-11-01',
        source: 'pack/xx',
      },
    ])
    expect(dataOn).toBe('2026-11-01')
  })

  it('is placed by the databases where the pack says nothing', () => {
    expect(ofIp('8.8.8.8')).toMatchObject({
      dataOn: '2026-06-17',
      ips: [{ country: 'PT', operator: 'Far Net', asn: 64_500, source: 'invented', zone: undefined }],
    })
  })

  it('keeps what the range is: shared, a server, a proxy', () => {
    const kinds = ['198.51.100.7', '192.0.2.161', '192.0.2.200', '203.0.113.230'].map((ip) => ofIp(ip).ips[0]!.kind)
    expect(kinds).toEqual(['mobile-cgnat', 'wifi-shared', 'hosting', 'proxy'])
  })

  it('that nobody places is unknown, and no date is claimed for it', () => {
    expect(ofIp('broken')).toMatchObject({ dataOn: null, ips: [{ sighting: 0, kind: 'unknown' }] })
  })

  it('without a normal form is left out', () => {
    expect(enrich(content({ sightings: [sighting('ip', '300.1.1.1', { normal: undefined })] }), geo, pack).ips).toEqual([])
  })
})

describe('local time', () => {
  const zoneOf = (country: string) =>
    enrich(content({ sightings: [sighting('ip', '8.8.8.8')] }), { ...geo, lookUp: () => ({ country, kind: 'fixed' }) }, pack)
      .ips[0]!.zone

  it('is known where a country has one zone', () => {
    expect(zoneOf('IN')).toBe('Asia/Kolkata')
    expect(zoneOf('DE')).toBe('Europe/Berlin')
  })

  it.each(['US', 'RU', 'PT', 'AU', 'ZZ'])('is unknown in %s, which has several or none', (country) => {
    expect(zoneOf(country)).toBeUndefined()
  })
})

describe('a telephone number', () => {
  it('is placed by its longest prefix of the pack', () => {
    expect(ofPhone('+9995550163')).toMatchObject({ country: 'XX', place: 'port-city' })
    expect(ofPhone('+9997112345')).toMatchObject({ place: 'port-city', operator: 'Fenmobile', type: 'mobile' })
  })

  it('of another country has its country and kind', () => {
    // Of a range that the German regulator keeps for films.
    expect(ofPhone('+493023125123')).toMatchObject({ country: 'DE', type: 'fixed' })
    expect(ofPhone('+999')).toMatchObject({ place: 'quaymark' })
  })

  it('of no plan says nothing', () => {
    expect(ofPhone('+0')).toEqual({ sighting: 0, country: undefined, type: undefined })
  })
})

it('stores of a sealed person only country and kind', () => {
  const what = content({
    people: [person('victim')],
    sightings: [
      sighting('ip', '203.0.113.84', { role: 'victim', person: 0 }),
      sighting('ip', '203.0.113.84'),
      sighting('phone', '+9995550163', { role: 'victim', person: 0 }),
    ],
  })
  const stored = toStore(what, enrich(what, geo, pack))
  expect(stored.ips[0]).toEqual({ sighting: 0, country: 'XX', kind: 'fixed', dataOn: '2026-11-01' })
  expect(stored.ips[1]).toMatchObject({ place: 'harbour-district', operator: 'Portnet' })
  expect(stored.phones).toEqual([{ sighting: 2, country: 'XX', type: undefined }])
  expect(JSON.stringify(stored)).not.toContain('203.0.113')
})
