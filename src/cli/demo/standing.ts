// Whether a site is the demonstration, and the removal of one. The mark is the first row that the demonstration writes and is set to
// true by its last, so that one that was cut off is known and made anew.
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { lastSignedIn } from '../../audit/last-signed.ts'
import type { Config } from '../../base/config.ts'
import { type Database, openDatabase } from '../../base/database.ts'
import { type Hold, holdDatabase } from '../../base/hold-database.ts'
import { takeLock } from '../../base/lock.ts'
import { commandLine } from '../../country/site.ts'
import { SITE_FILE } from '../site-folder.ts'

export type Standing = 'empty' | 'half-made' | 'demo' | 'other'

export async function standingOf({ sql }: Database): Promise<Standing> {
  const [table] = await sql<{ isThere: boolean }>`select to_regclass('setting') is not null as "isThere"`
  if (!table!.isThere) return 'empty'
  const [mark] = await sql<{ value: unknown }>`select value from setting where name = 'demo'`
  if (mark) return mark.value === true ? 'demo' : 'half-made'
  const [found] = await sql<{ isUsed: boolean }>`
    select exists (select 1 from person where person_id <> ${commandLine.id}) or exists (select 1 from batch) or exists (select 1 from report) as "isUsed"`
  return found!.isUsed ? 'other' : 'empty'
}

export async function markDemo({ sql }: Database, is: 'making' | true): Promise<void> {
  await sql`insert into setting (name, value) values ('demo', ${JSON.stringify(is)}::jsonb) on conflict (name) do update set value = excluded.value`
}

/** What a site makes in its data folder beside keys, lock and database. */
const partsOfSite = ['audit', 'demo-password.txt', 'originals', 'postgres.log', 'run.json', SITE_FILE]

/** Removes all of a site but its keys, which the next one uses. The database goes last: until then its mark says what to do again. */
export async function removeSite({ dataFolder, keysFolder, databaseUrl }: Config): Promise<void> {
  const lock = await takeLock(dataFolder, 'demo')
  let hold: Hold | undefined
  try {
    if (databaseUrl) hold = await holdDatabase(databaseUrl, 'demo')
    for (const name of partsOfSite) await rm(join(dataFolder, name), { recursive: true, force: true })
    // The next log begins anew under the same keys.
    await rm(lastSignedIn(keysFolder), { force: true })
    if (databaseUrl) await emptyDatabase(databaseUrl)
    else await removeCluster(dataFolder)
  } finally {
    await hold?.release()
    await lock.release()
  }
}

/** By another name first: half a cluster would keep the next start from making a new one. */
async function removeCluster(dataFolder: string): Promise<void> {
  const trash = join(dataFolder, '.removed')
  await rename(join(dataFolder, 'postgres'), trash)
  await rm(trash, { recursive: true, force: true })
}

async function emptyDatabase(url: string): Promise<void> {
  const database = openDatabase({ url, max: 1, name: 'tipbridge demo' })
  try {
    await database.sql`drop schema public cascade`
    await database.sql`create schema public`
  } finally {
    await database.close()
  }
}
