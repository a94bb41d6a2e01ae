// Trouble of ours while reading: an original that is gone, a crash in the middle of a file. Nothing is lost, nothing doubled.
import { readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { takeLease } from '../../src/base/lease.ts'
import { silentLog } from '../../src/base/log.ts'
import { commandLine } from '../../src/country/site.ts'
import { cybertipEntry, cybertipEnvelope } from '../../src/intake/formats/cybertip-xml-examples.data.ts'
import { batchReader, originalsFolder } from '../../src/intake/read-batch.ts'
import { type HandedIn, keepFile, keepOpen, recordFile, startBatch } from '../../src/intake/receive.ts'
import { batchOf, dropFiles, readBatches } from '../intake.ts'
import { as, unitNo } from '../people.ts'
import { aWorld, packs, type TestWorld } from '../world.ts'

const xml = (...numbers: number[]) => cybertipEnvelope(...numbers.map(cybertipEntry))
const storeOf = (world: TestWorld) => ({ folder: join(world.dataFolder, 'originals') })
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))

test('an original that cannot be read is tried again, then parked as failed and shown; a retry takes it up', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const { body } = await dropFiles(world, desk, { files: { 'tips.xml': xml(1, 2) } })
  const other = await dropFiles(world, desk, { files: { 'other.xml': xml(3) } })
  const lost = filesIn(storeOf(world).folder)
  for (const file of lost) renameSync(file, `${file}.gone`)
  for (let tries = 0; tries < 6; tries++) {
    await readBatches(world)
    world.clock.pass(120_000)
  }
  expect(await batchOf(world, body.batchId)).toMatchObject({ state: 'failed', failed: 1, records: 0 })
  const { body: shown } = await desk.get('/api/quarantine')
  expect(shown.items.map((item: { state: string; file: string }) => `${item.file} ${item.state}`).sort()).toEqual([
    'other.xml failed',
    'tips.xml failed',
  ])
  for (const file of lost) renameSync(`${file}.gone`, file)
  for (const batchId of [body.batchId, other.body.batchId])
    expect((await desk.post(`/api/receipts/${batchId}/1/0/retry`)).status).toBe(200)
  await readBatches(world)
  expect(await batchOf(world, body.batchId)).toMatchObject({ state: 'done', failed: 0, accepted: 2 })
})

test('a crash in the middle of a file is resumed without loss or doubles', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const numbers = Array.from({ length: 1200 }, (_, at) => at + 1)
  const { body } = await dropFiles(world, desk, { files: { 'tips.xml': xml(...numbers) } })
  const lease = (await takeLease(world.owner, { name: 'pipeline', holder: 'test' }))!
  const reader = {
    owner: world.owner,
    keys: world.keys,
    site: { packs },
    clock: world.clock,
    log: silentLog,
    dataFolder: world.dataFolder,
  }
  let chunks = 0
  await batchReader(reader)({
    lease,
    stages: undefined,
    breathe: async () => {
      if (++chunks === 2) throw new Error('on purpose')
    },
  })
  await lease.release()
  const [{ n }] = (await world.owner.sql<{ n: number }>`select count(*)::int as n from report`) as [{ n: number }]
  expect(n).toBeGreaterThan(0)
  expect(n).toBeLessThan(1200)
  world.clock.pass(60_000)
  await readBatches(world)
  expect(await batchOf(world, body.batchId)).toMatchObject({ state: 'done', records: 1200, accepted: 1200, duplicate: 0 })
  expect(await world.owner.sql`select count(*)::int as n, count(distinct number)::int as numbers from report`).toEqual([
    { n: 1200, numbers: 1200 },
  ])
  expect(await world.owner.sql`select count(*)::int as n from report_version`).toEqual([{ n: 1200 }])
})

test('what a killed command had handed in is closed after a minute of silence, read, and takes nothing more', async () => {
  await using world = await aWorld()
  const { sql } = world.owner
  const store = { folder: originalsFolder(world.dataFolder), installation: world.keys.installation }
  const now = world.clock.now()
  const deskNo = unitNo('national-desk')
  const origin: HandedIn = { deskNo, sourceId: 'clearing-house', door: 'command-line', by: commandLine, now }
  const [half, empty] = [await startBatch(sql, origin), await startBatch(sql, origin)]
  async function* bytes() {
    yield Buffer.from(xml(1, 2))
  }
  const file = { batchId: half, deskNo, ordinal: 1, name: 'tips.xml', now }
  await recordFile(sql, file, await keepFile(store, bytes()))
  await readBatches(world)
  expect(await batchOf(world, half)).toMatchObject({ state: 'open' })
  world.clock.pass(40_000)
  await keepOpen(sql, half, world.clock.now())
  world.clock.pass(40_000)
  await readBatches(world)
  expect(await batchOf(world, half)).toMatchObject({ state: 'open' })
  expect(await batchOf(world, empty)).toMatchObject({ state: 'refused', reason: 'no-files' })
  world.clock.pass(40_000)
  await readBatches(world)
  expect(await batchOf(world, half)).toMatchObject({ state: 'done', files: 1, accepted: 2 })
  await expect(recordFile(sql, { ...file, ordinal: 2 }, await keepFile(store, bytes()))).rejects.toThrow('batch-closed')
  const entries = await sql`select outcome, detail from audit_entry where action = 'batch.hand-in' and subject_id = ${half}`
  expect(entries.map((one) => one.outcome)).toEqual(['failed'])
})
