// The first run of an empty site: a one-time code, the first administrator, the packs, and which of their units take part.
import { expect, test } from 'vitest'
import { newFirstRunCode } from '../../src/country/first-run.ts'
import { ensureSite } from '../../src/country/site.ts'
import { as, asking, unitNo } from '../people.ts'
import { aWorld, packs, type TestWorld } from '../world.ts'

const administrator = { login: 'asta', name: 'Asta Berg', password: 'harbour-lantern-quay' }

interface Given {
  code?: string
  packs?: string[]
  leftOut?: number[]
}

async function open({ server, owner }: TestWorld, given: Given) {
  const code = given.code ?? (await newFirstRunCode(owner))
  const payload = { ...administrator, packs: ['xx'], ...given, code }
  const reply = await server.inject({ method: 'POST', url: '/api/first-run', headers: { 'x-tipbridge': '1' }, payload })
  const session = reply.cookies.find(({ name }) => name === 'tipbridge_session')?.value
  return { status: reply.statusCode, error: reply.json().error?.code, session }
}

type State = {
  isOpen: boolean
  packs: { id: string; isHereAlready: boolean; units: { no: number; slug: string; depth: number; isNeeded: boolean }[] }[]
}

const state = async ({ server }: TestWorld): Promise<State> => (await server.inject({ url: '/api/first-run' })).json()

async function numbersOf(world: TestWorld, pack: string) {
  const { units } = (await state(world)).packs.find(({ id }) => id === pack)!
  return (slug: string) => units.find((unit) => unit.slug === slug)!.no
}

const closed = async ({ owner }: TestWorld) =>
  (await owner.sql<{ slug: string }>`select slug from agency where not is_active order by no`).map(({ slug }) => slug)

test('an open site names its packs with their units; nothing of it is told once somebody is its administrator', async () => {
  await using world = await aWorld({ packs: [] })
  const before = await state(world)
  expect(before.isOpen).toBe(true)
  const units = before.packs.find(({ id }) => id === 'xx')!.units
  expect(units[0]).toMatchObject({ slug: 'quaymark', depth: 1, isNeeded: true })
  expect(units.filter(({ isNeeded }) => isNeeded).map(({ slug }) => slug)).toEqual(['quaymark', 'national-desk'])
  const { status, session } = await open(world, {})
  expect(status).toBe(200)
  const me = await asking(world, { cookie: `tipbridge_session=${session}` }).get('/api/me')
  expect(me.status).toBe(200)
  expect(JSON.stringify(me.body)).toContain(administrator.name)
  expect(await closed(world)).toEqual([])
  expect(await state(world)).toMatchObject({ isOpen: false, packs: [] })
  expect(await open(world, { code: '0000-0000-0000-0000' })).toMatchObject({ status: 409, error: 'first-run-is-over' })
})

test('a unit that is left out is closed with all below it, and can be opened again', async () => {
  await using world = await aWorld({ packs: [] })
  const no = await numbersOf(world, 'xx')
  expect(await open(world, { leftOut: [no('hill-state')] })).toMatchObject({ status: 200 })
  const below = await world.owner.sql<{ slug: string }>`
    select slug from agency where ${no('hill-state')} = any(chain) order by no`
  expect(below.length).toBeGreaterThan(4)
  expect(await closed(world)).toEqual(below.map(({ slug }) => slug))
  const [entry] = await world.owner.sql<{ detail: string }>`select detail from audit_entry where action = 'site.first-run'`
  expect(JSON.parse(entry!.detail)).toMatchObject({ leftOut: ['hill-state'] })
  const bram = await as(world, 'quaymark', 'administrator')
  expect((await bram.post(`/api/agencies/${no('hill-state')}`, { isActive: true })).status).toBe(200)
  expect(await closed(world)).toEqual(below.slice(1).map(({ slug }) => slug))
  expect((await bram.post(`/api/agencies/${no('hill-state')}`, { isActive: true, isWithBelow: true })).status).toBe(200)
  expect(await closed(world)).toEqual([])
})

test('where something was received before, the packs are chosen all the same: one that is not keeps its desk and nothing else', async () => {
  await using world = await aWorld({ packs: [] })
  const here = async () => (await state(world)).packs.filter(({ isHereAlready }) => isHereAlready).map(({ id }) => id)
  expect(await here()).toEqual([])
  await ensureSite(world.owner, packs, world.clock.now())
  expect(await here()).toEqual(['xx'])
  const no = await numbersOf(world, 'in')
  const { status, session } = await open(world, { packs: ['in'], leftOut: [no('in-mh')] })
  expect(status).toBe(200)
  const stillOpen = await world.owner.sql<{ slug: string }>`select slug from agency where is_active and pack = 'xx' order by no`
  expect(stillOpen.map(({ slug }) => slug)).toEqual(['quaymark', 'national-desk'])
  const units = await world.owner.sql<{ isActive: boolean }>`
    select distinct is_active as "isActive" from agency where pack = 'in' and ${no('in-mh')} <> all(chain) and no <> ${no('in-mh')}`
  expect(units).toEqual([{ isActive: true }])
  // What came is within reach: the administrator gives somebody a role at its desk.
  const administrator = asking(world, { cookie: `tipbridge_session=${session}` })
  const signe = { login: 'signe', name: 'Signe Vall', roles: [{ role: 'officer', unitNo: unitNo('national-desk') }] }
  expect((await administrator.post('/api/people', signe)).status).toBe(200)
})

test('where something was received before, its pack may be chosen, with its units', async () => {
  await using world = await aWorld({ packs: [] })
  await ensureSite(world.owner, packs, world.clock.now())
  const no = await numbersOf(world, 'xx')
  expect(await open(world, { leftOut: [no('hill-state')] })).toMatchObject({ status: 200 })
  expect((await closed(world))[0]).toBe('hill-state')
  expect(await closed(world)).toHaveLength(11)
})

test('where people have worked, a first run closes nothing that it does not name', async () => {
  await using world = await aWorld()
  await as(world, 'harbour', 'officer')
  expect((await state(world)).packs.filter(({ isHereAlready }) => isHereAlready)).toEqual([])
  expect(await open(world, { packs: ['in'] })).toMatchObject({ status: 200 })
  expect(await closed(world)).toEqual([])
})

test('an administrator closes a unit, or it with all below it; never a desk, nor the unit for which they act', async () => {
  await using world = await aWorld()
  const bram = await as(world, 'quaymark', 'administrator')
  const close = (slug: string, more = {}) => bram.post(`/api/agencies/${unitNo(slug)}`, { isActive: false, ...more })
  expect((await close('hill-state')).status).toBe(200)
  expect(await closed(world)).toEqual(['hill-state'])
  expect((await close('hill-state', { isWithBelow: true })).status).toBe(200)
  expect(await closed(world)).toHaveLength(11)
  const all = { isWithBelow: true }
  expect(await close('national-desk')).toMatchObject({ status: 409, body: { error: { code: 'desk-stays-open' } } })
  expect(await close('quaymark', all)).toMatchObject({ status: 409, body: { error: { code: 'own-unit-stays-open' } } })
  const port = await as(world, 'port-state', 'administrator')
  expect(await port.post(`/api/agencies/${unitNo('national-desk')}`, { isActive: false, ...all })).toMatchObject({ status: 409 })
  expect(await closed(world)).toHaveLength(11)
})

test('nobody leaves out the desk, what stands above it, or units of another pack; then nothing at all is done', async () => {
  await using world = await aWorld({ packs: [] })
  const no = await numbersOf(world, 'xx')
  const maharashtra = (await numbersOf(world, 'in'))('in-mh')
  for (const slug of ['quaymark', 'national-desk'])
    expect(await open(world, { leftOut: [no(slug)] })).toMatchObject({ status: 400, error: 'unit-is-needed' })
  for (const unitNo of [maharashtra, 999_999])
    expect(await open(world, { leftOut: [unitNo] })).toMatchObject({ status: 400, error: 'no-such-unit' })
  expect(await open(world, { code: 'wrong' })).toMatchObject({ status: 401, error: 'wrong-code' })
  expect((await state(world)).isOpen).toBe(true)
  expect(await world.owner.sql`select 1 from person where login = ${administrator.login}`).toEqual([])
})
