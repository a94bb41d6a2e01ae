// How fast one core reads: parse, normalise, facts and sealing of generated documents, stage by stage. Prints numbers, asserts nothing.
// tsx bench/intake-parse.ts [reports]
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../src/base/config.ts'
import { OutFolder } from '../src/cli/generate/out-files.ts'
import { writeSet } from '../src/cli/generate/write-set.ts'
import { loadPacks } from '../src/country/load-pack.ts'
import { factsDigest, factsOf } from '../src/intake/facts.ts'
import { readAll } from '../src/intake/formats.ts'
import { normalise } from '../src/intake/normalise.ts'
import { contentToBytes, newDataKey, sealContent } from '../src/intake/sealing.ts'
import { waysOf } from '../src/intake/ways.ts'
import type { Draft } from '../src/model/report.ts'

const packs = loadPacks(join(projectRoot, 'packs'))
const ways = waysOf({ linkKey: Buffer.alloc(32, 1), pack: packs.get('xx')!, packs: packs.values() })
const REPORT_ID = '00000000-0000-8000-8000-000000000000'
const ROW = { reportId: REPORT_ID, version: 1, rendition: 0 }

/** Time of this process on the processor: what others do meanwhile does not count. */
function timed<T>(work: () => T): { result: T; seconds: number } {
  const from = process.cpuUsage()
  const result = work()
  const { user, system } = process.cpuUsage(from)
  return { result, seconds: (user + system) / 1e6 }
}

function measure(format: string, files: { fileName: string; bytes: Buffer }[]): void {
  const parse = timed(() => files.flatMap((file) => readAll(file.bytes, file)))
  const read = parse.result.flatMap((one) => (one.draft ? [one] : []))
  const normal = timed(() => read.map(({ draft, text }) => normalise(draft, ways, text)))
  const facts = timed(() => normal.result.map((draft: Draft) => factsDigest(factsOf(draft.content))))
  const keys = timed(() => read.map(() => newDataKey(Buffer.alloc(32, 2), REPORT_ID).key))
  const sealed = timed(() => normal.result.map((draft, at) => sealContent(draft.content, keys.result[at]!, ROW)))
  const packed = timed(() => sealed.result.map(contentToBytes))
  const steps = { parse, normalise: normal, facts, 'data keys': keys, seal: sealed, deflate: packed }
  const total = Object.values(steps).reduce((sum, step) => sum + step.seconds, 0)
  const n = read.length
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0)
  const stored = packed.result.reduce((sum, one) => sum + one.length, 0)
  console.log(`${format}: ${n} records of ${Math.round(bytes / n)} bytes, ${Math.round(stored / n)} stored`)
  for (const [name, { seconds }] of Object.entries(steps))
    console.log(`  ${name.padEnd(10)} ${((seconds / n) * 1e6).toFixed(1).padStart(7)} µs`)
  console.log(
    `  ${'all'.padEnd(10)} ${((total / n) * 1e6).toFixed(1).padStart(7)} µs = ${Math.round(n / total)} records/s on one core\n`,
  )
}

const usual = {
  seed: 7,
  difficulty: 'usual',
  country: 'both',
  perFile: 2000,
  broken: 0,
  renditions: 0,
  days: 180,
  source: 'Clearing-house',
  until: Date.parse('2026-11-20T09:00:00Z'),
} as const

const reports = Number(process.argv[2] ?? 5000)
for (const format of ['cybertip-xml', 'agency-json'] as const) {
  const folder = join(mkdtempSync(join(tmpdir(), 'intake-parse-')), 'set')
  mkdirSync(folder)
  await writeSet(new OutFolder(folder), { ...usual, reports, format })
  const files = readdirSync(folder).map((fileName) => ({ fileName, bytes: readFileSync(join(folder, fileName)) }))
  rmSync(folder, { recursive: true })
  measure(`${format} (warming up)`, files)
  measure(format, files)
}
