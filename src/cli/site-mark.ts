// Which site this is, and which keys it was made with: the mark of a site, kept in its database and in its data folder, which also knows
// where its database is. What is sealed under other keys is lost to everybody, and a second database begins as an empty site beside the
// first; so whoever opens a site shows first that keys, folder and database belong together, before anything is made or altered.
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Config } from '../base/config.ts'
import { json, openDatabase, type Sql } from '../base/database.ts'
import { writeDurably } from '../base/files.ts'
import { type Fingerprints, fingerprintsIn } from '../base/keys.ts'
import { Sentence } from './command.ts'
import { type FolderMark, otherPlaceOf, readSiteFile, SITE_FILE, type SiteMark } from './site-folder.ts'

/** By the data folder alone, which knows it before any database is asked. */
export async function refuseOtherFolder(config: Config): Promise<void> {
  const { dataFolder, keysFolder } = config
  const hasCluster = existsSync(join(dataFolder, 'postgres'))
  const mark = readSiteFile(dataFolder)
  refuseOtherKind(config, mark?.database ?? (hasCluster ? 'embedded' : undefined))
  if (mark?.database === 'embedded' && !hasCluster) throw new Sentence(lostCluster(dataFolder))
  const here = await fingerprintsIn(keysFolder)
  if (mark) refuseOtherKeys(mark, { here, keysFolder, site: `the site in ${dataFolder}` })
  else if (!here && hasCluster) throw missingKeys(`the site in ${dataFolder}`, keysFolder)
}

/** A setting that is forgotten once must not begin a second site in the folder of the first. */
function refuseOtherKind({ dataFolder, databaseUrl }: Config, kind: FolderMark['database'] | undefined): void {
  if (kind === 'external' && !databaseUrl)
    throw new Sentence(
      `The site in ${dataFolder} has a PostgreSQL of its own choice: set DATABASE_URL to its database, or TIPBRIDGE_DATA to another folder.`,
    )
  // When its place was looked for there was none yet (site-folder.ts).
  if (kind === 'embedded' && databaseUrl)
    throw new Sentence(`A site with a database of its own was begun in ${dataFolder} just now: start this again.`)
}

const lostCluster = (dataFolder: string) =>
  `The database of the site in ${dataFolder} is gone: put its folder 'postgres' back, or set TIPBRIDGE_DATA to another folder to begin a new site.`

/** By what the database itself says. `isAsItStands`: also one that another release made. */
export async function refuseOtherDatabase(ownerUrl: string, config: Config, isAsItStands = false): Promise<void> {
  await onDatabase(ownerUrl, async (sql) => {
    const { mark, isMade } = await markIn(sql)
    if (mark) refuseOtherPlace(mark, config)
    else if (!isMade) await refuseOtherTables(sql)
    const here = await fingerprintsIn(config.keysFolder)
    const site = 'the site in this database'
    if (mark) refuseOtherKeys(mark, { here, keysFolder: config.keysFolder, site })
    else if (isMade && !here) throw missingKeys(site, config.keysFolder)
    else if (isMade && !isAsItStands) throw new Sentence(UNMARKED)
    refuseOtherSite(readSiteFile(config.dataFolder), mark, config.dataFolder)
  })
}

/** The folder of a site beside others is named after where its database is, and that was named differently. */
function refuseOtherPlace(mark: SiteMark, config: Config): void {
  const { topFolder, dataFolder, keysFolder } = config
  const place = readSiteFile(dataFolder) ? undefined : otherPlaceOf(mark, config)
  if (!place) return
  if (place === topFolder) throw new Sentence(`The site of this database is the one in ${place} itself: unset DATABASE_URL.`)
  const keys = join(dirname(keysFolder), basename(place))
  const andKeys = keysFolder === join(dataFolder, 'keys') ? '' : `, and ${keys} to ${keysFolder}`
  throw new Sentence(
    `The site of this database has its files in ${place}, and DATABASE_URL says otherwise now where the database is: rename that folder to ${dataFolder}${andKeys}.`,
  )
}

/** A setting that was meant for another program must not lead us into its database. */
async function refuseOtherTables(sql: Sql): Promise<void> {
  const found = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> 'site_mark'
      and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    order by 1 limit 3`
  if (found.length === 0) return
  throw new Sentence(
    `This database holds tables of another program (${found.map(({ name }) => name).join(', ')}): set DATABASE_URL to an empty one.`,
  )
}

function refuseOtherSite(folder: FolderMark | undefined, inDatabase: SiteMark | undefined, dataFolder: string): void {
  if (!folder || folder.siteId === inDatabase?.siteId) return
  throw new Sentence(
    `This database holds ${inDatabase ? 'another site than the one' : 'no site, and not the one'} in ${dataFolder}: set DATABASE_URL to the database of that site, or TIPBRIDGE_DATA to another folder.`,
  )
}

/** Writes down what this site is where nobody has yet: in the database first, whose site a folder without a mark then joins. */
export async function markSite(ownerUrl: string, { dataFolder, keysFolder, databaseUrl }: Config): Promise<void> {
  const here = await fingerprintsIn(keysFolder)
  const mark = await onDatabase(ownerUrl, (sql) => marked(sql, here!))
  refuseOtherKeys(mark, { here, keysFolder, site: 'the site in this database' })
  if (readSiteFile(dataFolder)) return
  const remembered: FolderMark = { ...mark, database: databaseUrl ? 'external' : 'embedded' }
  await writeDurably(join(dataFolder, SITE_FILE), `${JSON.stringify(remembered, null, 2)}\n`)
}

/** The table stands before all migrations, so that there is no site without a mark, wherever its making was cut off. */
async function marked(sql: Sql, keys: Fingerprints): Promise<SiteMark> {
  await sql.text(
    'create table if not exists site_mark (is_one boolean primary key default true check (is_one), site_id uuid not null, keys jsonb not null)',
  )
  await sql`insert into site_mark (site_id, keys) values (${randomUUID()}, ${json(keys)}) on conflict do nothing`
  return (await markIn(sql)).mark!
}

async function markIn(sql: Sql): Promise<{ mark: SiteMark | undefined; isMade: boolean }> {
  const [there] = await sql<{ hasMark: boolean; isMade: boolean }>`
    select to_regclass('site_mark') is not null as "hasMark", to_regclass('schema_migration') is not null as "isMade"`
  const [mark] = there!.hasMark ? await sql<SiteMark>`select site_id as "siteId", keys from site_mark` : []
  return { mark, isMade: there!.isMade }
}

async function onDatabase<T>(url: string, ask: (sql: Sql) => Promise<T>): Promise<T> {
  const database = openDatabase({ url, max: 1, name: 'tipbridge site' })
  try {
    return await ask(database.sql)
  } finally {
    await database.close()
  }
}

interface Shown {
  here: Fingerprints | undefined
  keysFolder: string
  site: string
}

function refuseOtherKeys({ keys }: SiteMark, { here, keysFolder, site }: Shown): void {
  if (!here) throw missingKeys(site, keysFolder)
  const names = new Set([...Object.keys(keys), ...Object.keys(here)])
  if ([...names].every((name) => keys[name] === here[name])) return
  throw new Sentence(
    `The keys in ${keysFolder} are not those that ${site} was made with: set TIPBRIDGE_KEYS to the folder of that site's keys, or copy them there.`,
  )
}

const missingKeys = (site: string, keysFolder: string) =>
  new Sentence(
    `${keysFolder} does not hold the keys that ${site} was made with: set TIPBRIDGE_KEYS to the folder where they are, or copy them there. No new ones were made.`,
  )

const UNMARKED =
  "This database was made by another release, which did not say with which keys. Start the release that made it; a demonstration is made anew by 'npm run demo:reset'."
