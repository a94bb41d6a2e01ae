// All that is known of the report whose links are looked at: its values and who else holds them, its cluster, what a verdict cut off.
import type { Doing } from '../work/action.ts'
import {
  contentsOf,
  countReports,
  cutOff,
  type Member,
  membersOfCluster,
  type placeOf,
  type Sighted,
  sightingsOf,
  sightingsOfValues,
} from './look-ups.ts'
import type { ValueFacts } from './pair.ts'
import { MOST_COUNTED, valueFactsOf, type Written, writtenIn } from './value-facts.ts'

/** Members looked at, oldest first; the largest clusters are told by their number. */
const MOST_MEMBERS = 500
export interface Subject {
  reportId: string
  own: Sighted[]
  keys: ReadonlySet<string>
  written: ReadonlyMap<string, Written>
  facts: ReadonlyMap<string, ValueFacts>
  /** Sightings of its values anywhere; values of too many reports suggest nothing and are left out. */
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
  const found = await sightingsOfValues(lookup, [...new Set(own.map(({ id }) => id))], MOST_COUNTED + 1)
  const keys = new Set(place?.keys ?? [])
  // What is told is counted where it stands open: a number that held sealed ones too would tell which value they are.
  const counted = countReports(found.filter(({ id, role, isSealed }) => !isSealed && (!keys.has(id) || role === 'suspect')))
  const all = countReports(found)
  return {
    reportId,
    own,
    keys,
    written,
    facts: await valueFactsOf(doing, { own, keys, counted, written }),
    beside: found.filter(({ id }) => all.get(id)! <= MOST_COUNTED),
    members: place ? await membersOfCluster(lookup, place.clusterId, MOST_MEMBERS) : [],
    cut: place?.isRuled ? await cutOff(lookup, place, MOST_MEMBERS) : [],
  }
}
