// Saving a chunk: new, duplicate, rendition, version, quarantined; the same chunk again changes nothing; a failing stage loses nothing.
import { expect, test } from 'vitest'
import { CopyRows } from '../../src/base/copy-rows.ts'
import type { Tx } from '../../src/base/database.ts'
import type { ReadRecord } from '../../src/intake/chunks.ts'
import { type SaveSite, saveChunk } from '../../src/intake/save.ts'
import { as, unitNo } from '../people.ts'
import { aChunk, aSite, aTip, digest, file, records } from '../saved.ts'
import { aWorld } from '../world.ts'

const noStages = async () => {}

test('each record gets its one state, and the same chunk again is all there already', async () => {
  await using world = await aWorld()
  const site = await aSite(world, noStages)
  const other = aTip((content) => content.incident.annotations.push('sextortion'))
  const broken: ReadRecord = {
    file,
    part: 6,
    format: 'cybertip-xml',
    digest: digest('x'),
    byteFrom: 600,
    byteTo: 700,
    unreadable: { entry: 6, reason: 'xml-not-closed', place: { line: 9 }, byteFrom: 600, byteTo: 700 },
  }
  const given = [
    ...records(['1', aTip(), 'a'], ['2', aTip(), 'b'], ['1', aTip(), 'a'], ['1', aTip(), 'a '], ['1', other, 'c']),
    broken,
  ]
  const chunk = await aChunk(world, given)
  expect(await saveChunk(site, chunk)).toMatchObject({ accepted: 2, duplicate: 2, 'new-version': 1, quarantined: 1 })
  const kept = await world.owner
    .sql`select r.source_number, v.version, v.rendition from report_version v join report r using (report_id) order by 1, 2, 3`
  expect(kept).toEqual([
    { source_number: '1', version: 1, rendition: 0 },
    { source_number: '1', version: 1, rendition: 1 },
    { source_number: '1', version: 2, rendition: 0 },
    { source_number: '2', version: 1, rendition: 0 },
  ])
  expect(await saveChunk(site, chunk)).toMatchObject({ accepted: 0, duplicate: 0, quarantined: 0 })
  const again = await aChunk(world, given)
  expect(await saveChunk(site, again)).toMatchObject({ accepted: 0, duplicate: 5, 'new-version': 0, quarantined: 1 })
  const [batch] = await world.owner
    .sql`select records, accepted, duplicate, new_version, quarantined from batch where batch_id = ${chunk.origin.batchId}`
  expect(batch).toEqual({ records: 6, accepted: 2, duplicate: 2, new_version: 1, quarantined: 1 })
})

test('a rendition that comes alone, days later, is kept beside its report under the stamp that the report has by then', async () => {
  await using world = await aWorld()
  const site = await aSite(world, noStages)
  await saveChunk(site, await aChunk(world, records(['1', aTip(), 'a'])))
  const harbour = unitNo('harbour')
  await world.owner.sql`update report set holder_no = ${harbour}`
  const later = await aChunk(world, records(['1', aTip(), 'a ']))
  expect(await saveChunk(site, later)).toMatchObject({ duplicate: 1, accepted: 0 })
  const kept = await world.owner.sql`select rendition, holder_no from report_version order by rendition`
  expect(kept).toEqual([
    { rendition: 0, holder_no: unitNo('national-desk') },
    { rendition: 1, holder_no: harbour },
  ])
  const [receipt] = await world.owner.sql<{ number: string }>`select number from receipt where batch_id = ${later.origin.batchId}`
  expect(receipt!.number).toMatch(/^R-/)
})

test('the page shows what was kept, sealed where it must be, and the difference of versions', async () => {
  await using world = await aWorld()
  const site = await aSite(world, noStages)
  const tip = (escalation?: string) =>
    aTip((content) => {
      Object.assign(content.people[0]!, { gender: 'male', priorReports: ['4564654'] })
      Object.assign(content.people[1]!, { gender: 'female' })
      content.incident.escalation = escalation
    })
  await saveChunk(site, await aChunk(world, records(['77', tip(), 'a'])))
  await saveChunk(site, await aChunk(world, records(['77', tip('planted words'), 'b'])))
  const desk = await as(world, 'national-desk', 'officer')
  const { status, body } = await desk.get('/api/reports/77')
  expect(status).toBe(200)
  expect(body.people).toMatchObject([
    { pseudonym: 'S-1', name: 'Pell', gender: 'male', priorReports: ['4564654'] },
    { pseudonym: 'V-1', name: null, isSealed: true, gender: null, priorReports: [] },
  ])
  expect(body.identifiers).toMatchObject([
    { kind: 'phone', value: '+999 555 0163' },
    { kind: 'email', value: null, pseudonym: 'V-1' },
  ])
  expect(body.difference.changes).toEqual([{ field: 'urgency', before: null, after: 'sealed', kind: 'added', isSealed: true }])
  expect(JSON.stringify(body).toLowerCase()).not.toContain('planted')
  const revealed = await desk.post('/api/reports/77/reveal', {
    what: 'V-1',
    purpose: 'protect',
    words: 'where to send the patrol',
  })
  expect(revealed.body.fields).toEqual([
    { field: 'name', value: 'Plantedname' },
    { field: 'email', value: 'planted@mail.example' },
  ])
  const stranger = await as(world, 'harbour', 'officer')
  expect((await stranger.get('/api/reports/77')).body.error.code).toBe('report-not-shown')
  expect((await stranger.post('/api/reports/77/reveal', { what: 'V-1', purpose: 'protect', words: 'curious' })).status).toBe(404)
  const log = await world.owner.sql<{ detail: string }>`select detail from audit_entry where action = 'sealed.reveal'`
  expect(log.map((one) => one.detail).join()).not.toMatch(/Planted/i)
})

test('only the desk of the source, the holder and those above them say anything about a report that is there', async () => {
  await using world = await aWorld()
  const site = await aSite(world, noStages)
  await saveChunk(site, await aChunk(world, records(['1', aTip(), 'a'])))
  await world.owner.sql`update report set holder_no = ${unitNo('harbour')}`
  let n = 0
  const newer = async (slug: string) => {
    const tip = aTip((content) => content.incident.annotations.push(`said-${++n}`))
    return saveChunk(site, await aChunk(world, records(['1', tip, `b${n}`]), { deskNo: unitNo(slug) }))
  }
  expect(await newer('fen')).toMatchObject({ quarantined: 1, 'new-version': 0 })
  for (const slug of ['harbour', 'port-state', 'national-desk'])
    expect([slug, await newer(slug)]).toEqual([slug, expect.objectContaining({ quarantined: 0, 'new-version': 1 })])
  const refused = await world.owner.sql`select reason, report_id from receipt where state = 'quarantined'`
  expect(refused).toEqual([{ reason: 'source-not-yours', report_id: null }])
})

test('what an earlier version showed stays seen, whether both come in one chunk or apart', async () => {
  const [first, last] = [aTip(), aTip((content) => content.sightings.shift())]
  const seen = async (...chunks: ReadRecord[][]) => {
    await using world = await aWorld()
    const site = await aSite(world, noStages)
    for (const chunk of chunks) await saveChunk(site, await aChunk(world, chunk))
    return world.owner.sql`select identifier_id, report_id, kind, role, is_sealed from sighting order by 1, 4`
  }
  const together = await seen(records(['1', first, 'a'], ['1', last, 'b']))
  expect(together).toHaveLength(2)
  expect(await seen(records(['1', first, 'a']), records(['1', last, 'b']))).toEqual(together)
  // What one version says openly is open, whichever of them does.
  const asSuspect = aTip((content) => {
    content.sightings[1]!.person = 0
  })
  const opened = await seen(records(['1', first, 'a'], ['1', asSuspect, 'b']))
  expect(opened.map((row) => row.is_sealed)).toEqual([false, false])
  expect(await seen(records(['1', first, 'a']), records(['1', asSuspect, 'b']))).toEqual(opened)
  expect(await seen(records(['1', asSuspect, 'a']), records(['1', first, 'b']))).toEqual(opened)
})

const refusedRow = (tx: Tx) => {
  const rows = new CopyRows(['jsonb'])
  rows.add(['\ud83d'])
  return tx.copyIn('score (reasons)', rows.take())
}
const failingStages: Record<string, SaveSite['stages']> = {
  throws: async () => {
    throw new Error('on purpose')
  },
  'writes what the server refuses': refusedRow,
  'asks on after its write was refused': async (tx) => {
    await refusedRow(tx)
    await tx.sql`select 1`
  },
}

test.each(Object.keys(failingStages))('a stage that %s loses nothing: the reports are saved and due', async (how) => {
  await using world = await aWorld()
  const site = await aSite(world, failingStages[how])
  const named = records(['1', aTip(), 'a']).map((one) => ({ ...one, draft: { ...one.draft!, sourceName: 'Quay Hotline' } }))
  expect(await saveChunk(site, await aChunk(world, named))).toMatchObject({ accepted: 1 })
  expect(await world.owner.sql`select due, state from report`).toEqual([{ due: 15, state: 'received' }])
  // Named for the first time by what was then taken back.
  expect(await world.owner.sql`select name from report join source using (source_id)`).toEqual([{ name: 'Quay Hotline' }])
})

test('a service hands in only for the sources of its own desk, in the same words whether the report exists or not', async () => {
  await using world = await aWorld()
  const site = await aSite(world, noStages)
  await saveChunk(site, await aChunk(world, records(['1', aTip(), 'a'])))
  const foreign = { deskNo: unitNo('harbour'), isService: true }
  const chunk = await aChunk(world, records(['1', aTip(), 'a'], ['999', aTip(), 'z']), foreign)
  expect(await saveChunk(site, chunk)).toMatchObject({ quarantined: 2, duplicate: 0 })
  const receipts = await world.owner.sql`select reason, report_id, number from receipt where batch_id = ${chunk.origin.batchId}`
  expect(receipts).toEqual([
    { reason: 'source-not-yours', report_id: null, number: null },
    { reason: 'source-not-yours', report_id: null, number: null },
  ])
})
