// No room on the disk, by the limit of a file's size: handing in ends with one sentence, and what is handed in later is whole.
import { createCipheriv } from 'node:crypto'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cybertipEntry, cybertipEnvelope } from '../../src/intake/formats/cybertip-xml-examples.data.ts'
import { aCommandLine, jsonLines } from '../command-line.ts'

const LIMIT_MB = 24

/** The same each time, and of no format: bytes by chance begin like a document in one run of a hundred. Nothing packs them. */
const noise = (bytes: number): Buffer =>
  createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16)).update(Buffer.alloc(bytes))

test('a file that the disk does not take ends the hand-in with one sentence; without the limit all of it is received', async () => {
  await using site = aCommandLine()
  const folder = join(site.dataFolder, '..', 'in')
  mkdirSync(folder)
  writeFileSync(join(folder, 'a.xml'), cybertipEnvelope(cybertipEntry(1)))
  writeFileSync(join(folder, 'b.bin'), noise((LIMIT_MB + 6) << 20))
  const limited = await site.run(['receive', '--wait', '--json', folder], {}, { fileMegabytes: LIMIT_MB })
  expect(limited).toEqual({
    code: 1,
    stdout: '',
    stderr:
      'Kept so far, and read in any case: 1 of 2 files. Hand all in again: what came counts as a duplicate.\n' +
      'A file may not grow that large here: the limit of this user (ulimit -f) is reached.\n',
  })
  expect(
    readdirSync(join(site.dataFolder, 'originals'), { recursive: true }).filter((name) => /part$/.test(String(name))),
  ).toEqual([])
  const { code, stdout } = await site.run(['receive', '--wait', '--json', folder])
  expect(code).toBe(0)
  // What had been handed in before the limit was reached is a report already.
  expect(jsonLines(stdout).at(-1)).toMatchObject({ files: 2, records: 2, accepted: 0, duplicate: 1, quarantined: 1, failed: 0 })
})
