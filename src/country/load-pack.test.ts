import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WrongPack } from './faults.ts'
import { loadPack, loadPacks } from './load-pack.ts'

const shipped = join(import.meta.dirname, '../../packs')
let folder = ''

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'packs-')), 'packs')
  for (const name of ['base', 'xx']) cpSync(join(shipped, name), join(folder, name), { recursive: true })
})
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }))

const change = (file: string, from: string | RegExp, to: string): void => {
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
  const changed = text.replace(from, to)
  expect(changed).not.toBe(text)
  writeFileSync(path, changed)
}

function faults(): string[] {
  try {
    loadPacks(folder)
    return []
  } catch (error) {
    if (!(error instanceof WrongPack)) throw error
    return error.message
      .split('\n')
      .slice(1)
      .map((line) => line.trim())
  }
}

test('the shipped packs hold', () => {
  expect([...loadPacks(shipped).keys()]).toEqual(['in', 'xx'])
  expect(loadPack(join(shipped, 'xx')).name.en).toBe('Quaymark')
})

describe('a wrong pack is refused with file and path', () => {
  test.each([
    [
      'xx/agencies.json',
      '"parent": "harbour"',
      '"parent": "harbor"',
      "packs/xx/agencies.json /entries/7/parent: no agency 'harbor'",
    ],
    ['xx/agencies.json', '"kind": "district"', '"kind": "county"', 'packs/xx/agencies.json /entries/6/kind: '],
    [
      'xx/agencies.json',
      '"id": "mole-station"',
      '"id": "wharf-station"',
      "packs/xx/agencies.json /entries/8/id: 'wharf-station' is given twice",
    ],
    [
      'xx/agencies.json',
      '"kind": "country"',
      '"kind": "country", "colour": "red"',
      'packs/xx/agencies.json /entries/0: unrecognized key: "colour"',
    ],
    ['xx/pack.json', '"desk": "national-desk"', '"desk": "nobody"', "packs/xx/pack.json /desk: no agency 'nobody'"],
    ['xx/pack.json', 'Europe/Oslo', 'Europe/Atlantis', 'packs/xx/pack.json /zone: is no time zone'],
    ['xx/pack.json', '"id": "xx"', '"id": "yy"', "packs/xx/pack.json /id: is 'yy', but the folder is 'xx'"],
    ['xx/places.json', '"agency": "fen"', '"agency": "fenn"', "/agency: no agency 'fenn'"],
    ['xx/offences.csv', '2024-07-01', '2024-02-31', 'packs/xx/offences.csv /2/appliesFrom: '],
    ['xx/offences.csv', 'cpa-12; cpa-13', 'cpa-12; cpa-99', "/successors: no offence 'cpa-99'"],
    ['xx/offences.csv', '1990-03-01,2024-06-30', '1990-03-01,1980-06-30', '/appliesTo: ends before it begins'],
    ['xx/clocks.csv', ',3,days,', ',,days,', '/duration: does not fit the unit'],
    [
      'xx/clocks.csv',
      'acknowledge-to-outcome',
      '',
      "packs/xx/clocks.csv no clock is on for 'acknowledge-to-outcome' of a report of danger",
    ],
    ['xx/clocks.csv', ',3,days,', ',three,days,', '/duration: is not a whole number'],
    ['xx/ip-ranges.csv', '192.0.2.32/27', '192.0.2.33/27', "/range: '192.0.2.33/27' is no range of addresses"],
    ['xx/ip-ranges.csv', '192.0.2.32/27', '192.0.2.0/28', '/range: overlaps 192.0.2.0/2'],
    ['xx/ip-ranges.csv', 'harbour-district', 'nowhere', "/place: no place 'nowhere'"],
    ['xx/scoring.json', '"danger-now/1"', '"danger-soon/1"', '/id: names no known signal'],
    [
      'xx/scoring.json',
      '"id": "high", "from": 60',
      '"id": "high", "from": 95',
      'packs/xx/scoring.json /bands: must fall from the highest to the lowest',
    ],
    ['xx/scoring.json', '"incident-travel/1"', '"incident-csam/2"', "/id: a second version of 'incident-csam'"],
    [
      'xx/jurisdiction.json',
      '"id": "weak", "from": 0',
      '"id": "weak", "from": 5',
      'packs/xx/jurisdiction.json /strengths: must end with from 0',
    ],
    ['xx/senders.json', '"Pixelquay Inc"', '"Quaychat"', "/name: 'quaychat' is a name of 'quaychat' too"],
    ['xx/numbers.json', '"SU-{serial}/{year}"', '"SU {serial}/{year}"', '/shape: does not let its own number SU 27/2026 pass'],
    ['xx/outcomes.json', '"hi": "स्पैम"', '"de": "Spam"', "/label: has no text in 'hi'"],
    ['xx/outcomes.json', '"within": ["hill-state"]', '"within": ["hill"]', "/within: no agency 'hill'"],
    [
      'base/wording.json',
      '{reports} reports of other',
      '{raports} reports of other',
      "uses 'raports', which this signal does not have",
    ],
    ['base/wording.json', '"danger-now": { "en"', '"danger-now": { "fr"', "'danger-now/1' has no wording in 'en'"],
    [
      'base/wording.json',
      '"other": "The sender does not say',
      '"else": "The sender does not say',
      "chooses by 'answer' and has no form 'other'",
    ],
  ])('%s: %s → %s', (file, from, to, expected) => {
    change(file, from, to)
    expect(faults().find((line) => line.includes(expected))).toBeDefined()
  })

  test('what is no JSON, what is missing, what does not belong', () => {
    writeFileSync(join(folder, 'xx/senders.json'), '{')
    rmSync(join(folder, 'xx/clocks.csv'))
    writeFileSync(join(folder, 'xx/agencys.json'), '{}')
    const lines = faults()
    expect(lines.some((line) => line.startsWith('packs/xx/senders.json is no JSON'))).toBe(true)
    expect(lines).toContain('packs/xx/clocks.csv is missing')
    expect(lines).toContain('packs/xx/agencys.json is not a file of a pack')
  })

  test('an entry without source, status or date', () => {
    change('xx/senders.json', /"source": "[^"]*", "status": "invented", /, '"status": "memories", ')
    change('xx/offences.csv', /verified,2026-11-24/, ',2026-11-24')
    const lines = faults()
    expect(lines.some((line) => line.startsWith('packs/xx/senders.json /provenance/status: '))).toBe(true)
    expect(lines).toContain('packs/xx/offences.csv /2: has no status')
  })

  test('two packs whose numbers overlap, and all faults of all packs at once', () => {
    cpSync(join(shipped, 'in'), join(folder, 'in'), { recursive: true })
    change('xx/pack.json', '"to": 299999999', '"to": 300000000')
    change('xx/places.json', '"agency": "fen"', '"agency": "fenn"')
    change('in/senders.json', '"desk": "ncrb"', '"desk": "nobody"')
    const lines = faults()
    expect(lines).toContain("packs/xx/pack.json /numbers: overlaps the numbers of pack 'in'")
    expect(lines.some((line) => line.includes("no agency 'fenn'"))).toBe(true)
    expect(lines).toContain("packs/in/senders.json /entries/0/desk: no agency 'nobody'")
  })

  test('a folder without packs', () => {
    rmSync(join(folder, 'xx'), { recursive: true })
    expect(faults()).toHaveLength(1)
    expect(() => loadPack(join(folder, 'xx'))).toThrow('packs/xx there is no such folder')
  })
})
