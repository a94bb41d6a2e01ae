// The numbers at the head of the Inbox stop somewhere; what they leave out is the lowest, and said to be left out.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { as, unitNo } from '../people.ts'
import { aWorld, type TestWorld } from '../world.ts'

let world: TestWorld
const desk = unitNo('national-desk')

beforeAll(async () => {
  world = await aWorld()
})
afterAll(() => world?.[Symbol.asyncDispose]())

async function reports(n: number, { state, band, priority }: { state: string; band: string; priority: number }): Promise<void> {
  await world.owner.sql`
    insert into report (report_id, number, source_id, sender_id, sender_name, holder_no, first_holder_no, state, band, priority, version, received_at, due, changed_at)
    select gen_random_uuid(), 'R-' || g, 'x', 'x', 'x', ${desk}, ${desk}, ${state}, ${band}, ${priority}, 1, now(), 0, now() from generate_series(1, ${n}::int) g`
}

const counts = async () => (await (await as(world, 'national-desk', 'officer')).get('/api/reports?state=any')).body.counts

test('bands are counted from the top over all states; the one that is cut is named', async () => {
  await reports(990, { state: 'received', band: 'low', priority: 10 })
  await reports(10, { state: 'triaged', band: 'now', priority: 2000 })
  expect(await counts()).toEqual({ all: 1000, isMore: false, bands: { now: 10, low: 990 }, cutBand: null })
  await reports(30, { state: 'acknowledged', band: 'now', priority: 2001 })
  const more = await counts()
  expect(more).toMatchObject({ all: 1000, isMore: true, bands: { now: 40 }, cutBand: 'low' })
  expect(more.bands.low).toBeLessThan(990)
})
