// kill -9 at random moments, of every process there is, while thousands of reports are handed in: whatever was acknowledged is there at
// the end exactly once, in its one state, judged, and the log verifies. The seed is printed, and KILL_SEED plays the same moments again
// (as far as a machine can).
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { readRunFile } from '../../src/cli/run-file.ts'
import { aCommandLine, type CommandLine, type Ended, jsonLines } from '../command-line.ts'

const REPORTS = Number(process.env.KILL_REPORTS ?? 4000)
const PER_FILE = 100
const KILLS = Number(process.env.KILL_TIMES ?? 25)
const SEED = Number(process.env.KILL_SEED ?? Date.now() % 100_000)

/** The same moments for the same seed. */
function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

interface Siege {
  site: CommandLine
  chance: () => number
  /** The hand-in that runs now. */
  handingIn?: { pid: number }
  isOver: boolean
}

const victims = ['web', 'work', 'database', 'serve', 'receive'] as const

async function killOne(siege: Siege): Promise<string | undefined> {
  const victim = victims[Math.floor(siege.chance() * victims.length)]!
  const run = await readRunFile(siege.site.dataFolder).catch(() => undefined)
  const pid = victim === 'receive' ? siege.handingIn?.pid : run?.processes[victim]
  if (!pid) return undefined
  try {
    process.kill(pid, 'SIGKILL')
    return victim
  } catch {
    return undefined
  }
}

/** A server runs again and again: a hand-in without one may hold the folder meanwhile. */
async function keepServing(siege: Siege): Promise<void> {
  while (!siege.isOver) {
    const server = await siege.site.serve()
    if (!server) await wait(200)
    else while (!siege.isOver && server.child.exitCode === null && server.child.signalCode === null) await wait(50)
  }
}

/** Hands in until it is acknowledged; gives the batch. */
async function handIn(siege: Siege, file: string): Promise<string> {
  for (;;) {
    const { child, ended } = siege.site.start(['receive', '--json', file])
    siege.handingIn = { pid: child.pid! }
    const { code, stdout } = await ended
    siege.handingIn = undefined
    const batch = code === 0 ? jsonLines(stdout).find((line) => line.type === 'batch' || line.type === 'summary') : undefined
    if (batch) return batch.batchId ?? 'read here'
    await wait(100)
  }
}

async function killAll(siege: Siege): Promise<Record<string, number>> {
  const killed: Record<string, number> = {}
  for (let kills = 0; kills < KILLS; ) {
    await wait(100 + siege.chance() * 2500)
    const victim = await killOne(siege)
    if (!victim) continue
    killed[victim] = (killed[victim] ?? 0) + 1
    kills++
  }
  return killed
}

const said = ({ code, stdout, stderr }: Ended) => [code, code === 0 ? '' : stdout + stderr]

test(`${REPORTS} reports handed in under ${KILLS} kills (seed ${SEED})`, async () => {
  await using site = aCommandLine()
  const folder = join(site.dataFolder, '..', 'in')
  const options = ['--reports', String(REPORTS), '--per-file', String(PER_FILE), '--seed', String(SEED), '--broken', '0']
  expect(said(await site.run(['generate', ...options, '--out', folder]))).toEqual([0, ''])
  const files = readdirSync(folder).sort()
  const siege: Siege = { site, chance: random(SEED), isOver: false }
  const serving = keepServing(siege)
  const killing = killAll(siege)
  const acknowledged = new Map<string, string>()
  for (const file of files) acknowledged.set(file, await handIn(siege, join(folder, file)))
  const killed = await killing
  siege.isOver = true
  console.log(`seed ${SEED}: killed ${JSON.stringify(killed)} while ${files.length} files were handed in`)
  await serving
  for (let run = await readRunFile(site.dataFolder); run; run = await readRunFile(site.dataFolder)) {
    process.kill(run.serve.pid, 'SIGTERM')
    await wait(300)
  }
  await everythingIsThere(site, folder)
})

/** Handed in once more as a whole, by a command that works alone: nothing of it may be new. */
async function everythingIsThere(site: CommandLine, folder: string): Promise<void> {
  const again = await site.run(['receive', '--wait', '--json', folder])
  expect(said(again)).toEqual([0, ''])
  const summary = jsonLines(again.stdout).at(-1)
  expect(summary).toMatchObject({ accepted: 0, acceptedWithIssues: 0, newVersion: 0, quarantined: 0, failed: 0 })
  expect(summary.duplicate).toBe(summary.records)
  const clusters = jsonLines((await site.run(['clusters', '--json'])).stdout)
  expect(new Set(clusters.map(({ report }) => report)).size).toBe(REPORTS)
  expect(clusters).toHaveLength(REPORTS)
  expect(said(await site.run(['audit', 'verify']))).toEqual([0, ''])
  expect(said(await site.run(['doctor']))).toEqual([0, ''])
  expect(existsSync(join(site.dataFolder, 'lock'))).toBe(false)
}
