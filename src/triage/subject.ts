// The facts of a report's line in the queue: service, account, places, files. Open values only: where a person is sealed stands the
// pseudonym, so that the row may be shown to whoever sees the report.
import { firstOf } from '../base/text.ts'
import type { Pack, Words } from '../country/pack.ts'
import type { Enriched } from '../model/chunk.ts'
import { type Content, isOfSealed, personOf, pseudonym, type Sighting } from '../model/report.ts'

export interface Subject {
  [fact: string]: unknown
  service?: string
  /** As written, or the pseudonym of a sealed person. */
  account?: string
  phone?: string
  ip?: string
  /** Names of places of the pack by language, at most two. */
  places: Words[]
  files: number
  /** A1, A2 …, each once. */
  categories: string[]
}

const accountKinds = ['account', 'screen-name', 'email', 'device'] as const
const MOST_PLACES = 2
const MOST_SIGNS = 200

const isOfDeed = ({ role }: Sighting<string>): boolean => role === 'suspect' || role === 'file' || role === 'incident'

export function subjectOf(content: Content<string>, enriched: Enriched, pack: Pack): Subject {
  const suspects = content.sightings.filter(({ role }) => role === 'suspect')
  const first = (kind: string, among = suspects) => among.find((sighting) => sighting.kind === kind)
  const account = accountKinds.map((kind) => first(kind)).find(Boolean)
  const ip = first('ip') ?? first('ip', content.sightings.filter(isOfDeed))
  return {
    service: account?.service ?? content.incident.platform ?? content.sender.service,
    account: shown(content, account),
    phone: shown(content, first('phone')),
    ip: shown(content, ip),
    places: placesOf(content, enriched, pack),
    files: content.files.length,
    categories: [...new Set(content.files.flatMap(({ category }) => category ?? []))].sort(),
  }
}

function shown(content: Content<string>, sighting: Sighting<string> | undefined): string | undefined {
  if (sighting === undefined) return undefined
  const person = personOf(content, sighting)
  return person?.isSealed ? pseudonym(person) : firstOf(sighting.value, MOST_SIGNS)
}

const namesOfPlaces = new WeakMap<Pack, Map<string, Words>>()

function placeName(pack: Pack, id: string): Words | undefined {
  let names = namesOfPlaces.get(pack)
  if (names === undefined) {
    names = new Map(pack.places.map((place) => [place.id, place.name]))
    namesOfPlaces.set(pack, names)
  }
  return names.get(id)
}

/** Where open sightings of suspects and files lie; a sealed person's place is never told here. */
function placesOf(content: Content<string>, enriched: Enriched, pack: Pack): Words[] {
  const places = [...enriched.ips, ...enriched.phones].flatMap(({ sighting, place }) => {
    const seen = content.sightings[sighting]!
    return place !== undefined && isOfDeed(seen) && !isOfSealed(content, seen) ? [place] : []
  })
  return [...new Set(places)].slice(0, MOST_PLACES).map((id) => placeName(pack, id) ?? { en: id })
}
