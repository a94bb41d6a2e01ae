// A site on a PostgreSQL of its own choice, by DATABASE_URL: roles are made where that is allowed, and asked for in SQL where not.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { childEnvironment, projectRoot } from '../../src/base/config.ts'
import { type Database, openDatabase, type Row } from '../../src/base/database.ts'
import { withRoles } from '../../src/base/migrate.ts'
import { urlAs } from '../../src/base/roles.ts'

const name = `ext_${randomBytes(4).toString('hex')}`
const roles = ['app', 'lookup', 'audit'].map((role) => `tipbridge_${role}_${name}`)
let folder: string
let server: Database

const inDatabase = (url: string, database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href
const template = () => inject('template')

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tipbridge-external-'))
  server = openDatabase({ url: inDatabase(template().ownerUrl, 'postgres'), max: 1 })
  await server.sql.text(`create database ${name}`)
})
afterAll(async () => {
  await server.sql.text(`drop database ${name}`)
  for (const role of [...roles, `${name}_owner`]) await server.sql.text(`drop role if exists ${role}`)
  await server.close()
  rmSync(folder, { recursive: true })
})

function run(args: string[], settings: Record<string, string>) {
  const env = { ...childEnvironment(), TIPBRIDGE_DATA: folder, NODE_ENV: '', ...settings }
  return spawnSync(process.execPath, [join(projectRoot, 'bin', 'tipbridge'), ...args], { encoding: 'utf8', env })
}

async function rowsIn(url: string, text: string): Promise<Row[]> {
  const database = openDatabase({ url, max: 1 })
  try {
    return await database.sql.text(text)
  } finally {
    await database.close()
  }
}

it('makes the roles, named after the database, and is sound by its own judgement', async () => {
  const ownerUrl = inDatabase(template().ownerUrl, name)
  expect(run(['doctor'], { DATABASE_URL: ownerUrl })).toMatchObject({ status: 0, stderr: '' })
  const found = await rowsIn(ownerUrl, `select rolname from pg_roles where rolname like 'tipbridge%\\_${name}' order by rolname`)
  expect(found.map(({ rolname }) => rolname)).toEqual([...roles].sort())
  // Again, with the roles there already.
  expect(run(['migrate'], { DATABASE_URL: ownerUrl }).status).toBe(0)
})

it('says in SQL what an administrator has to do where the owner may make no roles, and then takes what was made', async () => {
  const password = randomBytes(12).toString('hex')
  await server.sql.text(`create role ${name}_owner login password '${password}'`)
  const second = `${name}_2`
  await server.sql.text(`create database ${second}`)
  const ownerUrl = inDatabase(urlAs(template().ownerUrl, `${name}_owner`, password), second)
  const made = Object.fromEntries(['app', 'lookup', 'audit'].map((role) => [role, `${name}_site_${role}`]))
  const asked = ['app', 'lookup', 'audit'].map((role) => `tipbridge_${role}_${second}`)
  try {
    await rowsIn(
      inDatabase(template().ownerUrl, second),
      `grant all on database ${second} to ${name}_owner; grant all on schema public to ${name}_owner`,
    )
    const TIPBRIDGE_DATA = join(folder, 'second')
    const refused = run(['migrate'], { DATABASE_URL: ownerUrl, TIPBRIDGE_DATA })
    expect(refused.status).toBe(1)
    expect(refused.stderr).toMatch(/may not make roles here.*\n {2}create role tipbridge_app_/)
    for (const role of asked) await server.sql.text(`create role ${role} login password '${password}'`)
    const again = run(['migrate'], { DATABASE_URL: ownerUrl, TIPBRIDGE_DATA })
    expect(again.stderr).toMatch(/are there, .* set DATABASE_APP_URL, DATABASE_LOOKUP_URL and DATABASE_AUDIT_URL\.\n$/)
    expect(again.stderr).not.toContain('create role')
    for (const role of Object.values(made)) await server.sql.text(`create role ${role} login password '${password}'`)
    const urls = Object.fromEntries(
      Object.entries(made).map(([role, user]) => [`DATABASE_${role.toUpperCase()}_URL`, urlAs(ownerUrl, user, password)]),
    )
    expect(run(['doctor'], { DATABASE_URL: ownerUrl, TIPBRIDGE_DATA, ...urls })).toMatchObject({ status: 0, stderr: '' })
    const [seen] = await rowsIn(urls.DATABASE_APP_URL!, 'select current_user as me, count(*) as n from report')
    expect(seen).toEqual({ me: made.app, n: 0 })
  } finally {
    await server.sql.text(`drop database ${second}`)
    for (const role of [...asked, ...Object.values(made)]) await server.sql.text(`drop role if exists ${role}`)
  }
})

it('does not tell the password of a database that does not let us in', () => {
  const refused = run(['migrate'], { DATABASE_URL: urlAs(template().ownerUrl, 'tipbridge_owner', 'planted') })
  expect(refused.status).toBe(1)
  expect(refused.stdout + refused.stderr).not.toContain('planted')
})

it('names roles in migrations as they are named on the server', () => {
  const names = { app: 'tipbridge_app_x', lookup: 'l', audit: 'An "odd" one' }
  expect(withRoles('grant select on a to tipbridge_app, tipbridge_audit; -- tipbridge_app_b', { owner: 'o', names })).toBe(
    'grant select on a to tipbridge_app_x, "An ""odd"" one"; -- tipbridge_app_b',
  )
})
