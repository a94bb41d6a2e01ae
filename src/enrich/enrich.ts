// What is known about the identifiers of a report beside what it says: country, place, operator and kind of an address, country and
// kind of a telephone number. Pure: the ranges of the report's pack come first, then the public databases. The result names sightings by
// index and holds no value of them, so that nothing sealed can stand in it.
import { memoisedFor } from '../base/memo.ts'
import type { Whole } from '../base/whole.ts'
import type { Pack, Place } from '../country/pack.ts'
import { placeOfIp, placeOfPhone } from '../country/places.ts'
import type { Enriched, EnrichedIp, EnrichedPhone } from '../model/chunk.ts'
import type { Content } from '../model/report.ts'
import { zoneOfCountry } from './country-zones.data.ts'
import type { Geo } from './geo.ts'
import { phoneFacts } from './phone-facts.ts'

/** Another way of reading the databases is another version; other data are another date. */
export const ENRICH_RULES = 'enrich-1'

export function enrich(content: Content<string>, geo: Geo, pack: Pack): Enriched {
  const ips: EnrichedIp[] = []
  const phones: EnrichedPhone[] = []
  content.sightings.forEach(({ kind, normal }, sighting) => {
    if (normal === undefined) return
    if (kind === 'ip') ips.push(ofSighting(sighting, factsOfIp(normal, geo, pack)))
    else if (kind === 'phone') phones.push({ sighting, ...factsOfPhone(normal, pack) })
  })
  const dates = ips.flatMap(({ dataOn }) => dataOn ?? []).sort()
  return { ruleVersion: `${ENRICH_RULES}, ${pack.ruleVersion}`, dataOn: dates.at(-1) ?? null, ips, phones }
}

type IpFacts = Omit<EnrichedIp, 'sighting'>

function ofSighting(sighting: number, facts: IpFacts): EnrichedIp {
  const { country, place, placeName, operator, asn, kind, zone, dataOn, source } = facts
  return { sighting, country, place, placeName, operator, asn, kind, zone, dataOn, source } satisfies Whole<EnrichedIp>
}

const ownRange = memoisedFor(placeOfIp, 20_000)

function factsOfIp(ip: string, geo: Geo, pack: Pack): IpFacts {
  const own = ownRange(pack, ip)
  if (own !== undefined) {
    const { country, place, operator, kind, dataDate } = own
    const zone = place ? zoneOfPlace(pack, place) : zoneOf(pack, country)
    return { country, ...named(place), operator, kind, zone, dataOn: dataDate, source: `pack/${pack.id}` }
  }
  const found = geo.lookUp(ip)
  if (found === undefined) return { kind: 'unknown' }
  const { country, operator, asn, kind } = found
  return { country, operator, asn, kind, zone: zoneOf(pack, country), dataOn: geo.dataOn, source: geo.source }
}

const named = (place: Place | undefined) => (place ? { place: place.id, placeName: place.name } : {})

interface Zones {
  ofAgency: Map<string, string>
  /** Undefined where the country of the pack has several. */
  ofCountry: string | undefined
}

const zonesOfPacks = new WeakMap<Pack, Zones>()

function zonesOf(pack: Pack): Zones {
  const known = zonesOfPacks.get(pack)
  if (known !== undefined) return known
  const ofAgency = new Map(pack.agencies.map((agency) => [agency.id, agency.zone]))
  const zones: Zones = { ofAgency, ofCountry: new Set(ofAgency.values()).size === 1 ? pack.zone : undefined }
  zonesOfPacks.set(pack, zones)
  return zones
}

const zoneOfPlace = (pack: Pack, place: Place): string | undefined => zonesOf(pack).ofAgency.get(place.agency)

/** The one zone of a country; undefined, "zone unknown", where it has several. */
function zoneOf(pack: Pack, country: string | undefined): string | undefined {
  if (country === undefined) return undefined
  return pack.countryCodes.includes(country) ? zonesOf(pack).ofCountry : zoneOfCountry[country]
}

type OfPhone = Omit<EnrichedPhone, 'sighting'>

function factsOfPhone(phone: string, pack: Pack): OfPhone {
  const own = placeOfPhone(pack, phone)
  const { country, type } = phoneFacts(phone)
  if (own === undefined) return { country, type }
  return {
    country: country ?? pack.countryCodes[0],
    place: own.place?.id,
    operator: own.operator,
    type: own.kind === 'any' ? type : own.kind,
  }
}
