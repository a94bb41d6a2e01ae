// Where an address, a telephone number, a postcode or a stated place lies, and which unit is responsible there.
// Ranges are sorted once per pack and searched by halving; the longest prefix of a telephone number or postcode wins.
import { type IpSpan, ipNumber, ipSpan } from './ip-number.ts'
import type { Pack, PhoneRange, Place, RangeKind } from './pack.ts'

export interface IpPlace {
  /** Absent where the range has no place in this country. */
  place?: Place
  country: string
  operator: string
  kind: RangeKind
  dataDate: string
  range: string
}

export interface PhonePlace {
  place?: Place
  operator?: string
  kind: PhoneRange['kind']
  prefix: string
}

interface Index {
  spans: { 4: (IpSpan & { answer: IpPlace })[]; 6: (IpSpan & { answer: IpPlace })[] }
  phones: Map<string, PhonePlace>
  postcodes: Map<string, Place[]>
  places: Map<string, Place>
  names: Map<string, Place[]>
}

const indexes = new WeakMap<Pack, Index>()

function indexOf(pack: Pack): Index {
  const known = indexes.get(pack)
  if (known !== undefined) return known
  const places = new Map(pack.places.filter((place) => place.isOn).map((place) => [place.id, place]))
  const index: Index = { spans: { 4: [], 6: [] }, phones: new Map(), postcodes: new Map(), places, names: new Map() }
  for (const row of pack.ipRanges.filter((range) => range.isOn)) {
    const span = ipSpan(row.range)!
    const place = row.place === undefined ? undefined : places.get(row.place)
    const answer = { place, country: row.country, operator: row.operator, kind: row.kind, dataDate: row.dataOn, range: row.range }
    index.spans[span.version].push({ ...span, answer })
  }
  for (const spans of [index.spans[4], index.spans[6]]) spans.sort((a, b) => (a.from < b.from ? -1 : 1))
  for (const row of pack.phoneRanges.filter((range) => range.isOn)) {
    index.phones.set(row.prefix, {
      place: row.place === undefined ? undefined : places.get(row.place),
      operator: row.operator,
      kind: row.kind,
      prefix: row.prefix,
    })
  }
  for (const row of pack.postcodes.filter((code) => code.isOn && places.has(code.place))) {
    index.postcodes.set(row.prefix, [...(index.postcodes.get(row.prefix) ?? []), places.get(row.place)!])
  }
  for (const place of places.values()) {
    for (const name of new Set([...Object.values(place.name), ...place.aliases].map(plainName)))
      index.names.set(name, [...(index.names.get(name) ?? []), place])
  }
  indexes.set(pack, index)
  return index
}

/** Undefined where no range of the pack holds the address, or it is none. */
export function placeOfIp(pack: Pack, ip: string): IpPlace | undefined {
  const address = ipNumber(ip)
  if (address === undefined) return undefined
  const spans = indexOf(pack).spans[address.version]
  let low = 0
  let high = spans.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const span = spans[middle]!
    if (address.value < span.from) high = middle - 1
    else if (address.value > span.to) low = middle + 1
    else return span.answer
  }
  return undefined
}

/** By the longest prefix; `phone` in international form, `+` and digits. */
export function placeOfPhone(pack: Pack, phone: string): PhonePlace | undefined {
  const { phones } = indexOf(pack)
  for (let length = Math.min(phone.length, 15); length > 1; length -= 1) {
    const found = phones.get(phone.slice(0, length))
    if (found !== undefined) return found
  }
  return undefined
}

/** All places that share the longest prefix of a postcode: several, where lists overlap. */
export function placesOfPostcode(pack: Pack, postcode: string): Place[] {
  const digits = postcode.replace(/\s/g, '')
  const { postcodes } = indexOf(pack)
  for (let length = digits.length; length > 0; length -= 1) {
    const found = postcodes.get(digits.slice(0, length))
    if (found !== undefined) return found
  }
  return []
}

const plainName = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()

const MOST_WORDS = 8

/** Places named in a text, the narrowest kept: `Lantern, Port State` is Lantern. A name that several places bear stays ambiguous
 *  (all of them are returned) unless the text also names what one of them lies in. */
export function placesOfText(pack: Pack, text: string): Place[] {
  const { names, places } = indexOf(pack)
  const words = plainName(text).split(' ')
  const groups: Place[][] = []
  for (let at = 0; at < words.length; at += 1) {
    const length = longestName(names, words, at)
    if (length === 0) continue
    groups.push(names.get(words.slice(at, at + length).join(' '))!)
    at += length - 1
  }
  const above = (place: Place): Place[] => {
    const parent = place.parent === undefined ? undefined : places.get(place.parent)
    return parent === undefined ? [] : [parent, ...above(parent)]
  }
  const named = new Set(groups.flat())
  const kept = new Set(groups.flatMap((group) => preferred(group, (place) => above(place).some((wider) => named.has(wider)))))
  const covered = new Set([...kept].flatMap(above))
  return [...kept].filter((place) => !covered.has(place))
}

function longestName(names: ReadonlyMap<string, unknown>, words: readonly string[], at: number): number {
  for (let length = Math.min(MOST_WORDS, words.length - at); length > 0; length -= 1) {
    if (names.has(words.slice(at, at + length).join(' '))) return length
  }
  return 0
}

function preferred(group: readonly Place[], isBetter: (place: Place) => boolean): readonly Place[] {
  const better = group.filter(isBetter)
  return better.length > 0 ? better : group
}
