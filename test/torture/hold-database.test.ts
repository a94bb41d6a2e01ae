// One program at a time on a database of the site's own choice: the second is refused in a sentence, and a killed one holds up nobody.
import { once } from 'node:events'
import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { HeldError, holdDatabase } from '../../src/base/hold-database.ts'
import { aCommandLine } from '../command-line.ts'
import { anEmptyDatabase } from '../empty-database.ts'

test('a second server on the same database does not start, nor a command from another data folder', async () => {
  await using database = await anEmptyDatabase()
  await using first = aCommandLine()
  await using second = aCommandLine()
  const settings = { DATABASE_URL: database.ownerUrl }
  const server = await first.serve(settings)
  expect(server).toBeDefined()
  mkdirSync(second.dataFolder, { mode: 0o700 })
  cpSync(join(first.dataFolder, 'keys'), join(second.dataFolder, 'keys'), { recursive: true })
  const inUse = expect.stringMatching(/^The database is in use: 'tipbridge serve, process \d+ of .*another data folder/)
  expect(await second.run(['serve'], settings)).toMatchObject({ code: 1, stdout: '', stderr: inUse })
  expect(await second.run(['clusters'], settings)).toMatchObject({ code: 1, stdout: '', stderr: inUse })
  // Beside its own server a command works as ever.
  expect(await first.run(['clusters'], settings)).toMatchObject({ code: 0 })

  const { serve } = JSON.parse(readFileSync(join(first.dataFolder, 'run.json'), 'utf8')).processes
  process.kill(serve, 'SIGKILL')
  if (server!.child.exitCode === null && server!.child.signalCode === null) await once(server!.child, 'exit')
  expect(await second.run(['clusters'], settings)).toMatchObject({ code: 0, stderr: '' })
})

const end =
  'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like $1'

test('a hold whose connection is lost is taken again, and is lost where another was faster', async () => {
  await using database = await anEmptyDatabase()
  const hold = await holdDatabase(database.ownerUrl, 'one')
  const holder = () =>
    database.ask(async ({ sql }) => {
      const rows = await sql<{ pid: number }>`
        select pid from pg_locks where locktype = 'advisory' and granted
          and database = (select oid from pg_database where datname = current_database())`
      return rows[0]?.pid ?? 0
    })
  const before = await holder()
  await database.ask(({ sql }) => sql.text(end, ['tipbridge one,%']))
  await expect.poll(holder, { timeout: 10_000 }).toSatisfy((pid: number) => pid !== 0 && pid !== before)
  await expect(holdDatabase(database.ownerUrl, 'two')).rejects.toThrow(HeldError)

  // Taken in the same moment in which the first lost it.
  await database.ask(async ({ sql, transaction }) => {
    await sql.text(end, ['tipbridge one,%'])
    await transaction(null, async (tx) => {
      await tx.sql`select pg_advisory_xact_lock(7414727384)`
      expect(await hold.lost).toBeInstanceOf(HeldError)
    })
  })
  await hold.release()
  const next = await holdDatabase(database.ownerUrl, 'three')
  await next.release()
})
