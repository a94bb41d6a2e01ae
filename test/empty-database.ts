// An empty database for DATABASE_URL on the server of the tests, gone with the roles that a site made in it.
import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { type Database, openDatabase } from '../src/base/database.ts'
import { servingRoles } from '../src/base/roles.ts'

export interface EmptyDatabase extends AsyncDisposable {
  ownerUrl: string
  /** As the owner. */
  ask<T>(question: (database: Database) => Promise<T>): Promise<T>
}

export async function anEmptyDatabase(): Promise<EmptyDatabase> {
  const name = `empty_${randomBytes(4).toString('hex')}`
  const urlOf = (database: string) => Object.assign(new URL(inject('template').ownerUrl), { pathname: `/${database}` }).href
  const onServer = (statements: string[]) =>
    opened(urlOf('postgres'), async ({ sql }) => {
      for (const statement of statements) await sql.text(statement)
    })
  await onServer([`create database ${name}`])
  return {
    ownerUrl: urlOf(name),
    ask: (question) => opened(urlOf(name), question),
    [Symbol.asyncDispose]: () =>
      onServer([
        `drop database ${name} with (force)`,
        ...servingRoles.map((role) => `drop role if exists tipbridge_${role}_${name}`),
      ]),
  }
}

async function opened<T>(url: string, run: (database: Database) => Promise<T>): Promise<T> {
  const database = openDatabase({ url, max: 2, name: 'test' })
  try {
    return await run(database)
  } finally {
    await database.close()
  }
}
