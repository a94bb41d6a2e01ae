import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyContent, content, file, person, sighting, time } from '../../test/contents.ts'
import { packs } from '../../test/packs.ts'
import { enrich } from '../enrich/enrich.ts'
import type { Content } from '../model/report.ts'
import { completeness } from './completeness.ts'

const pack = packs.get('xx')!
const geo = { lookUp: () => undefined, dataOn: '2026-01-01', source: 'none' }
const looked = (what: Content<string>) => completeness({ content: what, enriched: enrich(what, geo, pack) }, pack)
const missing = (what: Content<string>) => looked(what).missing.map(({ rule }) => rule)

const full = content({
  incident: { type: 'csam', annotations: [], details: [], time: time('2026-05-03T22:00:00Z') },
  people: [person('suspect')],
  files: [file(1, { category: 'A1' })],
  sightings: [
    sighting('account', 'lark.pell.77', { person: 0 }),
    sighting('phone', '+9995550163', { person: 0 }),
    sighting('ip', '203.0.113.84', { person: 0, port: 50_122, time: time('2026-05-03T22:00:00Z') }),
    sighting('md5', 'd41d8cd98f00b204e9800998ecf8427e', { role: 'file', file: 0 }),
  ],
})

describe('completeness', () => {
  it('stays within its bounds, and what is missing makes up the rest', () => {
    fc.assert(
      fc.property(anyContent, (what) => {
        const { complete, of, missing } = looked(what)
        expect(complete).toBeGreaterThanOrEqual(0)
        expect(of).toBeLessThanOrEqual(pack.scoring.completeness.length)
        expect(complete + missing.length).toBe(of)
      }),
    )
  })

  it('finds nothing missing in a full report', () => {
    expect(looked(full)).toEqual({ complete: 9, of: 9, missing: [] })
  })

  it('counts fields, not weights, and tells the heaviest that is missing first', () => {
    const lacking = content({ ...full, sightings: full.sightings.filter(({ kind }) => kind !== 'account' && kind !== 'phone') })
    expect(looked(lacking)).toMatchObject({ complete: 7, of: 9, missing: [{ weight: 3 }, { weight: 2 }] })
  })

  it('asks of an empty report all but what only files, events and times can have', () => {
    expect(missing(content())).toEqual([
      'missing-account/1',
      'missing-ip-event/1',
      'missing-contact/1',
      'missing-incident-time/1',
      'missing-place/1',
    ])
  })

  it('names where a port, a zone, a hash and a category are missing', () => {
    const lacking = content({
      ...full,
      files: [file(1, { category: 'A1' }), file(2)],
      sightings: full.sightings.map((one) =>
        one.kind === 'ip' ? { ...one, port: undefined, time: time('2026-05-03T22:00:00Z', 'absent') } : one,
      ),
    })
    const found = Object.fromEntries(
      looked(lacking).missing.map(({ rule, evidence, params }) => [rule, [evidence, params.count]]),
    )
    expect(found).toEqual({
      'missing-ip-port/1': [['sighting:2'], 1],
      'missing-time-zone/1': [['sighting:2'], 1],
      'missing-file-hash/1': [['file:2'], 1],
      'missing-file-category/1': [['file:2'], 1],
    })
  })

  it('asks no port of IPv6, of a server, or of a victim', () => {
    const sightings = [
      sighting('ip', '2001:db8:10::1f', { time: time('2026-05-03T22:00:00Z') }),
      sighting('ip', '192.0.2.200', { time: time('2026-05-03T22:00:00Z') }),
      sighting('ip', '203.0.113.84', { role: 'victim', person: 0 }),
    ]
    expect(missing(content({ people: [person('victim')], sightings }))).not.toContain('missing-ip-port/1')
  })
})
