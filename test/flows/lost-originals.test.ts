// Originals that are lost: handed in again, the same bytes are kept anew and read; an original that is there is left where it is.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { intakeChecks } from '../../src/intake/doctor-checks.ts'
import { cybertipEntry, cybertipEnvelope } from '../../src/intake/formats/cybertip-xml-examples.data.ts'
import { batchOf, dropFiles, type Files, readBatches } from '../intake.ts'
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

async function reader(world: TestWorld) {
  const person = await as(world, 'national-desk', 'officer')
  return async (files: Files) => {
    const { body } = await dropFiles(world, person, { files })
    await readBatches(world)
    return await batchOf(world, body.batchId)
  }
}

const tip = (number: number) => cybertipEnvelope(cybertipEntry(number))

test('a file whose original is lost is mended by a ZIP that holds it, also among others that are there', async () => {
  await using world = await aWorld()
  const handIn = await reader(world)
  await handIn({ 'there.xml': tip(1) })
  const there = await addresses(world)
  await handIn({ 'tips.xml': tip(2) })
  await handIn({ 'more.zip': zipOf([{ name: 'a.xml', bytes: tip(3) }]) })
  const known = await addresses(world)
  for (const address of known.filter((one) => !there.includes(one) && !one.includes('!')))
    rmSync(join(world.dataFolder, 'originals', address))
  const all = [1, 2, 3, 4].map((number) => ({ name: `${number}.xml`, bytes: tip(number) }))
  expect(await handIn({ 'all.zip': zipOf(all) })).toMatchObject({ state: 'done', duplicate: 3, accepted: 1 })
  const mended = await addresses(world)
  expect(mended).toEqual(expect.arrayContaining(there))
  expect(mended.filter((address) => address.includes('!'))).toHaveLength(3)
  // The lost ZIP is missing still; all that was in it is there.
  expect(await faultsOf(world)).toEqual([
    expect.stringMatching(/^1 of 3 originals in .* are missing or cut off: /),
    expect.stringMatching(/^1 of 6 originals that were read are not right/),
  ])
})

test('what failed since its original was lost is read after a ZIP has brought it, when somebody asks for it', async () => {
  await using world = await aWorld()
  const person = await as(world, 'national-desk', 'officer')
  const { body } = await dropFiles(world, person, { files: { 'tips.xml': tip(1) } })
  rmSync(join(world.dataFolder, 'originals'), { recursive: true })
  for (let tries = 0; tries < 5; tries++) {
    await readBatches(world)
    world.clock.pass(120_000)
  }
  expect(await batchOf(world, body.batchId)).toMatchObject({ state: 'failed', reason: 'failed-enoent' })
  await dropFiles(world, person, { files: { 'all.zip': zipOf([{ name: 'a.xml', bytes: tip(1) }]) } })
  await readBatches(world)
  expect((await person.post(`/api/receipts/${body.batchId}/1/0/retry`)).status).toBe(200)
  await readBatches(world)
  expect(await batchOf(world, body.batchId)).toMatchObject({ state: 'done', failed: 0, duplicate: 1 })
})

test('a ZIP that came within another one is read where it comes by itself, and keeps its own place', async () => {
  await using world = await aWorld()
  const handIn = await reader(world)
  const inner = zipOf([{ name: 'a.xml', bytes: tip(1) }])
  const outer = zipOf([{ name: 'inner.dat', bytes: inner }])
  expect(await handIn({ 'outer.zip': outer })).toMatchObject({ quarantined: 1 })
  expect(await handIn({ 'inner.zip': inner })).toMatchObject({ state: 'done', accepted: 1 })
  expect(await faultsOf(world)).toEqual([])
  rmSync(join(world.dataFolder, 'originals'), { recursive: true })
  expect(await handIn({ 'outer.zip': outer })).toMatchObject({ quarantined: 1 })
  expect(await handIn({ 'inner.zip': inner })).toMatchObject({ state: 'done', duplicate: 1 })
  expect(await faultsOf(world)).toEqual([])
})
