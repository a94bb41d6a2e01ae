// The embedded PostgreSQL of one data folder: made on first use, started on a socket of its own, started again when it dies. The caller
// holds the folder's lock. Everything that is known to go wrong with root, closed homes and killed processes is dealt with below here.
import { existsSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Log } from '../log.ts'
import { passwordsOf } from '../passwords.ts'
import { findBinaries, tryBinaries } from './binaries.ts'
import { type Cluster, DATABASE, giveAway, majorVersionOf, makeCluster, OWNER, resetOwner, writeServerFile } from './cluster.ts'
import { endOrphan, endServer, launch, type Postmaster, removeSocketFolder, SOCKET_PREFIX } from './postmaster.ts'
import { runAsFor } from './run-as.ts'
import { accessRules, serverSettings } from './settings.ts'

export interface EmbeddedPostgres {
  /** As the owner of the database; passwords of the other roles come from `ensureRoles`. */
  ownerUrl: string
  version: string
  /** The server's process. */
  pid(): number
  /** Calls back each time the server was started again after its death. */
  onRestart(listener: () => void): void
  /** Settles when the server is gone for good and was not stopped: it died again and again. */
  lost: Promise<Error>
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  dataFolder: string
  keysFolder: string
  log: Log
  /** For tests: no flush to disk, and the owner may make databases. */
  isThrowaway?: boolean
  /** For tests: another PostgreSQL of this machine, by the folder that holds its bin/. */
  program?: string
}

export async function startPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { log, isThrowaway = false } = options
  const cluster = await openCluster(options)
  const socketFolder = mkdtempSync(SOCKET_PREFIX)
  await giveAway(socketFolder, cluster.runAs)
  const hasOwnSettings = existsSync(join(cluster.folder, 'site.conf'))
  await writeServerFile(cluster, 'postgresql.conf', serverSettings({ socketFolder, isThrowaway, hasOwnSettings }))
  await writeServerFile(cluster, 'pg_hba.conf', accessRules)
  const kept = await keepRunning(cluster, log).catch(async (error) => {
    await removeSocketFolder(socketFolder)
    throw error
  })
  return {
    ownerUrl: `postgres://${OWNER}:${cluster.ownerPassword}@localhost:5432/${DATABASE}?host=${socketFolder}`,
    version: cluster.binaries.version,
    pid: kept.pid,
    lost: kept.lost,
    onRestart: kept.onRestart,
    async stop() {
      await kept.stop()
      await removeSocketFolder(socketFolder)
    },
  }
}

async function openCluster({ dataFolder, keysFolder, log, isThrowaway = false, program }: EmbeddedOptions): Promise<Cluster> {
  const folder = join(dataFolder, 'postgres')
  const runAs = runAsFor(folder)
  const binaries = (program ? tryBinaries(program, runAs) : undefined) ?? findBinaries(runAs, dataFolder)
  const hadPassword = existsSync(join(keysFolder, 'database.json'))
  const { [OWNER]: ownerPassword } = await passwordsOf(keysFolder, [OWNER])
  const cluster: Cluster = { folder, runAs, binaries, ownerPassword: ownerPassword!, isThrowaway }
  if (!existsSync(folder)) {
    log.info('Making the database', { folder, version: binaries.version })
    await makeCluster(cluster)
    return cluster
  }
  await checkVersion(cluster)
  const { socketFolder } = await endOrphan(folder, log)
  await removeSocketFolder(socketFolder)
  if (!hadPassword) await resetOwner(cluster)
  return cluster
}

async function checkVersion({ folder, binaries }: Cluster): Promise<void> {
  const made = await majorVersionOf(folder)
  if (binaries.version.split('.')[0] === made) return
  throw new Error(
    `${folder} was made by PostgreSQL ${made}; this program brings ${binaries.version}. Export with the earlier release first.`,
  )
}

const MOST_DEATHS = 6
const WITHIN_MS = 60_000

interface Kept {
  lost: Promise<Error>
  pid(): number
  onRestart(listener: () => void): void
  stop(): Promise<void>
}

async function keepRunning(cluster: Cluster, log: Log): Promise<Kept> {
  let running: Postmaster = await launch(cluster, log)
  let isStopping = false
  const deaths: number[] = []
  const listeners: (() => void)[] = []

  const watch = async (): Promise<Error | undefined> => {
    for (;;) {
      await running.ended
      if (isStopping) return undefined
      deaths.push(Date.now())
      if (deaths.filter((at) => at > Date.now() - WITHIN_MS).length >= MOST_DEATHS)
        return new Error('The database server keeps dying')
      log.error('The database server ended unexpectedly: starting it again', { pid: running.child.pid })
      const next = await relaunch(cluster, log, () => isStopping)
      if (next instanceof Error) return next
      running = next
      if (isStopping) await endServer(running.child.pid!)
      for (const listener of listeners) listener()
    }
  }
  const watched = watch()
  return {
    lost: watched.then((error) => error ?? new Promise<Error>(() => {})),
    pid: () => running.child.pid!,
    onRestart: (listener) => listeners.push(listener),
    async stop() {
      isStopping = true
      await endServer(running.child.pid!)
      await watched
    },
  }
}

// Its backends notice the death of their postmaster and end by themselves; until then the shared memory is in use and a start fails.
async function relaunch(cluster: Cluster, log: Log, isStopping: () => boolean): Promise<Postmaster | Error> {
  for (let tries = 1; ; tries++) {
    try {
      await endOrphan(cluster.folder, log)
      return await launch(cluster, log)
    } catch (error) {
      if (tries === 20 || isStopping()) return error as Error
      await wait(100 * tries)
    }
  }
}
