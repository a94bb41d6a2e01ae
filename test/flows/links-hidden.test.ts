// What a reader of links does not see: reports of others are a unit and how many, and nothing else tells of them.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { person, sighting } from '../contents.ts'
import { aPhone, clusterOf, linkedReport, linksOf, phone, why } from '../linked.ts'
import { as, type Person, unitNo } from '../people.ts'
import { aWorld, type TestWorld } from '../world.ts'

let world: TestWorld
let harbour: Person
let desk: Person
beforeAll(async () => {
  world = await aWorld()
  harbour = await as(world, 'harbour', 'analyst')
  desk = await as(world, 'national-desk', 'officer')
})
afterAll(() => world[Symbol.asyncDispose]())

const email = (value: string) => sighting('email', value, { person: 0 })

it('tells of reports that the reader does not see only the unit and how many, and tells that unit who asked', async () => {
  const shared = aPhone()
  const mine = await linkedReport(world, { holder: 'harbour', sightings: [phone(shared), email('wren@northlight.example')] })
  const theirs = await linkedReport(world, { holder: 'fen', sightings: [phone(shared)] })
  const links = await harbour.get(`/api/reports/${mine.reportId}/links`)
  const elsewhere = await harbour.get(`/api/reports/${mine.reportId}/elsewhere`)
  expect(links.body).toMatchObject({ members: 2, linked: [], hidden: [{ unit: { no: unitNo('fen') }, n: 1 }] })
  expect(elsewhere.body.items).toEqual([
    expect.objectContaining({
      kind: 'phone',
      indexes: [0],
      reports: [],
      units: [{ unit: expect.objectContaining({ no: unitNo('fen') }), n: 1 }],
    }),
  ])
  expect((await harbour.get(`/api/reports/${mine.number}/elsewhere`)).body).toEqual(elsewhere.body)
  expect((await harbour.get(`/api/reports/${mine.number}/links`)).body).toEqual(links.body)
  for (const { body } of [links, elsewhere]) {
    const text = JSON.stringify(body)
    expect([text.includes(theirs.number), text.includes(theirs.reportId)]).toEqual([false, false])
  }
  const asked = await world.owner.sql`select holder_no, asker_no, asker_name, held from asked where subject_id = ${mine.reportId}`
  expect(asked).toEqual([{ holder_no: unitNo('fen'), asker_no: unitNo('harbour'), asker_name: harbour.name, held: 1 }])
  const whole = await desk.get(`/api/reports/${mine.reportId}/elsewhere`)
  expect(whole.body.items[0].reports.map((one: { number: string }) => one.number)).toEqual([theirs.number])
})

it('never tells the id of a cluster whose oldest report the reader does not see', async () => {
  const shared = aPhone()
  const theirs = await linkedReport(world, { holder: 'fen', sightings: [phone(shared)], on: '2026-01-01' })
  const mine = await linkedReport(world, { holder: 'harbour', sightings: [phone(shared)], on: '2026-02-01' })
  const links = await linksOf(harbour, mine.reportId)
  expect(await clusterOf(world, mine)).toBe(theirs.reportId)
  expect(JSON.stringify(links)).not.toContain(theirs.reportId)
})

it('says that a sealed value occurs elsewhere too, and never which', async () => {
  const [sealed, open] = [aPhone(), aPhone()]
  const child = [person('suspect', { isSealed: true, age: 15 })]
  const a = await linkedReport(world, { holder: 'harbour', sightings: [phone(sealed), phone(open)], people: child })
  const b = await linkedReport(world, { holder: 'harbour', sightings: [phone(sealed)] })
  await linkedReport(world, { holder: 'fen', sightings: [phone(open)] })
  const links = await linksOf(harbour, a.reportId)
  expect(links.linked[0]).toMatchObject({ report: { number: b.number }, sum: 0 })
  expect(links.linked[0].reasons).toEqual([
    expect.objectContaining({ rule: 'link-sealed/1', weight: 0, value: null, reports: null, roleHere: null, evidence: [] }),
  ])
  expect(links.values).toEqual([])
  for (const report of [a, b]) {
    const { body } = await harbour.get(`/api/reports/${report.reportId}/elsewhere`)
    expect(body.items).toEqual([])
    expect(body.sealed.reports).toHaveLength(1)
  }
  const { body } = await harbour.get(`/api/reports/${a.reportId}/elsewhere`)
  expect(body.sealed.units).toEqual([{ unit: expect.objectContaining({ no: unitNo('fen') }), n: 1 }])
  expect(JSON.stringify([body, links])).not.toContain(sealed)
})

it('lets no number tell which value of a report is the sealed one of another', async () => {
  const [open, other] = [aPhone(), aPhone()]
  const a = await linkedReport(world, { holder: 'harbour', sightings: [phone(open), phone(other)] })
  const child = [person('suspect', { isSealed: true, age: 15 })]
  await linkedReport(world, { holder: 'harbour', sightings: [phone(open)], people: child })
  const { values, linked } = await linksOf(harbour, a.reportId)
  expect(linked).toHaveLength(1)
  expect(values.map(({ reports, groups }: { reports: number; groups: number }) => [reports, groups])).toEqual([
    [1, 1],
    [1, 1],
  ])
})

it('keeps a report that one may not see missing, whatever one asks of it', async () => {
  const [a, b] = [
    await linkedReport(world, { holder: 'fen', sightings: [phone(aPhone())] }),
    await linkedReport(world, { holder: 'fen', sightings: [] }),
  ]
  const none = '00000000-0000-8000-8000-000000000000'
  for (const key of [a.reportId, a.number, none, 'no number']) {
    for (const page of ['links', 'elsewhere', 'history']) {
      const asked = await harbour.get(`/api/reports/${encodeURIComponent(key)}/${page}`)
      expect([asked.status, asked.body.error?.code ?? asked.body.code]).toEqual([404, 'report-not-shown'])
    }
  }
  for (const id of [a.reportId, none]) {
    for (const asked of [
      await harbour.post('/api/links/confirm', { reportIds: [id, b.reportId], ...why }),
      await harbour.post('/api/links/reject', { reportIds: [id], from: [b.reportId], ...why }),
      await harbour.post('/api/links/rule', { reportId: id, identifierId: none, ruling: 'shared', ...why }),
    ]) {
      expect([asked.status, asked.body.error?.code ?? asked.body.code]).toEqual([404, 'report-not-shown'])
    }
  }
})
