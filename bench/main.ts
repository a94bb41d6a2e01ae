// The main job, measured: generated files on disk to no stage due anywhere, beside a raw COPY of the same rows in the same run, then the
// pages of the loaded site. Prints numbers and a row for docs/bench.md; asserts nothing.
// Run: npm run bench -- [--reports 100000] [--seed 1] [--format cybertip-xml|agency-json] [--difficulty usual] [--keep] [--record]
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, release, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { packageVersion, projectRoot } from '../src/base/config.ts'
import { openDatabase } from '../src/base/database.ts'
import type { Difficulty } from '../src/cli/generate/actors.ts'
import { OutFolder } from '../src/cli/generate/out-files.ts'
import type { FormatName } from '../src/cli/generate/truth.ts'
import { writeSet } from '../src/cli/generate/write-set.ts'
import type { Summary } from '../src/cli/receive/print.ts'
import { withSite } from '../src/cli/site.ts'
import { siteOptions } from './data-folder.ts'
import { type LinkQuality, linkQuality } from './link-quality.ts'
import { type PageTimes, pageTimes } from './pages.ts'
import { type RawCopy, rawCopy } from './raw-copy.ts'

const { values: given } = parseArgs({
  options: {
    reports: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    format: { type: 'string', default: 'cybertip-xml' },
    difficulty: { type: 'string', default: 'usual' },
    keep: { type: 'boolean', default: false },
    record: { type: 'boolean', default: false },
  },
})

const folder = mkdtempSync(join(tmpdir(), 'tipbridge-bench-'))
const dataFolder = join(folder, 'data')
const say = (text: string) => console.log(text)
const number = (value: number, digits = 0) =>
  value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })

async function run(): Promise<void> {
  const reports = Number(given.reports)
  const set = new OutFolder(join(folder, 'set'))
  await set.isReady()
  const startedAt = performance.now()
  const written = await writeSet(set, {
    ...{ reports, seed: Number(given.seed), format: given.format as FormatName, difficulty: given.difficulty as Difficulty },
    ...{
      country: 'both',
      perFile: 2000,
      broken: 0,
      renditions: 0,
      source: 'Clearing-house',
      until: Date.parse('2026-11-20T09:00:00Z'),
    },
  })
  say(
    `generated     ${number(reports)} reports, ${number(written.records)} records in ${written.files} files, ${seconds(startedAt)} s`,
  )
  const received = receive(set.folder)
  const rate = received.records / received.seconds
  say(`received      ${number(received.records)} records in ${number(received.seconds, 1)} s: ${number(rate)} records/s`)
  say(
    `              accepted ${received.accepted}, with issues ${received.acceptedWithIssues}, duplicate ${received.duplicate}, new version ${received.newVersion}, quarantined ${received.quarantined}, failed ${received.failed}`,
  )
  const quality = linkQuality(`${set.folder}-truth.csv`, clusters())
  sayQuality(quality)
  const pages = await pageTimes(dataFolder)
  sayPages(pages)
  const raw = await copied()
  const rawRate = received.records / raw.seconds
  const megabytes = number(raw.bytes / 1e6)
  say(
    `raw COPY      ${number(raw.rows)} rows, ${megabytes} MB in ${raw.transactions} transactions, ${number(raw.seconds, 1)} s: ${number(rawRate)} records/s`,
  )
  say(`ratio         ${number(rate / rawRate, 2)} of raw COPY (mark: 0.5)`)
  record({ reports, rate, rawRate, quality, pages })
}

const seconds = (startedAt: number): string => number((performance.now() - startedAt) / 1000, 1)

/** A command of the command line on the bench's site, its answer in JSON Lines. */
function command(...args: string[]): Record<string, unknown>[] {
  const { env } = siteOptions(dataFolder)
  const options = {
    env,
    encoding: 'utf8' as const,
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'pipe', 'inherit'] as ('ignore' | 'pipe' | 'inherit')[],
  }
  const { status, stdout } = spawnSync(process.execPath, [join(projectRoot, 'bin', 'tipbridge'), ...args, '--json'], options)
  if (status !== 0) throw new Error(`tipbridge ${args.join(' ')} ended with ${status}`)
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

/** On a site that was made before, so that its making is not counted. */
function receive(set: string): Summary {
  command('migrate')
  return command('receive', set, '--wait').at(-1) as unknown as Summary
}

const clusters = (): Map<string, string> =>
  new Map(
    command('clusters').flatMap(({ report, cluster }) => (report && cluster ? [[String(report), String(cluster)] as const] : [])),
  )

async function copied(): Promise<RawCopy> {
  return withSite(siteOptions(dataFolder), async ({ ownerUrl }) => {
    const owner = openDatabase({ url: ownerUrl, max: 1, name: 'bench' })
    const [done] = await owner.sql<{ n: number }>`select count(*)::int as n from audit_entry where action = 'report.receive'`
    await owner.close()
    return rawCopy(ownerUrl, done!.n)
  })
}

function sayQuality({ precision, recall, largestCluster, largestActor }: LinkQuality): void {
  say(
    `links         precision ${number(precision, 4)}, recall ${number(recall, 4)}; largest cluster ${largestCluster}, largest actor ${largestActor}`,
  )
}

function sayPages({ queue, queueNext, report }: PageTimes): void {
  const of = ({ median, p95 }: PageTimes['queue']) => `median ${number(median, 1)} ms, p95 ${number(p95, 1)} ms`
  say(`queue page    ${of(queue)} (mark: p95 ≤ 50 ms); the next ${of(queueNext)}`)
  say(`report page   ${of(report)}`)
}

interface Figures {
  reports: number
  rate: number
  rawRate: number
  quality: LinkQuality
  pages: PageTimes
}

function record({ reports, rate, rawRate, quality, pages }: Figures): void {
  const on = new Date().toISOString().slice(0, 10)
  const machine = `${cpus().length} × ${cpus()[0]!.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.versions.node}`
  const asked = `npm run bench -- --reports ${reports} --seed ${given.seed} --format ${given.format} --difficulty ${given.difficulty}`
  const figures = [
    number(rate),
    number(rawRate),
    number(rate / rawRate, 2),
    number(pages.queue.p95, 1),
    number(pages.report.p95, 1),
  ]
  const links = `${number(quality.precision, 4)} / ${number(quality.recall, 4)}`
  const row = `| ${[on, packageVersion, ...figures, links, `\`${asked}\``, machine].join(' | ')} |`
  say(`\n${row}`)
  if (given.record) addRow(join(projectRoot, 'docs', 'bench.md'), row)
}

/** After the last row of the table, before what is said about it. */
function addRow(file: string, row: string): void {
  const lines = readFileSync(file, 'utf8').split('\n')
  lines.splice(lines.findLastIndex((line) => line.startsWith('| ')) + 1, 0, row)
  writeFileSync(file, lines.join('\n'))
}

try {
  await run()
} finally {
  if (given.keep) say(`Kept: ${folder}`)
  else rmSync(folder, { recursive: true, force: true })
}
