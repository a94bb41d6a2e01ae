// Looks for what is wrong with a site before somebody finds out late. A check is a function that gives the faults it found; features
// add theirs to the list.
import { readdir, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { auditChecks } from '../audit/doctor-checks.ts'
import { type Database, openDatabase } from '../base/database.ts'
import { missingMigrations } from '../base/migrate.ts'
import { intakeChecks } from '../intake/doctor-checks.ts'
import { linkChecks } from '../link/doctor-checks.ts'
import { pipelineChecks } from '../pipeline/doctor-checks.ts'
import { type Command, printJson } from './command.ts'
import { unusableFiles } from './doctor-files.ts'
import { migrationsFolder, type Site, withSite } from './site.ts'

export interface CheckContext {
  site: Site
  /** As the owner. */
  database: Database
}

export interface Check {
  /** What is right when the check finds nothing. */
  name: string
  /** One sentence for each fault. */
  run(context: CheckContext): Promise<string[]>
}

export const checks: readonly Check[] = [
  { name: 'keys are readable by nobody else', run: openKeys },
  { name: 'the user of the server can use every file of the data folder', run: unusableFiles },
  { name: 'the database has all migrations', run: ({ database }) => missingMigrations(database.sql, migrationsFolder) },
  { name: 'the serving roles own nothing and may not bypass the policies', run: mightyRoles },
  { name: 'every table of rows that people see has its policies on', run: unprotectedTables },
  { name: 'there is room on the disk', run: fullDisk },
  ...auditChecks,
  ...intakeChecks,
  ...linkChecks,
  ...pipelineChecks,
]

export const command: Command = {
  name: 'doctor',
  usage: `doctor [--json]

Checks keys, database, roles and disk; ends with 1 when anything is wrong.`,
  async run(args, io) {
    const { values } = parseArgs({ args, options: { json: { type: 'boolean' } } })
    return await withSite({ config: io.config(), log: io.log(), purpose: 'doctor' }, async (site) => {
      const database = openDatabase({ url: site.ownerUrl, max: 2, name: 'tipbridge doctor' })
      let faultsFound = 0
      try {
        for (const check of checks) {
          const faults = await check.run({ site, database })
          faultsFound += faults.length
          if (values.json) printJson(io, { check: check.name, isRight: faults.length === 0, faults })
          else
            io.print(
              [`${faults.length === 0 ? 'right' : 'WRONG'}  ${check.name}`, ...faults.map((fault) => `       ${fault}`)].join(
                '\n',
              ),
            )
        }
      } finally {
        await database.close()
      }
      return faultsFound > 0 ? 1 : 0
    })
  },
}

async function openKeys({ site }: CheckContext): Promise<string[]> {
  const folder = site.config.keysFolder
  const paths = [folder, ...(await readdir(folder)).map((name) => join(folder, name))]
  // What the server writes there just now may be gone by its first name.
  const modeOf = (path: string) =>
    stat(path).then(
      ({ mode }) => mode & 0o777,
      () => 0,
    )
  const modes = await Promise.all(paths.map(async (path) => ({ path, mode: await modeOf(path) })))
  return modes.filter(({ mode }) => (mode & 0o077) !== 0).map(({ path, mode }) => `${path} has mode ${mode.toString(8)}`)
}

async function mightyRoles({ site, database }: CheckContext): Promise<string[]> {
  const names = Object.values(site.roles.names)
  const rows = await database.sql<{ fault: string }>`
    select rolname || ' may more than serve' as fault from pg_roles
    where rolname = any(${names}::text[]) and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
    union all
    select r.rolname || ' owns ' || c.relname from pg_class c join pg_roles r on r.oid = c.relowner
    where r.rolname = any(${names}::text[])
    union all
    select m.rolname || ' is a member of ' || r.rolname from pg_auth_members a
    join pg_roles r on r.oid = a.roleid join pg_roles m on m.oid = a.member where m.rolname = any(${names}::text[])`
  return rows.map(({ fault }) => fault)
}

async function unprotectedTables({ site, database }: CheckContext): Promise<string[]> {
  const rows = await database.sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'seen_by' and not a.attisdropped
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and not c.relrowsecurity
      and has_any_column_privilege(${site.roles.names.app}, c.oid, 'select')`
  return rows.map(({ name }) => `${name} is open to the application without row-level security`)
}

const LEAST_FREE_BYTES = 2 * 2 ** 30

async function fullDisk({ site }: CheckContext): Promise<string[]> {
  const { bavail, bsize } = await statfs(site.config.dataFolder)
  const free = bavail * bsize
  return free < LEAST_FREE_BYTES ? [`${site.config.dataFolder} has ${(free / 2 ** 30).toFixed(1)} GB left`] : []
}
