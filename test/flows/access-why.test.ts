// A number that several cases bear: units count theirs alike, so that who asks by it is told all of them rather than about one.
import { expect, test } from 'vitest'
import { whySees } from '../../src/access/why.ts'
import { aReport } from '../make.ts'
import { as } from '../people.ts'
import { aWorld } from '../world.ts'

test('who asks by a number of several cases is told them all, each with its holder, and asks by the id of one', async () => {
  await using world = await aWorld()
  const registered = []
  for (const slug of ['harbour', 'fen']) {
    const officer = await as(world, slug, 'officer')
    const { reportId } = await aReport(world, { holder: officer.unitNo })
    registered.push({ officer, caseId: (await officer.post('/api/cases', { reportIds: [reportId] })).body.caseId as string })
  }
  const { sql } = world.owner
  const [{ login } = { login: '' }] = await sql<{ login: string }>`
    select login from person where person_id = ${registered[0]!.officer.id}`
  const asked = await whySees(sql, login, '1/2026').catch((refusal) => refusal)
  expect(asked).toMatchObject({ code: 'several-rows' })
  expect(asked.facts.rows.map((one: { id: string }) => one.id).sort()).toEqual(registered.map(({ caseId }) => caseId).sort())
  const why = await whySees(sql, login, registered[0]!.caseId)
  expect(why.units.map(({ sees }) => sees)).toEqual([true])
})
