// All that is known of the report whose links are looked at: its values and who else holds them, its cluster, what a verdict cut off.
import type { Doing } from '../work/action.ts'
import {
  contentsOf,
  cutOff,
  type Member,
  membersOfCluster,
  type placeOf,
  type Sighted,
  sightingsOf,
  sightingsOfValues,
} from './look-ups.ts'
import type { ValueFacts } from './pair.ts'
import { valueFactsOf, type Written, writtenIn } from './value-facts.ts'

/** Members looked at, oldest first; the largest clusters are told by their number. */
const MOST_MEMBERS = 500
/** Values of more reports than this suggest nothing. */
export const MOST_SUGGESTING = 200

export interface Subject {
  reportId: string
  own: Sighted[]
  keys: ReadonlySet<string>
  written: ReadonlyMap<string, Written>
  facts: ReadonlyMap<string, ValueFacts>
  /** Sightings of its values anywhere, of values that are not too common. */
  beside: Sighted[]
  members: Member[]
  /** Reports of its frame that a verdict keeps out of its cluster. */
  cut: string[]
}

interface Looking {
  reportId: string
  place: Awaited<ReturnType<typeof placeOf>>
}

export async function subjectOf(doing: Doing, { reportId, place }: Looking): Promise<Subject> {
  const { world, sql } = doing
  const lookup = world.lookup.sql
  const own = await sightingsOf(lookup, reportId)
  const content = (await contentsOf(sql, [reportId])).get(reportId)
  const written = writtenIn(content, world.keys.link)
  const found = await sightingsOfValues(lookup, [...new Set(own.map(({ id }) => id))], MOST_SUGGESTING + 1)
  const counted = new Map<string, number>()
  for (const [id, reports] of reportsByValue(found)) counted.set(id, reports.size)
  const keys = new Set(place?.keys ?? [])
  return {
    reportId,
    own,
    keys,
    written,
    facts: await valueFactsOf(doing, { own, keys, counted, written }),
    beside: found.filter(({ id }) => counted.get(id)! <= MOST_SUGGESTING),
    members: place ? await membersOfCluster(lookup, place.clusterId, MOST_MEMBERS) : [],
    cut: place?.isRuled ? await cutOff(lookup, place, MOST_MEMBERS) : [],
  }
}

function reportsByValue(sightings: readonly Sighted[]): Map<string, Set<string>> {
  const reports = new Map<string, Set<string>>()
  for (const { id, reportId } of sightings) reports.get(id)?.add(reportId) ?? reports.set(id, new Set([reportId]))
  return reports
}
