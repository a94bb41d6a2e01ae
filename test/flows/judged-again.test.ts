// Reports that are only judged again go side by side in several transactions, and come to what one after the other would give.
import { expect, it } from 'vitest'
import { takeLease } from '../../src/base/lease.ts'
import { silentLog } from '../../src/base/log.ts'
import { loadAgencyTree } from '../../src/country/agency-tree.ts'
import { openGeo } from '../../src/enrich/geo.ts'
import { restale } from '../../src/enrich/restale.ts'
import { linkChunk } from '../../src/link/link-stage.ts'
import { type Draining, drainDue } from '../../src/pipeline/drain.ts'
import { content, person, sighting } from '../contents.ts'
import { unitNo } from '../people.ts'
import { received } from '../received.ts'
import { aWorld, packs, type TestWorld } from '../world.ts'

const desk = unitNo('national-desk')

const suspect = (account: string) =>
  content({ people: [person('suspect')], sightings: [sighting('account', account, { person: 0, service: 'quaychat' })] })

async function drainingIn(world: TestWorld): Promise<Draining> {
  const lease = await takeLease(world.owner, { name: 'pipeline', holder: 'test' })
  const stages = { packs, geo: openGeo(), tree: await loadAgencyTree(world.owner.sql), linkKey: world.keys.link, link: linkChunk }
  const at = () => ({ ...stages, now: world.clock.now() })
  return { database: world.owner, lease: lease!, world: at, installation: world.keys.installation, log: silentLog }
}

it('judges again in many chunks to what was judged at first; one report that fails harms no lane', async () => {
  await using world = await aWorld()
  const draining = await drainingIn(world)
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
