import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agencyRows, areaOf, chainOf, isWithin, packOfNo, subtreeOf } from './agencies.ts'
import { loadPacks } from './load-pack.ts'
import { checkNumber, formatNumber, parseNumber, seriesOf } from './numbers.ts'
import { offencesBetween, offencesOn, whyNotCharge } from './offences.ts'
import { outcomeOf, outcomesFor } from './outcomes.ts'
import { addressFactor, bandOf, evidenceRuleOf, pointsOf, scoringRuleOf, strengthOf, totalPoints, weightOf } from './scoring.ts'

const packs = loadPacks(join(import.meta.dirname, '../../packs'))
const xx = packs.get('xx')!
const india = packs.get('in')!
const agency = (id: string) => xx.agencies.find((one) => one.id === id)!

describe('agencies', () => {
  test('the city’s cyber unit stands beside the district, not above it', () => {
    expect(chainOf(xx, 'wharf-station').map((one) => one.id)).toEqual([
      'quaymark',
      'national-desk',
      'port-state',
      'harbour',
      'wharf-station',
    ])
    expect(isWithin(agency('harbour'), agency('port-city'))).toBe(false)
    expect(subtreeOf(xx, agency('harbour')).map((one) => one.id)).toEqual(['harbour', 'wharf-station', 'mole-station'])
    expect(areaOf(xx, 'harbour').map((one) => one.id)).toEqual(['harbour-district', 'wharf-road'])
  })

  test('as rows: parents first, the chain ends with the unit itself, ids do not change from run to run', () => {
    const rows = agencyRows(xx)
    const byNo = new Map(rows.map((row) => [row.no, row]))
    for (const [index, row] of rows.entries()) {
      expect(row.chain.at(-1)).toBe(row.no)
      expect(row.chain.at(-2) ?? null).toBe(row.parent_no)
      if (row.parent_no !== null) expect(rows.indexOf(byNo.get(row.parent_no)!)).toBeLessThan(index)
    }
    expect(rows[0]!.agency_id).toBe(agencyRows(loadPacks(join(import.meta.dirname, '../../packs')).get('xx')!)[0]!.agency_id)
    expect(rows.filter((row) => row.may_register).map((row) => row.kind)).not.toContain('state')
    expect(rows.find((row) => row.slug === 'ridge')!.zone).toBe('Europe/Helsinki')
  })

  test('a number tells its pack', () => {
    expect(packOfNo(packs.values(), agency('fen').no)?.id).toBe('xx')
    expect(packOfNo(packs.values(), india.agencies.at(-1)!.no)?.id).toBe('in')
    expect(packOfNo(packs.values(), 5)).toBeUndefined()
  })
})

describe('numbers of cases', () => {
  const series = (id: string) => xx.series.find((one) => one.id === id)!

  test('each unit has its series', () => {
    expect(seriesOf(xx, agency('lantern-station')).map((one) => one.id)).toEqual(['regular', 'zero'])
    expect(seriesOf(xx, agency('special-unit')).map((one) => one.id)).toEqual(['special'])
    expect(seriesOf(xx, agency('port-city'))).toEqual([])
  })

  test('what is written is read again', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...xx.series),
        fc.integer({ min: 1, max: 999_999 }),
        fc.integer({ min: 1990, max: 2099 }),
        (one, serial, year) => {
          expect(parseNumber(one, formatNumber(one, { serial, year }))).toEqual({ serial, year })
        },
      ),
    )
    expect(formatNumber(series('zero'), { serial: 118, year: 2026 })).toBe('0/118/2026')
    expect(formatNumber(series('special'), { serial: 9, year: 2026 })).toBe('SU-9/2026')
    expect(parseNumber(series('regular'), '0/118/2026')).toBeUndefined()
  })

  test('a number entered by hand is tidied, and one of another shape refused with examples', () => {
    const station = agency('lantern-station')
    expect(checkNumber(xx, station, ' 27 / 2026 ')).toMatchObject({
      isFit: true,
      number: '27/2026',
      serial: 27,
      year: 2026,
      series: { id: 'regular' },
    })
    expect(checkNumber(xx, station, '0/118/2026')).toMatchObject({ isFit: true, series: { id: 'zero' } })
    expect(checkNumber(xx, agency('special-unit'), 'su-9/2026')).toMatchObject({ isFit: true, number: 'SU-9/2026' })
    expect(checkNumber(xx, station, 'SU-9/2026')).toEqual({ isFit: false, expected: ['27/2026', '0/27/2026'] })
    expect(checkNumber(xx, station, '027/2026')).toMatchObject({ isFit: false })
  })

  test('in India no number is given out before an officer confirms the series; one from the register is taken', () => {
    const station = { id: 'a-station', kind: 'station' } as const
    expect(seriesOf(india, station).map((one) => [one.id, one.isOn])).toEqual([
      ['zero-fir', false],
      ['fir', false],
    ])
    expect(checkNumber(india, station, '0123/2026')).toMatchObject({ isFit: true, series: { id: 'fir' } })
    expect(checkNumber(india, station, '0/45/2026')).toMatchObject({ isFit: true, series: { id: 'zero-fir' } })
    expect(checkNumber(india, station, '')).toMatchObject({ isFit: false })
  })
})

describe('law', () => {
  test('the offence goes by its date; conduct over a change of law is charged under both', () => {
    expect(whyNotCharge(xx, 'cpa-11', { from: '2024-01-01', to: '2024-06-30' })).toBe('not-yet-in-force')
    expect(whyNotCharge(xx, 'pc-204', { from: '2024-07-01', to: '2024-08-01' })).toBe('no-longer-in-force')
    const course = offencesBetween(xx, '2024-06-01', '2024-07-31').map((offence) => offence.id)
    expect(course).toEqual(expect.arrayContaining(['cpa-11', 'pc-204']))
    expect(offencesOn(xx, '2024-06-30').map((offence) => offence.id)).not.toContain('cpa-11')
    expect(offencesOn(india, '2024-06-30').some((offence) => offence.act === 'BNS 2023')).toBe(false)
    expect(offencesOn(india, '2024-07-01').some((offence) => offence.act === 'IPC 1860')).toBe(false)
  })

  test('what was struck down, is only remembered or is unknown is refused', () => {
    const conduct = { from: '2014-01-01', to: '2014-01-02' }
    expect(whyNotCharge(india, 'in-it-66a', conduct)).toBe('struck-down')
    expect(whyNotCharge(xx, 'pc-340', conduct)).toBe('struck-down')
    expect(whyNotCharge(xx, 'pc-219', conduct)).toBe('not-confirmed')
    expect(whyNotCharge(xx, 'pc-1', conduct)).toBe('unknown-offence')
    expect(whyNotCharge(india, 'in-it-67b', conduct)).toBeUndefined()
  })

  test('outcomes of a part of the country are only there, and what is remembered is off', () => {
    const ids = (unit: string) => outcomesFor(india, 'case', unit).map((outcome) => outcome.id)
    expect(ids('in-mh-nagpur')).toContain('summary-a')
    expect(ids('in-wb')).not.toContain('summary-a')
    expect(ids('in-pb')).not.toContain('cancellation')
    expect(outcomeOf(india, 'case', 'cancellation')).toMatchObject({ isOn: false })
    for (const pack of packs.values()) {
      expect(outcomesFor(pack, 'report', pack.desk).map((outcome) => outcome.id)).toEqual([
        'no-offence',
        'not-traceable',
        'too-little',
        'passed-abroad',
        'spam',
        'nobody-concerned',
      ])
    }
  })
})

describe('India: what the sources carry', () => {
  const off = (entries: { isOn: boolean; status: string }[]) => entries.filter((entry) => !entry.isOn).length

  test('every row is there, with source, status and date', () => {
    expect(india.offences).toHaveLength(119)
    expect(india.clocks.filter((clock) => clock.step === undefined)).toHaveLength(46)
    expect(india.agencies.filter((one) => one.kind === 'state')).toHaveLength(36)
    expect(india.agencies.filter((one) => one.kind === 'district')).toHaveLength(763)
    expect(india.codes.filter((one) => one.system === 'lgd-district')).toHaveLength(763)
    expect(india.facts).toHaveLength(123)
    expect(india.terms).toHaveLength(141)
    for (const entry of [...india.offences, ...india.clocks, ...india.facts, ...india.codes])
      expect(entry.source && entry.checkedOn).toBeTruthy()
  })

  test('what is remembered, disputed, uncertain or not in the law is off, all else on; nothing is confirmed', () => {
    for (const pack of packs.values()) {
      for (const entry of [
        ...pack.offences,
        ...pack.clocks,
        ...pack.facts,
        ...pack.codes,
        ...pack.terms,
        ...pack.series,
        ...pack.shapes,
      ]) {
        const isOff = ['memory', 'uncertain', 'disputed', 'not-found'].includes(entry.status)
        expect(entry.isOn, entry.id).toBe(!isOff)
        expect(entry.isConfirmed).toBe(false)
      }
    }
    expect(off(india.clocks)).toBe(4)
    expect(off(india.offences.map((offence) => offence.classification))).toBe(30)
    expect(india.offences.find((offence) => offence.id === 'in-ipc-354')).toMatchObject({
      isOn: true,
      classification: { isOn: false, status: 'disputed' },
    })
    expect(india.codes.find((code) => code.system === 'plate' && code.place === 'in-ts')).toMatchObject({
      code: 'TG',
      isOn: false,
    })
  })
})

describe('scores', () => {
  test('a claim of danger is in the first band whatever its sum', () => {
    expect(bandOf(xx, 10, true)).toBe('now')
    expect([100, 90, 89, 60, 59, 30, 29, 0].map((points) => bandOf(xx, points, false))).toEqual([
      'now',
      'now',
      'high',
      'high',
      'medium',
      'medium',
      'low',
      'low',
    ])
    expect(scoringRuleOf(xx, 'danger-now')).toMatchObject({ points: 50, isDanger: true })
  })

  test('points grow with what is counted up to a most, and the sum stays within 0 and 100', () => {
    const repeat = scoringRuleOf(xx, 'repeat-suspect')!
    expect([1, 2, 3, 4, 5].map((count) => pointsOf(repeat, count))).toEqual([8, 10, 12, 14, 16])
    expect(totalPoints(xx, [50, 40, 30])).toBe(100)
    expect(totalPoints(xx, [20, -40])).toBe(0)
    expect(weightOf(evidenceRuleOf(xx, 'returned-before')!, 9)).toBe(-60)
  })

  test('a sender’s “AI” or “viewed” counts for nothing, and nothing of a sender’s but spam, viral and memes lowers', () => {
    for (const pack of packs.values()) {
      expect(scoringRuleOf(pack, 'file-ai')!.points).toBe(0)
      expect(scoringRuleOf(pack, 'file-viewed')!.points).toBe(0)
      const lowering = pack.scoring.rules.filter((rule) => rule.points < 0).map((rule) => rule.signal)
      expect(lowering.sort()).toEqual([
        'annotation-batched',
        'annotation-informational',
        'annotation-spam',
        'file-meme',
        'file-viral',
        'retracted',
        'viral-here',
      ])
    }
  })

  test('nine fields make a report complete', () => {
    for (const pack of packs.values()) expect(pack.scoring.completeness).toHaveLength(9)
  })

  test('a shared or old address weighs less', () => {
    expect([82, 70, 69, 45, 41, 25, 24, 0].map((weight) => strengthOf(xx, weight))).toEqual([
      'strong',
      'strong',
      'likely',
      'likely',
      'possible',
      'possible',
      'weak',
      'weak',
    ])
    expect(addressFactor(xx, 'fixed', 0)).toBe(1)
    expect(addressFactor(xx, 'mobile-cgnat', -5)).toBe(0.3)
    expect(addressFactor(xx, 'fixed', 365)).toBeCloseTo(0.5)
    expect(addressFactor(xx, 'proxy', 0)).toBe(0)
  })
})
