// Where in the data folder the site is that DATABASE_URL selects. The first site of a folder lies in the folder itself; beside an embedded
// one each database of DATABASE_URL has a folder of its own below `sites/`, with all that belongs to its site: keys, originals, checkpoints.
// It is named after the address of the database, so that it is found while that does not answer, too.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Config } from '../base/config.ts'
import type { Fingerprints } from '../base/keys.ts'
import { suffixFor } from '../base/roles.ts'
import { folderFault } from './open-folder.ts'

export const SITE_FILE = 'site.json'
/** Below the data folder, and below TIPBRIDGE_KEYS. */
export const SITES = 'sites'

export interface SiteMark {
  siteId: string
  keys: Fingerprints
}

/** What the folder of a site remembers. */
export interface FolderMark extends SiteMark {
  database: 'embedded' | 'external'
}

/** The settings with the folders of the site that they select. */
export function atSite(config: Config): Config {
  const { dataFolder: topFolder, keysFolder, databaseUrl } = config
  if (!databaseUrl || !isForOthers(topFolder)) return config
  const name = nameOf(databaseUrl)
  const dataFolder = join(topFolder, SITES, name)
  const hasKeysInside = keysFolder === join(topFolder, 'keys')
  const keys = hasKeysInside ? join(dataFolder, 'keys') : join(keysFolder, SITES, name)
  return Object.freeze({ ...config, topFolder, dataFolder, keysFolder: keys })
}

/** A folder that was made for a database of DATABASE_URL is for that one alone: a setting that leads elsewhere must begin nothing there. */
function isForOthers(topFolder: string): boolean {
  const database = readSiteFile(topFolder)?.database
  if (database) return database === 'embedded'
  return ['postgres', SITES].some((name) => existsSync(join(topFolder, name)))
}

/** By where its connections would go: users and passwords change. */
function nameOf(databaseUrl: string): string {
  const { host, port, database } = new pg.Client({ connectionString: databaseUrl })
  return suffixFor(`${host.toLowerCase()}:${port}/${database}`)
}

/** Another place in the data folder that remembers this site. */
export function otherPlaceOf({ siteId }: SiteMark, { topFolder, dataFolder }: Config): string | undefined {
  if (!topFolder) return undefined
  const sites = join(topFolder, SITES)
  const beside = readdirSync(sites, { withFileTypes: true }).filter((one) => one.isDirectory())
  const places = [topFolder, ...beside.map(({ name }) => join(sites, name))]
  return places.find((place) => place !== dataFolder && readSiteFile(place)?.siteId === siteId)
}

export function readSiteFile(folder: string): FolderMark | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, SITE_FILE), 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw folderFault(folder, error)
  }
}
