// DATABASE_URL on a data folder that holds an embedded site: each database has a site of its own there, with all that belongs to it, and
// without the setting the embedded one is as it was.
import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from '../../src/base/config.ts'
import { silentLog } from '../../src/base/log.ts'
import { withSite } from '../../src/cli/site.ts'
import { cybertipEntry, cybertipEnvelope } from '../../src/intake/formats/cybertip-xml-examples.data.ts'
import { aCommandLine, type CommandLine, jsonLines } from '../command-line.ts'
import { anEmptyDatabase, type EmptyDatabase } from '../empty-database.ts'

const at = ({ ownerUrl }: EmptyDatabase) => ({ DATABASE_URL: ownerUrl })

async function receive(site: CommandLine, number: number, settings?: Record<string, string>): Promise<void> {
  const file = join(site.dataFolder, '..', `${number}.xml`)
  writeFileSync(file, cybertipEnvelope(cybertipEntry(number)))
  expect(await site.run(['receive', '--wait', file], settings)).toMatchObject({ code: 0 })
}

const reports = async (site: CommandLine, settings?: Record<string, string>) =>
  jsonLines((await site.run(['clusters', '--json'], settings)).stdout).map(({ report }) => report)
const placesIn = ({ dataFolder }: CommandLine) =>
  readdirSync(join(dataFolder, 'sites')).map((name) => join(dataFolder, 'sites', name))
const refusal = (words: string | RegExp) => ({ code: 1, stdout: '', stderr: expect.stringMatching(words) })

test('each database has its own site, and the embedded one stays as it was', async () => {
  await using first = await anEmptyDatabase()
  await using second = await anEmptyDatabase()
  await using site = aCommandLine()
  await receive(site, 1)
  await receive(site, 2, at(first))
  await receive(site, 3, at(second))
  expect([await reports(site), await reports(site, at(first)), await reports(site, at(second))]).toEqual([['1'], ['2'], ['3']])
  expect(placesIn(site)).toHaveLength(2)
  expect(await site.run(['audit', 'verify'], at(first))).toMatchObject({ code: 0 })
  expect(await site.run(['doctor'], at(first))).toMatchObject({ code: 0 })
  // At the same time, each with what runs on it.
  const servers = [await site.serve(), await site.serve(at(first))]
  const addresses = async (settings?: Record<string, string>) =>
    jsonLines((await site.run(['status', '--json'], settings)).stdout).map(({ address }) => address)
  expect([...(await addresses()), ...(await addresses(at(first)))]).toEqual(servers.map((server) => server!.address))
  expect(await addresses(at(second))).toEqual([null])
  expect(await reports(site, at(first))).toEqual(['2'])
  expect(await site.run(['serve'], at(first))).toMatchObject(refusal(/^The data folder .*\/sites\/.* is in use/))
  const elsewhere = { ...at(first), TIPBRIDGE_DATA: join(site.dataFolder, '..', 'other') }
  expect(await site.run(['clusters'], elsewhere)).toMatchObject(refusal(/^The database is in use/))
})

test('the demonstration of one database is removed without a trace in the others', async () => {
  await using database = await anEmptyDatabase()
  await using site = aCommandLine()
  await receive(site, 1)
  expect(await site.run(['migrate'], at(database))).toMatchObject({ code: 0 })
  await database.ask(({ sql }) => sql`insert into setting (name, value) values ('demo', 'true')`)
  expect(await site.run(['demo', '--if-empty'], at(database))).toMatchObject({
    code: 0,
    stdout: `${join(placesIn(site)[0]!, 'demo-password.txt')}\n`,
  })
  expect(await site.run(['demo', '--reset'])).toMatchObject(refusal('is a site in use'))
  expect(await site.run(['demo', '--reset'], at(database))).toMatchObject({ code: 0 })
  expect(readdirSync(placesIn(site)[0]!)).toEqual(['keys'])
  expect(await reports(site)).toEqual(['1'])
  // Also where the embedded one is gone the database keeps its place, and the folder may have an embedded one again.
  expect(await site.run(['migrate'], at(database))).toMatchObject({ code: 0 })
  for (const name of ['postgres', 'site.json']) rmSync(join(site.dataFolder, name), { recursive: true })
  expect(await site.run(['clusters'], at(database))).toMatchObject({ code: 0 })
  expect(existsSync(join(site.dataFolder, 'site.json'))).toBe(false)
  rmSync(join(site.dataFolder, 'keys', 'last-checkpoint'))
  rmSync(join(site.dataFolder, 'audit'), { recursive: true })
  expect(await reports(site)).toEqual([])
})

test('a site whose database is named in another way is found, and its folder is to be renamed', async () => {
  await using database = await anEmptyDatabase()
  await using site = aCommandLine()
  const keys = join(site.dataFolder, '..', 'keys')
  const settings = { ...at(database), TIPBRIDGE_KEYS: keys }
  expect(await site.run(['migrate'], { TIPBRIDGE_KEYS: keys })).toMatchObject({ code: 0 })
  await receive(site, 1, settings)
  const [place] = placesIn(site)
  const other = new URL(database.ownerUrl)
  other.searchParams.set('host', `${other.searchParams.get('host')}/.`)
  const renamed = { ...settings, DATABASE_URL: other.href }
  const { stderr } = await site.run(['serve'], renamed)
  const [said, from, to, keysFrom, keysTo] =
    /has its files in (\S+), .* rename that folder to (\S+), and (\S+) to (\S+)\.\n$/.exec(stderr) ?? []
  expect(said, stderr).toBeDefined()
  expect(placesIn(site)).toEqual([place])
  expect(from).toBe(place)
  renameSync(from!, to!)
  expect(keysFrom!.startsWith(`${keys}/`)).toBe(true)
  renameSync(keysFrom!, keysTo!)
  expect(await reports(site, renamed)).toEqual(['1'])
  expect(await site.run(['doctor'], renamed)).toMatchObject({ code: 0 })
  expect(await site.run(['clusters'], { TIPBRIDGE_KEYS: keys })).toMatchObject({ code: 0 })
})

test('neither the database of the embedded site nor that of another program is taken', async () => {
  await using database = await anEmptyDatabase()
  await using site = aCommandLine()
  expect(await site.serve()).toBeDefined()
  const { stdout } = await site.run(['status', '--json'])
  const [{ database: own }] = jsonLines(stdout)
  expect(await site.run(['clusters'], { DATABASE_URL: own.ownerUrl })).toMatchObject(refusal('unset DATABASE_URL'))
  await database.ask(({ sql }) => sql`create table invoice (id int)`)
  expect(await site.run(['migrate'], at(database))).toMatchObject(refusal(/tables of another program \(invoice\)/))
  expect(placesIn(site)).toEqual([])
  const fresh = { ...at(database), TIPBRIDGE_DATA: join(site.dataFolder, '..', 'fresh') }
  expect(await site.run(['serve'], fresh)).toMatchObject(refusal(/tables of another program/))
  expect(existsSync(join(fresh.TIPBRIDGE_DATA, 'keys'))).toBe(false)
  // Where the place was chosen before there was an embedded site.
  const early = readConfig({ TIPBRIDGE_DATA: site.dataFolder, DATABASE_URL: database.ownerUrl })
  await expect(withSite({ config: early, log: silentLog, purpose: 'test' }, async () => {})).rejects.toThrow('start this again')
})
