// Makes the folder of a database: in a name beside its place, renamed when whole, so that a crash on the way leaves nothing half made.
// The superuser gets no password and no line in pg_hba.conf: nobody can log in as it. Our owner role is an ordinary one.
import { spawn } from 'node:child_process'
import { lchown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { flushFolder } from '../files.ts'
import { scramVerifier } from '../passwords.ts'
import { quoteText } from '../sql.ts'
import { type Binaries, NoPostgresError } from './binaries.ts'
import type { RunAs } from './run-as.ts'
import { accessRules } from './settings.ts'

export const OWNER = 'tipbridge_owner'
export const DATABASE = 'tipbridge'

/** The server is started inside its folder and names it so: its user need not be able to reach the folder by its path. */
export const HERE = '/proc/self/cwd'

export interface Cluster {
  folder: string
  runAs: RunAs
  binaries: Binaries
  ownerPassword: string
  isThrowaway: boolean
}

export async function makeCluster(cluster: Cluster): Promise<void> {
  const fresh: Cluster = { ...cluster, folder: `${cluster.folder}.new` }
  // Processes of a killed start may still write there for a moment.
  await rm(fresh.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  await mkdir(fresh.folder, { mode: 0o700 })
  await giveAway(fresh.folder, fresh.runAs)
  await run(fresh, [fresh.binaries.initdb, ...initdbArguments(cluster)])
  await writeServerFile(fresh, 'pg_hba.conf', accessRules)
  const mayCreate = cluster.isThrowaway ? 'createrole createdb' : 'createrole'
  await singleUser(fresh, [
    `create role ${OWNER} login ${mayCreate} password ${quoteText(scramVerifier(cluster.ownerPassword))}`,
    `create database ${DATABASE} owner ${OWNER}`,
  ])
  await rename(fresh.folder, cluster.folder)
  await flushFolder(dirname(cluster.folder))
}

// Up to 16 there is no builtin provider, and the plain C locale sorts in the same way.
function initdbArguments({ binaries, isThrowaway }: Cluster): string[] {
  const isBuiltin = Number.parseInt(binaries.version, 10) >= 17
  const locale = isBuiltin ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'] : ['--locale=C']
  const durability = isThrowaway ? ['--no-sync'] : ['--data-checksums']
  return ['-D', HERE, '--username=postgres', '--auth=trust', '--no-instructions', '--encoding=UTF8', ...locale, ...durability]
}

/** Statements, one line each, run without a server, by whoever may read the folder. */
export async function singleUser(cluster: Cluster, statements: string[]): Promise<void> {
  const command: [string, ...string[]] = [
    cluster.binaries.postgres,
    '--single',
    '-D',
    HERE,
    '-c',
    'exit_on_error=on',
    '-c',
    'log_min_messages=error',
    'postgres',
  ]
  await run(cluster, command, `${statements.join('\n')}\n`)
}

/** Sets the owner's password to the one in the folder of keys: the way back when that file was lost. */
export async function resetOwner(cluster: Cluster): Promise<void> {
  await singleUser(cluster, [`alter role ${OWNER} login password ${quoteText(scramVerifier(cluster.ownerPassword))}`])
}

export async function majorVersionOf(folder: string): Promise<string> {
  return (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim()
}

export async function writeServerFile(cluster: Cluster, name: string, content: string): Promise<void> {
  const path = join(cluster.folder, name)
  await rm(path, { force: true })
  await writeFile(path, content, { mode: 0o600 })
  await giveAway(path, cluster.runAs)
}

export async function giveAway(path: string, { ids }: RunAs): Promise<void> {
  if (ids.uid !== undefined && ids.gid !== undefined) await lchown(path, ids.uid, ids.gid)
}

export const serverEnvironment = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' }

// biome-ignore format: one line
async function run(cluster: Cluster, [program, ...args]: [string, ...string[]], input = ''): Promise<void> {
  const child = spawn(program, args, { cwd: cluster.folder, ...cluster.runAs.ids, env: serverEnvironment })
  let output = ''
  child.stdout.on('data', (part) => { output += part })
  child.stderr.on('data', (part) => { output += part })
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const code = await new Promise<number | string | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (exit, signalName) => resolve(exit ?? signalName))
  })
  if (code !== 0) throw new NoPostgresError(`The database could not be made (${basename(program)}): ${causeIn(output)}`)
}

/** The line that names the cause, where one does; else the last ones. */
function causeIn(output: string): string {
  const lines = output.trim().split('\n')
  return lines.find((line) => /No space left|FATAL|PANIC/.test(line))?.trim() ?? lines.slice(-3).join(' ')
}
