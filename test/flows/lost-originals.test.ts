// Originals that are lost: handed in again, the same bytes are kept anew and read; an original that is there is left where it is.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { intakeChecks } from '../../src/intake/doctor-checks.ts'
import { cybertipEntry, cybertipEnvelope } from '../../src/intake/formats/cybertip-xml-examples.data.ts'
import { batchOf, dropFiles, readBatches } from '../intake.ts'
import { as } from '../people.ts'
import { aWorld, type TestWorld } from '../world.ts'
import { zipOf } from '../zip.ts'

const addresses = (world: TestWorld) =>
  world.owner.sql<{ address: string }>`select address from original order by address`.then((rows) =>
    rows.map(({ address }) => address),
  )

/** The faults that doctor names, without the advice. */
async function faultsOf(world: TestWorld): Promise<string[]> {
  const context = { database: world.owner, site: { config: { dataFolder: world.dataFolder }, keys: world.keys } }
  return (await Promise.all(intakeChecks.map((check) => check.run(context)))).flatMap((faults) => faults.slice(0, 1))
}

test('a file whose original is lost can be handed in again; one that is there keeps its place', async () => {
  await using world = await aWorld()
  const person = await as(world, 'national-desk', 'officer')
  const files = {
    'tips.xml': cybertipEnvelope(cybertipEntry(1)),
    'more.zip': zipOf([{ name: 'a.xml', bytes: cybertipEnvelope(cybertipEntry(2)) }]),
  }
  const handIn = async () => {
    const { body } = await dropFiles(world, person, { files })
    await readBatches(world)
    return await batchOf(world, body.batchId)
  }
  expect(await handIn()).toMatchObject({ state: 'done', records: 2, accepted: 2 })
  const first = await addresses(world)
  expect(await handIn()).toMatchObject({ state: 'done', duplicate: 2 })
  expect(await addresses(world)).toEqual(first)
  expect(await faultsOf(world)).toEqual([])

  const folder = join(world.dataFolder, 'originals')
  rmSync(folder, { recursive: true })
  expect(await faultsOf(world)).toEqual([
    expect.stringMatching(/^2 of 2 originals in .* are missing or cut off: /),
    expect.stringMatching(/^3 of 3 originals that were read are not right/),
  ])
  expect(await handIn()).toMatchObject({ state: 'done', duplicate: 2 })
  expect(await addresses(world)).not.toEqual(first)
  expect(await faultsOf(world)).toEqual([])
})
