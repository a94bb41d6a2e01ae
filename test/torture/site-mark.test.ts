// Keys, data folder and database of a site belong together: with others nothing starts, and nothing is made or altered.
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cybertipEntry, cybertipEnvelope } from '../../src/intake/formats/cybertip-xml-examples.data.ts'
import { aCommandLine, type CommandLine } from '../command-line.ts'
import { anEmptyDatabase } from '../empty-database.ts'

const keysOf = ({ dataFolder }: CommandLine) => join(dataFolder, 'keys')
const refusal = (words: RegExp | string) => ({
  code: 1,
  stdout: '',
  stderr: typeof words === 'string' ? expect.stringContaining(words) : expect.stringMatching(words),
})

function aTip(site: CommandLine): string {
  const file = join(site.dataFolder, '..', 'tip.xml')
  writeFileSync(file, cybertipEnvelope(cybertipEntry(1)))
  return file
}

test('a database is opened with the keys of its site only, on whichever data folder', async () => {
  await using database = await anEmptyDatabase()
  await using first = aCommandLine()
  await using second = aCommandLine()
  const settings = { DATABASE_URL: database.ownerUrl }
  expect(await first.run(['receive', aTip(first)], settings)).toMatchObject({ code: 0 })

  // No keys where they are looked for: none are made.
  for (const args of [['receive', aTip(second)], ['serve'], ['migrate'], ['demo', '--reset']]) {
    expect(await second.run(args, settings)).toMatchObject(refusal('No new ones were made'))
    expect(existsSync(keysOf(second))).toBe(false)
  }

  // Keys of another site.
  await using other = aCommandLine()
  expect(await other.run(['migrate'])).toMatchObject({ code: 0 })
  cpSync(keysOf(other), keysOf(second), { recursive: true })
  for (const args of [['receive', aTip(second)], ['serve'], ['doctor']])
    expect(await second.run(args, settings)).toMatchObject(refusal(/^The keys in .* set TIPBRIDGE_KEYS to the folder/))
  expect(existsSync(join(second.dataFolder, 'site.json'))).toBe(false)

  // Its own, copied or named.
  expect(await second.run(['clusters'], { ...settings, TIPBRIDGE_KEYS: keysOf(first) })).toMatchObject({ code: 0 })
  rmSync(keysOf(second), { recursive: true })
  cpSync(keysOf(first), keysOf(second), { recursive: true })
  expect(await second.run(['clusters'], settings)).toMatchObject({ code: 0 })
  expect(await first.run(['audit', 'verify'], settings)).toMatchObject({ code: 0 })
})

test('the embedded database takes no exchanged keys, and those that are lost are not made anew', async () => {
  await using site = aCommandLine()
  await using other = aCommandLine()
  for (const one of [site, other]) expect(await one.run(['migrate'])).toMatchObject({ code: 0 })
  const aside = join(site.dataFolder, '..', 'aside')
  renameSync(keysOf(site), aside)
  cpSync(keysOf(other), keysOf(site), { recursive: true })
  expect(await site.run(['clusters'])).toMatchObject(refusal(/^The keys in .* set TIPBRIDGE_KEYS to the folder/))
  // Its database says the same where the folder has forgotten.
  const mark = readFileSync(join(site.dataFolder, 'site.json'))
  rmSync(join(site.dataFolder, 'site.json'))
  cpSync(join(aside, 'database.json'), join(keysOf(site), 'database.json'))
  expect(await site.run(['clusters'])).toMatchObject(refusal(/^The keys in .* set TIPBRIDGE_KEYS to the folder/))
  writeFileSync(join(site.dataFolder, 'site.json'), mark)
  rmSync(keysOf(site), { recursive: true })
  mkdirSync(keysOf(site), { mode: 0o700 })
  expect(await site.run(['clusters'])).toMatchObject(refusal('No new ones were made'))
  expect(await site.run(['clusters'], { TIPBRIDGE_KEYS: aside })).toMatchObject({ code: 0 })
})

test('a command beside a running server shows its keys, too', async () => {
  await using site = aCommandLine()
  await using other = aCommandLine()
  expect(await other.run(['migrate'])).toMatchObject({ code: 0 })
  expect(await site.serve()).toBeDefined()
  expect(await site.run(['clusters'], { TIPBRIDGE_KEYS: keysOf(other) })).toMatchObject(refusal('set TIPBRIDGE_KEYS'))
  expect(await site.run(['clusters'])).toMatchObject({ code: 0 })
})

test('a data folder knows where its database is: a forgotten or a foreign setting begins no second site', async () => {
  await using database = await anEmptyDatabase()
  await using empty = await anEmptyDatabase()
  await using site = aCommandLine()
  await using inside = aCommandLine()
  const settings = { DATABASE_URL: database.ownerUrl }
  expect(await site.run(['migrate'], settings)).toMatchObject({ code: 0 })
  for (const args of [['serve'], ['clusters'], ['demo', '--reset']])
    expect(await site.run(args)).toMatchObject(refusal(/set DATABASE_URL to its database/))
  expect(existsSync(join(site.dataFolder, 'postgres'))).toBe(false)
  expect(await site.run(['clusters'], { DATABASE_URL: empty.ownerUrl })).toMatchObject(refusal('This database holds no site'))
  expect(await empty.ask(({ sql }) => sql`select 1 from pg_class where relnamespace = 'public'::regnamespace`)).toEqual([])
  // The same keys, another site.
  expect(await inside.run(['migrate'])).toMatchObject({ code: 0 })
  const keys = { TIPBRIDGE_KEYS: keysOf(inside), TIPBRIDGE_DATA: join(inside.dataFolder, '..', 'third') }
  expect(await inside.run(['migrate'], { DATABASE_URL: empty.ownerUrl, ...keys })).toMatchObject({ code: 0 })
  expect(await inside.run(['clusters'], { DATABASE_URL: empty.ownerUrl })).toMatchObject(refusal('No new ones were made'))
  renameSync(join(inside.dataFolder, 'postgres'), join(inside.dataFolder, '..', 'aside'))
  expect(await inside.run(['clusters'])).toMatchObject(refusal("put its folder 'postgres' back"))
  expect(existsSync(join(inside.dataFolder, 'postgres'))).toBe(false)
})
