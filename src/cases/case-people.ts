// The people of a case, numbered within it: who is named in its reports, and in how many. Two are the same person where a strong
// identifier says so, in the same role, both sealed or both open, and never against a report that tells them apart. A number is
// given in the order in which the reports joined the case and is kept: a report that joins later moves none. Pure.
import { type Content, isSealed, type Person, type PersonRole, pseudonym, type Sighting, type Value } from '../model/report.ts'
import { rolesInOrder } from '../reports/page-parts.ts'

export interface NamingReport {
  reportId: string
  number: string
  /** As it is kept: what is sealed stays sealed. */
  content: Content
}

export interface CasePerson {
  pseudonym: string
  role: PersonRole
  isSealed: boolean
  /** As stated, each once; none of a sealed person. */
  names: string[]
  /** Open identifiers by which an unnamed person is known. */
  identifiers: { kind: string; value: string; service: string | null }[]
  age: number | null
  /** Where the person is named, and as whom. */
  reports: { reportId: string; number: string; pseudonym: string }[]
}

interface Named {
  report: NamingReport
  person: Person
  sightings: Sighting[]
}

interface Group {
  ordinal: number
  named: Named[]
}

const strong: ReadonlySet<string> = new Set(['account', 'email', 'phone', 'device', 'payment'])
const MOST_NAMES = 5
const MOST_IDENTIFIERS = 3

/** `isShared` says of an identifier that many have it, so that it makes nobody the same. Reports in the order in which they joined. */
export function peopleOfCase(reports: readonly NamingReport[], isShared: (identifierId: string) => boolean): CasePerson[] {
  const groups = new Map<string, Group[]>()
  const given = new Map<string, number>()
  for (const named of reports.flatMap(namedIn)) {
    const { role } = named.person
    const key = `${role} ${named.person.isSealed}`
    const known = groups.get(key) ?? []
    const joined = joining(known, named, isShared)
    if (joined) groups.set(key, joined)
    else {
      const ordinal = (given.get(role) ?? 0) + 1
      given.set(role, ordinal)
      groups.set(key, [...known, { ordinal, named: [named] }])
    }
  }
  const found = [...groups.values()].flat().sort((a, b) => placeOf(a) - placeOf(b) || a.ordinal - b.ordinal)
  return found.map(shownAs)
}

const placeOf = ({ named }: Group): number => rolesInOrder.indexOf(named[0]!.person.role)

/** Identifiers of people, by id; the same in every report, open and sealed. */
export function strongIds(reports: readonly NamingReport[]): string[] {
  const all = reports.flatMap(namedIn).flatMap(({ sightings }) => sightings)
  return [...new Set(all.flatMap(({ kind, id }) => (id && strong.has(kind) ? id : [])))]
}

const namedIn = (report: NamingReport): Named[] =>
  report.content.people.map((person, index) => ({
    report,
    person,
    sightings: report.content.sightings.filter((one) => one.person === index),
  }))

/** The groups with this one in them; undefined where it is nobody's. It may show two that were known apart to be one. */
function joining(known: readonly Group[], named: Named, isShared: (id: string) => boolean): Group[] | undefined {
  const ids = new Set(named.sightings.flatMap(({ kind, id }) => (id && strong.has(kind) && !isShared(id) ? id : [])))
  const holds = ({ named: all }: Group) =>
    all.some(({ sightings }) => sightings.some(({ id }) => id !== undefined && ids.has(id)))
  let whole: Group | undefined
  const rest: Group[] = []
  for (const group of known) {
    const ordinal = Math.min(whole?.ordinal ?? group.ordinal, group.ordinal)
    const grown = { ordinal, named: [...(whole?.named ?? [named]), ...group.named] }
    if (holds(group) && isOneInEach(grown)) whole = grown
    else rest.push(group)
  }
  return whole && [whole, ...rest]
}

/** No report names the person twice. */
const isOneInEach = ({ named }: Group): boolean => new Set(named.map(({ report }) => report.reportId)).size === named.length

function shownAs({ ordinal, named }: Group): CasePerson {
  const { role, isSealed: isHidden } = named[0]!.person
  const reports = named
    .map(({ report, person }) => ({ reportId: report.reportId, number: report.number, pseudonym: pseudonym(person) }))
    .sort((a, b) => (a.number < b.number ? -1 : 1))
  return {
    pseudonym: pseudonym({ role, ordinal }),
    role,
    isSealed: isHidden,
    names: isHidden ? [] : namesOf(named),
    identifiers: isHidden ? [] : identifiersOf(named),
    age: named.map(({ person }) => person.age).find((age) => age !== undefined) ?? null,
    reports,
  }
}

const isOpen = (value: Value | undefined): value is string => typeof value === 'string' && value !== ''

function namesOf(named: readonly Named[]): string[] {
  const names = named.flatMap(({ person: { firstName, middleName, lastName, displayNames } }) => {
    const full = [firstName, middleName, lastName].filter(isOpen).join(' ')
    return full ? [full] : displayNames.filter(isOpen).slice(0, 1)
  })
  return [...new Set(names)].slice(0, MOST_NAMES)
}

function identifiersOf(named: readonly Named[]): CasePerson['identifiers'] {
  const open = named
    .flatMap(({ sightings }) => sightings)
    .flatMap(({ kind, value, service, id }) =>
      id && strong.has(kind) && !isSealed(value) ? { kind: kind as string, value, service: service ?? null } : [],
    )
  return [...new Map(open.map((one) => [`${one.kind} ${one.service} ${one.value}`, one])).values()].slice(0, MOST_IDENTIFIERS)
}
