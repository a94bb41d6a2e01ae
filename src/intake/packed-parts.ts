// The parts of a packed content: values, times, statements, people, sightings.
import {
  type Address,
  type IdentifierKind,
  identifierKinds,
  isSealed,
  type Person,
  type PersonRole,
  personRoles,
  type Sealed,
  type Sighting,
  type SightingRole,
  type Statement,
  type Time,
  type Value,
} from '../model/report.ts'

/** JSON that `unpacked` reads again. */
export type Packed = readonly unknown[]
// biome-ignore lint/suspicious/noExplicitAny: every place of every list has its own type; a property test holds the two directions together.
export type List = any[]

const ROLES: readonly SightingRole[] = ['file', 'incident', ...personRoles]
const KINDS: readonly IdentifierKind[] = identifierKinds
const ZONES: readonly Time['zone'][] = ['stated', 'absent']
const PRECISIONS: readonly Time['precision'][] = ['year', 'month', 'day', 'minute', 'second', 'fraction']
/** In place of a normal form that is the value itself. */
const SAME = 0

export const packedValue = (value: Value | undefined) => (isSealed(value) ? [value.sealed] : value)
export const valueIn = (given: string | [string] | null | undefined): Value | undefined =>
  typeof given === 'string' ? given : given ? ({ sealed: given[0] } satisfies Sealed) : undefined

/** A time in UTC to the second is told by what was written. */
export function packedTime(time: Time | undefined): unknown {
  if (time === undefined) return undefined
  const { at, written, offsetMinutes, zone, precision } = time
  if (offsetMinutes === 0 && precision === 'second' && zone === 'stated' && at === usualInstant(written)) return written
  return [written, at, offsetMinutes, ZONES.indexOf(zone), PRECISIONS.indexOf(precision)]
}

const usualInstant = (written: string): string | undefined => (written.length === 20 ? `${written.slice(0, 19)}.000Z` : undefined)

export function timeOf(given: unknown): Time | undefined {
  if (typeof given === 'string')
    return { at: usualInstant(given)!, written: given, offsetMinutes: 0, zone: 'stated', precision: 'second' }
  if (!given) return undefined
  const [written, at, offsetMinutes, zone, precision] = given as List
  return { at, written, offsetMinutes, zone: ZONES[zone]!, precision: PRECISIONS[precision]! }
}

export const packedStatements = (statements: readonly Statement[]) =>
  statements.map(({ topic, text }) => [topic, packedValue(text)])
export const statementOf = ([topic, text]: List): Statement => ({ topic, text: valueIn(text)! })

const packedAddress = ({ street, city, postalCode, region, country, type }: Address): Packed =>
  short([...[street, city, postalCode, region, country].map(packedValue), type])

const addressOf = ([street, city, postalCode, region, country, type]: List): Address => ({
  street: valueIn(street),
  city: valueIn(city),
  postalCode: valueIn(postalCode),
  region: valueIn(region),
  country: valueIn(country),
  type: type ?? undefined,
})

export const packedPerson = (person: Person): Packed =>
  short([
    ROLES.indexOf(person.role),
    person.ordinal,
    person.isSealed,
    packedValue(person.firstName),
    packedValue(person.middleName),
    packedValue(person.lastName),
    person.displayNames.map(packedValue),
    person.age,
    packedValue(person.dateOfBirth),
    person.gender,
    person.addresses.map(packedAddress),
    packedValue(person.school),
    packedStatements(person.statements),
    person.flags,
    person.priorReports,
    person.associatedWith,
  ])

export function personOf(list: List): Person {
  const [role, ordinal, isSealed, firstName, middleName, lastName, displayNames, age, dateOfBirth, gender] = list
  const [addresses, school, statements, flags, priorReports, associatedWith] = list.slice(10)
  return {
    role: ROLES[role] as PersonRole,
    ordinal: ordinal,
    isSealed: isSealed,
    firstName: valueIn(firstName),
    middleName: valueIn(middleName),
    lastName: valueIn(lastName),
    displayNames: displayNames.map((name: string | [string]) => valueIn(name)!),
    age: age ?? undefined,
    dateOfBirth: valueIn(dateOfBirth),
    gender: gender ?? undefined,
    addresses: addresses.map(addressOf),
    school: valueIn(school),
    statements: statements.map(statementOf),
    flags: flags,
    priorReports: priorReports,
    associatedWith: associatedWith ?? undefined,
  }
}

export const packedSighting = (sighting: Sighting): Packed =>
  short([
    KINDS.indexOf(sighting.kind),
    ROLES.indexOf(sighting.role),
    packedValue(sighting.value),
    sighting.normal === sighting.value ? SAME : packedValue(sighting.normal),
    sighting.id,
    sighting.person,
    sighting.file,
    sighting.service,
    sighting.event,
    packedTime(sighting.time),
    sighting.type,
    sighting.isVerified,
    sighting.port,
    sighting.isProxy,
    packedTime(sighting.verifiedAt),
  ])

export function sightingOf([
  kind,
  role,
  written,
  normal,
  id,
  person,
  file,
  service,
  event,
  time,
  type,
  isVerified,
  port,
  isProxy,
  verifiedAt,
]: List): Sighting {
  const value = valueIn(written)!
  return {
    kind: KINDS[kind]!,
    role: ROLES[role]!,
    person: person ?? undefined,
    file: file ?? undefined,
    value,
    normal: normal === SAME ? value : valueIn(normal),
    id: id ?? undefined,
    service: service ?? undefined,
    event: event ?? undefined,
    time: timeOf(time),
    port: port ?? undefined,
    isProxy: isProxy ?? undefined,
    isVerified: isVerified ?? undefined,
    verifiedAt: timeOf(verifiedAt),
    type: type ?? undefined,
  }
}

/** Without what is absent at its end. */
export function short(list: unknown[]): Packed {
  while (list.length > 0 && list.at(-1) === undefined) list.pop()
  return list
}
