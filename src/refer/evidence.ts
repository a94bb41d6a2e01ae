// What in a report speaks for which unit: addresses at their time, telephone numbers, stated places, schools, victims' places, and who
// holds the same identifiers. Pure. A sealed value never becomes a parameter: it has signals of its own, and points to the pseudonym.
import { memoisedFor } from '../base/memo.ts'
import type { Whole } from '../base/whole.ts'
import type { AgencyTree, TreeUnit } from '../country/agency-tree.ts'
import type { Pack, Place, RangeKind } from '../country/pack.ts'
import { placesOfPostcode, placesOfText } from '../country/places.ts'
import { addressFactor } from '../country/scoring.ts'
import type { EvidenceSignal } from '../country/signals.data.ts'
import type { EnrichedIp, EnrichedPhone } from '../model/chunk.ts'
import { type Person, personOf, pseudonym, type Sighting } from '../model/report.ts'
import type { Given } from '../triage/signals.ts'
import { areaOfOperator, placeById } from './operator-areas.ts'

export interface Evidence {
  unitNo: number
  signal: EvidenceSignal
  /** How often; 1 unless said. */
  count?: number
  /** What is left of the weight, between 0 and 1. */
  factor?: number
  params: Record<string, string | number | boolean>
  evidence: string[]
}

export interface Where {
  pack: Pack
  tree: AgencyTree
  holderNo: number
}

type OfPlace = Omit<Evidence, 'unitNo'>
type Say = (places: readonly Place[], what: OfPlace) => void

export function evidenceOf(given: Given, { pack, tree, holderNo }: Where): Evidence[] {
  const found: Evidence[] = []
  const say: Say = (places, what) => {
    for (const place of places) {
      const unit = tree.bySlug(pack.id, place.agency)
      // A name that several places bear speaks for each of them only in part.
      if (!unit) continue
      const { signal, count, factor = 1, params, evidence } = what
      const one = { unitNo: unit.no, signal, count, factor: factor / places.length, params, evidence }
      found.push(one satisfies Whole<Evidence>)
    }
  }
  for (const ip of given.enriched.ips) sayIp(ip, { given, pack, say })
  for (const phone of given.enriched.phones) sayPhone(phone, { given, pack, say })
  for (const person of given.content.people) sayPerson(person, pack, say)
  sayLawEnforcement(given, { pack, tree, found, say })
  found.push(...heldElsewhere(given, holderNo))
  return found
}

interface Saying {
  given: Given
  pack: Pack
  say: Say
}

const DAY = 86_400_000
const ofDeed: ReadonlySet<string> = new Set(['suspect', 'associated', 'file', 'incident'])

function sayIp(ip: EnrichedIp, { given: { content, receivedAt }, pack, say }: Saying): void {
  const sighting = content.sightings[ip.sighting]!
  const evidence = [`sighting:${ip.sighting}`]
  const place = ip.place === undefined ? undefined : placeById(pack, ip.place)
  const isProxy = ip.kind === 'proxy' || sighting.isProxy === true
  const factor = isProxy ? 0 : factorOf(ip, sighting, { pack, receivedAt })
  const person = personOf(content, sighting)
  if (person?.isSealed && place && !isProxy) saySealed(person, [place], { say, factor })
  if (person?.isSealed || !ofDeed.has(sighting.role)) return
  const address = sighting.value
  const operator = ip.operator ?? ''
  if (isProxy && place) say([place], { signal: 'ip-proxy', params: { ip: address, operator }, evidence })
  if (isProxy) return
  const isShared = ip.kind === 'mobile-cgnat' || ip.kind === 'wifi-shared'
  if (isShared || !place) sayOperator(operator, place, { pack, say, evidence })
  if (!place || place.kind === 'country') sayCountry(ip, { pack, say, address, factor })
  else {
    const params = { ip: address, place: place.id, operator }
    say([place], { signal: isShared ? 'ip-shared' : 'ip-place', factor, params, evidence })
  }
}

/** Old data about an address speak less for where it was at the time of the event. A shared one has a weight of its own. */
function factorOf(ip: EnrichedIp, { time }: Sighting<string>, { pack, receivedAt }: { pack: Pack; receivedAt: Date }): number {
  const at = time?.at ? Date.parse(time.at) : receivedAt.getTime()
  const ageDays = ip.dataOn ? (at - Date.parse(ip.dataOn)) / DAY : 0
  const isOwnWeight = ip.kind === 'mobile-cgnat' || ip.kind === 'wifi-shared' || ip.kind === 'unknown' || ip.kind === undefined
  return addressFactor(pack, isOwnWeight ? 'fixed' : (ip.kind as RangeKind), Number.isFinite(ageDays) ? ageDays : 0)
}

function sayOperator(
  operator: string,
  place: Place | undefined,
  { pack, say, evidence }: { pack: Pack; say: Say; evidence: string[] },
): void {
  const area = areaOfOperator(pack, operator)
  if (area === undefined || area.agency === place?.agency) return
  say([area], { signal: 'operator', params: { operator, place: area.id }, evidence })
}

interface SayingCountry {
  pack: Pack
  say: Say
  address: string
  factor: number
}

function sayCountry({ country, sighting }: EnrichedIp, { pack, say, address, factor }: SayingCountry): void {
  if (country === undefined || !pack.countryCodes.includes(country)) return
  const evidence = [`sighting:${sighting}`]
  say(countryPlaces(pack), { signal: 'ip-country', factor, params: { ip: address, country }, evidence })
}

const countryPlaces = (pack: Pack): Place[] => pack.places.filter((place) => place.kind === 'country' && place.isOn).slice(0, 1)

function sayPhone(phone: EnrichedPhone, { given: { content }, pack, say }: Saying): void {
  const sighting = content.sightings[phone.sighting]!
  const place = phone.place === undefined ? undefined : placeById(pack, phone.place)
  const person = personOf(content, sighting)
  if (person?.isSealed && place) saySealed(person, narrow([place]), { say })
  if (person?.isSealed || !ofDeed.has(sighting.role)) return
  const evidence = [`sighting:${phone.sighting}`]
  const written = sighting.normal ?? sighting.value
  if (place && place.kind !== 'country') {
    say([place], { signal: 'phone-prefix', params: { phone: written, place: place.id }, evidence })
  } else if (phone.country !== undefined && pack.countryCodes.includes(phone.country)) {
    say(countryPlaces(pack), { signal: 'phone-country', params: { phone: written, country: phone.country }, evidence })
  }
}

function saySealed(
  { role, ordinal }: Person<string>,
  places: readonly Place[],
  { say, factor }: { say: Say; factor?: number },
): void {
  if (role === 'reporter') return
  const evidence = [`person:${pseudonym({ role, ordinal })}`]
  say(places, { signal: role === 'victim' ? 'victim-place' : 'sealed-place', factor, params: {}, evidence })
}

const placesOfOpenText = memoisedFor(placesOfText, 10_000)

function sayPerson(person: Person<string>, pack: Pack, say: Say): void {
  const evidence = [`person:${pseudonym(person)}`]
  if (person.school !== undefined && person.role !== 'reporter') {
    say(narrow(placesOfText(pack, person.school)), { signal: 'school', params: {}, evidence })
  }
  for (const address of person.addresses) {
    if (address.country !== undefined && !pack.countryCodes.includes(address.country.toUpperCase())) continue
    const text = [address.street, address.city, address.region].filter(Boolean).join(', ')
    // What is said of a sealed person is not kept in memory for longer than it is needed.
    const places = narrow(person.isSealed ? placesOfText(pack, text) : placesOfOpenText(pack, text))
    const byCode = address.postalCode === undefined ? [] : placesOfPostcode(pack, address.postalCode)
    if (person.isSealed) saySealed(person, places.length > 0 ? places : byCode, { say })
    else if (person.role === 'suspect' || person.role === 'associated') {
      const signal = address.type?.toLowerCase() === 'estimated' ? 'stated-location' : 'stated-address'
      for (const place of places) say([place], { signal, factor: 1 / places.length, params: { place: place.id }, evidence })
      for (const place of byCode) {
        const params = { postcode: address.postalCode!, place: place.id }
        say([place], { signal: 'stated-postcode', factor: 1 / byCode.length, params, evidence })
      }
    }
  }
}

/** A country alone speaks for no unit below it. */
const narrow = (places: readonly Place[]): Place[] => places.filter((place) => place.kind !== 'country')

interface SayingUnit {
  pack: Pack
  tree: AgencyTree
  found: Evidence[]
  say: Say
}

function sayLawEnforcement({ content }: Given, { pack, tree, found, say }: SayingUnit): void {
  const agency = content.lawEnforcement?.agency
  if (agency === undefined) return
  const what: OfPlace = { signal: 'law-enforcement-named', params: { agency }, evidence: ['content:lawEnforcement'] }
  const named = tree.ofPack(pack.id).find((unit) => namesOf(unit).includes(agency.trim().toLowerCase()))
  if (named) found.push({ ...what, unitNo: named.no })
  else say(narrow(placesOfText(pack, agency)), what)
}

const namesOf = (unit: TreeUnit): string[] => Object.values(unit.name).map((name) => name.toLowerCase())

/** Units that hold the same identifiers, or gave back what they were offered. */
function heldElsewhere({ linked }: Given, holderNo: number): Evidence[] {
  const { identifier } = linked
  const held = linked.holders.flatMap(({ no, reports, hasCase, caseId, caseNumber }): Evidence[] => {
    if (no === holderNo) return []
    if (caseId !== undefined && caseNumber) {
      return [{ unitNo: no, signal: 'case-held', params: { identifier, case: caseNumber }, evidence: [`case:${caseId}`] }]
    }
    if (hasCase) return [{ unitNo: no, signal: 'case-held-elsewhere', params: { identifier }, evidence: [] }]
    return [{ unitNo: no, signal: 'identifier-held', count: reports, params: { identifier, reports }, evidence: [] }]
  })
  const returned = linked.returns.map(
    ({ no, count }): Evidence => ({ unitNo: no, signal: 'returned-before', count, params: { count }, evidence: [] }),
  )
  return [...held, ...returned]
}
