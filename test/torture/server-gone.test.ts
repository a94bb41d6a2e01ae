// A command beside a server that ends: what it waits for is then its own to do, since nobody else works on the folder.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '../../src/base/database.ts'
import { withPassword } from '../../src/cli/urls.ts'
import { cybertipEntry, cybertipEnvelope } from '../../src/intake/formats/cybertip-xml-examples.data.ts'
import { aCommandLine, type CommandLine, jsonLines } from '../command-line.ts'

const tipIn = (site: CommandLine, number: number): string => {
  const file = join(site.dataFolder, '..', `${number}.xml`)
  writeFileSync(file, cybertipEnvelope(cybertipEntry(number)))
  return file
}

test('receive --wait works off what a killed server left', async () => {
  await using site = aCommandLine()
  const { child: server } = (await site.serve())!
  const [{ processes, database }] = jsonLines((await site.run(['status', '--json'])).stdout)
  // Nobody reads the batch before the server is killed.
  process.kill(processes.work, 'SIGSTOP')
  const { ended } = site.start(['receive', '--wait', '--json', tipIn(site, 41)])
  const owner = openDatabase({ url: database.ownerUrl, max: 1 })
  await expect.poll(() => owner.sql`select state from batch`, { timeout: 60_000 }).toEqual([{ state: 'waiting' }])
  await owner.close()
  server.kill('SIGKILL')
  process.kill(processes.work, 'SIGKILL')
  const { code, stdout, stderr } = await ended
  expect(stderr).toContain('The server has ended: what it left is worked off here.\n')
  expect(jsonLines(stdout).at(-1)).toMatchObject({ files: 1, records: 1, accepted: 1 })
  expect(code).toBe(0)
}, 180_000)

test('receive waits for a server that is on its way out, and works by itself then', async () => {
  await using site = aCommandLine()
  const { child: server } = (await site.serve())!
  server.kill('SIGTERM')
  const { code, stdout } = await site.run(['receive', '--wait', '--json', tipIn(site, 42)])
  expect(jsonLines(stdout).at(-1)).toMatchObject({ files: 1, accepted: 1 })
  expect(code).toBe(0)
}, 180_000)

test('receive goes on where it stopped when its database is killed, and what was read counts once', async () => {
  await using site = aCommandLine()
  const many = join(site.dataFolder, '..', 'many.xml')
  writeFileSync(many, cybertipEnvelope(...Array.from({ length: 1500 }, (_, at) => cybertipEntry(5000 + at))))
  const { ended } = site.start(['receive', '--wait', '--json', many])
  const postmaster = () => readFileSync(join(site.dataFolder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  await expect.poll(postmaster, { timeout: 60_000 }).toContain('ready   ')
  const [pid, , , , folder] = postmaster()
  const url = await withPassword(`postgresql://tipbridge_owner@/tipbridge?host=${folder}`, join(site.dataFolder, 'keys'))
  const owner = openDatabase({ url, max: 1 })
  await expect.poll(() => owner.sql`select 1 from report limit 1`, { timeout: 60_000, interval: 20 }).toHaveLength(1)
  process.kill(Number(pid), 'SIGKILL')
  await owner.close()
  const { code, stdout, stderr } = await ended
  expect(stderr).toContain('The database has ended: it is opened again, and what was handed in is worked off.\n')
  expect(jsonLines(stdout).at(-1)).toMatchObject({ files: 1, records: 1500, accepted: 1500, failed: 0 })
  expect(code).toBe(0)
}, 180_000)
