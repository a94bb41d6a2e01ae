// The supervisor: takes the folder's lock, starts the database, migrates, forks web and work, and ends them in the order web, work,
// database. It serves nobody itself, so that nothing that people do can bring it down.
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Config, packageVersion } from '../base/config.ts'
import { openDatabase } from '../base/database.ts'
import { LockedError, lockHolder } from '../base/lock.ts'
import type { Log } from '../base/log.ts'
import { ownMark } from '../base/processes.ts'
import { newFirstRunCode } from '../country/first-run.ts'
import { loadPacks } from '../country/load-pack.ts'
import { type Command, type Io, Sentence } from './command.ts'
import { refuseUnfit } from './fitness.ts'
import { openFolder } from './open-folder.ts'
import { type RunFile, readRunFile, removeRunFile, writeRunFile } from './run-file.ts'
import { type OpenedSite, openSite, packsFolder } from './site.ts'
import { webStart, workStart } from './start-message.ts'
import { type Child, supervise } from './supervise.ts'
import { withoutPassword } from './urls.ts'

export const command: Command = {
  name: 'serve',
  usage: `serve [--check]

Runs the server on its data folder until Ctrl-C. Settings come from the environment: PORT, HOST, TIPBRIDGE_DATA, TIPBRIDGE_KEYS,
DATABASE_URL, TIPBRIDGE_TLS_CERT and TIPBRIDGE_TLS_KEY, TIPBRIDGE_PROXY, TIPBRIDGE_LOG.
--check only says whether settings, certificate, keys, packs, port and data folder are fit for a start.`,
  async run(args, io) {
    const { values } = parseArgs({ args, options: { check: { type: 'boolean' } } })
    const stop = stopAsked()
    loadPacks(packsFolder)
    await refuseUnfit(io.config())
    await refuseHeldFolder(io.config())
    await refuseBusyPort(io.config())
    if (values.check) return 0
    const site = await openSite({ config: io.config(), log: io.log(), purpose: 'serve' })
    try {
      return await serve(site, io, stop)
    } finally {
      await site.close()
    }
  },
}

async function serve(site: OpenedSite, io: Io, stop: StopAsked): Promise<number> {
  const log = io.log()
  const servers = await startServers(site, log, stop)
  if (!servers) return 0
  io.print(`Tipbridge ${packageVersion} at ${servers.address}`)
  await sayFirstRun(site, io)
  if (site.isNew) io.say(`The keys lie in ${site.config.keysFolder}: a copy of that folder opens all that is sealed here.`)
  const lost = await Promise.race([stop.asked.then(() => undefined), site.database.lost])
  if (lost) log.error('The database is lost: stopping', { error: lost })
  await servers.stop()
  return lost ? 1 : 0
}

/** A site without an administrator: whoever reads this terminal makes the first one. */
async function sayFirstRun({ ownerUrl }: OpenedSite, io: Io): Promise<void> {
  const database = openDatabase({ url: ownerUrl, max: 1, name: 'tipbridge serve' })
  try {
    const code = await newFirstRunCode(database)
    if (code)
      io.print(`Nobody may sign in yet. Open the address and make the first administrator with this one-time code: ${code}`)
  } finally {
    await database.close()
  }
}

interface Servers {
  address: string
  stop(): Promise<void>
}

/** Nothing is left running where it is told to stop on the way. */
async function startServers(site: OpenedSite, log: Log, { isAsked }: StopAsked): Promise<Servers | undefined> {
  if (isAsked()) return undefined
  const children: Partial<Record<'web' | 'work', Child>> = {}
  const { dataFolder } = site.config
  let port = site.config.port
  let isStopping = false
  let written = Promise.resolve()
  const onChange = () => {
    if (isStopping) return
    written = written
      .then(() => writeRunFile(dataFolder, runFileOf(site, children)))
      .catch((error) => log.error('run.json could not be written', { error }))
  }
  const stop = async () => {
    // What is told of us goes first, and nothing that still happens tells it anew.
    isStopping = true
    await written
    await removeRunFile(dataFolder)
    await children.web?.stop()
    await children.work?.stop()
  }
  try {
    children.work = await supervise({ name: 'work', start: () => workStart(site), log, onChange })
    if (isAsked()) {
      await stop()
      return undefined
    }
    children.web = await supervise({ name: 'web', start: () => webStart(site, port), log, onChange })
    port = Number(new URL(children.web.address()!).port) || port
    await writeRunFile(dataFolder, runFileOf(site, children))
    site.database.onRestart?.(onChange)
    return { address: children.web.address()!, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const startedAt = new Date().toISOString()

function runFileOf({ ownerUrl, database }: OpenedSite, { web, work }: Partial<Record<'web' | 'work', Child>>): RunFile {
  const pids = { serve: process.pid, web: web?.pid(), work: work?.pid(), database: database.pid?.() }
  const processes = Object.fromEntries(Object.entries(pids).filter(([, pid]) => pid !== undefined)) as Record<string, number>
  return {
    version: packageVersion,
    startedAt,
    serve: ownMark(),
    address: web?.address() ?? null,
    processes,
    database: { kind: database.kind, version: database.version, ownerUrl: withoutPassword(ownerUrl) },
  }
}

interface StopAsked {
  asked: Promise<void>
  isAsked(): boolean
}

/** Settles at the first signal to stop, or when the program that started us by a channel (npm start) is gone. */
function stopAsked(): StopAsked {
  let is = false
  const asked = new Promise<void>((resolve) => {
    const settle = () => {
      is = true
      resolve()
    }
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, settle)
    if (process.connected) process.once('disconnect', settle)
  })
  return { asked, isAsked: () => is }
}

/** A server that runs is named at once; one that is only starting or stopping (Ctrl-C and again) is waited for. */
async function refuseHeldFolder(config: Config): Promise<void> {
  const { dataFolder } = config
  await openFolder(config)
  for (const until = Date.now() + CHANGING_MS; ; await wait(100)) {
    const holder = await lockHolder(dataFolder)
    if (!holder) return
    const isChanging = holder.purpose === 'serve' && !(await readRunFile(dataFolder))
    if (!isChanging || Date.now() > until) throw new LockedError(dataFolder, holder)
  }
}

const CHANGING_MS = 20_000
const GRACE_MS = 5000

/** Before anything is started: the web process of a supervisor that was killed may hold the port for a moment yet. */
async function refuseBusyPort({ host, port }: Config): Promise<void> {
  for (const until = Date.now() + GRACE_MS; ; ) {
    const code = await tryPort(host, port)
    if (code === undefined) return
    if (code === 'EACCES') throw new Sentence(`This user may not listen on port ${port}: set PORT to 1024 or more.`)
    if (code === 'EADDRNOTAVAIL') throw new Sentence(`${host} is no address of this machine: set HOST to one that is.`)
    if (Date.now() > until)
      throw new Sentence(`Port ${port} of ${host} is in use: set PORT to another one (0 takes any that is free).`)
    await wait(200)
  }
}

function tryPort(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'))
    probe.listen({ host, port }, () => probe.close(() => resolve(undefined)))
  })
}
