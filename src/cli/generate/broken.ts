// Files that are broken on purpose, each in one way that occurs in life. What can still be read in them counts for the truth.

import { makeTip } from './make-tip.ts'
import { occasionOf } from './occasion.ts'
import type { OutFolder } from './out-files.ts'
import { Plan } from './plan.ts'
import type { SetOptions } from './set-options.ts'
import type { Tip } from './tip.ts'
import { jsonReport } from './write-json.ts'
import { xmlEntry, xmlHead, xmlTail } from './write-xml.ts'

interface BrokenFile {
  name: string
  bytes: string | Uint8Array
  /** Positions of the tips that can be read. */
  readable: number[]
}

type Break = (tips: readonly Tip[], source: string) => BrokenFile

const xml = (tips: readonly Tip[], source: string): string => xmlHead(source) + tips.map(xmlEntry).join('') + xmlTail
const json = (tips: readonly Tip[]): string => `${tips.map(jsonReport).join('\n')}\n`

const xmlBreaks: Break[] = [
  (tips, source) => {
    const [first, second] = tips.map(xmlEntry)
    return { name: 'truncated.xml', bytes: xmlHead(source) + first! + second!.slice(0, second!.length / 2), readable: [0] }
  },
  (tips, source) => {
    const entries = tips.map(xmlEntry)
    entries[1] = entries[1]!.replace('</incidentSummary>', '</incidentSumary>')
    return { name: 'malformed-entry.xml', bytes: xmlHead(source) + entries.join('') + xmlTail, readable: [0, 2] }
  },
  (tips, source) => {
    const bytes = xml(tips, source).replaceAll('<incidentSummary>', '<incidentSummary><unknownMember>1</unknownMember>')
    return { name: 'unknown-elements.xml', bytes, readable: [0, 1, 2] }
  },
  (tips, source) => {
    const bytes = xml(tips, source).replaceAll(/<incidentDateTime>[^<]*</g, '<incidentDateTime>31.02.2026 25:61<')
    return { name: 'bad-dates.xml', bytes, readable: [0, 1, 2] }
  },
  (tips, source) => {
    const text = xml(tips.slice(0, 1), source).replace('</report>', '<additionalInfo>Stra\u00dfe</additionalInfo></report>')
    return { name: 'wrong-encoding.xml', bytes: Buffer.from(text, 'latin1'), readable: [] }
  },
  (tips, source) => {
    const text = xml(tips.slice(0, 1), source).replace('<reports', '<!DOCTYPE reports [<!ENTITY a "a">]>\n<reports')
    return { name: 'doctype.xml', bytes: text, readable: [] }
  },
]

const jsonBreaks: Break[] = [
  (tips) => {
    const text = json(tips.slice(0, 2))
    return { name: 'truncated.jsonl', bytes: text.slice(0, text.length - 200), readable: [0] }
  },
  (tips) => {
    const lines = tips.map(jsonReport)
    lines[1] = lines[1]!.replace('"incidentSummary":{', '"incidentSummary":{{')
    return { name: 'malformed-line.jsonl', bytes: `${lines.join('\n')}\n`, readable: [0, 2] }
  },
  (tips) => ({
    name: 'unknown-members.jsonl',
    bytes: json(tips).replaceAll('"incidentSummary":{', '"incidentSummary":{"unknownMember":1,'),
    readable: [0, 1, 2],
  }),
  (tips) => ({
    name: 'bad-dates.jsonl',
    bytes: json(tips).replaceAll(/"incidentDateTime":"[^"]*"/g, '"incidentDateTime":"31.02.2026 25:61"'),
    readable: [0, 1, 2],
  }),
  () => ({ name: 'empty.json', bytes: '', readable: [] }),
  () => ({ name: 'no-report.json', bytes: '{"greeting":"This is no report."}\n', readable: [] }),
]

/** One file of each kind; as many reports can be read in those of either format. */
export const usualBroken = { files: 6, readable: 9 }

const TIPS_EACH = 3
/** Numbers that no ordinary report has. */
const FIRST_NUMBER = 4_000_001

export async function writeBroken(folder: OutFolder, options: SetOptions): Promise<{ files: number; readable: string[] }> {
  const readable: string[] = []
  if (options.broken === 0) return { files: 0, readable }
  const story = { ...options, seed: options.seed + 0x10_0000_0000, difficulty: 'easy' as const }
  const breaks = options.format === 'cybertip-xml' ? xmlBreaks : jsonBreaks
  const plan = new Plan(story, { reports: options.broken * TIPS_EACH, until: options.until })
  for (let i = 0; i < options.broken; i++) {
    const tips = Array.from({ length: TIPS_EACH }, (_, n) => loneTip(story, plan, i * TIPS_EACH + n))
    const made = breaks[i % breaks.length]!(tips, options.source)
    await folder.write(`broken-${String(i + 1).padStart(2, '0')}-${made.name}`, made.bytes)
    readable.push(...made.readable.map((at) => tips[at]!.number))
  }
  return { files: options.broken, readable }
}

/** A tip of somebody who is met nowhere else. */
function loneTip(story: SetOptions, plan: Plan, at: number): Tip {
  const planned = {
    ...plan.planned(at),
    actor: 1_000_000_000 + at,
    nth: 0,
    earlier: [],
    number: String(FIRST_NUMBER + at),
    of: 1,
  }
  return makeTip(occasionOf(story, planned))
}
