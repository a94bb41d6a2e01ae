// The whole site on a small disk that fills up at one point or another: each hand-in ends by itself, with one sentence where it cannot go
// on; once there is room again all of it is there, once. Where no tmpfs may be mounted, this says so (test/flows/full-disk.test.ts limits
// the size of files instead).
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { aCommandLine, type CommandLine, jsonLines } from '../command-line.ts'

const SIZE_MB = 160
const REPORTS = 2000
/** From too little for a start to enough for most of it. */
const ROOM_MB = [1, 6, 12, 24, 30, 36]

const disk = mkdtempSync(join(tmpdir(), 'tipbridge-disk-'))
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m,mode=755`, 'tmpfs', disk]).status === 0
afterAll(() => {
  if (isMounted) spawnSync('umount', [disk])
  rmSync(disk, { recursive: true, force: true })
})

const filler = join(disk, 'filler')

function leave(megabytes: number): void {
  rmSync(filler, { force: true })
  const { bavail, bsize } = statfsSync(disk)
  const bytes = bavail * bsize - (megabytes << 20)
  if (bytes > 0) writeFileSync(filler, Buffer.alloc(bytes))
}

async function endsByItself(site: CommandLine, folder: string, settings: Record<string, string>): Promise<string> {
  const { code, stderr } = await site.run(['receive', '--wait', '--json', folder], settings)
  const said = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('{"at"'))
  expect([0, 1]).toContain(code)
  if (code === 1 && said.length > 0) expect(said).toHaveLength(1)
  return code === 0 ? 'received' : (said[0] ?? 'failed records')
}

async function fillUp(): Promise<void> {
  await using site = aCommandLine()
  const folder = join(site.dataFolder, '..', 'in')
  await site.run(['generate', '--reports', String(REPORTS), '--per-file', '400', '--broken', '0', '--out', folder])
  const settings = { TIPBRIDGE_DATA: join(disk, 'site') }
  const empty = join(site.dataFolder, '..', 'empty')
  mkdirSync(empty)
  writeFileSync(join(empty, 'no-report.txt'), 'nothing')
  expect((await site.run(['receive', '--wait', empty], settings)).code).toBe(0)
  for (const room of ROOM_MB) {
    leave(room)
    console.log(`${room} MB left: ${await endsByItself(site, folder, settings)}`)
  }
  rmSync(filler)
  const { code, stdout } = await site.run(['receive', '--wait', '--json', folder], settings)
  expect(code).toBe(0)
  const summary = jsonLines(stdout).at(-1)
  expect(summary).toMatchObject({ quarantined: 0, failed: 0 })
  const clusters = jsonLines((await site.run(['clusters', '--json'], settings)).stdout)
  expect([clusters.length, new Set(clusters.map(({ report }) => report)).size]).toEqual([REPORTS, REPORTS])
  expect((await site.run(['audit', 'verify'], settings)).code).toBe(0)
}

if (isMounted) test(`a site on a disk of ${SIZE_MB} MB that fills up`, fillUp)
else
  test('a full disk was not tried', () => {
    console.warn('A full disk was not tried: no tmpfs may be mounted here')
    expect(isMounted).toBe(false)
  })
