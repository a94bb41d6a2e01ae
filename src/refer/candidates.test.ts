import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyContent, content, person, sighting, time } from '../../test/contents.ts'
import { packs } from '../../test/packs.ts'
import { agencyRows } from '../country/agencies.ts'
import { type AgencyTree, agencyTree } from '../country/agency-tree.ts'
import { wordReason } from '../country/wording.ts'
import { enrich } from '../enrich/enrich.ts'
import type { Content } from '../model/report.ts'
import { type LinkedFacts, nothingLinked } from '../triage/linked.ts'
import { candidates } from './candidates.ts'

const pack = packs.get('xx')!
const units = agencyRows(pack).map((row) => ({ ...row, isActive: true }))
const tree = agencyTree(units)
const no = (slug: string) => tree.bySlug('xx', slug)!.no
const slugOf = (unitNo: number) => tree.byNo(unitNo)!.slug
const geo = { lookUp: () => undefined, dataOn: '2026-01-01', source: 'none' }
const receivedAt = new Date('2026-11-20T07:00:00Z')

interface Asked {
  holder?: string
  tree?: AgencyTree
  linked?: Partial<LinkedFacts>
}

const proposed = (what: Content<string>, { holder = 'national-desk', linked = {}, tree: here = tree }: Asked = {}) =>
  candidates(
    {
      content: what,
      enriched: enrich(what, geo, pack),
      linked: { ...nothingLinked(), identifier: 'phone', ...linked },
      receivedAt,
    },
    { pack, tree: here, holderNo: no(holder) },
  )

const slugs = (what: Content<string>, asked?: Asked) => proposed(what, asked).map(({ unitNo }) => slugOf(unitNo))
const rules = (what: Content<string>, slug: string, asked?: Asked) =>
  proposed(what, asked)
    .find(({ unitNo }) => unitNo === no(slug))
    ?.reasons.map(({ rule }) => rule)

const event = { time: time('2026-10-19T20:00:00Z') }
const suspect = [person('suspect')]
const withIp = (ip: string, more = {}) =>
  content({ people: suspect, sightings: [sighting('ip', ip, { person: 0, ...event, ...more })] })

describe('candidates', () => {
  it('is the next open unit above one that is closed, and none where that is above the holder', () => {
    const what = withIp('203.0.113.84')
    const closing = (...closed: string[]) => agencyTree(units.map((one) => ({ ...one, isActive: !closed.includes(one.slug) })))
    expect(slugs(what)[0]).toBe('harbour')
    const above = tree.byNo(no('harbour'))!.chain.at(-2)!
    expect(slugs(what, { tree: closing('harbour') })).toEqual([slugOf(above)])
    expect(slugs(what, { tree: closing('harbour', slugOf(above)) })).toEqual([])
  })

  it('ranks the unit of address, telephone and stated place first, with its reasons', () => {
    const what = content({
      people: [person('suspect', { addresses: [{ street: 'Wharf Road 4', city: 'Harbour District' }] })],
      sightings: [sighting('ip', '203.0.113.84', { person: 0, ...event }), sighting('phone', '+999555012', { person: 0 })],
    })
    const [first] = proposed(what)
    expect(slugOf(first!.unitNo)).toBe('harbour')
    expect(first).toMatchObject({ strength: 'strong', weight: 90 })
    expect(first!.reasons.map(({ rule, kind, weight }) => [rule, kind, weight])).toEqual([
      ['ip-place/1', 'fact', 40],
      ['stated-address/1', 'claim', 30],
      ['phone-prefix/1', 'fact', 20],
    ])
    expect(wordReason(pack, first!.reasons[0]!, 'en')).toBe('Portnet places 203.0.113.84 in Harbour District')
  })

  it('names several units where several are concerned', () => {
    const what = content({
      people: suspect,
      sightings: [sighting('ip', '203.0.113.84', { person: 0, ...event }), sighting('phone', '+999555017', { person: 0 })],
    })
    expect(slugs(what)).toEqual(['harbour', 'fen'])
  })

  it('lowers a shared address, and a proxy to nothing', () => {
    const certain = proposed(withIp('198.51.100.20'))[0]!
    const shared = proposed(withIp('198.51.100.7'))[0]!
    expect(slugOf(shared.unitNo)).toBe(slugOf(certain.unitNo))
    expect(shared.weight).toBeLessThan(certain.weight / 2)
    expect(slugs(withIp('198.51.100.20', { isProxy: true }))).toEqual([])
    expect(slugs(withIp('203.0.113.230'))).toEqual([])
  })

  it('never ranks a unit strong, likely or possible for proxies alone', () => {
    fc.assert(
      fc.property(anyContent, (what) => {
        const hidden = {
          ...what,
          people: what.people.map((one) => ({ ...one, addresses: [], school: undefined })),
          sightings: what.sightings.flatMap((one) => (one.kind === 'ip' ? [{ ...one, isProxy: true }] : [])),
        }
        for (const { reasons } of proposed(hidden)) expect(reasons.every(({ weight }) => weight === 0)).toBe(true)
        expect(proposed(hidden)).toEqual([])
      }),
    )
  })

  it('counts old data about an address for less', () => {
    const late = { time: time('2027-11-01T00:00:00Z') }
    expect(proposed(withIp('203.0.113.84', late))[0]!.weight).toBe(20)
  })

  it('points to the pseudonym of a sealed person and never takes a value of theirs', () => {
    const what = content({
      people: [person('victim', { addresses: [{ city: 'Reedham' }], school: 'Lantern School' })],
      sightings: [sighting('ip', '203.0.113.84', { role: 'victim', person: 0, ...event })],
    })
    const found = proposed(what)
    expect(found.map(({ unitNo }) => slugOf(unitNo)).sort()).toEqual(['harbour', 'lantern-station', 'reed-station'])
    for (const { reasons } of found) {
      for (const { params, evidence } of reasons) {
        expect(params).toEqual({})
        expect(evidence).toEqual(['person:V-1'])
      }
    }
    expect(rules(what, 'lantern-station')).toEqual(['school/1'])
    expect(rules(what, 'harbour')).toEqual(['victim-place/1'])
  })

  it('asks nobody about the place of whoever reported it', () => {
    const what = content({ people: [person('reporter', { addresses: [{ city: 'Reedham' }], school: 'Lantern School' })] })
    expect(slugs(what)).toEqual([])
  })

  it('proposes who holds a case on the same identifiers, also above; only the number that the holder may see', () => {
    const holders = [
      { no: no('special-unit'), reports: 2, hasCase: true, caseId: 'c1', caseNumber: 'SU-9/2026' },
      { no: no('fen'), reports: 1, hasCase: true },
      { no: no('lantern'), reports: 3, hasCase: false },
      { no: no('harbour'), reports: 1, hasCase: false },
    ]
    const asked = { holder: 'harbour', linked: { holders } }
    expect(rules(content(), 'special-unit', asked)).toEqual(['case-held/1'])
    expect(rules(content(), 'fen', asked)).toEqual(['case-held-elsewhere/1'])
    expect(rules(content(), 'lantern', asked)).toEqual(['identifier-held/1'])
    expect(slugs(content(), asked)).not.toContain('harbour')
    const above = { holder: 'harbour', linked: { holders: [{ no: no('port-state'), reports: 1, hasCase: true }] } }
    expect(slugs(content(), above)).toEqual(['port-state'])
  })

  it('proposes neither the holder nor those above it for a place', () => {
    expect(slugs(withIp('203.0.113.84'), { holder: 'harbour' })).not.toContain('harbour')
    expect(slugs(withIp('198.51.100.100'), { holder: 'harbour' })).not.toContain('port-state')
  })

  it('is taught by a unit that gave it back', () => {
    const fresh = proposed(withIp('203.0.113.84'))[0]!
    const returned = proposed(withIp('203.0.113.84'), { linked: { returns: [{ no: no('harbour'), count: 1 }] } })[0]!
    expect(returned.weight).toBe(fresh.weight - 30)
    expect(returned.reasons.map(({ rule }) => rule)).toEqual(['ip-place/1', 'returned-before/1'])
    expect(slugs(withIp('203.0.113.84'), { linked: { returns: [{ no: no('harbour'), count: 2 }] } })).toEqual([])
  })

  it('leaves it to the desk where nothing is known, and to nobody at the desk', () => {
    expect(rules(content(), 'national-desk', { holder: 'harbour' })).toEqual(['desk-decides/1'])
    expect(slugs(content())).toEqual([])
  })

  it('leaves it to the holder where what is known speaks for it, and not to the desk', () => {
    expect(slugs(withIp('203.0.113.84'), { holder: 'harbour' })).toEqual([])
    const many = { holder: 'harbour', linked: { returns: [{ no: no('harbour'), count: 2 }] } }
    expect(slugs(withIp('203.0.113.84'), many)).toEqual(['national-desk'])
  })

  it('gives a stated unit its due', () => {
    const what = content({ lawEnforcement: { agency: 'Fen District', statements: [] } })
    expect(rules(what, 'fen')).toEqual(['law-enforcement-named/1'])
  })

  it('proposes at most as many as the pack allows, in order, each only once, worded in both languages', () => {
    fc.assert(
      fc.property(anyContent, fc.constantFrom('national-desk', 'harbour', 'port-state'), (what, holder) => {
        const found = proposed(what, { holder })
        expect(found.length).toBeLessThanOrEqual(pack.jurisdiction.most)
        const weights = found.map(({ weight }) => weight)
        expect(weights).toEqual([...weights].sort((a, b) => b - a))
        expect(new Set(found.map(({ unitNo }) => unitNo)).size).toBe(found.length)
        for (const { reasons, weight } of found) {
          expect(reasons.reduce((sum, reason) => sum + reason.weight, 0)).toBe(weight)
          for (const reason of reasons) {
            for (const language of pack.languages)
              expect(wordReason(pack, reason, language)).not.toMatch(/–|\{|undefined|^[a-z-]+\/1$/)
          }
        }
      }),
    )
  })
})
