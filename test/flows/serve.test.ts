// The server as an operator meets it: started from the command line on a fresh folder, killed in every part, stopped.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { childEnvironment, projectRoot } from '../../src/base/config.ts'
import { startTicks } from '../../src/base/processes.ts'
import type { Status } from '../../src/cli/status.ts'

const program = join(projectRoot, 'bin', 'tipbridge')
let folder: string
let server: ChildProcess | undefined
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tipbridge-serve-'))
})
afterAll(async () => {
  if (server?.exitCode === null && server.signalCode === null) {
    server.kill('SIGTERM')
    await once(server, 'exit')
  }
  rmSync(folder, { recursive: true })
})

const environment = (settings: Record<string, string> = {}) => ({
  ...childEnvironment(),
  TIPBRIDGE_DATA: join(folder, 'site'),
  PORT: '0',
  NODE_ENV: '',
  ...settings,
})

function run(args: string[], settings?: Record<string, string>): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', env: environment(settings) })
}

/** Starts the server and gives what it said until it named its address. */
async function serve(): Promise<string> {
  server = spawn(process.execPath, [program, 'serve'], { env: environment(), stdio: ['ignore', 'pipe', 'pipe'] })
  let errors = ''
  server.stderr!.on('data', (part) => {
    errors += part
  })
  for await (const line of createInterface({ input: server.stdout! })) {
    if (line.startsWith('Tipbridge ')) return line
  }
  throw new Error(`The server did not start: ${errors}`)
}

function status(): Status & { code: number | null } {
  const { status: code, stdout } = run(['status', '--json'])
  return { ...JSON.parse(stdout), code }
}

/** The state once it is as expected; the supervisor needs a moment, and how long is not the point. */
async function eventually(isReached: (found: ReturnType<typeof status>) => boolean): Promise<ReturnType<typeof status>> {
  for (;;) {
    const found = status()
    if (isReached(found)) return found
    await wait(100)
  }
}

async function gone(pid: number): Promise<void> {
  while (startTicks(pid) !== undefined) await wait(20)
}

it('serves, says where, and refuses a second start in one sentence', async () => {
  const line = await serve()
  const found = status()
  expect(found).toMatchObject({ code: 0, dataFolder: join(folder, 'site'), database: { kind: 'embedded' } })
  expect(line).toBe(`Tipbridge ${found.version} at ${found.address}`)
  expect(Object.keys(found.processes).sort()).toEqual(['database', 'serve', 'web', 'work'])
  expect((await fetch(`${found.address}/health`)).status).toBe(200)
  const { code: _, ...printed } = found
  expect(Object.keys(printed)).toEqual(['version', 'address', 'dataFolder', 'database', 'processes'])
  expect(Object.keys(found.database)).toEqual(['kind', 'version', 'url', 'ownerUrl'])
  expect(run(['status']).stdout).toMatch(/^Log: /m)

  const second = run(['serve'])
  expect(second).toMatchObject({ status: 1, stdout: '' })
  expect(second.stderr).toBe(
    `The data folder ${join(folder, 'site')} is in use: 'serve' runs on it as process ${found.processes.serve}.\n`,
  )
  const busy = run(['serve'], { TIPBRIDGE_DATA: join(folder, 'other'), PORT: new URL(found.address!).port })
  expect(busy.status).toBe(1)
  expect(busy.stderr).toMatch(/^Port \d+ of 127\.0\.0\.1 is in use: .*\n$/)
})

it('gives the web process neither the password of the owner nor the key that signs', () => {
  const { processes, database } = status()
  const shown = ['environ', 'cmdline'].map((name) => readFileSync(`/proc/${processes.web}/${name}`, 'utf8')).join('\n')
  expect(shown).not.toContain(new URL(database.ownerUrl!).password)
  expect(new URL(database.url!).username).toMatch(/^tipbridge_app_/)
})

it('works beside the server, on its database', () => {
  expect(run(['doctor']).status).toBe(0)
  expect(run(['migrate', '--json']).stdout.split('\n').filter(Boolean).length).toBeGreaterThan(0)
})

it('starts each part again that is killed, at the same address', async () => {
  const before = status()
  for (const name of ['web', 'work', 'database']) {
    process.kill(before.processes[name]!, 'SIGKILL')
    await eventually((found) => found.code === 0 && found.processes[name] !== before.processes[name])
  }
  const after = status()
  expect(after.address).toBe(before.address)
  expect(after.processes.serve).toBe(before.processes.serve)
  expect((await fetch(`${after.address}/health`)).status).toBe(200)
})

it('leaves nobody behind when the supervisor is killed, and starts again on the folder', async () => {
  const { processes } = status()
  server!.kill('SIGKILL')
  await once(server!, 'exit')
  await Promise.all([gone(processes.web!), gone(processes.work!)])
  expect(status()).toMatchObject({ code: 1, address: null, processes: {} })
  await serve()
  expect(startTicks(processes.database!)).toBeUndefined()
  expect(status().code).toBe(0)
})

it('stops everything on Ctrl-C', async () => {
  const { processes } = status()
  server!.kill('SIGINT')
  const [code] = await once(server!, 'exit')
  expect(code).toBe(0)
  for (const pid of Object.values(processes)) expect(startTicks(pid)).toBeUndefined()
  expect(existsSync(join(folder, 'site', 'run.json'))).toBe(false)
  expect(run(['status'])).toMatchObject({ status: 1, stdout: 'No server runs on this data folder.\n' })
})

it('stops while a part is being started again, and is named nowhere afterwards', async () => {
  await serve()
  const { processes } = status()
  process.kill(processes.work!, 'SIGKILL')
  await wait(400)
  server!.kill('SIGTERM')
  expect(await once(server!, 'exit')).toEqual([0, null])
  expect(existsSync(join(folder, 'site', 'run.json'))).toBe(false)
  expect(existsSync(join(folder, 'site', 'lock'))).toBe(false)
})

it('stops on the way, with the part that is being started, and never says that it serves', async () => {
  const begun = spawn(process.execPath, [program, 'serve'], { env: environment(), stdio: ['ignore', 'pipe', 'ignore'] })
  let said = ''
  begun.stdout.on('data', (part) => {
    said += part
  })
  while (!existsSync(join(folder, 'site', 'postgres', 'postmaster.pid'))) await wait(10)
  begun.kill('SIGINT')
  expect(await once(begun, 'exit')).toEqual([0, null])
  expect(said).toBe('')
  expect(existsSync(join(folder, 'site', 'run.json'))).toBe(false)
  expect(existsSync(join(folder, 'site', 'postgres', 'postmaster.pid'))).toBe(false)
})

it('works without a server too, and leaves nothing running', () => {
  expect(run(['doctor', '--json']).status).toBe(0)
  expect(existsSync(join(folder, 'site', 'lock'))).toBe(false)
  expect(existsSync(join(folder, 'site', 'postgres', 'postmaster.pid'))).toBe(false)
})

it('tells wrong usage from a refusal', () => {
  expect(run([]).status).toBe(2)
  expect(run(['nonsense']).status).toBe(2)
  expect(run(['status', '--nonsense']).status).toBe(2)
  expect(run(['--help']).status).toBe(0)
  expect(run(['serve', '--help']).stdout).toMatch(/^usage: tipbridge serve/)
  const wrong = run(['serve'], { PORT: 'many', HOST: '0.0.0.0' })
  expect(wrong.status).toBe(1)
  expect(wrong.stderr).toContain('PORT must be a number')
  mkdirSync(join(folder, 'file'))
  const inTheWay = run(['serve', '--check'], { TIPBRIDGE_DATA: join(folder, 'site', 'postgres.log', 'x') })
  expect(inTheWay).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(
      /^The data folder .*postgres\.log.x cannot be used: it, or a part of its path, is a file and no folder\.\n$/,
    ),
  })
})
