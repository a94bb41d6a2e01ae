// The log handed out: whoever has the export, the checkpoints, the public key and one file without dependencies can check it, and is
// told what was altered, removed, inserted or reordered since it was signed.
import { execFile } from 'node:child_process'
import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifierFrom } from '../../src/audit/checkpoint.ts'
import { exportCheckpoints, exportKey, exportLines, exportSize } from '../../src/audit/export.ts'
import { VERIFIER_NAME, verifierPath } from '../../src/audit/verifier.ts'
import { type AuditWorld, anAuditWorld } from '../audit-world.ts'

let world: AuditWorld
let exported: string
let signed: string
let key: string
const ids: string[] = []

/** 12 entries, signed at 4, 8 and 12. */
beforeAll(async () => {
  world = await anAuditWorld()
  for (let round = 0; round < 3; round += 1) {
    ids.push(...(await world.writeTogether(4)))
    await world.drain()
  }
  const { sql } = world.reader
  const verifier = verifierFrom(world.sequencing.keys.checkpoint.publicKey)
  expect(await exportSize(sql)).toBe(12)
  expect(await exportSize(sql, 11)).toBe(8)
  exported = await joined(exportLines(sql, 12))
  signed = await joined(exportCheckpoints(sql, 12, verifier))
  key = exportKey(verifier)
  // Elsewhere, without this program: the file must need nothing beside itself.
  await copyFile(verifierPath, join(world.folder, VERIFIER_NAME))
})
afterAll(() => world[Symbol.asyncDispose]())

async function joined(pieces: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}

function run(args: string[]): Promise<{ code: number; says: string }> {
  return new Promise((resolve) => {
    const { folder } = world
    execFile(process.execPath, [join(folder, VERIFIER_NAME), ...args], { cwd: folder, env: {} }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, says: `${stdout}${stderr}`.trim() })
    })
  })
}

async function check(given: { log?: string; checkpoints?: string; publicKey?: string } = {}) {
  const path = (name: string) => join(world.folder, name)
  await writeFile(path('log'), given.log ?? exported)
  await writeFile(path('checkpoints'), given.checkpoints ?? signed)
  await writeFile(path('key'), given.publicKey ?? key)
  return await run([path('log'), path('checkpoints'), path('key')])
}

/** The exported log with its lines changed. */
function changed(change: (lines: Record<string, unknown>[]) => Record<string, unknown>[]): string {
  const lines = exported.trimEnd().split('\n')
  const after = change(lines.map((line) => JSON.parse(line)))
  return after.map((line) => `${JSON.stringify(line)}\n`).join('')
}

const renumbered = (lines: Record<string, unknown>[]) => lines.map((line, i) => ({ ...line, place: i + 1 }))

test('an untouched export is as signed; the key may be given as a file or as its line, the checkpoints be the file outside', async () => {
  const name = key.split('+')[0]
  expect(await check()).toEqual({ code: 0, says: `OK: 12 entries are as signed by ${name} (3 checkpoints)` })
  expect(await run([join(world.folder, 'log'), world.sequencing.checkpointFile, key.trim()])).toMatchObject({ code: 0 })
  expect(await check({ log: exported.trimEnd() })).toMatchObject({ code: 0 })
})

describe('whoever tampers with the export', () => {
  const cases: { does: string; log: () => string; says: RegExp }[] = [
    {
      does: 'alters an entry',
      log: () => changed((all) => all.with(6, { ...all[6], outcome: 'refused' })),
      says: /^ALTERED: place 7, entry/,
    },
    {
      does: 'alters the number of a unit into text',
      log: () => changed((all) => all.with(6, { ...all[6], agencyNo: null })),
      says: /^ALTERED: place 7, entry/,
    },
    {
      does: 'alters a MAC',
      log: () => changed((all) => all.with(2, { ...all[2], mac: '00'.repeat(32) })),
      says: /^ALTERED: place 3, entry/,
    },
    {
      does: 'withholds an entry and invents its leaf',
      log: () => changed((all) => all.with(5, { place: 6, withheld: true, leaf: '00'.repeat(32) })),
      says: /^ALTERED: the signed tree of size 8 is another: something in places 5 to 8/,
    },
    { does: 'removes an entry', log: () => changed((all) => all.toSpliced(6, 1)), says: /^REMOVED: place 7 is missing/ },
    {
      does: 'removes an entry and closes the gap',
      log: () => changed((all) => renumbered(all.toSpliced(6, 1))),
      says: /^ALTERED: the signed tree of size 8 is another: something in places 5 to 8 was altered, removed or inserted/,
    },
    {
      does: 'removes the end',
      log: () => changed((all) => all.slice(0, 8)),
      says: /^REMOVED: 12 entries were signed, the export ends at place 8/,
    },
    { does: 'removes everything', log: () => '', says: /^REMOVED: 12 entries were signed/ },
    {
      does: 'inserts a copy of an entry',
      log: () => changed((all) => renumbered(all.toSpliced(7, 0, all[6]!))),
      says: /^REORDERED: place 8, entry/,
    },
    {
      does: 'adds an entry at the end',
      log: () => changed((all) => [...all, { place: 13, withheld: true, leaf: '00'.repeat(32) }]),
      says: /^INSERTED: no signed checkpoint covers the places from 13 to 13/,
    },
    {
      does: 'swaps two lines',
      log: () => changed((all) => all.with(2, all[9]!).with(9, all[2]!)),
      says: /^REMOVED: place 3 is missing/,
    },
    {
      does: 'swaps two entries',
      log: () => changed((all) => renumbered(all.with(4, all[5]!).with(5, all[4]!))),
      says: /^REORDERED: place 6, entry/,
    },
    { does: 'writes nonsense', log: () => exported.replace('{', '{{'), says: /^ALTERED: line 1 is not an exported entry/ },
  ]
  test.each(cases)('and $does is told so, with exit code 1', async ({ log, says }) => {
    const told = await check({ log: log() })
    expect(told.says).toMatch(says)
    expect(told.code).toBe(1)
  })

  test('names the entry itself', async () => {
    const told = await check({ log: changed((all) => all.with(6, { ...all[6], detail: '{}' })) })
    expect(told.says).toContain(ids[6])
  })
})

describe('what cannot be checked ends with 2', () => {
  const cases: { what: string; given: () => Parameters<typeof check>[0]; says: RegExp }[] = [
    {
      what: 'checkpoints of another log',
      given: () => ({ checkpoints: signed.replaceAll(/^tipbridge.*$/gm, 'another') }),
      says: /not a checkpoint signed/,
    },
    {
      what: 'a checkpoint with another root',
      given: () => ({ checkpoints: signed.replace(/\n4\n.{4}/, '\n4\nAAAA') }),
      says: /not a checkpoint signed/,
    },
    { what: 'no checkpoints', given: () => ({ checkpoints: '' }), says: /no checkpoint signed by this key/ },
    { what: 'no key', given: () => ({ publicKey: 'nothing\n' }), says: /not a public key/ },
    {
      what: 'a key whose id is not its own',
      given: () => ({ publicKey: key.replace(/\+[0-9a-f]{8}\+/, '+00000000+') }),
      says: /does not belong/,
    },
  ]
  test.each(cases)('$what', async ({ given, says }) => {
    const told = await check(given())
    expect(told.says).toMatch(says)
    expect(told.code).toBe(2)
  })

  test('a missing file, and wrong usage', async () => {
    expect(await run(['/nonexistent/log', '/nonexistent/checkpoints', key.trim()])).toMatchObject({
      code: 2,
      says: expect.stringContaining('no such file'),
    })
    expect(await run([])).toMatchObject({ code: 2, says: expect.stringMatching(/^usage: /) })
  })

  test('a note that a crash cut off is passed over, and what it covered is then covered by none', async () => {
    const told = await check({ checkpoints: signed.slice(0, -30) })
    expect(told).toEqual({ code: 1, says: 'INSERTED: no signed checkpoint covers the places from 9 to 12' })
  })
})

test('of entries of other units only the leaf goes out, and the tree can be checked all the same', async () => {
  const { sql } = world.reader
  const log = await joined(exportLines(sql, 12, { lo: 2, hi: 9, orNone: false }))
  expect(log).not.toContain('A. Analyst')
  expect(await check({ log })).toMatchObject({ code: 0, says: expect.stringMatching(/12 of them are withheld/) })
})

test('of an entry whose row is gone the export says so', async () => {
  const log = changed((all) => all.with(6, { place: 7, entryId: all[6]!.entryId, leaf: all[6]!.leaf }))
  expect(await check({ log })).toMatchObject({ code: 1, says: `REMOVED: place 7: of entry ${ids[6]} only its leaf is left` })
})

test('the verifier imports nothing but what Node brings', async () => {
  const text = await readFile(verifierPath, 'utf8')
  const imported = [...text.matchAll(/from '([^']+)'/g)].map((found) => found[1])
  expect(imported.every((name) => name!.startsWith('node:'))).toBe(true)
  expect(text).not.toMatch(/import\(|require\(/)
})
