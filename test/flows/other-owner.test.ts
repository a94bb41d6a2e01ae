// Root at work on the site of another user: all that it makes there belongs to that user. Only root can play this.
import { chownSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cybertipEntry, cybertipEnvelope } from '../../src/intake/formats/cybertip-xml-examples.data.ts'
import { aCommandLine, jsonLines } from '../command-line.ts'
import { anEmptyDatabase } from '../empty-database.ts'

const isRoot = process.getuid?.() === 0
/** nobody: it is on every system and has nothing to lose. */
const OTHER = 65_534

const title = 'what root makes in the data folder of another user belongs to that user, and doctor names what does not'

test.skipIf(!isRoot)(isRoot ? title : `${title} (left out: only root can play it)`, async () => {
  await using site = aCommandLine()
  mkdirSync(site.dataFolder, { mode: 0o700 })
  chownSync(site.dataFolder, OTHER, OTHER)
  const file = join(site.dataFolder, '..', 'a.xml')
  writeFileSync(file, cybertipEnvelope(cybertipEntry(1)))
  expect(await site.run(['receive', file])).toMatchObject({ code: 0 })
  expect(await site.run(['audit', 'verify'])).toMatchObject({ code: 0 })
  // A site beside it, too.
  await using database = await anEmptyDatabase()
  expect(await site.run(['migrate'], { DATABASE_URL: database.ownerUrl })).toMatchObject({ code: 0 })
  const made = readdirSync(site.dataFolder, { recursive: true }).map(String)
  expect(made).toEqual(expect.arrayContaining(['audit/checkpoints', 'keys/keys.json', 'postgres.log']))
  expect(made.filter((name) => /^sites\/[^/]+\/keys\/keys\.json$/.test(name))).toHaveLength(1)
  expect(made.filter((name) => /^originals\/..\/.{36}$/.test(name))).toHaveLength(1)
  expect(made.filter((name) => statSync(join(site.dataFolder, name)).uid !== OTHER)).toEqual([])

  const check = async () => jsonLines((await site.run(['doctor', '--json'])).stdout).find((line) => /every file/.test(line.check))
  expect(await check()).toMatchObject({ isRight: true })
  chownSync(join(site.dataFolder, 'originals'), 0, 0)
  const { isRight, faults } = await check()
  expect(isRight).toBe(false)
  expect(faults).toEqual([
    expect.stringContaining(`${site.dataFolder}/originals: `),
    expect.stringContaining(`chown -R ${OTHER}:${OTHER} ${site.dataFolder}`),
  ])
})
