// A site whose making is killed at any moment, again and again before it is whole once: keys, cluster, roles, migrations, pack, original.
import { expect, test } from 'vitest'
import { aCommandLine } from '../command-line.ts'
import { expectWhole, killAfter, killWhenThere } from '../killed-making.ts'

const SITES = Number(process.env.MAKING_SITES ?? 15)
const KILLS = 3
const LONGEST_MS = 4000

/** What lies in the data folder when the stage has begun. */
const stages: Record<string, string[]> = {
  'the folder is locked': ['lock'],
  'the first key is made': ['keys/installation.key'],
  'all keys are made': ['keys/keys.json'],
  'the cluster is being made': ['postgres.new'],
  'the cluster is there': ['postgres/PG_VERSION'],
  'the server starts': ['postgres/postmaster.pid'],
  'the first original is kept': ['originals'],
}

test.each(Object.entries(stages))('killed when %s, a site is made whole by the next command', async (_name, paths) => {
  await using site = aCommandLine()
  expect(await killWhenThere(site, paths)).toBe(true)
  await expectWhole(site)
})

test(`${SITES} sites, each killed ${KILLS} times while it is made`, async () => {
  for (let made = 0; made < SITES; made++) {
    await using site = aCommandLine()
    const moments = Array.from({ length: KILLS }, () => Math.round(Math.random() * LONGEST_MS))
    for (const moment of moments) await killAfter(site, moment)
    await expectWhole(site).catch((error: Error) => {
      throw new Error(`Killed after ${moments.join(', ')} ms: ${error.message}`)
    })
    const { code, stdout } = await site.run(['doctor'])
    expect([moments, code, code === 0 ? '' : stdout]).toEqual([moments, 0, ''])
  }
})
