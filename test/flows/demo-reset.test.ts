// A demonstration that another release made can be removed by this one; a site in use never is.
import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from '../../src/base/config.ts'
import { type Database, openDatabase } from '../../src/base/database.ts'
import { silentLog } from '../../src/base/log.ts'
import { markDemo } from '../../src/cli/demo/standing.ts'
import { withSite } from '../../src/cli/site.ts'
import { aCommandLine } from '../command-line.ts'

/** Works on the database of a folder that this release may not migrate. */
async function onDatabase(dataFolder: string, work: (owner: Database) => Promise<unknown>): Promise<void> {
  const options = { config: readConfig({ TIPBRIDGE_DATA: dataFolder }), log: silentLog, purpose: 'test', isAsItStands: true }
  await withSite(options, async ({ ownerUrl }) => {
    const owner = openDatabase({ url: ownerUrl, max: 1, name: 'demo reset' })
    await work(owner)
    await owner.close()
  })
}

test('removes a demonstration of another release, and no site in use', async () => {
  await using site = aCommandLine()
  expect((await site.run(['migrate'])).code).toBe(0)
  const cluster = join(site.dataFolder, 'postgres')
  await onDatabase(site.dataFolder, async (owner) => {
    await owner.sql`update schema_migration set sha256 = 'another' where name = '0006-audit.sql'`
    await owner.sql`
      insert into batch (batch_id, desk_no, source_id, door, handed_in_name, made_at)
      values (gen_random_uuid(), 1, 'clearing-house', 'command-line', 'test', now())`
  })
  const refused = await site.run(['clusters'])
  expect(refused).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/made by another release.*0006-audit\.sql.*demo:reset/),
  })
  expect(await site.run(['demo', '--reset'])).toMatchObject({ code: 1, stderr: expect.stringContaining('is a site in use') })
  expect(existsSync(cluster)).toBe(true)
  await onDatabase(site.dataFolder, (owner) => markDemo(owner, true))
  expect(await site.run(['demo', '--reset'])).toMatchObject({ code: 0 })
  expect(existsSync(cluster)).toBe(false)
  expect(existsSync(join(site.dataFolder, 'site.json'))).toBe(false)
  expect((await site.run(['clusters'])).code).toBe(0)
})

test('removes nothing from a folder that is no demonstration, nor from a site that nobody used', async () => {
  await using site = aCommandLine()
  mkdirSync(join(site.dataFolder, 'photographs'), { recursive: true })
  writeFileSync(join(site.dataFolder, 'letter.txt'), 'mine')
  expect(await site.run(['demo', '--reset'])).toMatchObject({ code: 0 })
  expect(readdirSync(site.dataFolder).sort()).toEqual(['letter.txt', 'photographs'])
  expect((await site.run(['migrate'])).code).toBe(0)
  expect(await site.run(['demo', '--reset'])).toMatchObject({ code: 0 })
  expect(readdirSync(site.dataFolder)).toEqual(expect.arrayContaining(['keys', 'letter.txt', 'photographs', 'postgres']))
})

test('a site whose keys are looked for elsewhere gets no other ones', async () => {
  await using site = aCommandLine()
  expect((await site.run(['migrate'])).code).toBe(0)
  renameSync(join(site.dataFolder, 'keys'), join(site.dataFolder, 'elsewhere'))
  expect(await site.run(['clusters'])).toMatchObject({ code: 1, stderr: expect.stringContaining('set TIPBRIDGE_KEYS') })
  expect(existsSync(join(site.dataFolder, 'keys'))).toBe(false)
  renameSync(join(site.dataFolder, 'elsewhere'), join(site.dataFolder, 'keys'))
  expect((await site.run(['clusters'])).code).toBe(0)
})
