// A site opened for a command: its keys and its database, ready to use. Where a server runs on the data folder its database is shared;
// else the folder's lock is taken, the database started and migrated, and all of it ended again afterwards.
import { rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Config, projectRoot } from '../base/config.ts'
import { openDatabase } from '../base/database.ts'
import { type EmbeddedPostgres, startPostgres } from '../base/embedded-postgres/start-postgres.ts'
import { holdDatabase } from '../base/hold-database.ts'
import { createKeys, type Keys, loadKeys } from '../base/keys.ts'
import { LockedError, takeLock } from '../base/lock.ts'
import type { Log } from '../base/log.ts'
import { migrate } from '../base/migrate.ts'
import { ensureRoles, knownRoles, type Roles, type RoleUrls } from '../base/roles.ts'
import { Sentence } from './command.ts'
import { openFolder } from './open-folder.ts'
import { type RunFile, readRunFile } from './run-file.ts'
import { markSite, refuseOtherDatabase, refuseOtherFolder } from './site-mark.ts'
import { stopAsked } from './stopped.ts'
import { withPassword } from './urls.ts'

export const migrationsFolder: string = join(projectRoot, 'migrations')
export const packsFolder: string = join(projectRoot, 'packs')
/** The program of the thread that reads large files. */
export const readThreadProgram: string = join(projectRoot, 'dist', 'read-thread.js')

export interface Site {
  config: Config
  keys: Keys
  ownerUrl: string
  urls: RoleUrls
  roles: Roles
  database: { kind: 'embedded' | 'external'; version: string; lost: Promise<Error> } & Partial<
    Pick<EmbeddedPostgres, 'pid' | 'onRestart'>
  >
  /** The server that runs on this site, if one does; without one, nobody else works on it now. */
  server?: RunFile
  /** Whether the keys were made just now: a copy of the data folder is a copy of them, which somebody must be told once. */
  isNew: boolean
}

export interface OpenedSite extends Site {
  close(): Promise<void>
}

export interface SiteOptions {
  config: Config
  log: Log
  /** Shown to whoever finds the folder locked: the command's name. */
  purpose: string
  /** The database as it stands: one that another release made is not migrated, nor refused. */
  isAsItStands?: boolean
}

/** A signal to stop ends what runs here with `Stopped`, once the database is stopped and the lock released. */
export async function withSite<T>(options: SiteOptions, run: (site: Site) => Promise<T>): Promise<T> {
  const stop = stopAsked()
  try {
    const site = (await runningSite(options)) ?? (await openSite(options).catch((error) => shareOrThrow(options, error)))
    try {
      // Asked while it was opened: nothing is begun.
      await Promise.race([stop.asked, Promise.resolve()])
      return await Promise.race([stop.asked, run(site)])
    } finally {
      await site.close()
    }
  } finally {
    stop.forget()
  }
}

const STARTING_MS = 60_000
const COMMAND_MS = 600_000

/** A server that is just starting or stopping has no address, and a command ends by itself: each is worth waiting for. */
async function shareOrThrow(options: SiteOptions, error: unknown): Promise<OpenedSite> {
  if (!(error instanceof LockedError)) throw error
  const isCommand = error.purpose !== 'serve'
  if (isCommand) options.log.warn(`Waiting for '${error.purpose}', which works on the data folder`, { pid: error.pid })
  for (const until = Date.now() + (isCommand ? COMMAND_MS : STARTING_MS); Date.now() < until; await wait(100)) {
    const site = (await runningSite(options)) ?? (await openIfFree(options))
    if (site) return site
  }
  throw error
}

const openIfFree = (options: SiteOptions): Promise<OpenedSite | undefined> =>
  openSite(options).catch((error) => {
    if (error instanceof LockedError) return undefined
    throw error
  })

async function runningSite({ config }: SiteOptions): Promise<OpenedSite | undefined> {
  const server = await readRunFile(config.dataFolder)
  if (!server?.address) return undefined
  await refuseOtherFolder(config)
  const ownerUrl = await ownerUrlOf(config, server)
  await refuseOtherDatabase(ownerUrl, config)
  const { roles, urls } = await knownRoles(ownerUrl, roleOptions(config))
  const database = { kind: server.database.kind, version: server.database.version, lost: never }
  return {
    config,
    keys: await loadKeys(config.keysFolder),
    ownerUrl,
    urls,
    roles,
    database,
    server,
    isNew: false,
    close: async () => {},
  }
}

async function ownerUrlOf(config: Config, { database }: RunFile): Promise<string> {
  if (database.kind === 'embedded') return await withPassword(database.ownerUrl, config.keysFolder)
  if (config.databaseUrl) return config.databaseUrl
  throw new Sentence('The running server uses another PostgreSQL: set DATABASE_URL here as it has it.')
}

/** Takes the lock, starts what is needed, migrates. `close` ends it in the opposite order. */
export async function openSite({ config, log, purpose, isAsItStands }: SiteOptions): Promise<OpenedSite> {
  await openFolder(config)
  const lock = await takeLock(config.dataFolder, purpose)
  const ends: (() => Promise<void>)[] = [() => leaveNoEmptyFolder(config), () => lock.release()]
  const close = async () => {
    for (const end of ends.splice(0).reverse()) await end()
  }
  try {
    await refuseOtherFolder(config)
    const external = config.databaseUrl ? await externalDatabase(config.databaseUrl, purpose) : undefined
    if (external) {
      ends.push(external.stop)
      await refuseOtherDatabase(external.ownerUrl, config, isAsItStands)
    }
    const isNew = await createKeys(config.keysFolder)
    const keys = await loadKeys(config.keysFolder)
    const { ownerUrl, stop, ...database } = external ?? (await embedded(config, log))
    if (!external) {
      ends.push(stop)
      await refuseOtherDatabase(ownerUrl, config, isAsItStands)
    }
    const { roles, urls } = await ensureRoles(ownerUrl, roleOptions(config))
    const site = { config, keys, ownerUrl, urls, roles, database, isNew, close }
    if (!isAsItStands) await bringUpToDate(site, log)
    return site
  } catch (error) {
    await close()
    throw error
  }
}

/** A refused start makes no place for a site: somebody may be told to put the right folder there. */
const leaveNoEmptyFolder = async ({ topFolder, dataFolder }: Config): Promise<void> => {
  if (topFolder) await rmdir(dataFolder).catch(() => {})
}

async function bringUpToDate({ config, ownerUrl, roles }: Site, log: Log): Promise<void> {
  await markSite(ownerUrl, config)
  const applied = await migrate(ownerUrl, { folder: migrationsFolder, roles })
  if (applied.length > 0) log.info('Migrated the database', { applied })
}

type Started = Site['database'] & { ownerUrl: string; stop(): Promise<void> }

async function embedded(config: Config, log: Log): Promise<Started> {
  const postgres = await startPostgres({ dataFolder: config.dataFolder, keysFolder: config.keysFolder, log })
  return { ...postgres, kind: 'embedded' }
}

const never = new Promise<Error>(() => {})
const OLDEST_VERSION = 150_000

/** Held by one program at a time, whichever data folder it has. */
async function externalDatabase(url: string, purpose: string): Promise<Started> {
  const version = await versionOf(url)
  const hold = await holdDatabase(url, purpose)
  return { kind: 'external', version, ownerUrl: url, lost: hold.lost, stop: hold.release }
}

async function versionOf(url: string): Promise<string> {
  const database = openDatabase({ url, max: 1 })
  try {
    const [server] = await database.sql<{ version: string; number: number }>`
      select current_setting('server_version') as version, current_setting('server_version_num')::int as number`
    const { version, number } = server!
    if (number < OLDEST_VERSION) throw new Sentence(`The database is PostgreSQL ${version}; Tipbridge needs 15 or newer.`)
    return version
  } finally {
    await database.close()
  }
}

export function roleOptions(config: Config) {
  const { keysFolder, roleSuffix: suffix, databaseAppUrl: app, databaseLookupUrl: lookup, databaseAuditUrl: audit } = config
  return { keysFolder, suffix, urls: app && lookup && audit ? { app, lookup, audit } : undefined }
}
