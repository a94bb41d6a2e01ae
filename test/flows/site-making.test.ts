// A site whose making is killed at a stage (all of them, and any moment: test/torture/site-making.test.ts): the next command makes it whole by itself, and nothing handed in is lost or doubled.
import { expect, test } from 'vitest'
import { aCommandLine } from '../command-line.ts'
import { expectWhole, killWhenThere } from '../killed-making.ts'

/** What lies in the data folder when the stage has begun. */
const stages: Record<string, string[]> = {
  'the cluster is half made': ['postgres.new/global/pg_control'],
  'the server starts': ['postgres/postmaster.pid'],
}

test.each(Object.entries(stages))('killed when %s, a site is made whole by the next command', async (_name, paths) => {
  await using site = aCommandLine()
  expect(await killWhenThere(site, paths)).toBe(true)
  await expectWhole(site)
})
