// What runs on the data folder and where. Passwords are shown only to a user who can read the folder of keys, who has them anyway.
import { access, constants } from 'node:fs/promises'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { LagInShort } from '../audit/lag.ts'
import { type Config, packageVersion } from '../base/config.ts'
import { withoutSecrets } from '../base/log.ts'
import { startTicks } from '../base/processes.ts'
import { knownRoles } from '../base/roles.ts'
import { type Command, counted, type Io, printJson } from './command.ts'
import { type RunFile, readRunFile } from './run-file.ts'
import { roleOptions } from './site.ts'
import { withPassword } from './urls.ts'

export const command: Command = {
  name: 'status',
  usage: `status [--json]

Says what runs on the data folder and at which address; ends with 1 while no server answers.`,
  async run(args, io) {
    const { values } = parseArgs({ args, options: { json: { type: 'boolean' } } })
    const config = io.config()
    const run = await livingRun(config.dataFolder)
    const health = run?.address ? await healthOf(run.address) : undefined
    if (values.json) printJson(io, await described(config, run))
    else sayStatus(io, run, health)
    return health ? 0 : 1
  },
}

/** A part that fell and is being started again still stands in the file. */
async function livingRun(dataFolder: string): Promise<RunFile | undefined> {
  const run = await readRunFile(dataFolder)
  const living = Object.entries(run?.processes ?? {}).filter(([, pid]) => startTicks(pid) !== undefined)
  return run && { ...run, processes: Object.fromEntries(living) }
}

export interface Status {
  version: string
  address: string | null
  dataFolder: string
  database: { kind: 'embedded' | 'external'; version: string | null; url: string | null; ownerUrl: string | null }
  processes: Record<string, number>
}

async function described(config: Config, run: RunFile | undefined): Promise<Status> {
  const kind = run?.database.kind ?? (config.databaseUrl ? 'external' : 'embedded')
  const urls = run && (await mayReadKeys(config.keysFolder)) ? await urlsOf(config, run) : { url: null, ownerUrl: null }
  return {
    version: run?.version ?? packageVersion,
    address: run?.address ?? null,
    dataFolder: config.dataFolder,
    database: { kind, version: run?.database.version ?? null, ...urls },
    processes: run?.processes ?? {},
  }
}

async function urlsOf(config: Config, { database }: RunFile): Promise<{ url: string | null; ownerUrl: string | null }> {
  const ownerUrl = database.kind === 'external' ? config.databaseUrl : await withPassword(database.ownerUrl, config.keysFolder)
  if (!ownerUrl) return { url: null, ownerUrl: database.ownerUrl }
  const { urls } = await knownRoles(ownerUrl, roleOptions(config))
  return { url: urls.app, ownerUrl }
}

async function mayReadKeys(folder: string): Promise<boolean> {
  return await access(join(folder, 'database.json'), constants.R_OK).then(
    () => true,
    () => false,
  )
}

function sayStatus(io: Io, run: RunFile | undefined, health: Health | undefined): void {
  if (!run) {
    io.print('No server runs on this data folder.')
    return
  }
  const processes = Object.entries(run.processes).map(([name, pid]) => `${name} ${pid}`)
  io.print(`Tipbridge ${run.version} at ${run.address ?? 'no address yet'}${health ? '' : ', which does not answer'}`)
  io.print(`PostgreSQL ${run.database.version} (${run.database.kind}): ${withoutSecrets(run.database.ownerUrl)}`)
  io.print(`Processes: ${processes.join(', ')}; since ${run.startedAt}`)
  if (health?.audit) io.print(`Log: ${lagWords(health.audit)}`)
}

const PATIENCE_MS = 5000

interface Health {
  audit: LagInShort | null
}

function lagWords({ unplaced, oldestSeconds, isLate, checkpointsLostAt }: LagInShort): string {
  const lost = checkpointsLostAt ? `; the checkpoint file was lost before ${checkpointsLostAt}: see doctor` : ''
  if (unplaced === 0) return `every entry has its place${lost}`
  return `${counted(unplaced, 'entry waits', 'entries wait')} for ${unplaced === 1 ? 'its' : 'their'} place, the oldest for ${oldestSeconds} s${isLate ? ': too long, see doctor' : ''}${lost}`
}

const MOST_HEALTH_BYTES = 4096

/** What the server says when it is well. Its certificate is not checked: this asks whether it lives, and tells it nothing. */
function healthOf(address: string): Promise<Health | undefined> {
  const request = address.startsWith('https:') ? requestHttps : requestHttp
  return new Promise((resolve) => {
    const asked = request(`${address}/health`, { timeout: PATIENCE_MS, rejectUnauthorized: false }, async (response) => {
      const text = await textOf(response).catch(() => '')
      // A server that answers its proxies only says so, and lives.
      resolve(response.statusCode === 200 ? healthIn(text) : response.statusCode === 403 ? { audit: null } : undefined)
    })
    asked.on('timeout', () => asked.destroy(new Error('too slow')))
    asked.on('error', () => resolve(undefined))
    asked.end()
  })
}

async function textOf(response: AsyncIterable<Buffer>): Promise<string> {
  let text = ''
  for await (const piece of response) if (text.length < MOST_HEALTH_BYTES) text += piece.toString('utf8')
  return text
}

function healthIn(text: string): Health {
  try {
    return { audit: (JSON.parse(text) as Partial<Health>).audit ?? null }
  } catch {
    return { audit: null }
  }
}
