// The loop of the work process on a real database: it works off what is there and what comes, outlives failures, ends when told,
// and only one of two runs at a time.
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { silentLog } from '../../src/base/log.ts'
import { type PipelineWork, type Reading, runPipeline } from '../../src/pipeline/work.ts'
import { content, person, sighting } from '../contents.ts'
import { as, unitNo } from '../people.ts'
import { received } from '../received.ts'
import { aWorld, packs, type TestWorld } from '../world.ts'

let world: TestWorld
let stopping: AbortController
let running: Promise<void>[]
const desk = unitNo('national-desk')

beforeEach(async () => {
  world = await aWorld()
  stopping = new AbortController()
  running = []
})
afterEach(async () => {
  stopping.abort()
  await Promise.all(running)
  await world[Symbol.asyncDispose]()
})

function start(more: Partial<PipelineWork> = {}): void {
  const { owner: database, keys, clock } = world
  const work = { database, keys, clock, site: { packs }, log: silentLog, signal: stopping.signal, ...more }
  running.push(runPipeline(work))
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (await isSo()) return
    await wait(25)
  }
  throw new Error('It did not come to pass')
}

const about = (account: string) =>
  content({ people: [person('suspect')], sightings: [sighting('account', account, { person: 0, service: 'quaychat' })] })
const rowOf = async (id: string) => (await world.owner.sql`select * from report where report_id = ${id}`)[0]!
const isDone = async (id: string) => (await rowOf(id)).due === 0
const rulesOf = async (id: string) =>
  ((await world.owner.sql`select reasons from score where report_id = ${id}`)[0]!.reasons as { rule: string }[]).map(
    ({ rule }) => rule,
  )

it('works off what is due and what comes later', async () => {
  const first = await received(world, { content: about('ana.torv'), holder: desk })
  start()
  await until(() => isDone(first.reportId))
  const second = await received(world, { content: about('ana.torv'), holder: desk })
  await until(async () => (await isDone(second.reportId)) && (await isDone(first.reportId)))
  expect(await rulesOf(first.reportId)).toContain('repeat-suspect/1')
})

it('has one pipeline at a time: the other takes over when it ends', async () => {
  const own = new AbortController()
  start({ signal: AbortSignal.any([own.signal, stopping.signal]) })
  const first = await received(world, { content: about('a'), holder: desk })
  await until(() => isDone(first.reportId))
  start()
  const [lease] = await world.owner.sql`select fence from lease where name = 'pipeline'`
  expect(lease).toEqual({ fence: 1 })
  own.abort()
  const second = await received(world, { content: about('b'), holder: desk })
  await until(() => isDone(second.reportId))
})

it('gives a reader of batches the stages and a breath for what is urgent, and outlives its failure', async () => {
  const read: string[] = []
  const readBatches = async ({ breathe, stages }: Reading) => {
    read.push(typeof stages)
    await breathe()
    if (read.length === 1) throw new Error('the disk is full')
    return 0
  }
  start({ readBatches })
  const { reportId } = await received(world, { content: about('a'), holder: desk })
  await until(() => isDone(reportId))
  expect(read.length).toBeGreaterThan(1)
  expect(new Set(read)).toEqual(new Set(['function']))
})

it('judges the others of a cluster again when a case is registered on one of them', async () => {
  start()
  const station = unitNo('harbour')
  const held = await received(world, { content: about('ben.holt'), holder: station })
  const other = await received(world, { content: about('ben.holt'), holder: desk })
  await until(async () => (await isDone(held.reportId)) && (await isDone(other.reportId)))
  const officer = await as(world, 'harbour', 'officer')
  const choices = await officer.get('/api/cases/choices')
  const series = choices.body.series[0].id
  const offences = [choices.body.offences[0].id]
  const made = await officer.post('/api/cases', { reportIds: [held.reportId], series, offences, title: 'A case' })
  expect(made.status).toBe(200)
  await until(async () => (await rulesOf(other.reportId)).includes('case-linked/1'))
  const page = await (await as(world, 'national-desk', 'officer')).get(`/api/reports/${other.reportId}`)
  const says = page.body.candidates.map((one: { unit: { no: number }; reasons: { because: string }[] }) => [
    one.unit.no,
    one.reasons[0]!.because,
  ])
  expect(says).toEqual([[station, expect.stringContaining('Holds case')]])
})

it('judges a report again for the unit that took it over', async () => {
  start()
  const fen = await received(world, { content: about('cy.marsh'), holder: unitNo('fen') })
  const { reportId } = await received(world, { content: about('cy.marsh'), holder: desk })
  await until(async () => (await isDone(fen.reportId)) && (await isDone(reportId)))
  expect(await rulesOf(reportId)).toContain('repeat-suspect/1')
  const officer = await as(world, 'national-desk', 'officer')
  const { body } = await officer.post('/api/referrals', { reportIds: [reportId], unitNo: unitNo('harbour') })
  const harbour = await as(world, 'harbour', 'officer')
  await harbour.post('/api/referrals/acknowledge', { referralIds: [body.referrals[0].referralId] })
  await until(async () => (await rulesOf(reportId)).includes('repeat-elsewhere/1'))
  expect(await rulesOf(reportId)).not.toContain('repeat-suspect/1')
  expect(await rowOf(reportId)).toMatchObject({ state: 'acknowledged', holder_no: unitNo('harbour') })
})
