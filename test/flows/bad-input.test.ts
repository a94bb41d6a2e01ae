// Bad input, handed in for real: none of it crashes, stops the batch, loses a record, doubles one, or ends without a visible state.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandLine } from '../../src/country/site.ts'
import { agencyExample } from '../../src/intake/formats/agency-json-examples.data.ts'
import { cybertipEntry, cybertipEnvelope } from '../../src/intake/formats/cybertip-xml-examples.data.ts'
import { keepOriginal } from '../../src/intake/originals.ts'
import { originalsFolder } from '../../src/intake/read-batch.ts'
import { closeBatch, keepFile, recordFile, startBatch } from '../../src/intake/receive.ts'
import type { SaveSite } from '../../src/intake/save.ts'
import { runStages } from '../../src/pipeline/run-stages.ts'
import { batchOf, readBatches, receiptsOf } from '../intake.ts'
import { unitNo } from '../people.ts'
import { stageWorld } from '../stages.ts'
import { aWorld, type TestWorld } from '../world.ts'
import { zipOf } from '../zip.ts'

let world: TestWorld
const desk = unitNo('national-desk')

/** All that the pipeline does to a new report, as in a work process. */
let stages: SaveSite['stages']

beforeAll(async () => {
  world = await aWorld()
  const at = await stageWorld(world)
  stages = (tx, reports) => runStages(tx, reports, at())
})
afterAll(() => world[Symbol.asyncDispose]())

async function* once(bytes: Buffer | string): AsyncGenerator<Buffer> {
  yield Buffer.from(bytes as string)
}

type Bytes = Buffer | string | AsyncIterable<Buffer>

async function handIn(files: Record<string, Bytes>): Promise<string> {
  const now = world.clock.now()
  const { sql } = world.owner
  const store = { folder: originalsFolder(world.dataFolder), installation: world.keys.installation }
  const batchId = await startBatch(sql, { deskNo: desk, sourceId: 'clearing-house', door: 'command-line', by: commandLine, now })
  let ordinal = 1
  for (const [name, bytes] of Object.entries(files)) {
    const kept = await keepFile(store, typeof bytes === 'string' || Buffer.isBuffer(bytes) ? once(bytes) : bytes)
    ordinal += await recordFile(sql, { batchId, deskNo: desk, ordinal, name, now }, kept)
  }
  await closeBatch(sql, batchId, now)
  return batchId
}

/** States of the records of a batch with the good neighbour that must come through whatever stands beside it. */
async function statesOf(files: Record<string, Bytes>): Promise<{ state: string; reason: string | null }[]> {
  const good = 8_000_000 + Math.floor(Math.random() * 900_000)
  const batchId = await handIn({ ...files, 'zz-good.xml': cybertipEnvelope(cybertipEntry(good)) })
  await readBatches(world, stages)
  const receipts = await receiptsOf(world, batchId)
  expect(receipts.at(-1)).toMatchObject({ file: 'zz-good.xml', sourceNumber: String(good) })
  expect(['accepted', 'accepted-with-issues']).toContain(receipts.at(-1)!.state)
  const batch = (await batchOf(world, batchId))!
  expect(batch.state).toBe('done')
  expect(await world.owner.sql`select number from report where state = 'received'`).toEqual([])
  expect(batch.records).toBe(receipts.length)
  return receipts.slice(0, -1).map(({ state, reason }) => ({ state, reason }))
}

const utf16 = (text: string) =>
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text.replace('UTF-8', 'UTF-16'), 'utf16le')])
const doctype =
  '<!DOCTYPE reports [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
const broken = cybertipEntry(7_000_002).replace('</incidentSummary>', '</incidentSumary>')
const MEGABYTES = Number(process.env.HUGE_MB ?? 1024)
let next = 6_000_000
const entry = (change: (text: string) => string = (text) => text) => cybertipEnvelope(change(cybertipEntry(++next)))

const quarantined: Record<string, () => Bytes> = {
  'an empty file': () => '',
  'only blanks': () => ' \n\n ',
  'bytes that are no text': () => randomBytes(5000),
  'a DOCTYPE with entity bombs and an outside entity': () =>
    entry().replace('?>\n', `?>\n${doctype}\n`).replace('kx_91', '&b;&x;'),
  'an encoding that nobody knows': () => entry().replace('UTF-8', 'x-invented'),
  'a NUL among the bytes of XML': () => entry((text) => text.replace('kx_91', 'kx\u0000')),
  'a NUL written as a reference in XML': () => entry((text) => text.replace('kx_91', 'kx&#0;')),
  'bytes not valid in UTF-8': () => Buffer.from(entry().replace('kx_91', 'kx\u00ff'), 'latin1'),
  'a document that is no report': () => '<?xml version="1.0"?><page><p>hello</p></page>',
  'a JSON document that is no report': () => '{"hello": "world", "__proto__": {"polluted": true}}',
  'an empty JSON list of nothing usable': () => '[{}]',
  'an entry that holds nothing usable': () => cybertipEnvelope('<entry reportId="6999999"><report></report></entry>'),
}

test.each(Object.entries(quarantined))('%s is quarantined with a reason', async (name, bytes) => {
  const states = await statesOf({ [`${name}.xml`]: bytes() })
  expect(states.length).toBeGreaterThanOrEqual(1)
  expect(states.map((one) => one.state)).toEqual(states.map(() => 'quarantined'))
  for (const { reason } of states) expect(reason).toMatch(/^[a-z0-9-]+$/)
  expect(({} as any).polluted).toBeUndefined()
})

const dates = [
  '2026-13-45T99:99:99Z',
  '01/02/03',
  'yesterday',
  '',
  '9999999999999',
  '2026-02-30T10:00:00Z',
  '0000-00-00',
  '+275760-09-13T00:00:00Z',
]
const withIssues: Record<string, () => Bytes> = {
  ...Object.fromEntries(
    dates.map((date) => [`the date ${date}`, () => entry((text) => text.replace('2026-04-30T22:15:09+05:30', date))]),
  ),
  'an IP out of range': () => entry((text) => text.replace('203.0.113.77', '300.0.113.777')),
  'a port out of range': () => entry((text) => text.replace('49152', '99999')),
  'an unknown element': () => entry((text) => text.replace('<reporter>', '<newElement>kept</newElement><reporter>')),
  'elements out of order': () =>
    entry((text) =>
      text.replace(/(<internetDetails>[\s\S]*<\/internetDetails>)([\s\S]*?)(<reporter>[\s\S]*?<\/reporter>)/, '$3$2$1'),
    ),
  'a bidirectional override': () => entry((text) => text.replace('kx_91', 'kx\u202e19_xk')),
  'a string of a megabyte': () => entry((text) => text.replace('kx_91', 'k'.repeat(1 << 20))),
  'a NUL written in JSON': () => JSON.stringify({ ...agencyExample(++next), note: 'a\u0000b' }),
  'a lone surrogate in JSON': () =>
    JSON.stringify(agencyExample(++next)).replace('"reportId"', '"odd\\ud800":"x\\udfff","reportId"'),
}

test.each(Object.entries(withIssues))('%s is an issue, never quarantine', async (name, bytes) => {
  expect((await statesOf({ 'odd.xml': bytes() })).map((one) => [name, one.state])).toEqual([[name, 'accepted-with-issues']])
})

test('byte-order marks and UTF-16 are read', async () => {
  const states = await statesOf({
    'a.xml': `\ufeff${entry()}`,
    'b.xml': utf16(entry()),
    'c.json': `\ufeff${JSON.stringify(agencyExample(++next))}`,
  })
  expect(states.map((one) => one.state.replace('-with-issues', ''))).toEqual(['accepted', 'accepted', 'accepted'])
})

test('a broken entry harms no neighbour, and a file that breaks off keeps what came before', async () => {
  const envelope = cybertipEnvelope(cybertipEntry(7_000_001), broken, cybertipEntry(7_000_003))
  expect((await statesOf({ 'a.xml': envelope })).map((one) => one.state)).toEqual(['accepted', 'quarantined', 'accepted'])
  const cut = cybertipEnvelope(cybertipEntry(7_000_011), cybertipEntry(7_000_012))
  const states = await statesOf({ 'b.xml': cut.slice(0, cut.lastIndexOf('<personOrUserReported>')) })
  expect(states.map((one) => one.state)).toEqual(['accepted', 'quarantined'])
})

test('null everywhere in JSON, and keys such as __proto__, do no harm', async () => {
  const nulls = JSON.stringify(agencyExample(++next), (key, value) =>
    key === 'reportId' || key === '' || key === 'reportedInformation' ? value : typeof value === 'object' ? value : null,
  )
  const odd = JSON.stringify(agencyExample(++next)).replace(
    '{',
    '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},',
  )
  const states = await statesOf({ 'nulls.json': nulls, 'odd.json': odd })
  expect(states.map((one) => one.state)).not.toContain('failed')
  expect(states).toHaveLength(2)
  expect(({} as any).polluted).toBeUndefined()
})

test('what is shortened ends with a whole character, so that nothing of it is refused', async () => {
  const files: Record<string, string> = {}
  for (const first of ['', 'x']) {
    const long = `${first}${'\u{1f525}'.repeat(300)}`
    files[`a${first}${'\u{1f525}'.repeat(60)}.xml`] = entry((text) => text.replaceAll('kx_91', long))
    files[`b${first}.json`] = JSON.stringify(agencyExample(++next)).replaceAll(/"(Quaychat|kx_91)"/g, JSON.stringify(long))
  }
  expect((await statesOf(files)).map(({ state }) => state.replace('-with-issues', ''))).toEqual(Array(4).fill('accepted'))
})

test('the same number twice in one batch, and the same batch twice at once, double nothing', async () => {
  const twice = cybertipEnvelope(cybertipEntry(7_100_001), cybertipEntry(7_100_001))
  const [first, second] = await Promise.all([handIn({ 'a.xml': twice }), handIn({ 'a.xml': twice })])
  await readBatches(world, stages)
  const states = (await Promise.all([receiptsOf(world, first!), receiptsOf(world, second!)])).map((all) =>
    all.map((one) => one.state),
  )
  expect(states.sort()).toEqual([
    ['accepted', 'duplicate'],
    ['duplicate', 'duplicate'],
  ])
  const kept = await world.owner.sql`select 1 from report where source_number = '7100001'`
  expect(kept).toHaveLength(1)
})

test('a ZIP: members are read, odd names lead nowhere, bombs, nested and encrypted ones are refused by themselves', async () => {
  const zip = zipOf([
    { name: '../../etc/passwd.xml', bytes: entry() },
    { name: 'stored.json', bytes: JSON.stringify(agencyExample(++next)), isStored: true },
    { name: 'bomb.xml', bytes: Buffer.alloc(30_000_000, ' ') },
    { name: 'lies.xml', bytes: entry(), says: 10 },
    { name: 'inner.zip', bytes: zipOf([]) },
    { name: 'secret.xml', bytes: entry(), isEncrypted: true },
    { name: 'folder/', bytes: '' },
  ])
  const states = await statesOf({ 'tips.zip': zip })
  expect(states.map((one) => one.reason ?? one.state.replace('-with-issues', ''))).toEqual([
    'accepted',
    expect.anything(),
    'zip-bomb',
    'zip-bomb',
    'zip-nested',
    'zip-encrypted',
  ])
  const names = await world.owner.sql<{
    file: string
  }>`select file from receipt where file like 'tips.zip/%' and part = 0 order by ordinal`
  expect(names[0]!.file).toBe('tips.zip/etc/passwd.xml')
  const broken = await statesOf({ 'cut.zip': zip.subarray(0, zip.length - 40) })
  expect(broken).toEqual([{ state: 'quarantined', reason: 'zip-broken' }])
})

test('a name with a NUL, an escape or a line end in a ZIP is written out, and the members beside it are read', async () => {
  const members = ['a\0b.xml', 'c\u001b[2J.xml', 'd\ne.xml'].map((name) => ({ name, bytes: entry(), isUtf8: true }))
  const states = await statesOf({ 'odd\0names.zip': zipOf(members) })
  expect(states.map((one) => one.state.replace('-with-issues', ''))).toEqual(['accepted', 'accepted', 'accepted'])
  const names = await world.owner.sql<{ file: string }>`
    select file from receipt where file like 'odd[U+0000]%' and part = 0 order by ordinal`
  expect(names.map(({ file }) => file.split('/')[1])).toEqual(['a[U+0000]b.xml', 'c[U+001B][2J.xml', 'd[U+000A]e.xml'])
})

test('the number in the name of a member outlives a path that is too long to be kept', async () => {
  const report = /<report>[\s\S]*<\/report>/.exec(cybertipEntry(8_300_011))![0]
  const batchId = await handIn({ 'long.zip': zipOf([{ name: `${'deep/'.repeat(120)}8300011.xml`, bytes: report }]) })
  await readBatches(world, stages)
  const [receipt] = await receiptsOf(world, batchId)
  expect(receipt).toMatchObject({ sourceNumber: '8300011', file: expect.stringMatching(/^…\/deep\/.*\/8300011\.xml$/) })
})

test('100,000 files in one ZIP are listed', async () => {
  const members = function* () {
    for (let at = 0; at < 100_000; at++) yield { name: `tip-${at}.xml`, bytes: 'x', isStored: true }
  }
  const store = { folder: originalsFolder(world.dataFolder), installation: world.keys.installation }
  const kept = await keepFile(store, once(zipOf(members())))
  expect(kept.members).toHaveLength(100_000)
  expect(kept.members!.at(-1)).toMatchObject({ ordinal: 100_000, name: 'tip-99999.xml' })
}, 300_000)

test('a gigabyte of one element is refused by the record limit, in constant memory', async () => {
  const piece = Buffer.alloc(1 << 20, 'a')
  const gigabyte = async function* () {
    yield Buffer.from(cybertipEnvelope(cybertipEntry(7_200_001)).replace(/kx_91[\s\S]*/, ''))
    for (let at = 0; at < MEGABYTES; at++) yield piece
  }
  const before = process.memoryUsage().rss
  let most = 0
  const watching = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 100)
  const states = await statesOf({ 'huge.xml': gigabyte() })
  clearInterval(watching)
  expect(states).toEqual([{ state: 'quarantined', reason: expect.stringMatching(/limit|large|long/) }])
  expect(most - before).toBeLessThan(400 << 20)
}, 600_000)

test('a full disk is an error that leaves nothing half written', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tipbridge-full-'))
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder]).status === 0
  try {
    const store = { folder: isMounted ? folder : '/dev/full', installation: world.keys.installation }
    await expect(keepOriginal(store, once(randomBytes(16 << 20)))).rejects.toThrow(isMounted ? /ENOSPC/ : /ENOTDIR|EEXIST/)
    expect(isMounted ? readdirSync(folder, { recursive: true }).filter((name) => String(name).length > 2) : []).toEqual([])
  } finally {
    if (isMounted) spawnSync('umount', [folder])
    rmSync(folder, { recursive: true, force: true })
  }
})
