// From what a document says to what may be stored: who is sealed, which identifiers get an id, and numbers that no text may hold whole.
// Pure: what it needs to know comes with `ways`.
import type { Content, Draft, IdentifierKind, Person, Sighting } from '../model/report.ts'
import { mapValues } from './content-values.ts'

export interface Ways {
  /** Identifier id of a normal form, under the site's link key. */
  idOf(kind: IdentifierKind, normal: string): string
  /** Whether a value stands for nobody: a role mail, repeated digits. Such a value is shown and never joins. */
  isStopped(kind: IdentifierKind, normal: string): boolean
  /** The text with national identity numbers reduced to their last digits. */
  mask(text: string): string
  /** Whether a text may hold one; never false where `mask` would change it. */
  mayHoldNumber(text: string): boolean
}

const ADULT_YEARS = 18

/** `source`, the record as it stands in its document, saves looking into every value where no value can hold a national number. */
export function normalise(draft: Draft, ways: Ways, source?: string): Draft {
  const people = sealedPeople(draft.content)
  const sightings = ofPeople(draft.content.sightings, people).map((sighting) => withId(sighting, ways))
  const content = { ...draft.content, people, sightings }
  const isClear = source !== undefined && !ESCAPED.test(source) && !ways.mayHoldNumber(source)
  return { ...draft, content: isClear ? content : withoutNationalNumbers(content, ways) }
}

/** Digits may be written as references to characters, or parted by comments, CDATA and instructions. */
const ESCAPED = /&#|\\u|<[!?]/

function sealedPeople(content: Content<string>): Person<string>[] {
  // The earlier of the two: a date in the future would make children of today adults.
  const on = earlierOf(content.incident.time?.at ?? null, content.receivedAt?.at ?? null)
  // Sealed already: by an age that could not be read.
  const isOfMinors = content.incident.annotations.includes('minor-to-minor')
  return withTheirAccounts(content.people, (person) => person.isSealed || isSealedAlone(person, { on, isOfMinors }))
}

/** Who is associated with a sealed person is sealed, too. */
function withTheirAccounts(people: readonly Person<string>[], isToBe: (person: Person<string>, at: number) => boolean) {
  const own = people.map(isToBe)
  return people.map((person, at) => {
    const isSealed = own[at]! || (person.associatedWith !== undefined && own[person.associatedWith]!)
    return isSealed === person.isSealed ? person : { ...person, isSealed }
  })
}

/** The same content with more of its people sealed, by their places. */
export function withSealed(content: Content<string>, more: ReadonlySet<number>): Content<string> {
  const people = withTheirAccounts(content.people, (person, at) => person.isSealed || more.has(at))
  return { ...content, people, sightings: ofPeople(content.sightings, people) }
}

const earlierOf = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b < a) ? b : a)

/** Victims and reporters always, recipients unless stated to be adults, everybody who is stated to be under 18, or may be by a birth
 * date of which that cannot be told; a suspect without an age, too, where the sender says that it is between minors. */
function isSealedAlone(person: Person<string>, { on, isOfMinors }: { on: string | null; isOfMinors: boolean }): boolean {
  if (person.role === 'victim' || person.role === 'reporter') return true
  const ages = [person.age, youngest(person.dateOfBirth, on)].filter((age) => age !== undefined)
  if (ages.some((age) => age < ADULT_YEARS)) return true
  const isMinorUnlessStated = person.role === 'recipient' || (person.role === 'suspect' && isOfMinors)
  // An age that the sender doubts states no adult.
  if (isMinorUnlessStated && person.flags['age-discrepancy']) return true
  return ages.length === 0 && (isMinorUnlessStated || Boolean(person.dateOfBirth))
}

/** The least age that a date of birth allows on a day: of a year alone its last day counts. */
function youngest(birth: string | undefined, on: string | null): number | undefined {
  if (on === null || birth === undefined || !/^\d{4}(-\d{2}(-\d{2})?)?$/.test(birth)) return undefined
  const full = birth.length === 10 ? birth : birth.length === 7 ? `${birth}-31` : `${birth}-12-31`
  const years = Number(on.slice(0, 4)) - Number(full.slice(0, 4))
  return on.slice(5, 10) < full.slice(5, 10) ? years - 1 : years
}

/** What an incident names and a sealed person has, and nobody open, is that person's: beside the seal it would stand in clear. */
function ofPeople(sightings: Sighting<string>[], people: readonly Person<string>[]): Sighting<string>[] {
  const named = sightings.filter(({ role }) => role === 'incident')
  if (named.length === 0 || !people.some(({ isSealed }) => isSealed)) return sightings
  const owners = new Map<string, number | undefined>(named.map((one) => [valueKey(one), undefined]))
  const open = new Set<string>()
  for (const one of sightings) {
    const key = valueKey(one)
    if (one.person === undefined || !owners.has(key)) continue
    if (people[one.person]!.isSealed) owners.set(key, owners.get(key) ?? one.person)
    else open.add(key)
  }
  return sightings.map((one) => {
    const person = one.role === 'incident' && !open.has(valueKey(one)) ? owners.get(valueKey(one)) : undefined
    return person === undefined ? one : { ...one, person }
  })
}

const valueKey = ({ kind, normal, value }: Sighting<string>): string => `${kind} ${normal ?? value}`

/** Names of networks are no names of devices. */
const isWeak = ({ kind, type }: Sighting<string>): boolean => kind === 'device' && /^(b?ssid|wi-?fi)/i.test(type ?? '')

function withId(sighting: Sighting<string>, ways: Ways): Sighting<string> {
  const { isStopped, mask, mayHoldNumber } = ways
  const { kind, normal } = sighting
  if (normal === undefined || isWeak(sighting) || isStopped(kind, normal)) return sighting
  if (mayBeNational.has(kind) && mayHoldNumber(sighting.value) && mask(sighting.value) !== sighting.value) {
    return { ...sighting, value: mask(sighting.value), normal: undefined }
  }
  return { ...sighting, id: ways.idOf(kind, normal) }
}

/** Kinds in which a national number may have been written; elsewhere twelve digits are an account or a telephone. */
const mayBeNational: ReadonlySet<IdentifierKind> = new Set(['screen-name', 'device', 'payment', 'hash'])

function withoutNationalNumbers(content: Content<string>, { mask, mayHoldNumber }: Ways): Content<string> {
  const found: string[] = []
  const maskedAt = (value: string, path: string) => {
    if (path.startsWith('sightings/') || !mayHoldNumber(value)) return value
    const text = mask(value)
    if (text !== value) found.push(path)
    return text
  }
  const masked = mapValues<string, string>(content, (value, { path }) => maskedAt(value, path))
  // Named openly, and written by hand all the same.
  const { lawEnforcement } = masked
  for (const field of ['agency', 'caseNumber'] as const) {
    const value = lawEnforcement?.[field]
    if (value !== undefined)
      masked.lawEnforcement = { ...masked.lawEnforcement!, [field]: maskedAt(value, `lawEnforcement/${field}`) }
  }
  if (found.length === 0) return content
  return { ...masked, issues: [...masked.issues, { code: 'national-number-masked', field: '', place: { path: found[0] } }] }
}
