// A database for one test file: a clone of the migrated template, gone when disposed.
import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { inject } from 'vitest'
import { openDatabase, sqlState } from '../src/base/database.ts'
import type { Roles, RoleUrls } from '../src/base/roles.ts'

export interface TestDatabase extends AsyncDisposable {
  name: string
  ownerUrl: string
  appUrl: string
  lookupUrl: string
  auditUrl: string
  /** The names of the roles on the test server. */
  roles: Roles
}

export async function aDatabase(): Promise<TestDatabase> {
  const { ownerUrl, urls, roles } = inject('template')
  const name = `t_${randomBytes(8).toString('hex')}`
  await onServer(ownerUrl, `create database ${name} template ${databaseOf(ownerUrl)}`)
  return {
    name,
    ...urlsIn(name, ownerUrl, urls),
    roles,
    [Symbol.asyncDispose]: () => drop(ownerUrl, name),
  }
}

/** A vacuum of the server's own may be at work in it, which its owner may not end: that one is soon over. */
async function drop(ownerUrl: string, name: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await onServer(ownerUrl, `drop database if exists ${name} with (force)`)
    } catch (error) {
      if (sqlState(error) !== '42501' || tries === 50) throw error
      await wait(100)
    }
  }
}

function urlsIn(name: string, ownerUrl: string, urls: RoleUrls) {
  const into = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href
  return { ownerUrl: into(ownerUrl), appUrl: into(urls.app), lookupUrl: into(urls.lookup), auditUrl: into(urls.audit) }
}

function databaseOf(url: string): string {
  return new URL(url).pathname.slice(1)
}

async function onServer(ownerUrl: string, statement: string): Promise<void> {
  const server = openDatabase({ url: Object.assign(new URL(ownerUrl), { pathname: '/postgres' }).href, max: 1, name: 'test' })
  try {
    await server.sql.text(statement)
  } finally {
    await server.close()
  }
}
