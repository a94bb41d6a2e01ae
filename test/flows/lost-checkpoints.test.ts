// The checkpoint file lost, or exchanged for an older one: seen by what is remembered beside the keys, told, and never made anew in silence.
import { readFile, rm, writeFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { verifierFrom } from '../../src/audit/checkpoint.ts'
import { auditChecks } from '../../src/audit/doctor-checks.ts'
import { exportCheckpoints } from '../../src/audit/export.ts'
import { lagInShort } from '../../src/audit/lag.ts'
import { lastSignedIn } from '../../src/audit/last-signed.ts'
import { drainSequencer, runSequencer, sequenceOnce } from '../../src/audit/sequencer.ts'
import { verifyAudit } from '../../src/audit/verify.ts'
import { type AuditWorld, anAuditWorld } from '../audit-world.ts'

/** A log of three rounds whose last checkpoint is remembered. */
async function aRememberedLog() {
  const world = await anAuditWorld()
  const s = { ...world.sequencing, lastSignedFile: lastSignedIn(world.folder) }
  const { checkpointFile, lastSignedFile } = s
  const verifier = verifierFrom(s.keys.checkpoint.publicKey)
  const write = async (count: number) => {
    await world.writeTogether(count)
    await drainSequencer(s, 20_000)
  }
  for (const count of [10, 10, 10]) await write(count)
  return {
    world,
    s,
    write,
    file: checkpointFile,
    remembered: lastSignedFile,
    verify: () => verifyAudit({ database: world.owner, verifier, checkpointFile, lastSignedFile, macKey: s.keys.audit }),
    lostAt: async () => (await lagInShort(world.reader, world.clock)).checkpointsLostAt,
    doctor: () => doctorOf(world),
    signedInTable: () => text(Readable.from(exportCheckpoints(world.owner.sql, 1000, verifier))),
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  }
}

async function doctorOf({ owner, folder, sequencing }: AuditWorld): Promise<string[]> {
  const check = auditChecks.find(({ name }) => name === 'the checkpoint file has all that was signed')!
  const config = { dataFolder: folder, keysFolder: folder }
  return await check.run({ database: owner, site: { config, keys: sequencing.keys } })
}

const cutOff = `delete from audit_entry where entry_id in (select entry_id from audit_leaf where place > 20);
  delete from audit_leaf where place > 20; delete from checkpoint where size > 20`

test('the end cut off the database and the file removed: the log is not as signed, and nothing more is signed', async () => {
  await using log = await aRememberedLog()
  expect(await log.verify()).toMatchObject({ ok: true, size: 30 })
  await log.world.owner.sql.text(cutOff)
  await rm(log.file)
  const { ok, problems } = await log.verify()
  expect(ok).toBe(false)
  expect(problems.map(({ kind, says }) => [kind, says])).toEqual(
    expect.arrayContaining([
      ['checkpoint', expect.stringMatching(/^The checkpoint file is missing or empty, though 30 /)],
      ['removed', expect.stringContaining('but 30 entries were signed: the last 10 are gone')],
    ]),
  )
  await log.world.write(1)
  await expect(sequenceOnce(log.s)).rejects.toThrow(/last-checkpoint knows 30 entries, the database only 20/)
  await runSequencer({ ...log.s, signal: AbortSignal.abort() })
  expect(await log.lostAt()).toBe(log.world.clock.now().toISOString())
  await expect(readFile(log.file)).rejects.toThrow('ENOENT')
})

const losses: [string, (file: string, older: string) => Promise<void>, number][] = [
  ['removed', (file) => rm(file), 0],
  ['emptied', (file) => writeFile(file, ''), 0],
  ['exchanged for an older one', (file, older) => writeFile(file, older), 20],
]
test.each(losses)(
  'a file that is %s is told, goes on with a gap, and is whole when a copy was put back',
  async (_, lose, endsAt) => {
    await using log = await aRememberedLog()
    const whole = await readFile(log.file, 'utf8')
    const older = whole.slice(0, whole.lastIndexOf('tipbridge/audit/', whole.lastIndexOf('\n\n\u2014')))
    await lose(log.file, older)
    expect((await log.verify()).problems).toEqual([expect.objectContaining({ kind: 'checkpoint', place: endsAt + 1 })])
    expect(await log.doctor()).toEqual([expect.stringMatching(/though 30 entries were signed/)])

    await drainSequencer(log.s, 20_000)
    await log.write(5)
    expect(log.world.said).toContainEqual(
      expect.objectContaining({ level: 'error', message: expect.stringContaining('put back a copy') }),
    )
    expect(await readFile(log.file, 'utf8')).not.toContain('\n30\n')
    const [told] = await log.world.owner.sql`select detail from audit_entry where action = 'audit.lose-checkpoints'`
    expect(JSON.parse(told!.detail as string)).toEqual({ fileEndsAt: endsAt, signed: 30 })
    expect((await log.verify()).problems).toEqual([
      expect.objectContaining({ kind: 'checkpoint', says: expect.stringContaining('missing from the file') }),
    ])
    expect(await log.doctor()).toEqual([expect.stringContaining('has a gap')])
    expect(await log.lostAt()).toBe(log.world.clock.now().toISOString())

    await writeFile(log.file, await log.signedInTable())
    log.world.clock.pass(1000)
    const stop = new AbortController()
    stop.abort()
    await runSequencer({ ...log.s, signal: stop.signal })
    expect(await log.lostAt()).toBeNull()
    expect(await log.doctor()).toEqual([])
    expect(await log.verify()).toMatchObject({ ok: true })
  },
)

test('also where nothing was remembered yet, a file that is gone is missed', async () => {
  await using log = await aRememberedLog()
  await rm(log.remembered)
  expect(await log.verify()).toMatchObject({ ok: true })
  await rm(log.file)
  expect((await log.verify()).problems).toEqual([expect.objectContaining({ kind: 'checkpoint', place: 1 })])
  await drainSequencer(log.s, 20_000)
  expect(await log.lostAt()).not.toBeNull()
  expect(await readFile(log.remembered, 'utf8')).toContain('\n31\n')
})

test('what is remembered is a promise like any other', async () => {
  await using log = await aRememberedLog()
  await writeFile(log.remembered, 'invented')
  expect((await log.verify()).problems).toEqual([expect.objectContaining({ says: expect.stringContaining('last-checkpoint') })])
  await log.world.write(1)
  await expect(sequenceOnce(log.s)).rejects.toThrow("not signed by this installation's key")
})
