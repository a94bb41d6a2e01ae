// The log in accidents: crashes between the database and the file, a database or a file that is not what was signed, forged entries,
// transactions that are forgotten.
import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ALARM_AFTER_MS, alarmIfLate, auditLag } from '../../src/audit/lag.ts'
import { drainSequencer, runSequencer, sequenceOnce } from '../../src/audit/sequencer.ts'
import { type AuditWorld, anAuditWorld, held, placesIn, roundWithWork } from '../audit-world.ts'

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

  test('nor on another server, whose transactions would stand before those that were placed', async () => {
    await using world = await anAuditWorld()
    await world.write(1)
    await world.drain()
    await world.owner.sql`update checkpoint set last_xact = last_xact + 1000000000`
    await world.write(1)
    await expect(sequenceOnce(world.sequencing)).rejects.toThrow('loaded from another one')
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
