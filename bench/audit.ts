// What the log costs: rows of a bulk insert per second without entries, with an entry for each batch, and with the sequencer beside it;
// then entries one by one, placing, and verifying. Run: npx tsx bench/audit.ts [batches]. Prints numbers, asserts nothing.
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verifierFrom } from '../src/audit/checkpoint.ts'
import { checkpointFileIn } from '../src/audit/checkpoint-file.ts'
import { drainSequencer, runSequencer, type Sequencing } from '../src/audit/sequencer.ts'
import { verifyAudit } from '../src/audit/verify.ts'
import { systemClock } from '../src/base/clock.ts'
import { readConfig } from '../src/base/config.ts'
import { CopyRows } from '../src/base/copy-rows.ts'
import { type Database, openDatabase } from '../src/base/database.ts'
import { uuid7 } from '../src/base/ids.ts'
import { silentLog } from '../src/base/log.ts'
import { openSite } from '../src/cli/site.ts'
import { record } from '../src/work/record.ts'

const BATCHES = Number(process.argv[2] ?? 100)
const ROWS_A_BATCH = 1000
const WRITERS = 2
const SINGLES = 4000

const perSecond = (count: number, ms: number) => Math.round(count / (ms / 1000)).toLocaleString('en')

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await run()
  return performance.now() - start
}

const entry = (n: number) => ({
  at: new Date(),
  actor: { id: null, name: 'Bench', agencyNo: null },
  action: 'batch.receive',
  outcome: 'done' as const,
  detail: { n, digest: randomBytes(16).toString('hex') },
})

/** Batches of rows as intake writes them: COPY, one transaction each, two at a time. */
async function insertBatches(database: Database, auditKey: Buffer | undefined): Promise<void> {
  let left = BATCHES
  const writer = async () => {
    for (; left > 0; ) {
      left -= 1
      await database.transaction(null, async (tx) => {
        const rows = new CopyRows(['uuid', 'text', 'timestamptz'])
        for (let n = 0; n < ROWS_A_BATCH; n += 1) rows.add([uuid7(), 'a value of a usual length, say an address', new Date()])
        await tx.copyIn('bench_row (id, value, at)', rows.take())
        if (auditKey) await record(tx, auditKey, entry(ROWS_A_BATCH))
      })
    }
  }
  await Promise.all(Array.from({ length: WRITERS }, writer))
}

async function insertSingles(database: Database, auditKey: Buffer | undefined): Promise<void> {
  let left = SINGLES
  const writer = async () => {
    for (; left > 0; ) {
      left -= 1
      await database.transaction(null, async (tx) => {
        await tx.sql`insert into bench_row (id, value, at) values (${uuid7()}, 'one action', ${new Date()})`
        if (auditKey) await record(tx, auditKey, entry(1))
      })
    }
  }
  await Promise.all(Array.from({ length: WRITERS * 2 }, writer))
}

async function withSequencer(sequencing: Sequencing, run: () => Promise<unknown>): Promise<void> {
  const stop = new AbortController()
  const running = runSequencer({ ...sequencing, signal: stop.signal })
  await run()
  stop.abort()
  await running
}

async function measure(database: Database, sequencing: Sequencing): Promise<void> {
  const { audit } = sequencing.keys
  await database.sql.text('create table bench_row (id uuid primary key, value text not null, at timestamptz not null)')
  await insertBatches(database, undefined)
  const kinds: [string, () => Promise<unknown>][] = [
    ['without the log', () => insertBatches(database, undefined)],
    ['with an entry for each batch', () => insertBatches(database, audit)],
    ['and the sequencer running', () => withSequencer(sequencing, () => insertBatches(database, audit))],
  ]
  for (const [name, run] of kinds) console.log(`bulk rows/s ${name}: ${perSecond(BATCHES * ROWS_A_BATCH, await timed(run))}`)
  const singles: [string, () => Promise<unknown>][] = [
    ['without the log', () => insertSingles(database, undefined)],
    ['with an entry each', () => insertSingles(database, audit)],
    ['and the sequencer running', () => withSequencer(sequencing, () => insertSingles(database, audit))],
  ]
  for (const [name, run] of singles) console.log(`actions/s ${name}: ${perSecond(SINGLES, await timed(run))}`)
  await measureChain(database, sequencing)
}

const MANY = 50_000

async function measureChain(database: Database, sequencing: Sequencing): Promise<void> {
  await drainSequencer(sequencing)
  for (let n = 0; n < MANY; n += 1000) {
    await database.transaction(null, async (tx) => {
      for (let each = 0; each < 1000; each += 1) await record(tx, sequencing.keys.audit, entry(each))
    })
  }
  console.log(`placed entries/s: ${perSecond(MANY, await timed(() => drainSequencer(sequencing, 600_000)))}`)
  const { checkpointFile, keys } = sequencing
  const verifier = verifierFrom(keys.checkpoint.publicKey)
  let size = 0
  const ms = await timed(async () => {
    const verification = await verifyAudit({ database, verifier, checkpointFile, macKey: keys.audit })
    size = verification.size
    if (!verification.ok) throw new Error(JSON.stringify(verification.problems[0]))
  })
  console.log(`verified entries/s: ${perSecond(size, ms)} (${size} entries)`)
}

const folder = mkdtempSync(join(tmpdir(), 'tipbridge-bench-audit-'))
const site = await openSite({ config: readConfig({ TIPBRIDGE_DATA: folder }), log: silentLog, purpose: 'bench' })
const database = openDatabase({ url: site.ownerUrl, max: 10, name: 'bench' })
try {
  const keys = { audit: randomBytes(32), checkpoint: generateKeyPairSync('ed25519') }
  await measure(database, { database, keys, checkpointFile: checkpointFileIn(folder), clock: systemClock, log: silentLog })
} finally {
  await database.close()
  await site.close()
  rmSync(folder, { recursive: true, force: true })
}
