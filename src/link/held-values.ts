// The reports that hold a value, as one reader is told of them: own ones first, whoever else holds it, so that a value of thousands hides
// none of them; of the others so many as are counted. Where more are left, that is said.
import { type Fragment, fragment } from '../base/database.ts'
import type { Doing } from '../work/action.ts'
import { type Actor, sightOf } from '../work/actor.ts'
import { type Sighted, sightingsOfValues } from './look-ups.ts'

export interface HeldValues {
  sightings: Sighted[]
  /** Values that further reports of others hold: their counts are "at least". */
  moreElsewhere: Set<string>
  /** Values that further reports which this reader sees hold. */
  moreOwn: Set<string>
}

/** Of each value the newest own ones are taken. */
export const MOST_OWN = 2000

/** `mostOthers`: sightings of a value that are counted for others. */
export async function heldValues(doing: Doing, ids: readonly string[], mostOthers: number): Promise<HeldValues> {
  const found = await sightingsOfValues(doing.world.lookup.sql, ids, mostOthers + 1)
  const counts = new Map<string, number>()
  for (const { id } of found) counts.set(id, (counts.get(id) ?? 0) + 1)
  const isFull = (id: string) => counts.get(id)! > mostOthers
  const held: HeldValues = { sightings: found.filter(({ id }) => !isFull(id)), moreElsewhere: new Set(), moreOwn: new Set() }
  for (const id of [...counts.keys()].filter(isFull)) {
    const own = await sightingsWhere(doing, id, { isSeen: true, most: MOST_OWN + 1 })
    const others = await sightingsWhere(doing, id, { isSeen: false, most: mostOthers + 1 })
    if (own.length > MOST_OWN) held.moreOwn.add(id)
    if (others.length > mostOthers) held.moreElsewhere.add(id)
    held.sightings.push(...own.slice(0, MOST_OWN), ...others.slice(0, mostOthers))
  }
  return held
}

/** The value's sightings are read whole before the reports: they live on other shards (docs/decisions/0005). */
const sightingsWhere = ({ world, actor }: Doing, id: string, { isSeen, most }: { isSeen: boolean; most: number }) =>
  world.lookup.sql<Sighted>`
    with held as materialized (select identifier_id, report_id, kind, role, is_sealed from sighting where identifier_id = ${id})
    select h.identifier_id as id, h.report_id as "reportId", h.kind, h.role, h.is_sealed as "isSealed"
    from held h join report r on r.report_id = h.report_id where (${seenBy(actor)}) = ${isSeen} order by r.received_at desc, r.report_id limit ${most}`

/** What the policies compare (migrations/0007), for a role that has no reader. It chooses only what is asked for: what is shown is read
 * under the policies. */
function seenBy(actor: Actor): Fragment {
  const sight = sightOf(actor)
  return fragment`r.holder_no between ${sight['tb.lo']}::int and ${sight['tb.hi']}::int or r.seen_by && ${`{${sight['tb.units']}}`}::int[]`
}
