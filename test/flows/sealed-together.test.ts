// Who is sealed in one document of a report is sealed in all of them, whichever came first.
import { expect, test } from 'vitest'
import { saveChunk } from '../../src/intake/save.ts'
import { contentFromBytes } from '../../src/intake/sealing.ts'
import type { Content } from '../../src/model/report.ts'
import { allStages } from '../../src/model/stage.ts'
import { as } from '../people.ts'
import { aChunk, aSite, aTip, records } from '../saved.ts'
import { aWorld, type TestWorld } from '../world.ts'

const noStages = async () => {}
const grown = aTip()
const child = (change: (content: Content<string>) => void = () => {}) =>
  aTip((content) => {
    Object.assign(content.people[0]!, { age: 15, isSealed: true })
    change(content)
  })
/** Says nothing any more by which the suspect was known. */
const childWithoutName = child((content) => {
  content.people[0]!.lastName = undefined
  content.sightings = content.sightings.filter(({ role }) => role !== 'suspect')
})
/** Of no stated age, and between minors, which the other format cannot say. */
const amongMinors = aTip((content) => {
  content.people[0]!.isSealed = true
  content.incident.annotations = ['minor-to-minor']
})
const json = (content: Content<string>): Content<string> => ({ ...content, format: 'agency-json' })

async function suspects({ owner }: TestWorld) {
  const rows = await owner.sql<{ place: string; content: Buffer }>`
    select version || '.' || rendition as place, content from report_version order by version, rendition`
  return rows.map(({ place, content }) => {
    const { people } = contentFromBytes(content)
    return `${place} ${people[0]!.isSealed ? 'sealed' : 'open'} ${typeof people[0]!.lastName}`
  })
}

const phone = async ({ owner }: TestWorld) =>
  (await owner.sql<{ is_sealed: boolean }>`select is_sealed from sighting where role = 'suspect'`).map((one) => one.is_sealed)

async function page(world: TestWorld): Promise<string> {
  const desk = await as(world, 'national-desk', 'officer')
  const [report] = await world.owner.sql<{ number: string }>`select number from report`
  const { status, body } = await desk.get(`/api/reports/${report!.number}`)
  expect(status).toBe(200)
  return JSON.stringify(body)
}

test.each([
  ['after it', false],
  ['in one chunk with it', true],
])('somebody who is called a child in a version %s is sealed in the one before, too', async (_when, isTogether) => {
  await using world = await aWorld()
  const site = await aSite(world, noStages)
  if (isTogether) await saveChunk(site, await aChunk(world, records(['1', grown, 'a'], ['1', childWithoutName, 'b'])))
  else {
    await saveChunk(site, await aChunk(world, records(['1', grown, 'a'])))
    expect([await suspects(world), await phone(world), await page(world)]).toEqual([
      ['1.0 open string'],
      [false],
      expect.stringContaining('Pell'),
    ])
    await saveChunk(site, await aChunk(world, records(['1', childWithoutName, 'b'])))
  }
  expect(await suspects(world)).toEqual(['1.0 sealed object', '2.0 sealed undefined'])
  expect(await phone(world)).toEqual([true])
  const shown = await page(world)
  expect(shown).not.toMatch(/Pell|0163/)
  expect(shown).toContain('"kind":"removed","isSealed":true')
})

test('a version that leaves out the age opens nobody', async () => {
  await using world = await aWorld()
  const site = await aSite(world, noStages)
  await saveChunk(site, await aChunk(world, records(['1', child(), 'a'])))
  await saveChunk(site, await aChunk(world, records(['1', grown, 'b'])))
  expect([await suspects(world), await phone(world)]).toEqual([['1.0 sealed object', '2.0 sealed object'], [true]])
  expect(await page(world)).not.toMatch(/Pell|0163/)
})

test.each([
  ['what one format cannot say opens nobody', amongMinors, json(grown), 0],
  ['what it says seals what the other said openly, and that is judged again', json(grown), amongMinors, allStages],
])('%s', async (_what, first, second, due) => {
  await using world = await aWorld()
  const site = await aSite(world, noStages)
  const [before, after] = records(['1', first, 'a'], ['1', second, 'b']).map((one) => ({
    ...one,
    part: 1,
    format: one.draft!.content.format,
  }))
  await saveChunk(site, await aChunk(world, [before!]))
  await world.owner.sql`update report set due = 0`
  await saveChunk(site, await aChunk(world, [after!]))
  expect(await suspects(world)).toEqual(['1.0 sealed object', '1.1 sealed object'])
  expect([await phone(world), await world.owner.sql`select due from report`]).toEqual([[true], [{ due }]])
  expect(await page(world)).not.toMatch(/Pell|0163/)
})
