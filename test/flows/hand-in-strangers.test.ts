// Handing in tells nobody of what another unit holds: whoever answers neither for the source nor for the report gets one answer. And who
// handed in sees what became of each record, whoever's source it is.
import { expect, test } from 'vitest'
import { commandLine } from '../../src/country/site.ts'
import { agencyExample } from '../../src/intake/formats/agency-json-examples.data.ts'
import { cybertipEntry, cybertipEnvelope } from '../../src/intake/formats/cybertip-xml-examples.data.ts'
import { originalsFolder } from '../../src/intake/read-batch.ts'
import { closeBatch, keepFile, recordFile, startBatch } from '../../src/intake/receive.ts'
import { batchOf, dropFiles, type Files, readBatches } from '../intake.ts'
import { as, type Person, unitNo } from '../people.ts'
import { aWorld, type TestWorld } from '../world.ts'

const tip = (number: number, change: (text: string) => string = (text) => text) => cybertipEnvelope(change(cybertipEntry(number)))
const otherBytes = (text: string) => text.replace('<report>', '<report >')
const otherFacts = (text: string) => text.replace(/<incidentDateTime>[^<]*/, '<incidentDateTime>2026-04-30T08:00:00Z')

async function handIn(world: TestWorld, person: Person, files: Files, source?: string) {
  const { body } = await dropFiles(world, person, { files, source })
  await readBatches(world)
  const looked = (await person.get(`/api/batches/${body.batchId}`)).body
  return { batchId: body.batchId, batch: looked.batch, records: looked.receipts.items.filter((one: any) => one.part > 0) }
}

const kept = (world: TestWorld) =>
  world.owner.sql`select report_id, version, rendition, digest from report_version order by report_id, version, rendition`

test('a unit that answers neither for the source nor for the report is told the same, whatever is there, and changes nothing', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  expect((await handIn(world, desk, { 'known.xml': tip(1) })).batch).toMatchObject({ accepted: 1 })
  const before = await kept(world)
  for (const unit of ['special-unit', 'harbour', 'port-city']) {
    const stranger = await as(world, unit, 'officer')
    const guesses = [tip(1), tip(1, otherBytes), tip(1, otherFacts), tip(999), JSON.stringify(agencyExample(1))]
    const answers = []
    for (const guess of guesses) {
      const { batch, records } = await handIn(world, stranger, { 'guess.xml': guess })
      const { accepted, acceptedWithIssues, duplicate, newVersion, quarantined, failed } = batch
      answers.push([accepted + acceptedWithIssues + duplicate + newVersion + failed, quarantined])
      // The record itself is shown, with the reason and the place.
      expect(records).toMatchObject([
        { state: 'quarantined', reason: 'source-not-yours', reportId: null, number: null, version: null },
      ])
      expect(records[0].place).toMatchObject({ entry: 1 })
    }
    expect([unit, answers]).toEqual([unit, guesses.map(() => [0, 1])])
    expect((await stranger.get('/api/quarantine')).body.items).toHaveLength(guesses.length)
  }
  expect(await kept(world)).toEqual(before)
  // Nobody else's list of troubles holds them.
  expect((await (await as(world, 'special-unit', 'supervisor')).get('/api/quarantine')).body.items).toHaveLength(5)
  expect((await (await as(world, 'fen', 'officer')).get('/api/quarantine')).body.items).toEqual([])
})

test('what goes on: own sources, those of units below, and a newer version by who holds the report', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const city = await as(world, 'port-city', 'officer')
  const own = { 'own.json': JSON.stringify(agencyExample(5)) }
  expect((await handIn(world, city, own, 'hotline-port-state')).batch).toMatchObject({ accepted: 1 })
  const below = await handIn(world, desk, own, 'hotline-port-state')
  expect(below.records).toMatchObject([{ state: 'duplicate', number: expect.stringMatching(/^R-/) }])

  await handIn(world, desk, { 'known.xml': tip(1) })
  await world.owner.sql`update report set holder_no = ${unitNo('harbour')} where source_number = '1'`
  const harbour = await as(world, 'harbour', 'officer')
  const newer = { 'newer.xml': cybertipEnvelope(otherFacts(cybertipEntry(1)), cybertipEntry(2)) }
  const { batchId, records } = await handIn(world, harbour, newer)
  expect(records).toMatchObject([
    { state: 'new-version', number: expect.stringMatching(/^R-/), version: 2 },
    { state: 'quarantined', reason: 'source-not-yours' },
  ])
  // When it is no longer shown to the unit, the receipt says what became of the record and names no report.
  await world.owner.sql`update report set holder_no = ${unitNo('fen')} where source_number = '1'`
  const later = (await harbour.get(`/api/batches/${batchId}`)).body.receipts.items
  expect(later[1]).toMatchObject({
    part: 1,
    state: 'new-version',
    reportId: null,
    number: null,
    version: null,
    place: { entry: 1 },
  })
})

test('a name that another unit than the desk gives first waits until an administrator has placed it', async () => {
  await using world = await aWorld()
  const stranger = await as(world, 'special-unit', 'officer')
  const files = { 'tips.xml': tip(7).replace('source="clearing-house"', 'source="New Hotline"') }
  const first = await handIn(world, stranger, files)
  expect(first.records).toMatchObject([{ state: 'quarantined', reason: 'source-not-yours' }])
  const [source] = await world.owner.sql`select name, is_placed, named_by_no from source where source_id = 'new-hotline'`
  expect(source).toEqual({ name: 'New Hotline', is_placed: false, named_by_no: unitNo('special-unit') })
  // Its name is told to none who only guesses its id.
  const fen = await as(world, 'fen', 'officer')
  expect((await handIn(world, fen, files, 'new hotline')).batch.source).toEqual({ id: 'new-hotline', name: 'new-hotline' })
  expect((await handIn(world, stranger, files, 'new hotline')).batch.source.name).toBe('New Hotline')
  const administrator = await as(world, 'national-desk', 'administrator')
  await administrator.post('/api/sources/new-hotline/desk', { deskNo: unitNo('special-unit') })
  await stranger.post(`/api/receipts/${first.batchId}/1/1/retry`)
  await readBatches(world)
  expect(await batchOf(world, first.batchId)).toMatchObject({ accepted: 1, quarantined: 0 })
})

test('the command line hands in for every desk; the desk of its batch sees each record, and of others’ reports nothing', async () => {
  await using world = await aWorld()
  const { sql } = world.owner
  const deskNo = unitNo('port-city')
  const store = { folder: originalsFolder(world.dataFolder), installation: world.keys.installation }
  const receive = async (bytes: string) => {
    const now = world.clock.now()
    const batchId = await startBatch(sql, { deskNo, sourceId: 'hotline-port-state', door: 'command-line', by: commandLine, now })
    const pieces = (async function* () {
      yield Buffer.from(bytes)
    })()
    await recordFile(sql, { batchId, deskNo, ordinal: 1, name: 'tips.xml', now }, await keepFile(store, pieces))
    await closeBatch(sql, batchId, now)
    await readBatches(world)
    return batchId
  }
  await receive(tip(1))
  // A new version, too, of a report that yet another unit holds.
  await sql`update report set holder_no = ${unitNo('special-unit')}`
  const batchId = await receive(tip(1, otherFacts))
  expect(await batchOf(world, batchId)).toMatchObject({ newVersion: 1, quarantined: 0 })
  const seenBy = async (unit: string) =>
    (await (await as(world, unit, 'officer')).get(`/api/batches/${batchId}`)).body.receipts.items[1]
  expect(await seenBy('port-city')).toMatchObject({ state: 'new-version', reportId: null, number: null, version: null })
  expect(await seenBy('national-desk')).toMatchObject({ state: 'new-version', number: expect.stringMatching(/^R-/), version: 2 })
})
