// A country's pack at a site: what is only remembered is off, and comes into force when an officer confirms it.
import { expect, test } from 'vitest'
import { bringIntoForce } from '../../src/country/in-force.ts'
import { outcomesFor } from '../../src/country/outcomes.ts'
import { ensureSite, packsInUse } from '../../src/country/site.ts'
import { as, type Person, unitNo } from '../people.ts'
import { aWorld, packs } from '../world.ts'

interface Listed {
  key: string
  id: string
  standing: string
  confirmed: { by: string; note: string } | null
}

const clocks = async (person: Person, q: string): Promise<Listed[]> =>
  (await person.get(`/api/packs/xx/entries?kind=clock&q=${q}`)).body.items
const confirm = (person: Person, entries: string[], pack = 'xx') =>
  person.post(`/api/packs/${pack}/entries/confirm`, { entries, note: 'read in the act' })

test('an offence from memory is off until a supervisor confirms it, and off again when that is withdrawn', async () => {
  await using world = await aWorld()
  const head = await as(world, 'harbour', 'supervisor')
  const offence = async (): Promise<Listed> => (await head.get('/api/packs/xx/entries?kind=offence&q=pc-219')).body.items[0]
  const before = await offence()
  expect(before).toMatchObject({ id: 'pc-219', standing: 'off', confirmed: null })
  expect(world.world.packs.get('xx')!.offences.find(({ id }) => id === 'pc-219')!.isOn).toBe(false)

  expect((await confirm(head, [before.key])).body).toEqual({ confirmed: 1 })
  expect(await offence()).toMatchObject({ standing: 'confirmed', confirmed: { by: head.name, note: 'read in the act' } })
  expect(world.world.packs.get('xx')!.offences.find(({ id }) => id === 'pc-219')).toMatchObject({ isOn: true, isConfirmed: true })
  expect((await confirm(head, [before.key])).body).toEqual({ confirmed: 0 })
  const { items } = (await head.get('/api/packs')).body
  expect(items).toMatchObject([{ id: 'xx' }])
  expect(items[0].kinds.find((one: { kind: string }) => one.kind === 'offence')).toMatchObject({
    entries: 13,
    on: 13,
    confirmed: 1,
  })

  expect((await head.post('/api/packs/xx/entries/withdraw', { entries: [before.key], reason: 'read it again' })).body).toEqual({
    withdrawn: 1,
  })
  expect(await offence()).toMatchObject({ standing: 'off', confirmed: null })
  expect(world.world.packs.get('xx')!.offences.find(({ id }) => id === 'pc-219')!.isOn).toBe(false)
  const kept = await world.owner.sql`select entry from pack_confirmation where withdrawn_at is not null`
  expect(kept).toEqual([{ entry: before.key }])
})

test('nobody confirms what they did not read, what is empty or what is another country’s', async () => {
  await using world = await aWorld({ packs: ['xx', 'in'] })
  const head = await as(world, 'harbour', 'supervisor')
  const officer = await as(world, 'harbour', 'officer')
  const delhi = await as(world, unitNo('in-dl', 'in'), 'supervisor')
  const auditor = await as(world, 'harbour', 'auditor')
  const [zero] = await clocks(head, 'zero-transfer')
  const [charge] = await clocks(head, 'charge-sheet')
  expect(zero).toMatchObject({ standing: 'empty' })
  expect(charge).toMatchObject({ standing: 'not-verified' })
  expect((await confirm(head, [zero!.key])).body.error).toMatchObject({ kind: 'conflict', code: 'nothing-to-confirm' })
  expect((await confirm(head, [charge!.key.replace(/#.*/, '#0000000000000000')])).body.error).toMatchObject({
    kind: 'conflict',
    code: 'entry-changed',
  })
  expect((await confirm(head, ['clock/none#0000000000000000'])).status).toBe(404)
  expect((await confirm(head, [charge!.key], 'yy')).status).toBe(404)
  expect((await confirm(officer, [charge!.key])).status).toBe(403)
  expect((await confirm(delhi, [charge!.key])).body.error).toMatchObject({ kind: 'forbidden', code: 'pack-of-another-country' })
  expect((await delhi.get('/api/packs/xx/entries?kind=clock')).body.may).toEqual({ 'pack:confirm': 'pack-of-another-country' })
  expect((await officer.get('/api/packs/xx/entries?kind=clock')).body.may).toEqual({ 'pack:confirm': 'not-permitted' })
  expect((await head.get('/api/packs/xx/entries?kind=clock')).body.may).toEqual({ 'pack:confirm': true })
  expect((await auditor.get('/api/packs/xx/entries?kind=clock')).status).toBe(200)
  expect((await confirm(auditor, [charge!.key])).status).toBe(403)
  expect((await world.owner.sql`select 1 from pack_confirmation`).length).toBe(0)
})

test('long lists come in pages, by standing and by what one looks for', async () => {
  await using world = await aWorld({ packs: ['in'] })
  const delhi = await as(world, unitNo('in-dl', 'in'), 'supervisor')
  const seen = new Set<string>()
  let next: string | null = ''
  while (next !== null) {
    const page: { items: Listed[]; next: string | null; total: number } = (
      await delhi.get(`/api/packs/in/entries?kind=offence&limit=50${next === '' ? '' : `&cursor=${next}`}`)
    ).body
    expect(page.total).toBe(119)
    for (const item of page.items) seen.add(item.key)
    next = page.next
  }
  expect(seen.size).toBe(119)
  const off = (await delhi.get('/api/packs/in/entries?kind=clock&standing=off')).body.items
  expect(off.map((item: Listed) => item.id)).toEqual(['in-clk-further-inv', 'in-clk-cwc-produce', 'in-clk-us-2703f'])
  expect((await delhi.get('/api/packs/in/entries?kind=clock&cursor=rubbish')).body.error.code).toBe('bad-cursor')
})

test('a station that a site adds is a unit of the pack like any other', async () => {
  await using world = await aWorld({ packs: ['in'] })
  const head = await as(world, unitNo('in-mh-nagpur', 'in'), 'supervisor')
  const administrator = await as(world, unitNo('india', 'in'), 'administrator')
  const station = { parentNo: head.unitNo, slug: 'sitabuldi', name: { en: 'A station' }, kind: 'station', mayRegister: true }
  expect((await administrator.post('/api/agencies', station)).status).toBe(200)
  const [entry] = (await head.get('/api/packs/in/entries?kind=case-outcome&q=summary-a')).body.items
  expect((await confirm(head, [entry.key], 'in')).status).toBe(200)
  const pack = world.world.packs.get('in')!
  expect(pack.agencies.find((agency) => agency.id === 'sitabuldi')).toMatchObject({
    parent: 'in-mh-nagpur',
    zone: 'Asia/Kolkata',
    mayRegister: true,
  })
  expect(outcomesFor(pack, 'case', 'sitabuldi').map((outcome) => outcome.id)).toContain('summary-a')
})

test('a newer version of a pack brings new agencies, and renumbers neither the old nor those that the site made', async () => {
  await using world = await aWorld()
  const administrator = await as(world, 'quaymark', 'administrator')
  const made = { parentNo: unitNo('harbour'), slug: 'pier', name: { en: 'Pier Station' }, kind: 'station' }
  expect((await administrator.post('/api/agencies', made)).status).toBe(200)
  const before = await world.owner.sql<{ slug: string; no: number }>`select slug, no, hi, chain from agency order by no`
  const shipped = packs.get('xx')!
  const fresh = {
    ...shipped.agencies.find((agency) => agency.id === 'mole-station')!,
    id: 'tide-station',
    name: { en: 'Tide Station' },
  }
  const at = shipped.agencies.findIndex((agency) => agency.id === 'wharf-station')
  const newer = { ...shipped, agencies: shipped.agencies.toSpliced(at, 0, fresh) }
  await ensureSite(world.owner, new Map([['xx', newer]]), world.clock.now())
  const after = await world.owner.sql<{ slug: string; no: number }>`select slug, no, hi, chain from agency order by no`
  expect(after.filter((row) => row.slug !== 'tide-station')).toEqual(before)
  expect(after).toHaveLength(before.length + 1)
  const site = { packs: new Map([['xx', newer]]) }
  expect(await bringIntoForce(site, world.owner.sql)).toBe(true)
  expect(await bringIntoForce(site, world.owner.sql)).toBe(false)
  for (const { slug, no } of after) expect(site.packs.get('xx')!.agencies.find((agency) => agency.id === slug)!.no).toBe(no)
})

test('of packs that came together the one with the lower numbers is the first: a document without a source belongs to its clearing-house', async () => {
  await using world = await aWorld({ packs: ['in', 'xx'] })
  expect(await packsInUse(world.owner)).toEqual(['xx', 'in'])
})
