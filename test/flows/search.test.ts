// Exact search as a stranger to what is found: the unit and how many, told to both sides; a sealed value, a number and a look tell nothing.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { person } from '../contents.ts'
import { linkedReport, phone } from '../linked.ts'
import { type Answer, as, type Person, unitNo } from '../people.ts'
import { aWorld, type TestWorld } from '../world.ts'

let world: TestWorld
let harbour: Person
let stranger: Person
let third: Person

beforeAll(async () => {
  world = await aWorld()
  harbour = await as(world, 'harbour', 'officer')
  stranger = await as(world, 'special-unit', 'officer', 'supervisor')
  third = await as(world, 'fen', 'officer')
})
afterAll(() => world[Symbol.asyncDispose]())

const searched = async (who: Person, q: string) => (await who.post('/api/search', { q })).body
const asked = async (who: Person) => (await who.get('/api/referrals/asked')).body.items as Record<string, any>[]
const nothing = { reports: [], cases: [], elsewhere: [], sealed: 0 }

it('tells a stranger the unit and how many, and that unit who asked, once a day, without the words', async () => {
  const theirs = [
    await linkedReport(world, { holder: 'harbour', sightings: [phone('+999555030101')] }),
    await linkedReport(world, { holder: 'harbour', sightings: [phone('+999555030101')] }),
  ]
  for (const typed of ['+999 555 030101', '00999-555-030101']) {
    const answer = await searched(stranger, typed)
    expect(answer).toMatchObject({ ...nothing, elsewhere: [{ unit: { no: unitNo('harbour') }, n: 2 }] })
    for (const { reportId, number } of theirs) expect(JSON.stringify(answer)).not.toMatch(new RegExp(`${reportId}|${number}`))
  }
  const row = { about: 'value', held: 2, number: null, askerName: stranger.name, asker: { no: unitNo('special-unit') } }
  expect(await asked(harbour)).toMatchObject([{ ...row, isOurs: true }])
  expect(await asked(stranger)).toMatchObject([{ ...row, isOurs: false, holder: { no: unitNo('harbour') } }])
  expect(await asked(third)).toEqual([])
  expect(JSON.stringify([await asked(harbour), await asked(stranger)])).not.toMatch(/030101/)
  world.passDays(1)
  await searched(stranger, '+999 555 030101')
  expect(await asked(harbour)).toHaveLength(2)
})

it('lists who asked page by page, each side for itself, none twice and none left out', async () => {
  await using other = await aWorld()
  const us = await as(other, 'harbour', 'officer')
  const no = unitNo('harbour')
  const them = ['fen', 'special-unit', 'national-desk'].map((slug) => unitNo(slug))
  // Several in one moment: the rest of the key tells them apart.
  for (let n = 0; n < 21; n++) {
    const [holder, asker] = n % 3 === 0 ? [them[n % 2], no] : [no, them[n % 3]]
    await other.owner.sql`
      insert into asked (holder_no, asker_no, subject_kind, subject_id, asked_on, asker_name, held, at)
      values (${holder}, ${asker}, 'value', gen_random_uuid(), '2026-05-04', 'Mara Quist', ${n}, ${new Date(Date.UTC(2026, 4, 4, n >> 3))})`
  }
  const all = async (side: string) => {
    const found: number[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const { body }: Answer = await us.get(
        `/api/referrals/asked?side=${side}&limit=4${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
      )
      expect(body.items.length).toBeLessThanOrEqual(4)
      expect(body.items.every((one: { isOurs: boolean }) => one.isOurs === (side === 'us'))).toBe(true)
      found.push(...body.items.map((one: { held: number }) => one.held))
      cursor = body.next
      // What was asked about is named to nobody here, by the cursor no more than by the rows.
      const keys = await other.owner.sql<{ id: string }>`select subject_id::text as id from asked`
      const read = Buffer.from(cursor ?? '', 'base64url').toString()
      expect(keys.some(({ id }) => read.includes(id))).toBe(false)
    }
    return found
  }
  const [ours, theirs] = [await all('us'), await all('them')]
  expect([...ours, ...theirs].sort((a, b) => a - b)).toEqual(Array.from({ length: 21 }, (_, n) => n))
  expect(ours.map((n) => n >> 3)).toEqual(ours.map((n) => n >> 3).sort((a, b) => b - a))
})

it('asks nobody about what the reader sees', async () => {
  const own = await linkedReport(world, { holder: 'special-unit', sightings: [phone('+999555030102')] })
  const before = await asked(stranger)
  const answer = await searched(stranger, '+999555030102')
  expect([answer.reports.map((one: { number: string }) => one.number), answer.elsewhere]).toEqual([[own.number], []])
  expect(await asked(stranger)).toEqual(before)
})

it('tells nothing of a sealed value of another unit, to the stranger or by the list of what was asked', async () => {
  await linkedReport(world, {
    holder: 'harbour',
    people: [person('victim')],
    sightings: [{ ...phone('+999555030103'), role: 'victim' }],
  })
  const before = [await asked(stranger), await asked(harbour)]
  const answer = await searched(stranger, '+999555030103')
  expect(answer).toMatchObject(nothing)
  expect(answer).toEqual({ ...(await searched(stranger, '+999555030199')), readAs: answer.readAs })
  expect([await asked(stranger), await asked(harbour)]).toEqual(before)
  expect((await searched(harbour, '+999555030103')).sealed).toBe(1)
})

it('tells nothing of a number of another unit, ours or the source’s', async () => {
  const { number, reportId } = await linkedReport(world, { holder: 'harbour', sightings: [phone('+999555030104')] })
  const [row] = await world.owner.sql<{
    source: string
  }>`select source_number as source from report where report_id = ${reportId}`
  const before = [await asked(stranger), await asked(harbour)]
  for (const typed of [number, row!.source]) expect(await searched(stranger, typed)).toMatchObject(nothing)
  expect([await asked(stranger), await asked(harbour)]).toEqual(before)
})

it('opens by a source’s number what only one of the reports that are shown bears; of several it names theirs', async () => {
  const ours = await linkedReport(world, { holder: 'harbour', sightings: [] })
  const other = await linkedReport(world, { holder: 'harbour', sightings: [] })
  const theirs = await linkedReport(world, { holder: 'fen', sightings: [] })
  const same = (...reports: { reportId: string }[]) =>
    world.owner
      .sql`update report set source_number = '4410077' where report_id = any(${reports.map((one) => one.reportId)}::uuid[])`
  await same(ours, theirs)
  expect((await harbour.get('/api/reports/4410077')).body.report).toMatchObject({ number: ours.number })
  await same(other)
  expect(await harbour.get('/api/reports/4410077')).toMatchObject({
    status: 409,
    body: { error: { code: 'several-reports', facts: { numbers: [ours.number, other.number] } } },
  })
})

it('shows one’s own report of a value that thousands of others hold, and counts the others as at least', async () => {
  await using crowded = await aWorld()
  const fen = await as(crowded, 'fen', 'officer')
  const own = await linkedReport(crowded, { holder: 'fen', sightings: [phone('+999555030120')] })
  const again = await linkedReport(crowded, { holder: 'fen', sightings: [phone('+999555030120')] })
  await hold(crowded, { like: own.reportId, n: 2100, holder: 'national-desk' })
  const found = await searched(fen, '+999555030120')
  expect(found.reports.map((one: { number: string }) => one.number).sort()).toEqual([own.number, again.number].sort())
  expect(found).toMatchObject({
    isMore: false,
    isMoreElsewhere: true,
    elsewhere: [{ unit: { no: unitNo('national-desk') }, n: 2000 }],
  })
  const { items } = (await fen.get(`/api/reports/${own.reportId}/elsewhere`)).body
  expect(items).toMatchObject([{ isMore: true, more: 0, reports: [{ number: again.number }], units: [{ n: 200 }] }])
  // Whoever sees them all is told of none elsewhere, nor that there were more.
  const all = await searched(await as(crowded, 'national-desk', 'officer'), '+999555030120')
  expect(all).toMatchObject({ isMore: true, isMoreElsewhere: false, elsewhere: [] })
  expect(all.reports).toHaveLength(200)
})

/** Reports of another unit that hold what this one holds; their ids come before its own. */
async function hold({ owner }: TestWorld, { like, n, holder }: { like: string; n: number; holder: string }): Promise<void> {
  await owner.sql`
    insert into report (report_id, number, source_id, source_number, sender_id, sender_name, holder_no, first_holder_no, state, version, received_at, due,
      due_since, changed_at)
    select ('00000000-0000-8000-8000-' || lpad(i::text, 12, '0'))::uuid, 'R-2026-8' || lpad(i::text, 5, '0'), source_id, '88' || i, sender_id, sender_name,
      ${unitNo(holder)}, ${unitNo(holder)}, state, version, received_at, 0, due_since, changed_at
    from report, generate_series(1, ${n}::int) i where report_id = ${like}`
  await owner.sql`
    insert into sighting (identifier_id, report_id, kind, role, is_sealed)
    select s.identifier_id, r.report_id, s.kind, s.role, s.is_sealed from sighting s, report r where s.report_id = ${like} and r.number like 'R-2026-8%'`
}
