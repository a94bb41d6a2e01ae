// Who sees and holds what, against a naive model: random offers, answers, withdrawals and sharing, played through the server; after
// each the stamps of the table must be those that the model of the paper gives. And without restamp no row can be taken or given away.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { actorOfSession } from '../../src/access/session.ts'
import { sightOf } from '../../src/work/actor.ts'
import { aReport } from '../make.ts'
import { as, type Person, unitNo } from '../people.ts'
import { aWorld, packs, type TestWorld } from '../world.ts'

const slugs = ['national-desk', 'harbour', 'fen', 'lantern-station', 'special-unit']

function chain(slug: string): number[] {
  const agency = packs.get('xx')!.agencies.find((one) => one.id === slug)!
  return agency.parent === undefined ? [agency.no] : [agency.no, ...chain(agency.parent)]
}

interface Model {
  holder: string
  state: string
  before: string
  /** Why a unit sees it: unit → grounds. */
  grounds: { unit: string; ground: string; id: string }[]
}

const seenBy = (model: Model) => [...new Set(model.grounds.flatMap((one) => chain(one.unit)))].sort((a, b) => a - b)

type Turn = { act: number; who: number; to: number }

async function turn(
  { act, who, to }: Turn,
  { people, report, model }: { people: Person[]; report: { reportId: string }; model: Model },
): Promise<void> {
  const person = people[who]!
  const slug = slugs[who]!
  if (act < 4) {
    const { status, body } = await person.post('/api/referrals', { reportIds: [report.reportId], unitNo: people[to]!.unitNo })
    const isAllowed = model.holder === slug && to !== who && ['triaged', 'acknowledged'].includes(model.state)
    expect(status === 200).toBe(isAllowed)
    if (isAllowed)
      Object.assign(model, {
        before: model.state,
        state: 'offered',
        grounds: [...model.grounds, { unit: slugs[to]!, ground: 'offered', id: body.referrals[0].referralId }],
      })
    return
  }
  if (act === 9) {
    const { status } = await person.post('/api/reports/share', {
      reportIds: [report.reportId],
      unitNo: people[to]!.unitNo,
      reason: 'concerned too',
    })
    const isAllowed = model.holder === slug && to !== who
    expect(status === 200).toBe(isAllowed)
    if (isAllowed) model.grounds.push({ unit: slugs[to]!, ground: 'shared', id: '' })
    return
  }
  await answer(act, { person, slug, model })
}

async function answer(act: number, { person, slug, model }: { person: Person; slug: string; model: Model }): Promise<void> {
  const open = model.grounds.find((one) => one.ground === 'offered')
  if (!open) return
  const others = model.grounds.filter((one) => one !== open)
  if (act < 7) {
    const { status } = await person.post('/api/referrals/acknowledge', { referralIds: [open.id] })
    expect(status === 200).toBe(open.unit === slug)
    if (status === 200)
      Object.assign(model, {
        state: 'acknowledged',
        holder: slug,
        grounds: [...others, { unit: model.holder, ground: 'handed-over', id: open.id }],
      })
    return
  }
  const isWithdraw = act === 8
  const { status } = isWithdraw
    ? await person.post('/api/referrals/withdraw', { referralIds: [open.id] })
    : await person.post('/api/referrals/return', { referralIds: [open.id], reason: 'not ours' })
  expect(status === 200).toBe(isWithdraw ? model.holder === slug : open.unit === slug)
  if (status === 200) Object.assign(model, { state: model.before, grounds: others })
}

const tables = ['report_version', 'data_key', 'enrichment', 'score', 'candidate', 'note']

async function childrenOf(world: TestWorld, reportId: string): Promise<void> {
  const { sql } = world.owner
  const at = world.clock.now()
  await sql`insert into report_version (report_id, version, holder_no, format, batch_id, digest, byte_from, byte_to, record_digest, content, accepted_at)
    select report_id, 1, holder_no, 'cybertip-xml', report_id, '', 0, 0, '', '', ${at} from report where report_id = ${reportId}`
  await sql`insert into data_key (report_id, holder_no, wrapped) select report_id, holder_no, '' from report where report_id = ${reportId}`
  await sql`insert into enrichment (report_id, version, holder_no, rule_version, facts, at) select report_id, 1, holder_no, '1', '', ${at} from report where report_id = ${reportId}`
  await sql`insert into score (report_id, version, holder_no, rule_version, points, band, reasons, missing, at) select report_id, 1, holder_no, '1', 1, 'low', '[]', '[]', ${at} from report where report_id = ${reportId}`
  await sql`insert into candidate (report_id, rank, agency_no, holder_no, version, rule_version, strength, weight, reasons, at) select report_id, 1, 1, holder_no, 1, '1', 'weak', 1, '[]', ${at} from report where report_id = ${reportId}`
  await sql`insert into note (report_id, note_id, holder_no, text, written_by, written_name, written_no, at) select report_id, report_id, holder_no, '', report_id, '', 1, ${at} from report where report_id = ${reportId}`
}

test('stamps follow the model through any history, on the report and on its children', async () => {
  await using world = await aWorld()
  const people = await Promise.all(slugs.map((slug) => as(world, slug, 'officer')))
  const turns = fc.array(fc.record({ act: fc.nat(9), who: fc.nat(4), to: fc.nat(4) }), { minLength: 10, maxLength: 25 })
  await fc.assert(
    fc.asyncProperty(turns, async (history) => {
      const report = await aReport(world, { holder: unitNo('national-desk') })
      await childrenOf(world, report.reportId)
      const model: Model = { holder: 'national-desk', state: 'triaged', before: 'triaged', grounds: [] }
      for (const one of history) await turn(one, { people, report, model })
      const stamp = { holder_no: unitNo(model.holder), seen_by: seenBy(model) }
      const [found] = await world.owner.sql`select holder_no, seen_by, state from report where report_id = ${report.reportId}`
      expect(found).toEqual({ ...stamp, state: model.state })
      for (const table of tables) {
        const [child] = await world.owner.sql.text(`select holder_no, seen_by from ${table} where report_id = $1`, [
          report.reportId,
        ])
        expect([table, child]).toEqual([table, stamp])
      }
    }),
    { numRuns: 12 },
  )
})

test('sight is no right to change: without restamp nobody takes, keeps or gives away a row', async () => {
  await using world = await aWorld()
  const desk = await as(world, 'national-desk', 'officer')
  const harbour = await as(world, 'harbour', 'officer')
  const report = await aReport(world, { holder: desk.unitNo })
  await desk.post('/api/referrals', { reportIds: [report.reportId], unitNo: harbour.unitNo })
  const asUnit = async (person: Person) => sightOf((await actorOfSession(world.world, person.cookie.split('=')[1]!))!)
  const tries = {
    'update report set holder_no = $2 where report_id = $1': /permission denied/,
    'update report set seen_by = array[$2::int] where report_id = $1': /permission denied/,
    'delete from report where report_id = $1 and $2 > 0': /permission denied/,
    "insert into sight (report_id, agency_no, ground, ground_id, since) values ($1, $2, 'shared', $1, now())":
      /permission denied/,
    'select restamp_shared(array[$1::uuid], $2::int, $1::uuid, now())': /0 of 1 reports are held here/,
  }
  for (const [statement, says] of Object.entries(tries)) {
    const attempt = world.world.app.transaction(await asUnit(harbour), (tx) =>
      tx.sql.text(statement, [report.reportId, harbour.unitNo]),
    )
    await expect(attempt).rejects.toThrow(says)
  }
  const changed = await world.world.app.transaction(
    await asUnit(harbour),
    (tx) => tx.sql.count`update report set state = 'settled' where report_id = ${report.reportId}`,
  )
  expect(changed).toBe(0)
  const unset = await world.world.app.transaction(null, (tx) => tx.sql`select 1 from report`)
  expect(unset).toEqual([])
})
