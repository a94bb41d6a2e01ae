// The linker on generated reports: how many a second, chunk by chunk and one by one, how good its clusters are, and how long all anew
// takes. Run: npx tsx bench/link.ts [reports] [seed] [difficulty] [format]. Prints numbers, asserts nothing.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../src/base/config.ts'
import { CopyRows } from '../src/base/copy-rows.ts'
import { type Database, openDatabase } from '../src/base/database.ts'
import { silentLog } from '../src/base/log.ts'
import type { Difficulty } from '../src/cli/generate/actors.ts'
import { OutFolder } from '../src/cli/generate/out-files.ts'
import type { FormatName } from '../src/cli/generate/truth.ts'
import { writeSet } from '../src/cli/generate/write-set.ts'
import { openSite, packsFolder } from '../src/cli/site.ts'
import { loadPacks } from '../src/country/load-pack.ts'
import { readAll } from '../src/intake/formats.ts'
import { normalise, type Ways } from '../src/intake/normalise.ts'
import { addSightings } from '../src/intake/sighting-rows.ts'
import { waysOf } from '../src/intake/ways.ts'
import { relink } from '../src/link/from-scratch.ts'
import { linkChunk } from '../src/link/link-stage.ts'
import type { ChunkReport } from '../src/model/chunk.ts'
import { reportId } from '../src/model/stamped-id.ts'
import { linkQuality } from './link-quality.ts'

const REPORTS = Number(process.argv[2] ?? 20_000)
const SEED = Number(process.argv[3] ?? 1)
const DIFFICULTY = (process.argv[4] ?? 'usual') as Difficulty
const FORMAT = (process.argv[5] ?? 'cybertip-xml') as FormatName
const CHUNK = 1000
const ONE_BY_ONE = 500

const perSecond = (count: number, ms: number) => Math.round(count / (ms / 1000)).toLocaleString('en')
const percentile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!

function* tips(folder: string, ways: Ways): Generator<ChunkReport> {
  for (const fileName of readdirSync(folder).sort()) {
    for (const { draft } of readAll(readFileSync(join(folder, fileName)), { fileName })) {
      if (!draft?.sourceNumber) continue
      const { content } = normalise(draft, ways)
      const { sourceNumber } = draft
      yield { reportId: reportId('clearing-house', sourceNumber), sourceNumber, isNew: true, content } as ChunkReport
    }
  }
}

/** As intake does before the stages. */
async function showSightings(database: Database, chunk: readonly ChunkReport[]): Promise<void> {
  const rows = new CopyRows(['uuid', 'uuid', 'text', 'text', 'bool'])
  for (const { reportId: id, content, isNew } of chunk) {
    if (isNew) addSightings(rows, id, [content])
  }
  if (rows.rows > 0) {
    await database.transaction(null, (tx) => tx.copyIn('sighting (identifier_id, report_id, kind, role, is_sealed)', rows.take()))
  }
}

interface Took {
  reports: number
  ms: number
  /** Processor time of this process and of the server's: on a busy machine they say more than the clock. */
  programMs: number
  serverMs: number
}

async function link(database: Database, linkKey: Buffer, chunk: ChunkReport[]): Promise<Took> {
  await showSightings(database, chunk)
  const [start, program, server] = [performance.now(), process.cpuUsage(), await serverTime(database)]
  await database.transaction(null, (tx) => linkChunk(tx, chunk, { linkKey, now: new Date() }))
  const { user, system } = process.cpuUsage(program)
  const ms = performance.now() - start
  return { reports: chunk.length, ms, programMs: (user + system) / 1000, serverMs: (await serverTime(database)) - server }
}

/** Of the one connection, in ticks of a hundredth of a second. */
async function serverTime(database: Database): Promise<number> {
  const [row] = await database.sql<{ pid: number }>`select pg_backend_pid() as pid`
  const fields = readFileSync(`/proc/${row!.pid}/stat`, 'latin1').split(') ')[1]!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** The last ones go one by one. */
async function linkAll(database: Database, linkKey: Buffer, all: Iterable<ChunkReport>): Promise<Set<string>> {
  const [seen, numbers] = [new Set<string>(), new Set<string>()]
  const times: Took[] = []
  let chunk: ChunkReport[] = []
  const ids = new Set<string>()
  const flush = async () => {
    if (chunk.length > 0) times.push(await link(database, linkKey, chunk))
    chunk = []
    ids.clear()
  }
  const last: ChunkReport[] = []
  for (const report of all) {
    if (ids.has(report.reportId)) await flush()
    const isNew = !seen.has(report.reportId)
    seen.add(report.reportId)
    numbers.add(report.sourceNumber!)
    ids.add(report.reportId)
    if (seen.size > REPORTS - ONE_BY_ONE) last.push({ ...report, isNew })
    else if (chunk.push({ ...report, isNew }) === CHUNK) await flush()
  }
  await flush()
  const rate = (some: typeof times) =>
    perSecond(
      sum(some, (one) => one.reports),
      sum(some, (one) => one.ms),
    )
  const tenth = Math.max(1, Math.floor(times.length / 10))
  console.log(
    `reports/s in chunks of ${CHUNK}: ${rate(times)} (first tenth ${rate(times.slice(0, tenth))}, last ${rate(times.slice(-tenth))})`,
  )
  const each = (of: (one: Took) => number) => ((1000 * sum(times, of)) / sum(times, (one) => one.reports)).toFixed(0)
  console.log(
    `processor time of a report: ${each((one) => one.programMs)} µs here, ${each((one) => one.serverMs)} µs in the server`,
  )
  const single: number[] = []
  for (const report of last) single.push((await link(database, linkKey, [report])).ms)
  single.sort((a, b) => a - b)
  console.log(`one report: median ${percentile(single, 0.5).toFixed(1)} ms, p95 ${percentile(single, 0.95).toFixed(1)} ms`)
  return numbers
}

const sum = <T>(list: readonly T[], of: (one: T) => number): number => list.reduce((total, one) => total + of(one), 0)

/** Cluster of each report by its number at the source. */
async function clustersBy(database: Database, numbers: Iterable<string>): Promise<Map<string, string>> {
  const rows = await database.sql<{ id: string; cluster: string }>`select report_id as id, cluster_id as cluster from cluster_of`
  const clusterOf = new Map(rows.map(({ id, cluster }) => [id, cluster]))
  return new Map([...numbers].map((number) => [number, clusterOf.get(reportId('clearing-house', number))!]))
}

async function measure(database: Database, linkKey: Buffer, folder: string): Promise<void> {
  const packs = loadPacks(packsFolder)
  const ways = waysOf({ linkKey, pack: packs.get('xx')!, packs: packs.values() })
  const numbers = await linkAll(database, linkKey, tips(folder, ways))
  console.log(linkQuality(`${folder}-truth.csv`, await clustersBy(database, numbers)))
  const values =
    await database.sql`select kind, state, count(*)::int as values, max(n) as most from link_value where n > 1 group by 1, 2 order by 1, 2`
  console.table(values)
  const start = performance.now()
  const anew = await relink({ database, now: new Date(), isTrial: true })
  console.log(`all anew in ${((performance.now() - start) / 1000).toFixed(1)} s:`, anew)
}

const scratch = mkdtempSync(join(tmpdir(), 'tipbridge-bench-link-'))
const folder = join(scratch, 'reports')
const site = await openSite({ config: readConfig({ TIPBRIDGE_DATA: join(scratch, 'data') }), log: silentLog, purpose: 'bench' })
const database = openDatabase({ url: site.ownerUrl, max: 1, name: 'bench' })
try {
  const out = new OutFolder(folder)
  await out.isReady()
  const set = {
    reports: REPORTS,
    seed: SEED,
    difficulty: DIFFICULTY,
    country: 'both',
    format: FORMAT,
    source: 'Clearing-house',
  } as const
  await writeSet(out, { ...set, until: Date.UTC(2026, 10, 20), perFile: 2000, broken: 0, renditions: 0 })
  console.log(`${REPORTS} reports, seed ${SEED}, ${DIFFICULTY}, ${FORMAT}`)
  await measure(database, site.keys.link, folder)
} finally {
  await database.close()
  await site.close()
  rmSync(scratch, { recursive: true, force: true })
}
