// Reports that are only judged again go side by side in several transactions, and come to what one after the other would give.
import { expect, it } from 'vitest'
import { restale } from '../../src/enrich/restale.ts'
import { drainDue } from '../../src/pipeline/drain.ts'
import { content, person, sighting } from '../contents.ts'
import { unitNo } from '../people.ts'
import { received } from '../received.ts'
import { aDraining } from '../stages.ts'
import { aWorld } from '../world.ts'

const desk = unitNo('national-desk')

const suspect = (account: string) =>
  content({ people: [person('suspect')], sightings: [sighting('account', account, { person: 0, service: 'quaychat' })] })

it('judges again in many chunks to what was judged at first; one report that fails harms no lane', async () => {
  await using world = await aWorld()
  const draining = await aDraining(world)
  const accounts = ['one', 'one', 'one', 'two', 'two', 'three', 'three', 'three', 'four', 'five', 'six']
  const ids: string[] = []
  for (const account of accounts)
    ids.push((await received(world, { content: suspect(`lane.${account}`), holder: desk })).reportId)
  await drainDue(draining)
  const judged = (table: 'score' | 'candidate') =>
    world.owner.sql.text(
      `select (to_jsonb(t) - 'at')::text from ${table} t where report_id = any($1::uuid[]) order by to_jsonb(t)::text`,
      [ids],
    )
  const [scores, candidates] = [await judged('score'), await judged('candidate')]
  expect(scores).toHaveLength(ids.length)
  await world.owner.sql`update report_version set content = ${Buffer.from([0])} where report_id = ${ids[0]!}`
  await restale(world.owner, ids, { stage: 'triage', now: world.clock.now() })
  expect(await drainDue({ ...draining, chunk: 2 })).toBe(ids.length - 1)
  expect(await world.owner.sql`select report_id from report where due <> 0 and report_id = any(${ids}::uuid[])`).toEqual([
    { report_id: ids[0] },
  ])
  expect([await judged('score'), await judged('candidate')]).toEqual([scores, candidates])
  await draining.lease.release()
})
