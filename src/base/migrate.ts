// Plain numbered SQL files, applied once each, in order, one transaction per file, under an advisory lock. A file that was altered
// after it was applied stops the start: nobody knows then what the database looks like.
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Database, openDatabase, type Sql } from './database.ts'
import type { Roles } from './roles.ts'
import { quoteIfNeeded } from './sql.ts'
import { statementsOf } from './statements.ts'

export interface MigrateOptions {
  /** Holds 0001-….sql and so on; other files are ignored. */
  folder: string
  roles: Roles
}

export class MigrationError extends Error {
  override name = 'MigrationError'
}

interface Migration {
  name: string
  sql: string
  sha256: string
}

const LOCK = 7_414_727_383

/** Applies what is missing; gives the names of what was applied now. */
export async function migrate(ownerUrl: string, { folder, roles }: MigrateOptions): Promise<string[]> {
  const migrations = await readMigrations(folder)
  const database = openDatabase({ url: ownerUrl, max: 2, name: 'tipbridge migrate' })
  try {
    return await database.transaction(null, async ({ sql }) => {
      await sql`select pg_advisory_xact_lock(${LOCK})`
      return await applyMissing(database, migrations, roles)
    })
  } finally {
    await database.close()
  }
}

/** Names of migrations that are not applied yet; nothing is changed. */
export async function missingMigrations(sql: Sql, folder: string): Promise<string[]> {
  const [table] = await sql`select from pg_class where oid = to_regclass('schema_migration')`
  const applied = table ? await readApplied(sql) : new Map<string, string>()
  return checkAgainst(applied, await readMigrations(folder)).map(({ name }) => name)
}

async function applyMissing(database: Database, migrations: Migration[], roles: Roles): Promise<string[]> {
  await database.sql.text(
    'create table if not exists schema_migration (name text primary key, sha256 text not null, applied_at timestamptz not null)',
  )
  const missing = checkAgainst(await readApplied(database.sql), migrations)
  for (const migration of missing) await apply(database, migration, roles)
  return missing.map(({ name }) => name)
}

async function apply(database: Database, migration: Migration, roles: Roles): Promise<void> {
  await database.transaction(null, async ({ sql }) => {
    for (const { text, line } of statementsOf(withRoles(migration.sql, roles))) {
      await sql.text(text).catch((error: Error) => {
        throw new MigrationError(`${migration.name}, line ${line}: ${error.message}`, { cause: error })
      })
    }
    await sql`insert into schema_migration (name, sha256, applied_at) values (${migration.name}, ${migration.sha256}, ${new Date()})`
  })
}

async function readApplied(sql: Sql): Promise<Map<string, string>> {
  const rows = await sql<{ name: string; sha256: string }>`select name, sha256 from schema_migration`
  return new Map(rows.map(({ name, sha256 }) => [name, sha256]))
}

function checkAgainst(applied: Map<string, string>, migrations: Migration[]): Migration[] {
  const known = new Set(migrations.map(({ name }) => name))
  const altered = migrations.filter(({ name, sha256 }) => applied.has(name) && applied.get(name) !== sha256)
  const unknown = [...applied.keys()].filter((name) => !known.has(name))
  if (altered.length > 0) {
    throw new MigrationError(
      `This database was made by another release: altered after it was applied: ${altered.map(({ name }) => name).join(', ')}. Start the release that made it; a demonstration is made anew by 'npm run demo:reset'.`,
    )
  }
  if (unknown.length > 0) {
    throw new MigrationError(`The database was migrated by a newer release (${unknown.join(', ')}). Start that one.`)
  }
  return migrations.filter(({ name }) => !applied.has(name))
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).sort()
  const twins = names.filter((name, at) => name.slice(0, 4) === names[at - 1]?.slice(0, 4))
  if (twins.length > 0) throw new MigrationError(`Two migrations have the number ${twins[0]!.slice(0, 4)}`)
  return await Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8')
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/** The files name the roles tipbridge_owner, tipbridge_app, …; here they get the names that they have on this server. */
export function withRoles(sql: string, { owner, names }: Roles): string {
  const named: Record<string, string> = { owner, ...names }
  return sql.replace(/\btipbridge_(owner|app|lookup|audit)\b/g, (_, role: string) => quoteIfNeeded(named[role]!))
}
