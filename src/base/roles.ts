// The three roles that serve people, beside the owner of the database. Their names end in a suffix, since roles belong to the whole
// server and not to one database. Where the owner may not make roles, the error carries the SQL for the administrator.
import { createHash } from 'node:crypto'
import pg from 'pg'
import { type Database, openDatabase, sqlState } from './database.ts'
import { parseDatabaseUrl } from './database-url.ts'
import { passwordsOf, scramVerifier } from './passwords.ts'
import { quoteIfNeeded, quoteName, quoteText } from './sql.ts'

export const servingRoles = ['app', 'lookup', 'audit'] as const
export type ServingRole = (typeof servingRoles)[number]

export interface Roles {
  owner: string
  names: Record<ServingRole, string>
}

export type RoleUrls = Record<ServingRole, string>

export class RolesError extends Error {
  override name = 'RolesError'
}

export interface RoleOptions {
  keysFolder: string
  suffix?: string
  /** Given by the site where its administrator made the roles; then nothing is made or altered. */
  urls?: RoleUrls
}

/** Makes sure that the roles exist, may connect and hold nothing they should not; idempotent. */
export async function ensureRoles(ownerUrl: string, options: RoleOptions): Promise<{ roles: Roles; urls: RoleUrls }> {
  const database = openDatabase({ url: ownerUrl, max: 1, name: 'tipbridge roles' })
  try {
    const { roles, databaseName } = await nameRoles(database, options)
    const urls = options.urls ?? (await makeRoles(database, ownerUrl, { roles, keysFolder: options.keysFolder }))
    await settle(database, roles, databaseName)
    await checkRoles(database, roles)
    return { roles, urls }
  } finally {
    await database.close()
  }
}

/** The same by name only, without asking the database: for commands beside a running server. */
export async function knownRoles(ownerUrl: string, options: RoleOptions): Promise<{ roles: Roles; urls: RoleUrls }> {
  const { username, pathname } = parseDatabaseUrl(ownerUrl)
  const owner = decodeURIComponent(username)
  const roles = { owner, names: roleNames(decodeURIComponent(pathname.slice(1)) || owner, options) }
  return {
    roles,
    urls: options.urls ?? urlsOf(roles, ownerUrl, await passwordsOf(options.keysFolder, Object.values(roles.names))),
  }
}

function urlsOf({ names }: Roles, ownerUrl: string, passwords: Record<string, string>): RoleUrls {
  const urlOf = (role: ServingRole) => urlAs(ownerUrl, names[role], passwords[names[role]]!)
  return { app: urlOf('app'), lookup: urlOf('lookup'), audit: urlOf('audit') }
}

async function nameRoles(database: Database, options: RoleOptions): Promise<{ roles: Roles; databaseName: string }> {
  const [now] = await database.sql<{ owner: string; name: string }>`select current_user as owner, current_database() as name`
  return { roles: { owner: now!.owner, names: roleNames(now!.name, options) }, databaseName: now!.name }
}

function roleNames(databaseName: string, { suffix, urls }: RoleOptions): Roles['names'] {
  const end = suffix ?? suffixFor(databaseName)
  const nameOf = (role: ServingRole) =>
    urls ? decodeURIComponent(parseDatabaseUrl(urls[role]).username) : `tipbridge_${role}_${end}`
  return { app: nameOf('app'), lookup: nameOf('lookup'), audit: nameOf('audit') }
}

/** A database's name as part of a role's name, which has 63 bytes at most and should need no quotes. */
export function suffixFor(databaseName: string): string {
  if (/^[a-z0-9_]{1,40}$/.test(databaseName)) return databaseName
  const digest = createHash('sha256').update(databaseName).digest('hex').slice(0, 12)
  return `${databaseName
    .toLowerCase()
    .replace(/[^a-z0-9_]/g, '_')
    .slice(0, 24)}_${digest}`
}

export function urlAs(ownerUrl: string, user: string, password: string): string {
  const url = parseDatabaseUrl(ownerUrl)
  url.username = encodeURIComponent(user)
  url.password = encodeURIComponent(password)
  return url.href
}

interface Making {
  roles: Roles
  keysFolder: string
}

async function makeRoles(database: Database, ownerUrl: string, { roles, keysFolder }: Making): Promise<RoleUrls> {
  const passwords = await passwordsOf(keysFolder, Object.values(roles.names))
  const urls = urlsOf(roles, ownerUrl, passwords)
  for (const role of servingRoles) {
    const name = roles.names[role]
    const verifier = scramVerifier(passwords[name]!)
    await makeRole(database, { name, url: urls[role], verifier }).catch(async (error) => {
      throw sqlState(error) === '42501' ? await notAllowed(database, roles) : error
    })
  }
  return urls
}

async function makeRole(
  database: Database,
  { name, url, verifier }: { name: string; url: string; verifier: string },
): Promise<void> {
  const { sql } = database
  const [found] = await sql`select from pg_roles where rolname = ${name}`
  if (!found) await sql.text(`create role ${quoteName(name)} login password ${quoteText(verifier)}`).catch(ignoreTwin)
  else if (!(await canConnect(url))) await sql.text(`alter role ${quoteName(name)} login password ${quoteText(verifier)}`)
  for (const [setting, value] of Object.entries(roleSettings)) {
    await sql.text(`alter role ${quoteName(name)} set ${setting} = ${value}`)
  }
}

/** Limits of a role that serves people: a forgotten transaction must not hold up the audit sequencer. */
const roleSettings = {
  search_path: 'pg_catalog, public, pg_temp',
  statement_timeout: quoteText('60s'),
  idle_in_transaction_session_timeout: quoteText('60s'),
}

/** Another of our programs made it between our look and our command. */
function ignoreTwin(error: unknown): void {
  if (sqlState(error) !== '42710') throw error
}

async function canConnect(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch (error) {
    // 42501: the password was right, only the right to connect is missing yet.
    return sqlState(error) === '42501'
  } finally {
    await client.end().catch(() => {})
  }
}

async function settle({ sql }: Database, { names }: Roles, databaseName: string): Promise<void> {
  const list = Object.values(names).map(quoteName).join(', ')
  const database = quoteName(databaseName)
  await sql.text(`revoke all on database ${database} from public`)
  await sql.text(`revoke create on schema public from public`)
  await sql.text(`grant connect on database ${database} to ${list}`)
  await sql.text(`grant usage on schema public to ${list}`)
}

async function checkRoles({ sql }: Database, { names }: Roles): Promise<void> {
  const wanted = Object.values(names)
  const found = await sql<{ rolname: string; mighty: boolean }>`
    select rolname, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as mighty
    from pg_roles where rolname = any(${wanted}::text[])`
  const faults = [
    ...wanted.filter((name) => !found.some(({ rolname }) => rolname === name)).map((name) => `role ${name} does not exist`),
    ...found
      .filter(({ mighty }) => mighty)
      .map(({ rolname }) => `role ${rolname} may more than it should (superuser, bypassrls, create…)`),
  ]
  if (faults.length > 0) throw new RolesError(`The database roles are not right: ${faults.join('; ')}.`)
}

/** Roles that are there already are not asked for again. */
async function notAllowed({ sql }: Database, { owner, names }: Roles): Promise<RolesError> {
  const wanted = Object.values(names)
  const found = await sql<{ rolname: string }>`select rolname from pg_roles where rolname = any(${wanted}::text[])`
  const missing = wanted.filter((name) => !found.some(({ rolname }) => rolname === name))
  const urls = 'DATABASE_APP_URL, DATABASE_LOOKUP_URL and DATABASE_AUDIT_URL'
  if (missing.length === 0)
    return new RolesError(`The roles ${wanted.join(', ')} are there, and ${owner} may not change them: set ${urls}.`)
  const lines = missing.map((name) => `  create role ${quoteIfNeeded(name)} login password '…';`)
  return new RolesError(
    `The role ${owner} may not make roles here. Let an administrator run\n${lines.join('\n')}\nand set ${urls}.`,
  )
}
