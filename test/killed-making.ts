// A site whose making was killed, for the flow that does so at some stages and the torture that does so at any moment.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'vitest'
import { cybertipEntry, cybertipEnvelope } from '../src/intake/formats/cybertip-xml-examples.data.ts'
import { type CommandLine, jsonLines } from './command-line.ts'

const RECORDS = 2

function filesFor(site: CommandLine): string {
  const folder = join(site.dataFolder, '..', 'in')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'tips.xml'), cybertipEnvelope(...Array.from({ length: RECORDS }, (_, at) => cybertipEntry(at + 1))))
  return folder
}

/** Starts a hand-in that makes the site, and kills it when all these paths are in the data folder; false where it ended before. */
export const killWhenThere = (site: CommandLine, paths: readonly string[]): Promise<boolean> =>
  kill(site, async (isAlive) => {
    while (isAlive() && !paths.every((path) => existsSync(join(site.dataFolder, path)))) await wait(1)
  })

export const killAfter = (site: CommandLine, milliseconds: number): Promise<boolean> =>
  kill(site, async () => void (await wait(milliseconds)))

async function kill(site: CommandLine, until: (isAlive: () => boolean) => Promise<void>): Promise<boolean> {
  const { child, ended } = site.start(['receive', filesFor(site)])
  const isAlive = () => child.exitCode === null
  await until(isAlive)
  const wasAlive = isAlive()
  child.kill('SIGKILL')
  await ended
  return wasAlive
}

/** The next hand-in of the same finds a site, or makes one: each report is there once, whichever of the two brought it. */
export async function expectWhole(site: CommandLine): Promise<void> {
  const { code, stdout, stderr } = await site.run(['receive', '--wait', '--json', filesFor(site)])
  expect([code, code === 0 ? '' : stderr]).toEqual([0, ''])
  const summary = jsonLines(stdout).at(-1)
  expect(summary).toMatchObject({ files: 1, records: RECORDS, newVersion: 0, quarantined: 0, failed: 0 })
  expect([0, RECORDS]).toContain(summary.accepted)
  expect(summary.accepted + summary.duplicate).toBe(RECORDS)
}
