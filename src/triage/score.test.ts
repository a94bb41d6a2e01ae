import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyContent, content, file, person, sighting, time } from '../../test/contents.ts'
import { packs } from '../../test/packs.ts'
import type { Pack } from '../country/pack.ts'
import { scoringSignals } from '../country/signals.data.ts'
import { wordReason } from '../country/wording.ts'
import { enrich } from '../enrich/enrich.ts'
import type { Content } from '../model/report.ts'
import { type LinkedFacts, nothingLinked } from './linked.ts'
import { firstReason, score } from './score.ts'
import { finders, VIRAL_REPORTS } from './signals.ts'

const pack = packs.get('xx')!
const geo = { lookUp: () => undefined, dataOn: '2026-01-01', source: 'none' }
const receivedAt = new Date('2026-05-04T07:00:00Z')

const scored = (what: Content<string>, linked: Partial<LinkedFacts> = {}, rules: Pack = pack) =>
  score({ content: what, enriched: enrich(what, geo, rules), linked: { ...nothingLinked(), ...linked }, receivedAt }, rules)

const rulesOf = (what: Content<string>, linked?: Partial<LinkedFacts>) => scored(what, linked).reasons.map(({ rule }) => rule)

const anyLinked: fc.Arbitrary<Partial<LinkedFacts>> = fc.record({
  shown: fc.nat(30),
  hidden: fc.nat(30),
  senders: fc.integer({ min: 1, max: 5 }),
  hiddenCases: fc.nat(2),
  recipientAsSuspect: fc.nat(3),
  identifier: fc.constant('phone'),
  filesElsewhere: fc.array(fc.nat(40), { maxLength: 4 }).map((given) => new Map(given.map((n, index) => [index + 1, n]))),
})

describe('score', () => {
  it('is the capped sum of the weights of its reasons, which stand largest first', () => {
    fc.assert(
      fc.property(anyContent, anyLinked, (what, linked) => {
        const { points, reasons, band, isDanger } = scored(what, linked)
        const sum = reasons.reduce((total, { weight }) => total + weight, 0)
        expect(points).toBe(Math.min(pack.scoring.cap, Math.max(0, sum)))
        const sizes = reasons.map(({ weight }) => Math.abs(weight))
        expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
        expect(new Set(reasons.map(({ rule }) => rule)).size).toBe(reasons.length)
        if (isDanger) expect(band).toBe('now')
      }),
    )
  })

  it('never falls by an AI flag, even under a pack that would lower it, nor moves by "viewed"', () => {
    const rules = pack.scoring.rules.map((rule) =>
      rule.signal === 'file-ai' ? { ...rule, points: -30 } : rule.signal === 'file-viewed' ? { ...rule, points: 20 } : rule,
    )
    const harsh: Pack = { ...pack, scoring: { ...pack.scoring, rules } }
    fc.assert(
      fc.property(anyContent, (what) => {
        const without = {
          ...what,
          files: what.files.map((one) => ({ ...one, isViewed: undefined, annotations: [] as string[] })),
        }
        const flagged = {
          ...without,
          files: without.files.map((one) => ({ ...one, isViewed: true, annotations: ['generative-ai'] })),
        }
        expect(scored(flagged, {}, harsh).points).toBe(scored(without, {}, harsh).points)
      }),
    )
  })

  it('says of what counts for nothing that it counts for nothing', () => {
    const what = content({ files: [file(1, { isViewed: true, annotations: ['generative-ai'] })] })
    const { reasons } = scored(what)
    const nothing = reasons.filter(({ weight }) => weight === 0)
    expect(nothing.map(({ rule }) => rule).sort()).toEqual(['file-ai/1', 'file-viewed/1'])
    expect(nothing.map((reason) => wordReason(pack, reason, 'en'))).toEqual([
      expect.stringContaining('counts for nothing'),
      expect.stringContaining('counts for nothing'),
    ])
  })

  it('puts a report of danger into the highest band whatever its sum', () => {
    const what = content({ incident: { type: null, annotations: ['spam'], escalation: 'stated', details: [] } })
    expect(scored(what)).toMatchObject({ isDanger: true, band: 'now', points: 10 })
    expect(firstReason(scored(what).reasons)).toMatchObject({
      rule: 'danger-now/1',
      kind: 'claim',
      params: { sender: 'Quaychat' },
    })
  })

  it('raises by what others report, and tells of hidden ones only how many', () => {
    const seen = scored(content(), { shown: 3, reportIds: ['a'], senders: 2, identifier: 'phone' })
    expect(seen.reasons).toContainEqual(
      expect.objectContaining({
        rule: 'repeat-suspect/1',
        weight: 12,
        params: { identifier: 'phone', reports: 3 },
        evidence: ['report:a'],
      }),
    )
    const hidden = scored(content(), { hidden: 2, hiddenCases: 1, identifier: 'account' })
    expect(hidden.reasons.map(({ rule, params, evidence }) => [rule, params, evidence])).toEqual([
      ['case-elsewhere/1', { identifier: 'account' }, []],
      ['repeat-elsewhere/1', { reports: 2 }, []],
    ])
  })

  it('tells new files from known and viral ones', () => {
    const elsewhere = (given: number[]) => ({ filesElsewhere: new Map(given.map((n, index) => [index + 1, n])) })
    expect(rulesOf(content(), elsewhere([0, 3]))).toEqual(['new-file/1', 'known-file/1'])
    expect(rulesOf(content(), elsewhere([VIRAL_REPORTS]))).toEqual(['viral-here/1', 'known-file/1'])
  })

  it('never takes a sealed value into a reason', () => {
    const secret = 'Quillon-Vesper'
    const victim = person('victim', { firstName: secret, school: secret, age: 12, addresses: [{ city: secret }] })
    const child = person('suspect', {
      ordinal: 1,
      isSealed: true,
      age: 15,
      firstName: secret,
      flags: { 'access-to-children': true },
    })
    const what = content({
      people: [victim, child],
      sightings: [sighting('phone', secret, { role: 'victim', person: 0 }), sighting('account', secret, { person: 1 })],
    })
    const { reasons } = scored(what, { shown: 2, identifier: 'account' })
    expect(reasons.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['victim-identified/1', 'suspect-minor/1', 'access-to-children/1']),
    )
    expect(JSON.stringify(reasons)).not.toContain(secret)
  })

  it('counts an incident as recent from its own time to the arrival, never one in the future', () => {
    const at = (iso: string) => content({ incident: { type: null, annotations: [], details: [], time: time(iso) } })
    expect(rulesOf(at('2026-05-04T05:30:00Z'))).toContain('recent-incident/1')
    expect(rulesOf(at('2026-05-01T06:00:00Z'))).not.toContain('recent-incident/1')
    expect(rulesOf(at('2026-05-04T09:00:00Z'))).not.toContain('recent-incident/1')
  })

  it('has a finder for every signal that a pack may give points to, but for decisions of officers', () => {
    const found = Object.entries(scoringSignals).filter(([, signal]) => signal.kind !== 'decision')
    expect(Object.keys(finders).sort()).toEqual(found.map(([name]) => name).sort())
  })

  it('words every reason that it gives, in both languages, with all its facts', () => {
    fc.assert(
      fc.property(anyContent, anyLinked, (what, linked) => {
        for (const reason of scored(what, linked).reasons) {
          for (const language of pack.languages)
            expect(wordReason(pack, reason, language)).not.toMatch(/–|\{|undefined|^[a-z-]+\/1$/)
        }
      }),
    )
  })
})
