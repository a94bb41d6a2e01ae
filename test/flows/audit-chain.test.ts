// The log in ordinary life: entries get places without gaps, in an order that never changes, whatever the order of commits, and however
// many write and sequence at once.
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LEASE, runSequencer, sequenceOnce } from '../../src/audit/sequencer.ts'
import { takeLease } from '../../src/base/lease.ts'
import { type AuditWorld, anAuditWorld, held, placesIn, roundWithWork } from '../audit-world.ts'

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
    // Another transaction of the server's own may keep some of them back for a round, which signs for the others.
    const { checkpoints, ...rest } = verification
    expect(rest).toEqual({ ok: true, size: 10, unplaced: 0, problems: [], problemCount: 0 })
    expect(checkpoints).toBeGreaterThanOrEqual(2)
    expect(await world.verify({ as: world.reader, withoutKey: true })).toEqual(verification)
    const signed = (await readFile(world.sequencing.checkpointFile, 'utf8')).match(
      /tipbridge\/audit\/[0-9a-f]{16}\n\d+\n.{44}\n\n\u2014 .*\n/g,
    )
    expect(signed).toHaveLength(checkpoints)
    expect(signed!.map((one) => Number(one.split('\n')[1]))).toEqual(expect.arrayContaining([1, 10]))
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

/** A small generator with a fixed seed, so that a failure can be seen again. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}
