// The stand-alone verifier is given files by whoever wants something overlooked: a changed export is found out or refused in a sentence,
// and never passes as signed.
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { verifierFrom } from '../../src/audit/checkpoint.ts'
import { exportCheckpoints, exportKey, exportLines } from '../../src/audit/export.ts'
import { verifierPath } from '../../src/audit/verifier.ts'
import { anAuditWorld } from '../audit-world.ts'
import { mutated } from './mutations.ts'

/** Each is a process of its own. */
const RUNS = Math.ceil(Number(process.env.FUZZ_RUNS ?? 20_000) / 100)

async function joined(pieces: AsyncIterable<string>): Promise<Buffer> {
  let text = ''
  for await (const piece of pieces) text += piece
  return Buffer.from(text)
}

/** What a log says, line by line: blanks between members say nothing. */
function linesOf(log: Buffer): string {
  try {
    return log
      .toString('utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.stringify(JSON.parse(line)))
      .join('\n')
  } catch {
    return 'not to be read'
  }
}

test('a mutated export, checkpoint or key is never taken for what was signed', async () => {
  await using world = await anAuditWorld()
  for (let round = 0; round < 2; round += 1) {
    await world.writeTogether(4)
    await world.drain()
  }
  const verifier = verifierFrom(world.sequencing.keys.checkpoint.publicKey)
  const good = {
    log: await joined(exportLines(world.reader.sql, 8)),
    checkpoints: await joined(exportCheckpoints(world.reader.sql, 8, verifier)),
    key: Buffer.from(exportKey(verifier)),
  }
  const path = (name: string) => join(world.folder, `fuzzed-${name}`)
  async function check(given: typeof good) {
    for (const name of ['log', 'checkpoints', 'key'] as const) await writeFile(path(name), given[name])
    const run = promisify(execFile)(process.execPath, [verifierPath, path('log'), path('checkpoints'), path('key')])
    return await run.then(
      ({ stdout }) => ({ code: 0, says: stdout }),
      ({ code, stdout, stderr }) => ({ code, says: `${stdout}${stderr}` }),
    )
  }
  expect(await check(good)).toMatchObject({ code: 0 })
  const changed = fc
    .constantFrom('log', 'checkpoints', 'key' as const)
    .chain((name) => mutated([good[name as keyof typeof good]]).map((bytes) => ({ ...good, [name]: bytes })))
  await fc.assert(
    fc.asyncProperty(changed, async (given) => {
      const { code, says } = await check(given)
      expect([0, 1, 2]).toContain(code)
      expect(says.trim()).not.toBe('')
      expect(says).not.toMatch(/^ {4}at /m)
      if (linesOf(given.log) !== linesOf(good.log)) expect(code).not.toBe(0)
    }),
    { numRuns: RUNS },
  )
})
