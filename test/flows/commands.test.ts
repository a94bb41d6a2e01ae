// Each command as a person meets it: help, wrong usage, and the shapes of what it prints for programs. No server runs here: a command
// takes the folder, starts the database and stops it again.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { cybertipEntry, cybertipEnvelope } from '../../src/intake/formats/cybertip-xml-examples.data.ts'
import { aCommandLine, type CommandLine, jsonLines } from '../command-line.ts'

let site: CommandLine
beforeAll(() => {
  site = aCommandLine()
})
afterAll(() => site[Symbol.asyncDispose]())

test.each(Object.keys(commands))(
  '%s --help says its form, and an unknown option is wrong usage; neither makes a site',
  async (name) => {
    const [help, wrong] = await Promise.all([site.run([name, '--help']), site.run([name, '--nonsense'])])
    expect([help.code, help.stderr]).toEqual([0, ''])
    expect(help.stdout.startsWith(`usage: tipbridge ${name}`)).toBe(true)
    expect(wrong.code).toBe(2)
    expect(wrong.stderr).toContain(`usage: tipbridge ${name}`)
    expect(existsSync(site.dataFolder)).toBe(false)
  },
)

const wrongWords: string[][] = [
  ['receive'],
  ['report'],
  ['report', 'a', 'b'],
  ['people', 'reset'],
  ['access', 'why', 'somebody'],
  ['audit'],
  ['audit', 'export'],
  ['generate', '--reports', '0', '--out', 'x'],
  ['generate', '--reports', '5'],
]
test.each(wrongWords.map((words) => [words.join(' '), words] as const))('%s is wrong usage', async (_name, words) => {
  expect(await site.run([...words])).toMatchObject({ code: 2, stdout: '' })
})

test('receive on a folder that does not exist yet makes the site; its JSON is one receipt for each record, then the summary', async () => {
  const folder = join(site.dataFolder, '..', 'in')
  mkdirSync(folder)
  const broken = cybertipEntry(2).replace('</incidentSummary>', '</incidentSumary>')
  writeFileSync(join(folder, 'a.xml'), cybertipEnvelope(cybertipEntry(1), broken, cybertipEntry(1)))
  writeFileSync(join(folder, 'b.xml'), '')
  const missing = await site.run(['receive', folder, join(folder, 'gone.xml')])
  expect(missing).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('gone.xml') })
  const { code, stdout } = await site.run(['receive', '--wait', '--json', folder])
  expect(code).toBe(0)
  const said = jsonLines(stdout)
  const receipt = { type: 'receipt', reason: expect.anything(), place: expect.anything() }
  expect(said.slice(0, -1)).toEqual([
    { type: 'receipt', file: 'a.xml', ordinal: 1, number: '1', state: 'accepted', reason: null, place: expect.anything() },
    { ...receipt, file: 'a.xml', ordinal: 2, number: expect.anything(), state: 'quarantined' },
    { ...receipt, file: 'a.xml', ordinal: 3, number: '1', state: 'duplicate' },
    { ...receipt, file: 'b.xml', ordinal: 1, number: null, state: 'quarantined' },
  ])
  expect(said.at(-1)).toEqual({
    type: 'summary',
    files: 2,
    records: 4,
    accepted: 1,
    acceptedWithIssues: 0,
    duplicate: 1,
    newVersion: 0,
    quarantined: 2,
    failed: 0,
    seconds: expect.any(Number),
  })
})

test('what the other commands print for programs', async () => {
  const clusters = await site.run(['clusters', '--json'])
  expect(jsonLines(clusters.stdout)).toEqual([{ report: '1', cluster: null }])
  expect((await site.run(['clusters'])).stdout).toBe('1\tnone\n')
  const status = await site.run(['status', '--json'])
  expect(status.code).toBe(1)
  const none = { version: null, url: null, ownerUrl: null }
  expect(jsonLines(status.stdout)).toMatchObject([
    {
      version: expect.any(String),
      address: null,
      dataFolder: site.dataFolder,
      database: { kind: 'embedded', ...none },
      processes: {},
    },
  ])
  const report = await site.run(['report', '1', '--json'])
  expect(jsonLines(report.stdout)).toMatchObject([{ sourceNumber: '1', state: 'triaged', version: 1 }])
  const [row] = jsonLines(report.stdout) as { score: number; band: string }[]
  const shown = await site.run(['report', '1'])
  expect(row!.score).toBeLessThanOrEqual(100)
  expect(shown.stdout).toContain(`priority ${row!.score} (${row!.band})`)
  expect(await site.run(['report', '777'])).toMatchObject({ code: 1, stderr: 'No report is known by 777.\n' })
  expect(jsonLines((await site.run(['people', '--json'])).stdout)).toMatchObject([{ login: 'command-line', kind: 'service' }])
  const verified = await site.run(['audit', 'verify', '--json'])
  expect(jsonLines(verified.stdout)).toMatchObject([{ type: 'summary', ok: true, unplaced: expect.any(Number) }])
  expect(existsSync(join(site.dataFolder, 'lock'))).toBe(false)
})

test('a look at people, or at who sees a report, is in the log with the user of the machine; so is one that was refused', async () => {
  expect((await site.run(['people'])).code).toBe(0)
  expect((await site.run(['access', 'why', 'command-line', '1'])).code).toBe(0)
  expect((await site.run(['access', 'why', 'nobody-here', '1'])).code).toBe(1)
  const file = join(site.dataFolder, '..', 'looks')
  expect((await site.run(['audit', 'export', file])).code).toBe(0)
  const log = readFileSync(file, 'utf8')
  const entries = jsonLines(log).map(({ detail, ...entry }) => ({ ...entry, detail: JSON.parse(detail) }))
  const looks = entries.filter(({ action }) => action === 'access.why' || action === 'people.list').slice(-3)
  const { username: machineUser } = userInfo()
  expect(looks).toMatchObject([
    { action: 'people.list', outcome: 'done', actorName: 'Command line', detail: { machineUser } },
    { action: 'access.why', outcome: 'done', subjectKind: 'report', detail: { login: 'command-line', machineUser } },
    { action: 'access.why', outcome: 'refused', subjectKind: null, detail: { code: 'no-such-person', machineUser } },
  ])
  expect(log).not.toContain('nobody-here')
})

test('whom nobody listens to any more comes to its end all the same: nothing is left running', async () => {
  const { child, ended } = site.start(['migrate', '--json'])
  child.stdout!.destroy()
  expect((await ended).code).toBe(0)
  expect(await site.run(['migrate', '--json'])).toMatchObject({ code: 0, stderr: '' })
})

test('told to stop it leaves nothing running, and what was handed in is read by the next', async () => {
  const folder = join(site.dataFolder, '..', 'long')
  const generate = ['generate', '--reports', '800', '--seed', '5', '--broken', '0', '--out', folder]
  expect((await site.run(generate)).code).toBe(0)
  const { child, ended } = site.start(['receive', folder])
  await expect.poll(() => existsSync(join(site.dataFolder, 'postgres', 'postmaster.pid')), { timeout: 20_000 }).toBe(true)
  await wait(500)
  child.kill('SIGTERM')
  const { code, stdout, stderr } = await ended
  expect({ code, stdout, stderr }).toEqual({ code: 143, stdout: '', stderr: 'Stopped. What was acknowledged until now stays.\n' })
  const next = await site.run(['receive', '--wait', '--json', folder])
  expect(next).toMatchObject({ code: 0, stderr: '' })
  const [first, second] = [jsonLines(next.stdout).at(-1)!, await site.run(['report', String(jsonLines(next.stdout)[0]!.number)])]
  expect(first.records).toBe(first.accepted + first.acceptedWithIssues + first.duplicate + first.newVersion)
  expect(second.code).toBe(0)
})

test('the same files handed in twice at the same time, without a server, double nothing', async () => {
  const file = join(site.dataFolder, '..', 'twice.xml')
  writeFileSync(file, cybertipEnvelope(cybertipEntry(71), cybertipEntry(72)))
  const both = await Promise.all([0, 1].map(() => site.run(['receive', '--wait', '--json', file])))
  expect(both.map(({ code }) => code)).toEqual([0, 0])
  const summaries = both.map(({ stdout }) => jsonLines(stdout).at(-1))
  expect(summaries.map(({ accepted, duplicate }) => `${accepted} ${duplicate}`).sort()).toEqual(['0 2', '2 0'])
})

test('told in words, receive names what it could not take, and a source that nobody knew', async () => {
  const file = join(site.dataFolder, '..', 'said.xml')
  writeFileSync(file, cybertipEnvelope(cybertipEntry(81), cybertipEntry(82).replace('</incidentSummary>', '</incidentSumary>')))
  const { code, stdout } = await site.run(['receive', file, '--source', 'Mistyped House'])
  expect(code).toBe(0)
  expect(stdout).toContain('1  accepted')
  expect(stdout).toContain('said.xml (entry 2, line')
  expect(stdout).toContain('The source mistyped-house is new here; its reports come to National Desk.')
  expect((await site.run(['receive', file, '--source', 'Mistyped House'])).stdout).not.toContain('is new here')
})

test('a file that cannot be read fails by itself: the others are handed in, and the batch is read', async () => {
  const good = join(site.dataFolder, '..', 'good-one.xml')
  writeFileSync(good, cybertipEnvelope(cybertipEntry(31)))
  const { code, stdout } = await site.run(['receive', '--wait', '--json', '/proc/self/mem', good])
  expect(code).toBe(1)
  const said = jsonLines(stdout)
  expect(said[0]).toMatchObject({ file: 'mem', number: null, state: 'failed', reason: 'file-not-readable' })
  expect(said[1]).toMatchObject({ file: 'good-one.xml', number: '31', state: 'accepted' })
  expect(said.at(-1)).toMatchObject({ files: 2, records: 2, accepted: 1, failed: 1 })
  const told = await site.run(['receive', '/proc/self/mem', good])
  expect(told.code).toBe(1)
  expect(told.stdout).toContain('mem: failed, file not readable')
})
