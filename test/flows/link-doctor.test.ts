// The doctor finds what somebody broke in the linker's tables, and nothing in what the linker itself wrote.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { linkChecks } from '../../src/link/doctor-checks.ts'
import { person, sighting } from '../contents.ts'
import { linkedReport, relink } from '../linked.ts'
import type { Received } from '../received.ts'
import { aWorld, type TestWorld } from '../world.ts'

let world: TestWorld
let reports: Received[]
beforeAll(async () => {
  world = await aWorld()
})
afterAll(() => world[Symbol.asyncDispose]())

beforeEach(async () => {
  await world.owner.sql.text('truncate report, report_version, data_key, sighting, cluster_of, link_value')
  const phone = sighting('phone', '+9995550171', { person: 0 })
  reports = []
  for (const on of ['2026-04-01', '2026-04-02', '2026-04-03']) {
    reports.push(await linkedReport(world, { holder: 'harbour', sightings: [phone], people: [person('suspect')], on }))
  }
  await world.owner.sql`update report set due = 0`
})

/** Names of the checks that find something. */
async function faulty(): Promise<string[]> {
  const context = { database: world.owner, site: { keys: world.keys } }
  const found = await Promise.all(linkChecks.map(async ({ name, run }) => ({ name, faults: await run(context) })))
  return found.filter(({ faults }) => faults.length > 0).map(({ name }) => name)
}

const reckoned = 'links are what the values, verdicts and rulings make of them'
const led = 'every value that joins can be followed to a report that holds it'
const held = 'reports are linked by the values that they hold now (a sample)'

it('finds nothing wrong with what the linker did', async () => {
  expect(await faulty()).toEqual([])
})

it('finds a report in a wrong cluster, and a count that is off', async () => {
  const [, second] = reports
  await world.owner.sql`update cluster_of set cluster_id = report_id where report_id = ${second!.reportId}`
  expect(await faulty()).toEqual([reckoned])
  await world.owner.sql`update cluster_of set cluster_id = frame_id`
  await world.owner.sql`update link_value set n = n + 1`
  expect(await faulty()).toEqual([reckoned])
})

it('finds a value that leads nowhere', async () => {
  await world.owner.sql`update link_value set rep = '00000000-0000-8000-8000-000000000000'`
  expect(await faulty()).toEqual([led])
})

it('finds links of a report that is not stored', async () => {
  await world.owner.sql`delete from report where report_id = ${reports[2]!.reportId}`
  expect(await faulty()).toEqual(['every linked report is stored'])
})

it('finds a report that is linked by what it does not say', async () => {
  const [first] = reports
  const [, second] = reports
  await relink(world, { ...second!, content: { ...first!.content, sightings: [] } })
  expect(await faulty()).toEqual([held])
})

it('names a report that does not open, and goes on', async () => {
  const [first, second, third] = reports
  await world.owner
    .sql`update data_key set wrapped = set_byte(wrapped, 40, get_byte(wrapped, 40) # 1) where report_id = ${first!.reportId}`
  await world.owner.sql`update report_version set content = '\\x00' where report_id = ${third!.reportId}`
  await relink(world, { ...second!, content: { ...second!.content, sightings: [] } })
  await world.owner.sql`update report set due = 0`
  const numberOf = async ({ reportId }: Received) =>
    (await world.owner.sql<{ number: string }>`select number from report where report_id = ${reportId}`)[0]!.number
  const check = linkChecks.find(({ name }) => name === held)!
  const faults = await check.run({ database: world.owner, site: { keys: world.keys } })
  expect(faults.toSorted()).toEqual(
    [
      `${await numberOf(first!)} does not open: it was sealed with another key, or altered`,
      `${await numberOf(second!)} is linked by other values than it holds`,
      expect.stringMatching(`^${await numberOf(third!)} (does not open|cannot be read)`),
    ].toSorted(),
  )
})
