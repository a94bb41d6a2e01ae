// A log of its own for one test: a cloned database, new keys, a checkpoint file, and hands to write and to tamper with.
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verifierFrom } from '../src/audit/checkpoint.ts'
import { checkpointFileIn } from '../src/audit/checkpoint-file.ts'
import { drainSequencer, type Round, type Sequencing, sequenceOnce } from '../src/audit/sequencer.ts'
import { type Verification, verifyAudit } from '../src/audit/verify.ts'
import { type HeldClock, heldClock } from '../src/base/clock.ts'
import { type Database, openDatabase, type Sql, type Tx } from '../src/base/database.ts'
import { createLog } from '../src/base/log.ts'
import { record } from '../src/work/record.ts'
import { aDatabase } from './database.ts'

export interface AuditWorld extends AsyncDisposable {
  owner: Database
  app: Database
  reader: Database
  folder: string
  clock: HeldClock
  sequencing: Sequencing
  /** Lines that the sequencer logged. */
  said: { level: string; message: string }[]
  /** Writes so many entries, each in a transaction of its own; gives their ids. */
  write(count: number, action?: string): Promise<string[]>
  /** Writes so many in one transaction: they are signed together, whatever else goes on at the server. */
  writeTogether(count: number): Promise<string[]>
  recordIn(tx: Tx, action?: string): Promise<string>
  drain(): Promise<void>
  verify(options?: { withoutKey?: boolean; as?: { sql: Sql } }): Promise<Verification>
}

export async function anAuditWorld(): Promise<AuditWorld> {
  const clone = await aDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'tipbridge-audit-'))
  const owner = openDatabase({ url: clone.ownerUrl, max: 8, name: 'audit test' })
  const [app, reader] = [clone.appUrl, clone.auditUrl].map((url) => openDatabase({ url, max: 8 })) as [Database, Database]
  const clock = heldClock('2031-03-01T08:00:00.000Z')
  const said: AuditWorld['said'] = []
  const log = createLog({ write: (line) => said.push(JSON.parse(line)) })
  const keys = { audit: randomBytes(32), checkpoint: generateKeyPairSync('ed25519') }
  const sequencing: Sequencing = { database: owner, keys, checkpointFile: checkpointFileIn(folder), clock, log }
  const recordIn = (tx: Tx, action = 'report.look') => {
    const subject = { kind: 'report', id: 'R-2031-000001' }
    return record(tx, keys.audit, { at: clock.now(), actor, action, outcome: 'done', subject, detail: { because: 'a test' } })
  }
  const world: AuditWorld = {
    owner,
    app,
    reader,
    folder,
    clock,
    sequencing,
    said,
    recordIn,
    async write(count, action) {
      const ids: string[] = []
      for (let i = 0; i < count; i += 1) ids.push(await app.transaction(null, (tx) => recordIn(tx, action)))
      return ids
    },
    writeTogether: (count) =>
      app.transaction(null, async (tx) => {
        const ids: string[] = []
        while (ids.length < count) ids.push(await recordIn(tx))
        return ids
      }),
    drain: () => drainSequencer(sequencing, 20_000),
    verify({ withoutKey = false, as = owner } = {}) {
      const verifier = verifierFrom(keys.checkpoint.publicKey)
      const { checkpointFile } = sequencing
      return verifyAudit({ database: as, verifier, checkpointFile, macKey: withoutKey ? undefined : keys.audit })
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([owner, app, reader].map((database) => database.close()))
      await clone[Symbol.asyncDispose]()
      await rm(folder, { recursive: true, force: true })
    },
  }
  return world
}

const actor = { id: '0198c0de-0000-7000-8000-00000000000a', name: 'A. Analyst', agencyNo: 1 }

export const placesIn = (world: AuditWorld) =>
  world.owner.sql<{ place: number; entryId: string }>`select place, entry_id as "entryId" from audit_leaf order by place`

/** Rounds until one finds work: transactions of other tests on the same server hold the order up, too. */
export async function roundWithWork(sequencing: Sequencing): Promise<Round> {
  for (;;) {
    const round = await sequenceOnce(sequencing)
    if (round.placed > 0 || !round.isLeader) return round
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** A transaction that stays open until told. */
export async function held(database: Database, first: (tx: Tx) => Promise<unknown>) {
  let end: (error?: Error) => void = () => {}
  let ended: Promise<void> = Promise.resolve()
  await new Promise<void>((begun, failed) => {
    ended = database.transaction(null, async (tx) => {
      await first(tx)
      begun()
      await new Promise<void>((resolve, reject) => {
        end = (error) => (error ? reject(error) : resolve())
      })
    })
    ended.catch(failed)
  })
  return {
    async commit() {
      end()
      await ended
    },
    async rollback() {
      end(new Error('rolled back'))
      await ended.catch(() => {})
    },
  }
}
