// The files of samples/: what a newcomer drops into the console to see each thing happen once. Made by the generator from one seed; a
// test compares them with what is checked in.

import type { Story } from './actors.ts'
import { dangers } from './names.data.ts'
import { Plan } from './plan.ts'
import type { Tip } from './tip.ts'
import { jsonReport } from './write-json.ts'
import { tipOf } from './write-set.ts'
import { xmlDocument, xmlEntry, xmlHead, xmlTail } from './write-xml.ts'
import { zipOf } from './zip.ts'

export interface SampleFile {
  name: string
  bytes: Buffer
}

const story: Story = { seed: 2026, difficulty: 'easy', country: 'xx' }
const SOURCE = 'Clearing-house'
const UNTIL = Date.parse('2026-11-20T09:00:00Z')
/** Numbers that no generated set has, so that samples never pass for versions of its reports. */
const FIRST_NUMBER = 3_100_000
const ENVELOPE = 40
const ALL = 150

const envelope = (tips: readonly Tip[]): string => xmlHead(SOURCE) + tips.map(xmlEntry).join('') + xmlTail

/** People who are met more than once come first, so that there is something to link. */
function tips(): Tip[] {
  const plan = new Plan(story, { reports: ALL, until: UNTIL, firstNumber: FIRST_NUMBER })
  const all = [...plan.entries()].filter(({ kind }) => kind === 'first')
  const met = new Map<number, number>()
  for (const { report } of all) met.set(plan.actor(report), (met.get(plan.actor(report)) ?? 0) + 1)
  const isKnown = (report: number) => Number(met.get(plan.actor(report))! > 1)
  return all.sort((a, b) => isKnown(b.report) - isKnown(a.report)).map((entry) => tipOf(story, plan, entry))
}

export function sampleFiles(): SampleFile[] {
  const made = tips()
  const many = made.slice(0, ENVELOPE)
  const rest = made.slice(ENVELOPE)
  const urgent = many.find(({ incidentType }) => incidentType.startsWith('Online Enticement'))!
  urgent.escalation = dangers[0]
  const alone = rest.find(({ files, recipients, suspect }) => files.length === 0 && recipients.length > 0 && suspect?.account)!
  const others = rest.filter((tip) => tip !== alone)
  const again = many.find((tip) => tip !== urgent && tip.files.length > 1)!
  const changed: Tip = {
    ...again,
    receivedAt: UNTIL,
    escalation: dangers[1],
    files: again.files.map((file) => ({ ...file, category: file.category && 'A1' })),
  }
  const twice = many.find((tip) => tip !== urgent && tip !== again && tip.files.length > 0)!
  const broken = envelope(others.slice(0, 3)).replaceAll(/(<entry reportId="(\d+)".*?<\/entry>)/gs, (entry, _, number) =>
    number === others[1]!.number ? entry.replace('</incidentSummary>', '</incidentSumary>') : entry,
  )
  const zip = [
    { name: 'export/one.json', bytes: Buffer.from(`${jsonReport(others[3]!)}\n`) },
    {
      name: 'export/more.jsonl',
      bytes: Buffer.from(
        others
          .slice(4, 8)
          .map((tip) => `${jsonReport(tip)}\n`)
          .join(''),
      ),
    },
    { name: 'export/providers.xml', bytes: Buffer.from(envelope(others.slice(8, 10))) },
  ]
  const text = (name: string, content: string): SampleFile => ({ name, bytes: Buffer.from(content) })
  return [
    text(`${alone.number}.xml`, xmlDocument(alone)),
    text('40-reports.xml', envelope(many)),
    text(`same-report-${twice.number}.json`, `${jsonReport(twice)}\n`),
    text(`new-version-${again.number}.xml`, envelope([changed])),
    { name: 'export.zip', bytes: zipOf(zip) },
    text('broken.xml', broken),
  ]
}
