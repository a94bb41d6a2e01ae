// Every place in a content where a value stands that may have to be sealed, with its path and whether it is sealed by default.
// One walk for sealing, opening and masking, so that none of them can forget a field.
import type { Address, Content, Person, ReportedFile, Sighting, Statement, Value } from '../model/report.ts'

export interface At {
  /** `people/0/lastName`, `sightings/3/normal`: the field's name in the additional data of its ciphertext. */
  path: string
  /** Names, contacts, accounts, addresses, schools, birth dates and image places of sealed people; free texts, file names and EXIF values of all. */
  isSealed: boolean
}

type Change<A, B> = (value: A, at: At) => B

interface Walk {
  change: Change<unknown, unknown>
  /** Otherwise only what is sealed is looked at. */
  isEvery: boolean
}

/** Every value of a content changed. What stays as it is is shared with the content that was given. */
export const mapValues = <A, B>(content: Content<A>, change: Change<A, B>): Content<B> =>
  mapContent(content as Content<unknown>, { change: change as Change<unknown, unknown>, isEvery: true }) as Content<B>

/** The values that are sealed by default changed; all others, and whatever holds none of them, are shared. */
export const mapSealedValues = (content: Content<Value>, change: Change<Value, Value>): Content<Value> =>
  mapContent(content as Any, { change: change as Change<unknown, unknown>, isEvery: false }) as Content<Value>

type Any = Content<unknown>

function mapContent(content: Any, walk: Walk): Any {
  const { incident, lawEnforcement } = content
  return {
    ...content,
    incident: changed(fieldsOf(incident, { path: 'incident', fields: incidentFields, isSealed: true }, walk), {
      details: listOf(incident.details, (detail, i) => withTexts(detail, `incident/details/${i}`, walk)),
    }),
    lawEnforcement: lawEnforcement && withTexts(lawEnforcement, 'lawEnforcement', walk),
    people: listOf(content.people, (person, i) => mapPerson(person, `people/${i}`, walk)),
    sightings: listOf(content.sightings, (sighting, i) => mapSighting(sighting, { content, i }, walk)),
    files: listOf(content.files, (file, i) => mapFile(file, `files/${i}`, walk)),
    statements: textsOf(content.statements, 'root/statements', walk),
    unread: textsOf(content.unread, 'unread', walk),
  }
}

const incidentFields = ['timeDescription', 'escalation'] as const
const personFields = ['firstName', 'middleName', 'lastName', 'dateOfBirth', 'school'] as const
const addressFields = ['street', 'city', 'postalCode', 'region', 'country'] as const
const sightingFields = ['value', 'normal'] as const
const fileFields = ['name', 'place'] as const

function mapPerson(person: Person<unknown>, path: string, walk: Walk): Person<unknown> {
  const { isSealed } = person
  const statements = textsOf(person.statements, `${path}/statements`, walk)
  if (!isSealed && !walk.isEvery) return changed(person, { statements })
  const displayNames = listOf(person.displayNames, (name, i) =>
    walk.change(name, { path: `${path}/displayNames/${i}`, isSealed }),
  )
  const addresses = listOf(person.addresses, (address, i) =>
    fieldsOf<Address<unknown>>(address, { path: `${path}/addresses/${i}`, fields: addressFields, isSealed }, walk),
  )
  return changed(fieldsOf(person, { path, fields: personFields, isSealed }, walk), { displayNames, addresses, statements })
}

function mapSighting(sighting: Sighting<unknown>, { content, i }: { content: Any; i: number }, walk: Walk): Sighting<unknown> {
  const isSealed = sighting.person !== undefined && content.people[sighting.person]!.isSealed
  if (!isSealed && !walk.isEvery) return sighting
  return fieldsOf(sighting, { path: `sightings/${i}`, fields: sightingFields, isSealed }, walk)
}

function mapFile(file: ReportedFile<unknown>, path: string, walk: Walk): ReportedFile<unknown> {
  const details = listOf(file.details, (one, i) => textOf(one, 'value', { path: `${path}/details/${i}`, walk }))
  const statements = textsOf(file.statements, `${path}/statements`, walk)
  return changed(fieldsOf(file, { path, fields: fileFields, isSealed: true }, walk), { details, statements })
}

const withTexts = <T extends { statements: Statement<unknown>[] }>(of: T, path: string, walk: Walk): T =>
  changed(of, { statements: textsOf(of.statements, `${path}/statements`, walk) } as Partial<T>)

const textsOf = <T extends { text: unknown }>(given: T[], path: string, walk: Walk): T[] =>
  listOf(given, (one, i) => textOf(one, 'text', { path: `${path}/${i}`, walk }))

/** A text that somebody wrote freely: its place is that of the entry which holds it. */
function textOf<T extends object>(of: T, field: keyof T, { path, walk }: { path: string; walk: Walk }): T {
  const now = walk.change(of[field], { path, isSealed: true })
  return now === of[field] ? of : { ...of, [field]: now }
}

interface Fields<T> {
  path: string
  fields: readonly (keyof T & string)[]
  isSealed: boolean
}

function fieldsOf<T extends object>(from: T, { path, fields, isSealed }: Fields<T>, { change }: Walk): T {
  let copy: T | undefined
  for (const field of fields) {
    const value = from[field]
    if (value === undefined) continue
    const now = change(value, { path: `${path}/${field}`, isSealed })
    if (now === value) continue
    copy ??= { ...from }
    copy[field] = now as T[typeof field]
  }
  return copy ?? from
}

function listOf<T>(from: T[], change: (one: T, index: number) => T): T[] {
  let copy: T[] | undefined
  for (let at = 0; at < from.length; at++) {
    const now = change(from[at]!, at)
    if (now === from[at]) continue
    copy ??= [...from]
    copy[at] = now
  }
  return copy ?? from
}

/** `from` itself where it holds these already. */
function changed<T extends object>(from: T, parts: Partial<T>): T {
  for (const name in parts) if (parts[name] !== from[name]) return { ...from, ...parts }
  return from
}
