// What people do with a report in the queue: rank, give, take, note; each by whom it is allowed, on what their unit holds.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { priorityOf } from '../../src/model/reason.ts'
import { type Draining, drainDue } from '../../src/pipeline/drain.ts'
import { content, person, sighting } from '../contents.ts'
import { as, type Person, unitNo } from '../people.ts'
import { received } from '../received.ts'
import { aDraining } from '../stages.ts'
import { aWorld, type TestWorld } from '../world.ts'

let world: TestWorld
let draining: Draining
let analyst: Person
let officer: Person
let supervisor: Person
const desk = unitNo('national-desk')

beforeAll(async () => {
  world = await aWorld()
  draining = await aDraining(world, { link: async () => [], now: world.clock.now() })
  analyst = await as(world, 'national-desk', 'analyst')
  officer = await as(world, 'national-desk', 'officer')
  supervisor = await as(world, 'national-desk', 'supervisor')
})
afterAll(async () => {
  await draining?.lease.release()
  await world?.[Symbol.asyncDispose]()
})

async function aJudgedReport(more: { holder?: number; escalation?: string } = {}): Promise<string> {
  const { reportId } = await received(world, {
    content: content({
      incident: { type: 'csam', annotations: [], details: [], escalation: more.escalation },
      people: [person('suspect')],
      sightings: [sighting('account', 'lark.pell.77', { person: 0 })],
    }),
    holder: more.holder ?? desk,
  })
  await drainDue(draining)
  return reportId
}

const rowOf = async (id: string) => (await world.owner.sql`select * from report where report_id = ${id}`)[0]!
const entriesOf = (id: string) =>
  world.owner.sql<{ action: string; outcome: string; detail: string }>`
    select action, outcome, detail from audit_entry where subject_id = ${id} order by at, entry_id`
const rerank = (who: Person, reportIds: string[], priority: number) =>
  who.post('/api/reports/rerank', { reportIds, priority, reason: 'coaches a youth team' })

it('ranks by decision: named, beside the score by rules, and lifted again', async () => {
  const id = await aJudgedReport()
  expect(await rowOf(id)).toMatchObject({ score: 12, priority: priorityOf('low', 12) })
  expect(await rerank(analyst, [id], 78)).toMatchObject({ status: 200, body: { reranked: 1, refused: [] } })
  expect(await rowOf(id)).toMatchObject({
    score: 12,
    priority: priorityOf('high', 78),
    band: 'high',
    is_reranked: true,
    first_reason: { rule: 'officer-raised/1', kind: 'decision', weight: 66, params: { person: analyst.name } },
  })
  const [score] = await world.owner.sql`select reranked from score where report_id = ${id}`
  expect(score!.reranked).toMatchObject({ priority: 78, from: 12, reason: 'coaches a youth team', by: analyst.name })
  expect((await entriesOf(id)).at(-1)).toMatchObject({
    action: 'report.re-rank',
    outcome: 'done',
    detail: expect.stringContaining('"to":78'),
  })
  await rerank(officer, [id], 12)
  expect(await rowOf(id)).toMatchObject({
    is_reranked: false,
    priority: priorityOf('low', 12),
    first_reason: { rule: 'incident-csam/1' },
  })
})

it('keeps a raised report of danger in its band, and lets a person lower it', async () => {
  const id = await aJudgedReport({ escalation: 'stated' })
  await rerank(analyst, [id], 75)
  expect(await rowOf(id)).toMatchObject({ band: 'now', priority: priorityOf('now', 75), is_danger: true })
  await rerank(analyst, [id], 40)
  expect(await rowOf(id)).toMatchObject({ band: 'medium', is_danger: true, first_reason: { rule: 'officer-lowered/1' } })
})

it('ranks, gives and takes only what the unit holds and has not ended, and says of the rest why not', async () => {
  const own = await aJudgedReport()
  const ended = await aJudgedReport()
  await world.owner.sql`update report set state = 'settled' where report_id = ${ended}`
  const below = await aJudgedReport({ holder: unitNo('harbour') })
  const unseen = '00000000-0000-8000-8000-000000000001'
  const answer = await rerank(analyst, [own, ended, below, unseen], 50)
  expect(answer.body.reranked).toBe(1)
  const codes = Object.fromEntries(answer.body.refused.map((one: { reportId: string; code: string }) => [one.reportId, one.code]))
  expect(codes).toEqual({ [ended]: 'already-settled', [below]: 'held-by-another-unit', [unseen]: 'report-not-shown' })
  const stranger = await as(world, 'hill-state', 'officer')
  const refused = await rerank(stranger, [own], 50)
  expect(refused).toMatchObject({ status: 404, body: { error: { code: 'report-not-shown' } } })
  expect((await stranger.post('/api/reports/take', { reportIds: [own] })).status).toBe(404)
  expect((await stranger.post(`/api/reports/${own}/notes`, { text: 'a word' })).status).toBe(404)
})

it('lets an officer take a free report and a supervisor give it, to people of the unit only', async () => {
  const id = await aJudgedReport()
  expect((await analyst.post('/api/reports/take', { reportIds: [id] })).status).toBe(403)
  expect((await officer.post('/api/reports/take', { reportIds: [id] })).body).toEqual({ assigned: 1, refused: [] })
  const other = await as(world, 'national-desk', 'officer')
  expect(await other.post('/api/reports/take', { reportIds: [id] })).toMatchObject({
    status: 409,
    body: { error: { code: 'taken-by-another' } },
  })
  expect((await officer.post('/api/reports/assign', { reportIds: [id], personId: officer.id })).status).toBe(403)
  expect((await supervisor.post('/api/reports/assign', { reportIds: [id], personId: other.id })).status).toBe(200)
  expect(await rowOf(id)).toMatchObject({ assignee_id: other.id, assignee_name: other.name })
  const elsewhere = await as(world, 'harbour', 'officer')
  expect((await supervisor.post('/api/reports/assign', { reportIds: [id], personId: elsewhere.id })).status).toBe(404)
  await supervisor.post('/api/reports/assign', { reportIds: [id], personId: null })
  expect(await rowOf(id)).toMatchObject({ assignee_id: null, assignee_name: null })
  const { body } = await supervisor.get('/api/unit/people')
  const names = body.items.map((one: { name: string }) => one.name)
  expect(names).toEqual(expect.arrayContaining([analyst.name, officer.name, supervisor.name]))
  expect(names).not.toContain(elsewhere.name)
})

it('logs from whom each of several reports goes to another', async () => {
  const [one, two] = [await aJudgedReport(), await aJudgedReport()]
  await officer.post('/api/reports/take', { reportIds: [one] })
  await supervisor.post('/api/reports/assign', { reportIds: [one, two], personId: supervisor.id })
  const [entry] = await world.owner.sql<{ detail: string }>`
    select detail from audit_entry where action = 'report.assign' and detail like ${`%${two}%`}`
  const to = supervisor.name
  expect(JSON.parse(entry!.detail).changed).toEqual(
    expect.arrayContaining([
      { report: one, from: officer.name, to },
      { report: two, from: null, to },
    ]),
  )
})

it('keeps a note sealed, and shows it on the page to whoever sees the report', async () => {
  const id = await aJudgedReport()
  const text = 'The coach of Quillon-Vesper trains on Tuesdays'
  expect((await officer.post(`/api/reports/${id}/notes`, { text })).status).toBe(200)
  const [row] = await world.owner.sql<{ text: Buffer }>`select text from note where report_id = ${id}`
  expect(row!.text.toString('latin1')).not.toContain('Quillon')
  const page = await analyst.get(`/api/reports/${id}`)
  expect(page.body.notes).toEqual([expect.objectContaining({ text, by: officer.name })])
  expect(JSON.stringify(await entriesOf(id))).not.toContain('Quillon')
})
