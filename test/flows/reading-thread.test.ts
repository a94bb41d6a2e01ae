// Large files are read in a thread of their own: what is stored is the same as without it, and its loss loses nothing.
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../../src/base/config.ts'
import { readThreadProgram } from '../../src/cli/site.ts'
import { cybertipEntry, cybertipEnvelope } from '../../src/intake/formats/cybertip-xml-examples.data.ts'
import { readingThread } from '../../src/intake/read-batch.ts'
import type { ReadingThread } from '../../src/intake/reading-thread.ts'
import { contentFromBytes, dataKey, openContent } from '../../src/intake/sealing.ts'
import { batchOf, dropFiles, readBatches, receiptsOf } from '../intake.ts'
import { as } from '../people.ts'
import { aWorld, type TestWorld } from '../world.ts'

beforeAll(async () => {
  const { buildServer } = await import(join(projectRoot, 'scripts', 'build.mjs'))
  await buildServer()
}, 120_000)

const numbers = Array.from({ length: 1500 }, (_, at) => at + 1)
const padded = (number: number) => `${cybertipEntry(number)}<!-- ${'so that it is large '.repeat(40)} -->`
// A number comes twice, an entry is broken, and a second file tells of a report that the first one brought.
const large = cybertipEnvelope(...numbers.map(padded), padded(7), '<report><reportId>no</report>')
const small = cybertipEnvelope(cybertipEntry(7).replace('</report>', ' </report>'), cybertipEntry(9001))
const files = { 'large.xml': large, 'small.xml': small }

interface StoredRow {
  report_id: string
  version: number
  rendition: number
  content: Buffer
  wrapped: Buffer
  source_number: string
}

async function stored(world: TestWorld, batchId: string) {
  const rows = await world.owner.sql<StoredRow>`
    select v.report_id, v.version, v.rendition, v.content, k.wrapped, r.source_number
    from report_version v join data_key k using (report_id) join report r using (report_id) order by 1, 2, 3`
  const contents = rows.map(({ report_id, version, rendition, content, wrapped, source_number }) => {
    const key = dataKey(world.keys.installation, report_id, wrapped)
    const clear = openContent(contentFromBytes(content), key, { reportId: report_id, version, rendition })
    return { source_number, version, rendition, clear }
  })
  const receipts = (await receiptsOf(world, batchId)).map(({ number: _, ...receipt }) => receipt)
  return { receipts, contents: contents.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) }
}

async function taken(thread?: (world: TestWorld) => ReadingThread) {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const { body } = await dropFiles(world, desk, { files })
  const reading = thread?.(world)
  await readBatches(world, undefined, reading)
  await reading?.close()
  expect(await batchOf(world, body.batchId)).toMatchObject({ state: 'done', files: 2, accepted: 1501, quarantined: 1 })
  return { ...(await stored(world, body.batchId)), linkKey: world.keys.link }
}

test('a thread stores what reading without one stores', async () => {
  const withThread = await taken((world) => readingThread(readThreadProgram, world))
  const without = await taken()
  const open = ({ receipts, contents }: typeof without) => ({
    receipts,
    contents: contents.map(({ clear, ...rest }) => ({
      ...rest,
      clear: { ...clear, sightings: clear.sightings.map(({ id, ...one }) => ({ ...one, hasId: id !== undefined })) },
    })),
  })
  expect(open(withThread)).toEqual(open(without))
})

test('a thread that cannot be had fails the try, and the next try reads on', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const { body } = await dropFiles(world, desk, { files })
  const missing = readingThread(join(projectRoot, 'dist', 'no-such-thread.js'), world)
  await readBatches(world, undefined, missing)
  expect(await batchOf(world, body.batchId)).toMatchObject({ state: 'reading', reason: 'failed-module_not_found' })
  world.clock.pass(60_000)
  const thread = readingThread(readThreadProgram, world)
  await readBatches(world, undefined, thread)
  await thread.close()
  expect(await batchOf(world, body.batchId)).toMatchObject({ state: 'done', accepted: 1501, quarantined: 1 })
})
