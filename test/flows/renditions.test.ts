// One tip in two formats, and again in one: what is judged and shown, and what makes a version.
import { expect, test } from 'vitest'
import type { ReadRecord } from '../../src/intake/chunks.ts'
import { saveChunk } from '../../src/intake/save.ts'
import { emptyFile } from '../../src/model/empty-report.ts'
import type { Content } from '../../src/model/report.ts'
import { allStages } from '../../src/model/stage.ts'
import { as } from '../people.ts'
import { aChunk, aSite, aTip, records } from '../saved.ts'
import { aWorld } from '../world.ts'

const noStages = async () => {}

/** The same tip as the agencies' export can say it: no urgency, no victims. */
const asJson = (given: ReadRecord[]): ReadRecord[] =>
  given.map((record) => {
    const { incident, people, sightings } = record.draft!.content
    const content = {
      ...record.draft!.content,
      format: 'agency-json' as const,
      incident: { ...incident, escalation: undefined },
      people: people.filter(({ role }) => role !== 'victim'),
      sightings: sightings.filter(({ role }) => role !== 'victim'),
    }
    return { ...record, format: 'agency-json', draft: { ...record.draft!, content } }
  })

const urgent = (words: string) => aTip((content) => Object.assign(content.incident, { escalation: words }))

test.each([
  ['in one chunk', true],
  ['after it', false],
])('what a fuller format says of a tip is judged and seen, when it comes %s', async (_when, isTogether) => {
  await using world = await aWorld()
  const site = await aSite(world, noStages)
  const [json, xml] = [asJson(records(['1', aTip(), 'j'])), records(['1', urgent('tomorrow'), 'x'])]
  const parts = xml.map((one) => ({ ...one, part: 2 }))
  if (isTogether) {
    expect(await saveChunk(site, await aChunk(world, [...json, ...parts]))).toMatchObject({ accepted: 1, duplicate: 1 })
  } else {
    await saveChunk(site, await aChunk(world, json))
    await world.owner.sql`update report set due = 0`
    expect(await saveChunk(site, await aChunk(world, xml))).toMatchObject({ duplicate: 1 })
    expect(await world.owner.sql`select due from report`).toEqual([{ due: allStages }])
  }
  expect(await world.owner.sql`select version, rendition from report`).toEqual([{ version: 1, rendition: 1 }])
  const seen = await world.owner.sql`select kind, role from sighting order by kind`
  expect(seen).toEqual([
    { kind: 'email', role: 'victim' },
    { kind: 'phone', role: 'suspect' },
  ])
  const desk = await as(world, 'national-desk', 'officer')
  const [{ number }] = (await world.owner.sql<{ number: string }>`select number from report`) as [{ number: string }]
  const { body } = await desk.get(`/api/reports/${number}`)
  expect(body.people.map((one: { pseudonym: string }) => one.pseudonym)).toContain('V-1')
  // The poorer one, again in other bytes, changes nothing.
  const again = asJson(records(['1', aTip(), 'j '])).map((one) => ({ ...one, part: 3 }))
  expect(await saveChunk(site, await aChunk(world, again))).toMatchObject({ duplicate: 1 })
  expect(await world.owner.sql`select version, rendition from report`).toEqual([{ version: 1, rendition: 1 }])
})

test('of two documents in one format the facts decide, though a third in another leaves out what changed', async () => {
  await using world = await aWorld()
  const site = await aSite(world, noStages)
  await saveChunk(site, await aChunk(world, records(['1', aTip(), 'x'])))
  await saveChunk(site, await aChunk(world, asJson(records(['1', aTip(), 'j']))))
  expect(await saveChunk(site, await aChunk(world, records(['1', urgent('today'), 'y'])))).toMatchObject({ 'new-version': 1 })
  expect(await world.owner.sql`select version, rendition from report`).toEqual([{ version: 2, rendition: 0 }])
})

test.each<[string, (content: Content<string>) => void]>([
  [
    'an address at which a file was uploaded',
    (content) => content.sightings.push({ kind: 'ip', role: 'file', file: 0, value: '198.51.100.7', normal: '198.51.100.7' }),
  ],
  ['the id of a file', (content) => Object.assign(content.files[0]!, { fileId: 'f-2' })],
  ['a proxy', (content) => Object.assign(content.sightings[0]!, { isProxy: true })],
  [
    'the agency that was named',
    (content) => Object.assign(content, { lawEnforcement: { agency: 'Harbour District', statements: [] } }),
  ],
  ['gender', (content) => Object.assign(content.people[0]!, { gender: 'male' })],
])('%s is a fact: another one makes a new version', async (_name, change) => {
  await using world = await aWorld()
  const site = await aSite(world, noStages)
  const withFile = (more: (content: Content<string>) => void = () => {}) =>
    aTip((content) => {
      content.files.push(emptyFile(1))
      content.sightings.push({ kind: 'md5', role: 'file', file: 0, value: 'a'.repeat(32), normal: 'a'.repeat(32) })
      more(content)
    })
  await saveChunk(site, await aChunk(world, records(['1', withFile(), 'a'])))
  expect(await saveChunk(site, await aChunk(world, records(['1', withFile(change), 'b'])))).toMatchObject({ 'new-version': 1 })
})

const category = (code: string) => (content: Content<string>) => {
  content.files.push({ ...emptyFile(1), category: code, annotations: ['viral'] })
  content.sightings.push({ kind: 'md5', role: 'file', file: 0, value: 'a'.repeat(32), normal: 'a'.repeat(32) })
  content.sightings.push({
    kind: 'sha1',
    role: 'file',
    file: 0,
    value: 'b'.repeat(40),
    normal: 'b'.repeat(40),
    id: '00000000-0000-8000-8000-00000000000c',
  })
}

test('a new version in the poorer format takes away nothing that it cannot say, also the one after it, until the fuller says it anew', async () => {
  await using world = await aWorld()
  const site = await aSite(world, noStages)
  const desk = await as(world, 'national-desk', 'officer')
  const full = aTip((content) => {
    category('B1')(content)
    content.incident.escalation = 'tomorrow'
  })
  await saveChunk(site, await aChunk(world, records(['1', full, 'x'])))
  const [{ number }] = (await world.owner.sql<{ number: string }>`select number from report`) as [{ number: string }]
  const look = async () => (await desk.get(`/api/reports/${number}`)).body
  const claimed = (body: any): string[] => body.claims.map((one: { topic: string }) => one.topic)
  const first = await look()
  for (const [version, code] of [
    [2, 'A1'],
    [3, 'A2'],
  ] as const) {
    const poorer = asJson(records(['1', aTip(category(code)), `j${code}`])).map((one) => {
      one.draft!.content.files[0]!.annotations = []
      one.draft!.content.sightings = one.draft!.content.sightings.filter(({ kind }) => kind !== 'sha1')
      return one
    })
    expect(await saveChunk(site, await aChunk(world, poorer))).toMatchObject({ 'new-version': 1 })
    expect(await world.owner.sql`select version, rendition from report`).toEqual([{ version, rendition: 1 }])
    const body = await look()
    expect(body.files[0].category).toBe(code)
    expect(claimed(body)).toEqual(claimed(first))
    expect(body.people.map((one: any) => one.pseudonym)).toEqual(first.people.map((one: any) => one.pseudonym))
    expect(body.versions.map((one: any) => one.version)).toEqual(Array.from({ length: version }, (_, at) => at + 1))
    expect(body.difference.changes.map((one: any) => one.field)).toEqual([`file ${'a'.repeat(12)} · category`])
    expect(await saveChunk(site, await aChunk(world, poorer))).toMatchObject({ duplicate: 1 })
  }
  // Said anew, and without its urgency: now it is gone.
  const anew = aTip(category('A2'))
  expect(await saveChunk(site, await aChunk(world, records(['1', anew, 'y'])))).toMatchObject({ duplicate: 1 })
  const [now] = await world.owner.sql`select version, rendition from report`
  expect(now).toEqual({ version: 3, rendition: 2 })
})
