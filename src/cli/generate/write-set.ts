// A whole set: reports in the order of their arrival, streamed to files, and beside the folder the truth about them.
import { open } from 'node:fs/promises'
import type { Story } from './actors.ts'
import { writeBroken } from './broken.ts'
import { makeTip, reviseTip } from './make-tip.ts'
import { occasionOf } from './occasion.ts'
import { OutFile, type OutFolder } from './out-files.ts'
import { Plan, type PlannedEntry } from './plan.ts'
import type { SetOptions } from './set-options.ts'
import { EnvelopeWriter, layoutOf } from './set-writer.ts'
import type { Tip } from './tip.ts'
import { strongValues, Truth } from './truth.ts'
import { jsonReport } from './write-json.ts'
import { xmlEntry, xmlHead, xmlTail } from './write-xml.ts'

export interface SetWritten {
  reports: number
  records: number
  files: number
  broken: number
}

/** The tip of a planned record, by the same way in every format. */
export function tipOf(story: Story, plan: Plan, entry: PlannedEntry): Tip {
  const occasion = occasionOf(story, plan.planned(entry.report))
  const tip = makeTip(occasion)
  return entry.kind === 'version' ? reviseTip(tip, occasion, entry.receivedAt) : tip
}

const SINGLES = 3
const FEWEST_FOR_SINGLES = 50

export async function writeSet(folder: OutFolder, options: SetOptions): Promise<SetWritten> {
  const plan = new Plan(options, options)
  const truth = new Truth(options.reports)
  const layout = layoutOf(options.format, options.source)
  const envelopes = new EnvelopeWriter(folder, layout, options.perFile)
  const singles = new Singles(plan)
  const others: Tip[] = []
  let done = 0
  for (const entry of plan.entries()) {
    const tip = tipOf(options, plan, entry)
    if (entry.kind !== 'repeat') truth.add(entry.report, strongValues(tip, options.format))
    if (singles.takes(entry, tip, done)) {
      const { name, text } = layout.single(tip)
      await folder.write(name, text)
    } else await envelopes.add(tip)
    if (others.length < options.renditions && plan.isPlain(entry.report)) others.push(tip)
    if (++done % 1000 === 0) options.progress?.(done, plan.records)
  }
  await envelopes.end()
  if (others.length > 0) await writeRenditions(folder, others, options)
  const broken = await writeBroken(folder, options)
  await writeTruth(`${folder.folder}-truth.csv`, { plan, truth, more: broken.readable })
  return {
    reports: options.reports + broken.readable.length,
    records: plan.records + broken.readable.length,
    files: envelopes.files + singles.taken + (others.length > 0 ? 1 : 0),
    broken: broken.files,
  }
}

/** Picks a few reports, spread over the set, that can stand alone: a single XML document has no files and no date of arrival. */
class Singles {
  readonly #plan: Plan
  taken = 0

  constructor(plan: Plan) {
    this.#plan = plan
  }

  takes({ report }: PlannedEntry, { files }: Tip, done: number): boolean {
    if (this.taken >= SINGLES || this.#plan.reports < FEWEST_FOR_SINGLES) return false
    if (done < ((this.taken + 1) * this.#plan.records) / (SINGLES + 2)) return false
    if (files.length > 0 || !this.#plan.isPlain(report)) return false
    this.taken++
    return true
  }
}

async function writeRenditions(folder: OutFolder, tips: readonly Tip[], { format, source }: SetOptions): Promise<void> {
  if (format === 'cybertip-xml') await folder.write('renditions.json', `[\n${tips.map(jsonReport).join(',\n')}\n]\n`)
  else await folder.write('renditions.xml', xmlHead(source) + tips.map(xmlEntry).join('') + xmlTail)
}

interface TruthOf {
  plan: Plan
  truth: Truth
  /** Numbers of reports that can be read in broken files: each of an actor of its own. */
  more: readonly string[]
}

async function writeTruth(path: string, { plan, truth, more }: TruthOf): Promise<void> {
  const file = new OutFile(await open(path, 'w'))
  await file.add('report,actor,shown\n')
  for (let i = 0; i < plan.reports; i++) {
    await file.add(`${plan.number(i)},a${plan.actor(i)},g${plan.number(truth.groupOf(i))}\n`)
  }
  for (const number of more) await file.add(`${number},b${number},g${number}\n`)
  await file.close()
}
