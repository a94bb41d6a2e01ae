// The log in ordinary life and in accidents: commits out of order, several sequencers, crashes between the database and the file,
// transactions that are forgotten. Places never change, no gap arises, and every checkpoint is met.
import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ALARM_AFTER_MS, alarmIfLate, auditLag } from '../../src/audit/lag.ts'
import { drainSequencer, LEASE, type Round, runSequencer, type Sequencing, sequenceOnce } from '../../src/audit/sequencer.ts'
import type { Database, Tx } from '../../src/base/database.ts'
import { takeLease } from '../../src/base/lease.ts'
import { type AuditWorld, anAuditWorld } from '../audit-world.ts'

const placesIn = (world: AuditWorld) =>
  world.owner.sql<{ place: number; entryId: string }>`select place, entry_id as "entryId" from audit_leaf order by place`

/** Rounds until one finds work: transactions of other tests on the same server hold the order up, too. */
async function roundWithWork(sequencing: Sequencing): Promise<Round> {
  for (;;) {
    const round = await sequenceOnce(sequencing)
    if (round.placed > 0 || !round.isLeader) return round
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** A transaction that stays open until told. */
async function held(database: Database, first: (tx: Tx) => Promise<unknown>) {
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

describe('in ordinary life', () => {
  let world: AuditWorld
  beforeAll(async () => {
    world = await anAuditWorld()
  })
  afterAll(() => world[Symbol.asyncDispose]())

  test('an empty log verifies, and nothing is signed for it', async () => {
    await world.drain()
    expect(await world.verify()).toEqual({ ok: true, size: 0, checkpoints: 0, unplaced: 0, problems: [], problemCount: 0 })
    const [id] = await world.write(1)
    expect(await world.verify()).toMatchObject({ ok: true, size: 0, unplaced: 1 })
    await world.drain()
    expect(await placesIn(world)).toEqual([{ place: 1, entryId: id }])
  })

  test('entries get places without gaps, in the order written, and the reader of the log can verify them', async () => {
    const before = await placesIn(world)
    const ids = await world.write(9)
    await world.drain()
    const added = ids.map((entryId, i) => ({ place: before.length + 1 + i, entryId }))
    expect(await placesIn(world)).toEqual([...before, ...added])
    const verification = await world.verify()
    expect(verification).toEqual({ ok: true, size: 10, checkpoints: 2, unplaced: 0, problems: [], problemCount: 0 })
    expect(await world.verify({ as: world.reader, withoutKey: true })).toEqual(verification)
    const file = await readFile(world.sequencing.checkpointFile, 'utf8')
    expect(file).toMatch(/^tipbridge\/audit\/[0-9a-f]{16}\n1\n.{44}\n\n\u2014 .*\n\ntipbridge\/audit\/[0-9a-f]{16}\n10\n/)
  })

  test('a round without work signs nothing', async () => {
    const before = await readFile(world.sequencing.checkpointFile, 'utf8')
    expect(await sequenceOnce(world.sequencing)).toEqual({ isLeader: true, placed: 0, wrongMacs: [] })
    expect(await readFile(world.sequencing.checkpointFile, 'utf8')).toBe(before)
  })

  test('the application may add to the log and do nothing else with it, and its reader only read', async () => {
    const changes = [
      `update audit_entry set detail = '{}'`,
      'delete from audit_entry',
      'truncate audit_entry',
      'delete from audit_leaf',
    ]
    const more = ['update audit_leaf set place = 1', 'delete from checkpoint', 'update checkpoint set size = 1']
    for (const statement of [
      ...changes,
      ...more,
      'select 1 from audit_entry',
      'select 1 from audit_leaf',
      'select 1 from checkpoint',
    ]) {
      await expect(world.app.sql.text(statement), statement).rejects.toMatchObject({ code: '42501' })
    }
    for (const statement of [...changes, ...more, 'insert into audit_leaf select 99, entry_id, mac from audit_entry limit 1']) {
      await expect(world.reader.sql.text(statement), statement).rejects.toMatchObject({ code: '42501' })
    }
  })

  test('one transaction with several entries keeps their order, and a rolled back one leaves nothing', async () => {
    const before = await placesIn(world)
    const ids = await world.app.transaction(null, async (tx) => [
      await world.recordIn(tx),
      await world.recordIn(tx),
      await world.recordIn(tx),
    ])
    const lost = await held(world.app, (tx) => world.recordIn(tx))
    await lost.rollback()
    await world.drain()
    expect((await placesIn(world)).slice(before.length).map(({ entryId }) => entryId)).toEqual(ids)
  })
})

describe('with many writers', () => {
  test('nothing is placed while an older transaction may still come before it', async () => {
    await using world = await anAuditWorld()
    const ids: string[] = []
    const older = await held(world.app, async (tx) => ids.push(await world.recordIn(tx, 'report.note')))
    ids.push(...(await world.write(3)))
    expect(await sequenceOnce(world.sequencing)).toMatchObject({ placed: 0 })
    await older.commit()
    await world.drain()
    expect((await placesIn(world)).map(({ entryId }) => entryId)).toEqual(ids)
  })

  test('commits out of order, rollbacks and two sequencers: places never change, no gap, nothing lost', async () => {
    await using world = await anAuditWorld()
    const written: string[] = []
    const random = randomFrom(7)
    const writer = async () => {
      for (let i = 0; i < 25; i += 1) {
        const isKept = random() < 0.85
        const ids: string[] = []
        const tx = await held(world.app, async (tx) => {
          for (let n = 0; n < 1 + random() * 3; n += 1) ids.push(await world.recordIn(tx))
        })
        await world.app.sql`select pg_sleep(${random() * 0.02})`
        await (isKept ? tx.commit() : tx.rollback())
        if (isKept) written.push(...ids)
      }
    }
    const seen: { place: number; entryId: string }[][] = []
    const watch = async (until: AbortSignal) => {
      while (!until.aborted) {
        await sequenceOnce(world.sequencing)
        seen.push(await placesIn(world))
      }
    }
    const stop = new AbortController()
    const sequencers = [watch(stop.signal), watch(stop.signal)]
    await Promise.all([writer(), writer(), writer(), writer()]).finally(() => stop.abort())
    await Promise.all(sequencers)
    await world.drain()
    const last = await placesIn(world)
    expect(last.map(({ entryId }) => entryId).sort()).toEqual(written.sort())
    expect(last.map(({ place }) => place)).toEqual(last.map((_, i) => i + 1))
    for (const earlier of seen) expect(last.slice(0, earlier.length)).toEqual(earlier)
    expect(await world.verify()).toMatchObject({ ok: true, size: last.length, problems: [] })
  })

  test('a second sequencer does nothing while the first leads', async () => {
    await using world = await anAuditWorld()
    await world.write(1)
    const first = await takeLease(world.owner, { name: LEASE, holder: 'another process' })
    expect(await roundWithWork(world.sequencing)).toEqual({ isLeader: false, placed: 0, wrongMacs: [] })
    await first!.release()
    expect(await roundWithWork(world.sequencing)).toMatchObject({ isLeader: true, placed: 1 })
  })

  test('runs until it is told to stop, and leaves the lead to others', async () => {
    await using world = await anAuditWorld()
    const stop = new AbortController()
    const running = runSequencer({ ...world.sequencing, signal: stop.signal })
    try {
      await world.write(3)
      await expect.poll(() => placesIn(world), { timeout: 20_000 }).toHaveLength(3)
    } finally {
      stop.abort()
      await running
    }
    expect(await world.owner.sql`select 1 from lease where until > now()`).toEqual([])
  })
})

describe('when the machine is cut off', () => {
  let world: AuditWorld
  let whole: string
  beforeAll(async () => {
    world = await anAuditWorld()
    for (let round = 0; round < 3; round += 1) {
      await world.write(2)
      await world.drain()
    }
    whole = await readFile(world.sequencing.checkpointFile, 'utf8')
  })
  afterAll(() => world[Symbol.asyncDispose]())

  test('after the commit and before the file was written, the next round writes what is missing', async () => {
    const file = world.sequencing.checkpointFile
    // A folder stands where the file should be: the round commits and then fails, as if it had been killed there.
    await rm(file)
    await mkdir(file)
    await world.write(2)
    await expect(roundWithWork(world.sequencing)).rejects.toThrow('EISDIR')
    await rm(file, { recursive: true })
    await writeFile(file, whole)
    await world.drain()
    whole = await readFile(file, 'utf8')
    expect(await world.verify()).toMatchObject({ ok: true, size: 8, checkpoints: 4 })
  })

  const cuts: [string, (text: string) => string][] = [
    ['the last note is missing', (text) => text.slice(0, text.lastIndexOf('tipbridge/audit/', text.lastIndexOf('\n\n\u2014')))],
    ['the last note is cut in its text', (text) => text.slice(0, text.lastIndexOf('\n\n\u2014') - 10)],
    ['the last note is cut in its signature', (text) => text.slice(0, -20)],
    ['only the empty line after it is missing', (text) => text.slice(0, -1)],
    ['nothing is left', () => ''],
  ]
  test.each(cuts)('%s: the file becomes what it was', async (_, cut) => {
    await writeFile(world.sequencing.checkpointFile, cut(whole))
    expect(await world.verify()).toMatchObject({ ok: true, size: 8 })
    await sequenceOnce(world.sequencing)
    expect(await readFile(world.sequencing.checkpointFile, 'utf8')).toBe(whole)
    expect(await world.verify()).toMatchObject({ ok: true, size: 8, checkpoints: 4 })
  })

  test('a letter cut in two does not shift the cut', async () => {
    const bytes = Buffer.from(whole)
    const dash = bytes.lastIndexOf('\u2014')
    await writeFile(world.sequencing.checkpointFile, bytes.subarray(0, dash + 1))
    await sequenceOnce(world.sequencing)
    expect(await readFile(world.sequencing.checkpointFile, 'utf8')).toBe(whole)
  })

  test('the folder of the file is made if it is not there', async () => {
    await rm(dirname(world.sequencing.checkpointFile), { recursive: true })
    await sequenceOnce(world.sequencing)
    expect(await readFile(world.sequencing.checkpointFile, 'utf8')).toBe(whole)
  })
})

describe('when the log does not go on from what was signed', () => {
  test('nothing more is signed where the database was turned back', async () => {
    await using world = await anAuditWorld()
    await world.write(2)
    await world.drain()
    await world.owner.sql.text('delete from checkpoint; delete from audit_leaf; delete from audit_entry')
    await world.write(3)
    await expect(sequenceOnce(world.sequencing)).rejects.toThrow('knows 2 entries, the database only 0')
    expect(await placesIn(world)).toEqual([])
    expect((await world.verify()).problems[0]).toMatchObject({ kind: 'removed', place: 1 })
  })

  test('nor where the state of the tree was exchanged, nor where the file is of another installation', async () => {
    await using world = await anAuditWorld()
    await world.write(2)
    await world.drain()
    await world.write(1)
    await world.owner.sql`update checkpoint set frontier = sha256('invented')`
    await expect(sequenceOnce(world.sequencing)).rejects.toThrow('not the one that was signed')
    await using other = await anAuditWorld()
    await other.write(1)
    await other.drain()
    const mixed = { ...other.sequencing, checkpointFile: world.sequencing.checkpointFile }
    await expect(sequenceOnce(mixed)).rejects.toThrow("not signed by this installation's key")
  })

  test('and it is said, again and again, without ending the process', async () => {
    await using world = await anAuditWorld()
    await mkdir(dirname(world.sequencing.checkpointFile), { recursive: true })
    await appendFile(world.sequencing.checkpointFile, 'invented\n1\n\n\u2014 nobody AAAAAAAA\n\n')
    const stop = new AbortController()
    const running = runSequencer({ ...world.sequencing, signal: stop.signal })
    stop.abort()
    await running
    expect(world.said).toContainEqual(expect.objectContaining({ level: 'error', message: 'The audit log could not be extended' }))
  })
})

describe('an entry with a wrong MAC', () => {
  test('is seen while it waits, placed and never skipped, said aloud, and found ever after', async () => {
    await using world = await anAuditWorld()
    await world.write(2)
    const forged = '0198c0de-0000-7000-8000-0000000000ff'
    await world.owner.sql`
      insert into audit_entry select ${forged}, pg_current_xact_id()::text::bigint, at, actor_id, 'Somebody else', agency_no, action, outcome,
        subject_kind, subject_id, request_id, detail, mac from audit_entry limit 1`
    const waiting = await world.verify()
    expect(waiting.problems).toEqual([expect.objectContaining({ kind: 'unplaced-mac', place: null, entryId: forged })])
    await world.drain()
    expect(world.said).toContainEqual(expect.objectContaining({ level: 'error', place: 3, entryId: forged }))
    await world.write(1)
    await world.drain()
    const placed = await world.verify()
    expect(placed.problems).toEqual([expect.objectContaining({ kind: 'inserted', place: 3, entryId: forged })])
  })
})

describe('a transaction that does not end', () => {
  test('holds places up, is named after a minute, and a drain refuses to wait for ever', async () => {
    await using world = await anAuditWorld()
    let pid = 0
    const forgotten = await held(world.app, async (tx) => {
      pid = (await tx.sql<{ pid: number }>`select pg_backend_pid() as pid`)[0]!.pid
      await world.recordIn(tx)
    })
    try {
      await world.write(2)
      expect(await auditLag(world.owner, world.clock)).toMatchObject({ unplaced: 2, heldBy: null })
      world.clock.pass(ALARM_AFTER_MS + 1)
      // Older transactions of other databases of the server hold it too, as long as they run.
      const named = expect.stringMatching(new RegExp(`^the transaction \\d+ of process ${pid} \\(tipbridge_app_`))
      await expect.poll(() => alarmIfLate(world.sequencing), { timeout: 10_000 }).toMatchObject({ heldBy: named })
      expect(world.said).toContainEqual(expect.objectContaining({ level: 'error', unplaced: 2, heldBy: named }))
      await expect(drainSequencer(world.sequencing, 100)).rejects.toMatchObject({
        code: 'audit-not-drained',
        facts: { heldBy: named },
      })
    } finally {
      await forgotten.commit()
    }
    await world.drain()
    expect(await auditLag(world.owner, world.clock)).toEqual({ unplaced: 0, oldestAt: null, heldBy: null })
  })

  test('where nobody holds anything, it is the sequencer that does not run', async () => {
    await using world = await anAuditWorld()
    await world.write(1)
    world.clock.pass(ALARM_AFTER_MS + 1)
    await expect.poll(() => auditLag(world.reader, world.clock), { timeout: 10_000 }).toMatchObject({ unplaced: 1, heldBy: null })
  })
})

/** A small generator with a fixed seed, so that a failure can be seen again. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}
