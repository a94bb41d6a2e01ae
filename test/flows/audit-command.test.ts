// `tipbridge audit`: an export that its own verifier accepts, and a verification that says what was tampered with and ends with 1.
import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../src/base/config.ts'
import { openDatabase } from '../../src/base/database.ts'
import { silentLog } from '../../src/base/log.ts'
import { command } from '../../src/cli/audit.ts'
import { UsageError } from '../../src/cli/command.ts'
import { withSite } from '../../src/cli/site.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tipbridge-command-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const config = () => readConfig({ TIPBRIDGE_DATA: join(folder, 'site') })

async function run(...args: string[]) {
  const printed: string[] = []
  const said: string[] = []
  const io = {
    print: (line: string) => printed.push(line),
    say: (line: string) => said.push(line),
    isTerminal: false,
    config,
    log: () => silentLog,
  }
  return { code: await command.run(args, io), printed, said }
}

test('wrong words are a matter of usage', async () => {
  for (const args of [[], ['look'], ['verify', 'twice'], ['export'], ['export', 'a', 'b']])
    await expect(run(...args)).rejects.toThrow(UsageError)
})

test('export, check elsewhere, tamper, verify', async () => {
  // An entry that the next export holds: the first one is of an empty log.
  expect(await run('export', join(folder, 'empty'))).toMatchObject({ code: 0 })
  const file = join(folder, 'log')
  const handed = await run('export', file)
  expect(handed).toMatchObject({
    code: 0,
    said: [
      `1 entry in ${file}. To check them anywhere: tipbridge audit verifier > tipbridge-verify.mjs, then`,
      expect.any(String),
    ],
  })
  await writeFile(join(folder, 'verify.mjs'), (await run('verifier')).printed.join('\n'))
  const told = execFileSync(process.execPath, ['verify.mjs', 'log', 'log.checkpoints', 'log.key'], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect(told).toMatch(/^OK: 1 entry is as signed/)

  expect(await run('verify')).toMatchObject({
    code: 0,
    printed: [expect.stringMatching(/^The log is as signed: 2 entries, 2 checkpoints /)],
  })
  await withSite({ config: config(), log: silentLog, purpose: 'test' }, async ({ ownerUrl }) => {
    const database = openDatabase({ url: ownerUrl, max: 1 })
    expect(await database.sql.count`update audit_entry set actor_name = 'Somebody else' where action = 'audit.export'`).toBe(2)
    await database.close()
  })
  const found = await run('verify')
  expect(found.code).toBe(1)
  expect(found.printed).toEqual([
    expect.stringMatching(/^The log is NOT as signed: 2 entries/),
    expect.stringMatching(/^First: altered at place 1, entry [0-9a-f-]{36}\. The entry is not the one that was placed here\.$/),
    expect.stringMatching(/^Then: altered at place 2, /),
  ])
  const json = await run('verify', '--json')
  expect(json.code).toBe(1)
  expect(json.printed.map((line) => JSON.parse(line))).toMatchObject([
    { type: 'problem', kind: 'altered', place: 1 },
    { type: 'problem', kind: 'altered', place: 2 },
    { type: 'summary', ok: false, size: 2, checkpoints: 2, unplaced: 0, problemCount: 2 },
  ])

  await withSite({ config: config(), log: silentLog, purpose: 'test' }, async ({ ownerUrl }) => {
    const database = openDatabase({ url: ownerUrl, max: 1 })
    await database.sql`update checkpoint set frontier = sha256('invented')`
    await database.close()
  })
  await expect(run('export', file)).rejects.toThrow('is there already')
  for (const one of [file, `${file}.checkpoints`, `${file}.key`]) await rm(one)
  const again = await run('export', file)
  expect(again).toMatchObject({
    code: 0,
    said: [expect.stringContaining('is not the one that was signed'), expect.any(String), expect.any(String)],
  })
})

const outcomes = () =>
  withSite({ config: config(), log: silentLog, purpose: 'test' }, async ({ ownerUrl }) => {
    const database = openDatabase({ url: ownerUrl, max: 1 })
    const rows = await database.sql<{ outcome: string }>`
      select outcome from audit_entry where action = 'audit.export' order by at, entry_id`
    await database.close()
    return rows.map(({ outcome }) => outcome)
  })

test('an export that cannot be written leaves neither files nor an entry; one that breaks leaves no files, and is logged as failed', async () => {
  const before = await outcomes()
  await writeFile(join(folder, 'taken.key'), '')
  await expect(run('export', join(folder, 'taken'))).rejects.toThrow('taken.key is there already')
  await expect(run('export', join(folder, 'no', 'folder'))).rejects.toThrow('its folder does not exist')
  expect(await outcomes()).toEqual(before)

  await withSite({ config: config(), log: silentLog, purpose: 'test' }, async ({ ownerUrl }) => {
    const database = openDatabase({ url: ownerUrl, max: 1 })
    await database.sql`alter table checkpoint rename column note to hidden`
    await database.close()
  })
  await expect(run('export', join(folder, 'broken'))).rejects.toThrow('note')
  expect(await outcomes()).toEqual([...before, 'failed'])
  expect((await readdir(folder)).filter((name) => /^(taken|broken)/.test(name))).toEqual(['taken.key'])
})
