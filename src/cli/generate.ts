// Synthetic reports from the command line. The same options give the same bytes on every machine, and the same seed the same tips in
// both formats; nothing in them is real.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Command, counted, type Io, printJson, Sentence, UsageError } from './command.ts'
import type { Country, Difficulty } from './generate/actors.ts'
import { usualBroken } from './generate/broken.ts'
import { OutFolder } from './generate/out-files.ts'
import type { SetOptions } from './generate/set-options.ts'
import type { FormatName } from './generate/truth.ts'
import { writeSet } from './generate/write-set.ts'
import { progressBar } from './progress.ts'

export const command: Command = {
  name: 'generate',
  usage: `generate --reports N [--seed S] [--format cybertip-xml|agency-json] --out DIR [OPTIONS]

Writes N invented reports into the new folder DIR, some of them with a later version or an exact repeat, and beside it DIR-truth.csv:
for each report the actor behind it, and the group of reports that strong values in the documents connect.

--seed S           whole number, 1 if not given: the same seed gives the same reports, in both formats
--difficulty D     easy, usual or hard: how often people change accounts, phones and devices, and how many values are shared by many
--country C        xx, in or both: whose facts the reports carry
--per-file N       reports in one file (2,000)
--broken K         adds K files that are broken in one way each; if not given, six files, with a few of the N reports, where N is 200 or more
--renditions K     adds a file with K of the reports in the other format
--source NAME      name of the source in XML envelopes (Clearing-house)
--until DATE       no report is younger (2026-11-20)
--days N           they arrive over so many days (180)
--json             prints what was written as JSON`,
  async run(args, io) {
    const { values } = parseArgs({ args, options: optionKinds })
    if (values.out === undefined) throw new UsageError('Name the folder with --out.')
    const options = readOptions(values)
    const folder = new OutFolder(resolve(values.out))
    if (!(await folder.isReady()))
      throw new Sentence(`There is something in ${folder.folder} already. Name a new or empty folder.`)
    const bar = progressBar(io)
    const progress = (done: number, of: number) => bar.show(done, of, `${done} of ${counted(of, 'record')}`)
    const written = await writeSet(folder, { ...options, progress }).finally(bar.clear)
    say(io, { ...written, folder: folder.folder, truth: `${folder.folder}-truth.csv` }, values.json === true)
  },
}

const text = { type: 'string' } as const
const optionKinds = {
  reports: text,
  seed: { ...text, default: '1' },
  format: { ...text, default: 'cybertip-xml' },
  out: text,
  difficulty: { ...text, default: 'usual' },
  country: { ...text, default: 'both' },
  'per-file': { ...text, default: '2000' },
  broken: text,
  renditions: { ...text, default: '0' },
  source: { ...text, default: 'Clearing-house' },
  until: { ...text, default: '2026-11-20' },
  days: { ...text, default: '180' },
  json: { type: 'boolean' },
} as const

type Values = { [name in keyof typeof optionKinds]?: string | boolean }

function readOptions(values: Values): SetOptions {
  const until = Date.parse(`${values.until}T09:00:00Z`)
  if (Number.isNaN(until)) throw new UsageError(`--until is a date such as 2026-11-20, not ${values.until}.`)
  return {
    ...sizeOf(values),
    seed: whole(values, 'seed', [0, 0xffff_ffff]),
    format: oneOf<FormatName>(values, 'format', ['cybertip-xml', 'agency-json']),
    difficulty: oneOf<Difficulty>(values, 'difficulty', ['easy', 'usual', 'hard']),
    country: oneOf<Country>(values, 'country', ['xx', 'in', 'both']),
    perFile: whole(values, 'per-file', [1, 1_000_000]),
    renditions: whole(values, 'renditions', [0, 100_000]),
    days: whole(values, 'days', [1, 3650]),
    source: String(values.source),
    until,
  }
}

/** Unless it is said otherwise, some of the reports lie in files that are broken, one of each kind. */
function sizeOf(values: Values): { reports: number; broken: number } {
  const reports = whole(values, 'reports', [1, 10_000_000])
  if (values.broken !== undefined) return { reports, broken: whole(values, 'broken', [0, 1000]) }
  if (reports < FEWEST_FOR_BROKEN) return { reports, broken: 0 }
  return { reports: reports - usualBroken.readable, broken: usualBroken.files }
}

const FEWEST_FOR_BROKEN = 200

function whole(values: Values, name: keyof Values, [least, most]: readonly [number, number]): number {
  const given = values[name]
  if (given === undefined) throw new UsageError(`Say how many with --${name}.`)
  const number = Number(given)
  if (!/^\d+$/.test(String(given)) || number < least || number > most) {
    throw new UsageError(`--${name} is a whole number from ${least} to ${most}, not ${given}.`)
  }
  return number
}

function oneOf<T extends string>(values: Values, name: keyof Values, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === values[name])
  if (!found) throw new UsageError(`--${name} is one of ${allowed.join(', ')}, not ${values[name]}.`)
  return found
}

interface Summary {
  reports: number
  records: number
  files: number
  broken: number
  folder: string
  truth: string
}

function say(io: Io, summary: Summary, isJson: boolean): void {
  if (isJson) printJson(io, summary)
  else {
    const broken = summary.broken > 0 ? ` and ${counted(summary.broken, 'broken file')}` : ''
    const { reports, records, files, folder } = summary
    const written = `${counted(reports, 'report')} (${counted(records, 'record')}) in ${counted(files, 'file')}`
    io.say(`${written}${broken} under ${folder}.`)
    io.say(`The truth about them is in ${summary.truth}.`)
  }
}
