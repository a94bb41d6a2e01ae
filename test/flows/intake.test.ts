// From a file dropped into the console to receipts that say what became of each record; quarantine, retry, setting aside; a service.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commandLine } from '../../src/country/site.ts'
import { agencyExample } from '../../src/intake/formats/agency-json-examples.data.ts'
import { cybertipEntry, cybertipEnvelope } from '../../src/intake/formats/cybertip-xml-examples.data.ts'
import { closeBatch, recordUnread, startBatch } from '../../src/intake/receive.ts'
import { MOST_UNPLACED } from '../../src/intake/sources.ts'
import { aService, batchOf, dropFiles, readBatches, receiptsOf } from '../intake.ts'
import { as, unitNo } from '../people.ts'
import { aWorld, type TestWorld } from '../world.ts'

const envelope = (...numbers: number[]) => cybertipEnvelope(...numbers.map(cybertipEntry))
const broken = (number: number) => cybertipEntry(number).replace('</victim>', '')
const originals = (world: TestWorld) => {
  try {
    return readdirSync(join(world.dataFolder, 'originals'), { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    ).length
  } catch {
    return 0
  }
}

test('files dropped into the console end in receipts, one state each', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const files = {
    'tips.xml': cybertipEnvelope(cybertipEntry(1), broken(2), cybertipEntry(3)),
    'tips.json': JSON.stringify([agencyExample(4), agencyExample(1)]),
    'notes.txt': 'nothing of ours',
  }
  const { status, body } = await dropFiles(world, desk, { files })
  expect(status).toBe(200)
  expect(body.files).toBe(3)
  const before = await desk.get(`/api/batches/${body.batchId}`)
  expect(before.body.batch).toMatchObject({ state: 'waiting', files: 3, filesRead: 0, records: 0 })
  await readBatches(world)
  const states = (await receiptsOf(world, body.batchId)).map(
    (one) => `${one.file} ${one.sourceNumber} ${one.state} ${one.reason}`,
  )
  expect(states).toEqual([
    'tips.xml 1 accepted null',
    'tips.xml 2 quarantined not-well-formed',
    'tips.xml 3 accepted null',
    'tips.json 4 accepted null',
    'tips.json 1 new-version null',
    'notes.txt null quarantined format-unknown',
  ])
  const after = await desk.get(`/api/batches/${body.batchId}`)
  expect(after.body.batch).toMatchObject({ state: 'done', filesRead: 3, records: 6, accepted: 3, newVersion: 1, quarantined: 2 })
  const ofFiles = after.body.receipts.items.filter((one: { part: number }) => one.part === 0)
  expect(ofFiles.map((one: { state: string }) => one.state)).toEqual(['quarantined', 'new-version', 'quarantined'])
  const waiting = await desk.get('/api/quarantine')
  expect(waiting.body.items).toHaveLength(2)
  expect(waiting.body.items.find((one: { file: string }) => one.file === 'tips.xml')).toMatchObject({
    sourceNumber: '2',
    place: { line: 80, lines: [46, 89] },
    may: { 'receipt:retry': true },
  })
  expect(JSON.stringify(waiting.body)).not.toMatch(/Mira|Vale|corin/i)
})

test('of a file that could not be read when it was handed in nothing is kept, and nothing can be read again', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const { sql } = world.owner
  const [now, deskNo] = [world.clock.now(), desk.unitNo]
  const batchId = await startBatch(sql, { deskNo, sourceId: 'clearing-house', door: 'command-line', by: commandLine, now })
  await recordUnread(sql, { batchId, deskNo, ordinal: 1, name: 'gone.xml', now }, 'file-gone')
  await closeBatch(sql, batchId, now)
  await readBatches(world)
  expect(await batchOf(world, batchId)).toMatchObject({ state: 'done', files: 1, failed: 1 })
  const { body } = await desk.get('/api/quarantine')
  expect(body.items).toMatchObject([
    { file: 'gone.xml', reason: 'file-gone', may: { 'receipt:retry': false, 'receipt:set-aside': true } },
  ])
  expect((await desk.post(`/api/receipts/${batchId}/1/0/retry`)).body.error.code).toBe('nothing-kept')
})

test('a record is read again when somebody asks, counted once, and set aside with a reason', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const { body } = await dropFiles(world, desk, { files: { 'tips.xml': cybertipEnvelope(cybertipEntry(1), broken(2)) } })
  await readBatches(world)
  const at = `/api/receipts/${body.batchId}/1/2`
  expect((await desk.post(`/api/receipts/${body.batchId}/1/1/retry`)).body.error).toMatchObject({ code: 'not-in-trouble' })
  const analyst = await as(world, 'national-desk', 'analyst')
  expect((await analyst.post(`${at}/retry`)).status).toBe(403)
  const harbour = await as(world, 'harbour', 'officer')
  expect((await harbour.post(`${at}/retry`)).body.error.code).toBe('receipt-not-shown')
  expect((await desk.post(`${at}/retry`)).status).toBe(200)
  expect(await batchOf(world, body.batchId)).toMatchObject({ state: 'waiting' })
  await readBatches(world)
  expect(await batchOf(world, body.batchId)).toMatchObject({ state: 'done', records: 2, accepted: 1, quarantined: 1 })
  for (const tries of [1, 2]) {
    expect((await desk.get('/api/quarantine')).body.items).toMatchObject([{ ordinal: 1, part: 2, tries }])
    await desk.post(`${at}/retry`)
    await readBatches(world)
  }
  expect((await desk.post(`${at}/set-aside`, { reason: 'The sender will send it again' })).status).toBe(200)
  expect((await desk.post(`${at}/set-aside`, { reason: 'Once more' })).body.error.code).toBe('already-set-aside')
  expect((await desk.get('/api/quarantine')).body.items).toEqual([])
  const looks = async () =>
    (await world.owner.sql`select action from audit_entry where action in ('batch.look', 'quarantine.list')`).length
  const before = await looks()
  await desk.get(`/api/batches/${body.batchId}?limit=0`)
  expect(await looks()).toBe(before)
  await desk.get('/api/quarantine')
  await desk.get(`/api/batches/${body.batchId}`)
  expect(await looks()).toBe(before + 2)
  const { body: looked } = await desk.get(`/api/batches/${body.batchId}?state=quarantined`)
  expect(looked.receipts.items.at(-1).setAside).toMatchObject({ by: desk.name, reason: 'The sender will send it again' })
  const log = await world.owner.sql<{
    action: string
  }>`select action from audit_entry where action like 'receipt.%' and outcome = 'done' order by xact`
  expect(log.map((one) => one.action)).toEqual([...Array(3).fill('receipt.retry'), 'receipt.set-aside'])
})

test('who may not hand in, or hands in nothing, leaves no trace on the disk', async () => {
  await using world = await aWorld()
  const analyst = await as(world, 'national-desk', 'analyst')
  expect((await dropFiles(world, analyst, { files: { 'a.xml': envelope(1) } })).status).toBe(403)
  const officer = await as(world, 'national-desk', 'officer')
  expect((await dropFiles(world, officer, { files: {} })).body.error.code).toBe('no-files')
  expect((await officer.post('/api/batches', { files: [] })).body.error.code).toMatch(/not-multipart|bad-request/)
  expect(originals(world)).toBe(0)
  expect(await world.owner.sql`select 1 from batch`).toEqual([])
  const refused = await world.owner.sql<{
    detail: string
  }>`select detail from audit_entry where action = 'batch.hand-in' and outcome = 'refused'`
  expect(refused[0]!.detail).toContain('not-permitted')
})

test('a form that is none, or breaks off, is bad input and leaves no trace on the disk', async () => {
  await using world = await aWorld()
  const { cookie } = await as(world, 'national-desk', 'officer')
  const part = '--x\r\ncontent-disposition: form-data; name="files"; filename="a.xml"\r\n\r\n'
  const forms = {
    '': 'abc',
    '; boundary=': 'abc',
    '; boundary=x': 'abc',
    '; boundary=x ': `${part}abc`,
    '; boundary=x  ': part.slice(0, 30),
  }
  for (const [boundary, payload] of Object.entries({ ...forms, [`; boundary=${'b'.repeat(500)}`]: 'abc' })) {
    const headers = { 'x-tipbridge': '1', cookie, 'content-type': `multipart/form-data${boundary}` }
    const reply = await world.server.inject({ method: 'POST', url: '/api/batches', headers, payload })
    expect([boundary, reply.statusCode, reply.json().error.code]).toEqual([boundary, 400, 'not-multipart'])
  }
  expect(originals(world)).toBe(0)
})

test('a service uploads for the sources of its own desk, and is told the same of others whether they exist or not', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  await dropFiles(world, desk, { files: { 'known.xml': envelope(1) } })
  await readBatches(world)
  const headers = await aService(world, 'port-city')
  const upload = (name: string, payload: string, source = '') =>
    world.server.inject({ method: 'PUT', url: `/api/upload?name=${name}&source=${source}`, headers, payload })
  const foreign = await upload('tips.xml', envelope(1, 999))
  expect(foreign.statusCode).toBe(200)
  const own = await upload('5.json', JSON.stringify(agencyExample(5)), 'hotline-port-state')
  await readBatches(world)
  expect((await receiptsOf(world, foreign.json().batchId)).map((one) => [one.state, one.reason, one.number])).toEqual([
    ['quarantined', 'source-not-yours', null],
    ['quarantined', 'source-not-yours', null],
  ])
  expect(await receiptsOf(world, own.json().batchId)).toMatchObject([{ state: 'accepted', sourceNumber: '5' }])
  const seen = await world.server.inject({ url: `/api/batches/${own.json().batchId}`, headers })
  expect(seen.json().batch).toMatchObject({ state: 'done', accepted: 1 })
  expect((await world.server.inject({ url: '/api/quarantine', headers: {} })).statusCode).toBe(401)
  expect((await world.server.inject({ url: '/api/reports', headers })).statusCode).toBe(403)
})

test.each(['port-city', 'national-desk'])(
  'a source that a service of %s names first is refused to it and made known; once it is given to its desk, a retry is accepted',
  async (unit) => {
    await using world = await aWorld()
    const headers = await aService(world, unit)
    const upload = async (source: string) => {
      const payload = JSON.stringify(agencyExample(7))
      const reply = await world.server.inject({
        method: 'PUT',
        url: `/api/upload?name=7.json&source=${source}`,
        headers,
        payload,
      })
      await readBatches(world)
      return reply.json().batchId as string
    }
    const refused = { state: 'quarantined', reason: 'source-not-yours', number: null }
    const first = await upload('New Hotline')
    expect(await receiptsOf(world, first)).toMatchObject([refused])
    expect(await receiptsOf(world, await upload('New Hotline'))).toMatchObject([refused])

    const administrator = await as(world, 'national-desk', 'administrator')
    const { body } = await administrator.get('/api/sources')
    expect(body.items.find((one: { sourceId: string }) => one.sourceId === 'new-hotline')).toBeDefined()
    const given = await administrator.post('/api/sources/new-hotline/desk', { deskNo: unitNo(unit) })
    expect(given.status).toBe(200)
    const officer = await as(world, unit, 'officer')
    expect((await officer.post(`/api/receipts/${first}/1/1/retry`)).status).toBe(200)
    await readBatches(world)
    expect(await receiptsOf(world, first)).toMatchObject([{ state: 'accepted', sourceNumber: '7' }])
  },
)

test('names that services of a desk make up fill the list of sources so far and no further; nothing is lost by that', async () => {
  await using world = await aWorld()
  const headers = await aService(world, 'port-city')
  const named = async (at: number, by = headers): Promise<string> => {
    const url = `/api/upload?name=${at}.json&source=Made%20up%20${at}`
    const reply = await world.server.inject({ method: 'PUT', url, headers: by, payload: JSON.stringify(agencyExample(at)) })
    return reply.json().batchId
  }
  const batches: string[] = []
  for (let at = 1; at <= MOST_UNPLACED + 2; at++) batches.push(await named(at))
  await readBatches(world)
  const refused = { state: 'quarantined', reason: 'source-not-yours', number: null }
  for (const batch of batches) expect(await receiptsOf(world, batch)).toMatchObject([refused])
  const administrator = await as(world, 'national-desk', 'administrator')
  const waiting = async (): Promise<string[]> =>
    (await administrator.get('/api/sources')).body.items.flatMap((one: any) => (one.isPlaced ? [] : [one.sourceId]))
  expect(await waiting()).toHaveLength(MOST_UNPLACED)

  // Another desk's services have room of their own.
  await named(99, await aService(world, 'national-desk'))
  await readBatches(world)
  expect(await waiting()).toHaveLength(MOST_UNPLACED + 1)
  // What another unit's services have named is nobody else's.
  const seenBy = async (slug: string): Promise<string[]> =>
    (await (await as(world, slug, 'officer')).get('/api/sources')).body.items.flatMap((one: any) =>
      one.isPlaced ? [] : [one.sourceId],
    )
  expect(await seenBy('port-city')).toEqual((await waiting()).filter((id) => id !== 'made-up-99'))
  expect(await seenBy('fen')).toEqual([])

  // Batches are read in no order of ours.
  const known = await waiting()
  const at = batches.findIndex((_, at) => !known.includes(`made-up-${at + 1}`))
  const left = `made-up-${at + 1}`
  const officer = await as(world, 'port-city', 'officer')
  const retry = async () => {
    expect((await officer.post(`/api/receipts/${batches[at]}/1/1/retry`)).status).toBe(200)
    await readBatches(world)
  }
  await administrator.post(`/api/sources/${known.find((id) => id !== 'made-up-99')}/desk`, { deskNo: unitNo('national-desk') })
  await retry()
  expect(await waiting()).toContain(left)
  await administrator.post(`/api/sources/${left}/desk`, { deskNo: unitNo('port-city') })
  await retry()
  expect(await receiptsOf(world, batches[at]!)).toMatchObject([{ state: 'accepted' }])
})
