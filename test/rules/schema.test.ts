// The schema as it stands in a migrated database, as text: tables, indexes, policies, functions and, above all, grants. A change of
// who may do what in the database is a diff that somebody reads. And the application's role owns nothing and bypasses nothing.
import { expect, test } from 'vitest'
import { type Database, openDatabase } from '../../src/base/database.ts'
import { aDatabase } from '../database.ts'
import { expectGolden } from './golden.ts'

async function lines({ sql }: Database, roles: Record<string, string>): Promise<string[]> {
  const tables = await sql<{ line: string }>`
    select format('table %s: %s', c.relname, string_agg(format('%s %s%s', a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' else '' end), ', ' order by a.attnum))
      || case when c.relrowsecurity then ' [row-level security]' else '' end as line
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.oid, c.relname, c.relrowsecurity order by c.relname`
  const indexes = await sql<{
    line: string
  }>`select indexdef as line from pg_indexes where schemaname = 'public' order by tablename, indexname`
  const policies = await sql<{ line: string }>`
    select format('policy %s on %s for %s to %s using (%s) check (%s)', policyname, tablename, lower(cmd), array_to_string(roles, ', '), qual, with_check) as line
    from pg_policies where schemaname = 'public' order by tablename, policyname`
  const grants = await sql<{ line: string }>`
    select format('grant %s on %s to %s', string_agg(lower(privilege_type), ', ' order by privilege_type), table_name, grantee) as line
    from information_schema.role_table_grants where table_schema = 'public' and grantee like 'tipbridge%' and grantee not in (select tableowner from pg_tables where schemaname = 'public')
    group by table_name, grantee order by grantee, table_name`
  const columns = await sql<{ line: string }>`
    select format('grant %s (%s) on %s to %s', lower(g.privilege_type), string_agg(g.column_name, ', ' order by g.column_name), g.table_name, g.grantee) as line
    from information_schema.column_privileges g
    where g.table_schema = 'public' and g.grantee like 'tipbridge%' and g.grantee not in (select tableowner from pg_tables where schemaname = 'public')
      and not exists (select 1 from information_schema.role_table_grants t where t.table_schema = 'public' and t.table_name = g.table_name and t.grantee = g.grantee and t.privilege_type = g.privilege_type)
    group by g.table_name, g.grantee, g.privilege_type order by g.grantee, g.table_name, g.privilege_type`
  const functions = await sql<{ line: string }>`
    select format('function %s(%s)%s', p.proname, pg_get_function_identity_arguments(p.oid), case when p.prosecdef then ' security definer' else '' end) as line
    from pg_proc p where p.pronamespace = 'public'::regnamespace order by 1`
  const plain = (line: string) =>
    Object.entries(roles).reduce((text, [name, real]) => text.replaceAll(real, `tipbridge_${name}`), line)
  return [...tables, ...indexes, ...policies, ...functions, ...grants, ...columns].map((row) =>
    plain(row.line.replaceAll('\n', ' ').replaceAll(/\s+/g, ' ')),
  )
}

test('the schema is the golden one', async () => {
  await using database = await aDatabase()
  const owner = openDatabase({ url: database.ownerUrl, max: 1 })
  const { app, lookup, audit } = database.roles.names
  const text = await lines(owner, { app, lookup, audit })
  await owner.close()
  expectGolden('test/golden/schema.sql', `${text.join('\n')}\n`)
})

test('roles that serve people own nothing, bypass nothing and delete nothing', async () => {
  await using database = await aDatabase()
  const owner = openDatabase({ url: database.ownerUrl, max: 1 })
  const { app, lookup, audit } = database.roles.names
  const roles = [app, lookup, audit]
  const owned =
    await owner.sql`select relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = any(${roles}::text[])`
  const strong =
    await owner.sql`select rolname from pg_roles where rolname = any(${roles}::text[]) and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`
  const deleting =
    await owner.sql`select table_name from information_schema.role_table_grants where grantee = any(${roles}::text[]) and privilege_type in ('DELETE', 'TRUNCATE', 'TRIGGER')`
  const sightings =
    await owner.sql`select table_name from information_schema.role_table_grants where grantee = ${app} and table_name in ('sighting', 'sight', 'cluster_of', 'link_value')`
  await owner.close()
  expect({ owned, strong, deleting, sightings }).toEqual({ owned: [], strong: [], deleting: [], sightings: [] })
})
