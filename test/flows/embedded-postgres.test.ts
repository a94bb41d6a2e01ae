// The embedded PostgreSQL through everything that is known to go wrong with it, on real processes and folders.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { projectRoot } from '../../src/base/config.ts'
import { openDatabase } from '../../src/base/database.ts'
import { type EmbeddedPostgres, startPostgres } from '../../src/base/embedded-postgres/start-postgres.ts'
import { silentLog } from '../../src/base/log.ts'
import { startTicks } from '../../src/base/processes.ts'
import { urlAs } from '../../src/base/roles.ts'

let folder: string
let running: EmbeddedPostgres[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tipbridge-embedded-'))
  running = []
})
afterEach(async () => {
  for (const server of running) await server.stop()
  rmSync(folder, { recursive: true })
})

// Without flushes to the disk, which a killed process does not need to keep its data, unless a test is about the settings.
async function start(name = 'a', isThrowaway = true): Promise<EmbeddedPostgres> {
  const dataFolder = join(folder, name)
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const server = await startPostgres({ dataFolder, keysFolder: join(dataFolder, 'keys'), log: silentLog, isThrowaway })
  running.push(server)
  return server
}

async function stop(server: EmbeddedPostgres): Promise<void> {
  running = running.filter((other) => other !== server)
  await server.stop()
}

async function ask(url: string, text: string): Promise<unknown[]> {
  const database = openDatabase({ url, max: 1 })
  try {
    return await database.sql.text(text)
  } finally {
    await database.close()
  }
}

it('keeps its data from start to start, beside another server, and lets in nobody without a password', async () => {
  const [one, two] = [await start('a', false), await start('b')]
  await ask(one.ownerUrl, 'create table kept as select 1 as one')
  expect(await ask(two.ownerUrl, "select to_regclass('kept') as kept")).toEqual([{ kept: null }])
  await expect(ask(urlAs(one.ownerUrl, 'tipbridge_owner', 'wrong'), 'select 1')).rejects.toThrow(/password/)
  await expect(ask(urlAs(one.ownerUrl, 'postgres', ''), 'select 1')).rejects.toThrow(/reject/)
  expect(statSync(join(folder, 'a', 'postgres')).mode & 0o777).toBe(0o700)
  await stop(one)
  const again = await start('a', false)
  expect(await ask(again.ownerUrl, 'select * from kept')).toEqual([{ one: 1 }])
  const settings =
    "select current_setting('data_checksums') as sums, current_setting('fsync') as fsync, current_setting('listen_addresses') as at"
  expect(await ask(again.ownerUrl, settings)).toEqual([{ sums: 'on', fsync: 'on', at: '' }])
})

it('is started again at the same address when it is killed, with all that was committed', async () => {
  const server = await start('a', false)
  await ask(server.ownerUrl, 'create table kept as select 1 as one')
  const first = server.pid()
  const restarted = new Promise<void>((resolve) => server.onRestart(resolve))
  process.kill(first, 'SIGKILL')
  await restarted
  expect(server.pid()).not.toBe(first)
  expect(await ask(server.ownerUrl, 'select * from kept')).toEqual([{ one: 1 }])
})

it('ends the server of a program that was killed, and has its data', async () => {
  const program = `
    import { startPostgres } from ${JSON.stringify(join(projectRoot, 'src/base/embedded-postgres/start-postgres.ts'))}
    import { silentLog } from ${JSON.stringify(join(projectRoot, 'src/base/log.ts'))}
    const server = await startPostgres({ dataFolder: process.argv[2], keysFolder: process.argv[2] + '/keys', log: silentLog, isThrowaway: true })
    process.stdout.write(server.ownerUrl + ' ' + server.pid() + '\\n')
    setInterval(() => {}, 1000)`
  writeFileSync(join(folder, 'holder.mts'), program)
  mkdirSync(join(folder, 'a'), { mode: 0o700 })
  const holder = spawn(process.execPath, ['--import', 'tsx', join(folder, 'holder.mts'), join(folder, 'a')], { cwd: projectRoot })
  const [line] = await once(holder.stdout, 'data')
  const [ownerUrl, pid] = String(line).trim().split(' ')
  await ask(ownerUrl!, 'create table kept as select 1 as one')
  holder.kill('SIGKILL')
  await once(holder, 'exit')
  expect(startTicks(Number(pid))).toBeDefined()
  const server = await start()
  expect(startTicks(Number(pid))).toBeUndefined()
  expect(await ask(server.ownerUrl, 'select * from kept')).toEqual([{ one: 1 }])
})

it('begins anew where making the folder was interrupted', async () => {
  mkdirSync(join(folder, 'a', 'postgres.new', 'base'), { recursive: true })
  writeFileSync(join(folder, 'a', 'postgres.new', 'PG_VERSION'), '18')
  const server = await start()
  expect(await ask(server.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
})

async function aZombie(): Promise<{ pid: number; parent: ChildProcess }> {
  const parent = spawn('/bin/sh', ['-c', 'true & echo $!; exec sleep 60'])
  const [line] = await once(parent.stdout!, 'data')
  return { pid: Number(String(line)), parent }
}

it('is not held up by a lock file that names a process of somebody else, or a zombie', async () => {
  await stop(await start())
  const pidFile = join(folder, 'a', 'postgres', 'postmaster.pid')
  const zombie = await aZombie()
  for (const pid of [process.pid, zombie.pid]) {
    writeFileSync(pidFile, `${pid}\n/proc/self/cwd\n1\n5432\n/tmp/tipbridge-gone\n\n\n`)
    const server = await start()
    expect(Number(readFileSync(pidFile, 'utf8').split('\n')[0])).toBe(server.pid())
    await stop(server)
  }
  zombie.parent.kill('SIGKILL')
})

it('gives the owner a new password where the file with the old one was lost', async () => {
  const before = await start()
  await stop(before)
  rmSync(join(folder, 'a', 'keys', 'database.json'))
  const server = await start()
  expect(new URL(server.ownerUrl).password).not.toBe(new URL(before.ownerUrl).password)
  expect(await ask(server.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
})

it('says so when the folder was made by another major version, and leaves it alone', async () => {
  await stop(await start())
  writeFileSync(join(folder, 'a', 'postgres', 'PG_VERSION'), '17\n')
  await expect(start()).rejects.toThrow(/made by PostgreSQL 17/)
})

it('writes neither statements nor rows to its log', async () => {
  const server = await start()
  await ask(server.ownerUrl, "select 'planted'::uuid").catch(() => {})
  await ask(server.ownerUrl, "create table one (a text primary key); insert into one values ('planted'), ('planted')").catch(
    () => {},
  )
  await stop(server)
  expect(spawnSync('grep', ['-c', 'planted', join(folder, 'a', 'postgres.log')], { encoding: 'utf8' }).stdout.trim()).toBe('0')
})
