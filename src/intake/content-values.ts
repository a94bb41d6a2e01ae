// Every place in a content where a value stands that may have to be sealed, with its path and whether it is sealed by default.
// One walk for sealing, opening and masking, so that none of them can forget a field.
import type { Address, Content, Person, ReportedFile, Sighting, Statement } from '../model/report.ts'

export interface At {
  /** `people/0/lastName`, `sightings/3/normal`: the field's name in the additional data of its ciphertext. */
  path: string
  /** Names, contacts, accounts, addresses, schools, birth dates and image places of sealed people; free texts, file names and EXIF values of all. */
  isSealed: boolean
}

type Change<A, B> = (value: A, at: At) => B

export function mapValues<A, B>(content: Content<A>, change: Change<A, B>): Content<B> {
  const free = change
  const { incident } = content
  return {
    ...content,
    incident: {
      ...incident,
      timeDescription: optional(incident.timeDescription, 'incident/timeDescription', free),
      escalation: optional(incident.escalation, 'incident/escalation', free),
      details: incident.details.map((detail, i) => ({
        ...detail,
        statements: statements(detail.statements, `incident/details/${i}`, free),
      })),
    },
    lawEnforcement: content.lawEnforcement && {
      ...content.lawEnforcement,
      statements: statements(content.lawEnforcement.statements, 'lawEnforcement', free),
    },
    people: content.people.map((person, i) => mapPerson(person, `people/${i}`, change)),
    sightings: content.sightings.map((sighting, i) => mapSighting(content, { sighting, path: `sightings/${i}` }, change)),
    files: content.files.map((file, i) => mapFile(file, `files/${i}`, free)),
    statements: statements(content.statements, 'root', free),
    unread: content.unread.map((one, i) => ({ ...one, text: free(one.text, { path: `unread/${i}`, isSealed: true }) })),
  } as Content<B>
}

function optional<A, B>(value: A | undefined, path: string, change: Change<A, B>): B | undefined {
  return value === undefined ? undefined : change(value, { path, isSealed: true })
}

function statements<A, B>(given: Statement<A>[], path: string, free: Change<A, B>): Statement<B>[] {
  return given.map((one, i) => ({ ...one, text: free(one.text, { path: `${path}/statements/${i}`, isSealed: true }) }))
}

const personFields = ['firstName', 'middleName', 'lastName', 'dateOfBirth', 'school'] as const
const addressFields = ['street', 'city', 'postalCode', 'region', 'country'] as const

function mapPerson<A, B>(person: Person<A>, path: string, change: Change<A, B>): Person<B> {
  const own: Change<A, B> = (value, at) => change(value, { ...at, isSealed: person.isSealed })
  const mapped = {
    ...person,
    displayNames: person.displayNames.map((name, i) =>
      own(name, { path: `${path}/displayNames/${i}`, isSealed: person.isSealed }),
    ),
    addresses: person.addresses.map((address, i) =>
      mapFields<Address<A>, A, B>(address, { path: `${path}/addresses/${i}`, fields: addressFields }, own),
    ),
    statements: statements(person.statements, path, change),
  }
  return mapFields<typeof mapped, A, B>(mapped, { path, fields: personFields }, own) as unknown as Person<B>
}

function mapFields<T extends object, A, B>(
  from: T,
  { path, fields }: { path: string; fields: readonly string[] },
  change: Change<A, B>,
) {
  const mapped = { ...from } as Record<string, unknown>
  for (const field of fields) {
    const value = mapped[field]
    if (value !== undefined) mapped[field] = change(value as A, { path: `${path}/${field}`, isSealed: false })
  }
  return mapped as never
}

function mapSighting<A, B>(
  content: Content<A>,
  { sighting, path }: { sighting: Sighting<A>; path: string },
  change: Change<A, B>,
): Sighting<B> {
  const isSealed = sighting.person !== undefined && content.people[sighting.person]!.isSealed
  const mapped: Record<string, unknown> = { ...sighting, value: change(sighting.value, { path: `${path}/value`, isSealed }) }
  if (sighting.normal !== undefined) mapped.normal = change(sighting.normal, { path: `${path}/normal`, isSealed })
  return mapped as unknown as Sighting<B>
}

function mapFile<A, B>(file: ReportedFile<A>, path: string, free: Change<A, B>): ReportedFile<B> {
  return {
    ...file,
    name: optional(file.name, `${path}/name`, free),
    place: optional(file.place, `${path}/place`, free),
    details: file.details.map((one, i) => ({ ...one, value: free(one.value, { path: `${path}/details/${i}`, isSealed: true }) })),
    statements: statements(file.statements, path, free),
  }
}
