// Starts, finds and ends the server process of one folder. After a kill -9 of our own process the server lives on: whoever holds the
// folder's lock next ends it cleanly and starts its own, which takes no longer than adopting it and leaves one way of starting only.
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, fstatSync, openSync, readFileSync, readlinkSync, renameSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { APPENDING, giveOpenFile } from '../folder-owner.ts'
import type { Log } from '../log.ts'
import { signal, startTicks, waitForEnd } from '../processes.ts'
import { NoPostgresError } from './binaries.ts'
import { type Cluster, HERE, serverEnvironment } from './cluster.ts'

export const SOCKET_PREFIX = '/tmp/tipbridge-'
const LARGEST_LOG_BYTES = 8 << 20
const PATIENCE_MS = 60_000

interface PidFile {
  pid: number
  socketFolder: string
  state: string
}

export function readPidFile(folder: string): PidFile | undefined {
  try {
    const lines = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')
    return { pid: Number(lines[0]), socketFolder: lines[4] ?? '', state: (lines[7] ?? '').trim() }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Ends a server left behind on this folder, and removes what a dead one left (a zombie keeps its number, and PostgreSQL believes it). */
export async function endOrphan(folder: string, log: Log): Promise<{ socketFolder?: string }> {
  const left = readPidFile(folder)
  if (!left) return {}
  if (isServerOf(left.pid, folder)) {
    log.warn('A database server of an earlier run is still there: ending it', { pid: left.pid })
    await endServer(left.pid)
  }
  await rm(join(folder, 'postmaster.pid'), { force: true })
  return { socketFolder: left.socketFolder }
}

export async function removeSocketFolder(folder: string | undefined): Promise<void> {
  if (folder?.startsWith(SOCKET_PREFIX)) await rm(folder, { recursive: true, force: true })
}

function isServerOf(pid: number, folder: string): boolean {
  if (!Number.isInteger(pid) || pid <= 1 || startTicks(pid) === undefined) return false
  try {
    const program = basename(readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, ''))
    const theirs = statSync(`/proc/${pid}/cwd`)
    const ours = statSync(folder)
    return program === 'postgres' && theirs.ino === ours.ino && theirs.dev === ours.dev
  } catch {
    return false
  }
}

/** Fast shutdown; then, for one that does not follow, the harder ways. Committed work is safe in each of them. */
export async function endServer(pid: number): Promise<void> {
  for (const name of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    signal(pid, name)
    if (await waitForEnd(pid, name === 'SIGINT' ? PATIENCE_MS : PATIENCE_MS / 6)) return
  }
  throw new Error(`The database server ${pid} does not end`)
}

export interface Postmaster {
  child: ChildProcess
  /** Settles when the process is gone. */
  ended: Promise<void>
}

/** Resolves when the server takes connections. Recovery after a crash may take as long as it needs, while the process lives. */
export async function launch(cluster: Cluster, log: Log): Promise<Postmaster> {
  const logFile = join(dirname(cluster.folder), 'postgres.log')
  const { file, startsAt } = openLog(logFile)
  const child = spawn(cluster.binaries.postgres, ['-D', HERE], {
    cwd: cluster.folder,
    ...cluster.runAs.ids,
    env: serverEnvironment,
    stdio: ['ignore', file, file],
    // A session of its own, so that Ctrl-C reaches us first and we end it in our order.
    detached: true,
  })
  closeSync(file)
  let hasEnded = false
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  }).then(() => {
    hasEnded = true
  })
  for (let tries = 1; !isReady(cluster.folder, child.pid); tries++) {
    if (hasEnded) throw new NoPostgresError(`The database server did not start: ${whyNot(cluster, lastWords(logFile, startsAt))}`)
    if (tries % 1000 === 0) log.info('The database server is recovering from a crash; waiting', { pid: child.pid })
    await wait(10)
  }
  return { child, ended }
}

function isReady(folder: string, pid: number | undefined): boolean {
  const file = readPidFile(folder)
  return file !== undefined && file.pid === pid && file.state === 'ready'
}

function openLog(path: string): { file: number; startsAt: number } {
  const file = openOwned(path)
  const { size } = fstatSync(file)
  if (size < LARGEST_LOG_BYTES) return { file, startsAt: size }
  closeSync(file)
  renameSync(path, `${path}.old`)
  return { file: openOwned(path), startsAt: 0 }
}

function openOwned(path: string): number {
  const file = openSync(path, APPENDING, 0o600)
  giveOpenFile(file, path)
  return file
}

function lastWords(path: string, startsAt: number): string {
  const lines = readFileSync(path).subarray(startsAt).toString('utf8').trim().split('\n')
  const own = lines.find((line) => OWN_LINE.test(line) || line.includes(`"${HERE}/site.conf"`))
  return own ?? lines.findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? lines.at(-1) ?? 'it said nothing'
}

/** A line of site.conf, by its number. */
const OWN_LINE = /site\.conf" line (\d+)/

/** In words of whoever runs the site: the folder by its name, and how to mend what is known. */
function whyNot({ folder }: Cluster, said: string): string {
  const words = said.replaceAll(HERE, folder)
  const line = Number(OWN_LINE.exec(said)?.[1])
  if (line > 0) return `${words}\n  line ${line} of ${folder}/site.conf: ${lineOf(join(folder, 'site.conf'), line)}`
  if (/wrong ownership|invalid permissions|Permission denied/.test(said))
    return `${words}\n  Owner or mode were lost, as by a copy without them (cp -r): give ${folder} and all below it back to the user of the server (chown -R) and chmod 700 it.`
  return words
}

function lineOf(path: string, line: number): string {
  return readFileSync(path, 'utf8').split('\n')[line - 1]?.trim() ?? ''
}
