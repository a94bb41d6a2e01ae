// What a report says, as a flat list of facts: the same tip in other bytes, another order or another format gives the same list.
// It decides whether an arrival is a rendition (equal facts) or a new version, and it is what the page compares field by field.
import { createHash } from 'node:crypto'
import type { Content, Person, Sighting } from '../model/report.ts'

export interface Fact {
  /** Group by which a format says what it can carry: `incident.type`, `person.victim.age`, `sighting.suspect.ip`, `file.category` … */
  group: string
  /** What the fact is about, the same in every version and format: `suspect 1 · age`, `file 9f2c… · category`. */
  field: string
  value: string
  isSealed: boolean
}

export function factsOf(content: Content<string>): Fact[] {
  const facts = [
    ...incidentFacts(content),
    ...content.people.flatMap((person) => personFacts(person)),
    ...sightingFacts(content),
    ...fileFacts(content),
  ]
  return facts.sort((a, b) =>
    a.field < b.field ? -1 : a.field > b.field ? 1 : a.value < b.value ? -1 : a.value > b.value ? 1 : 0,
  )
}

const open = (group: string, field: string, value: unknown): Fact[] =>
  value === undefined || value === null || value === '' ? [] : [{ group, field, value: String(value), isSealed: false }]
const sealed = (group: string, field: string, value: unknown): Fact[] =>
  open(group, field, value).map((fact) => ({ ...fact, isSealed: true }))

function incidentFacts({ incident, sender, statements, isRetraction }: Content<string>): Fact[] {
  return [
    ...open('sender', 'sender', sender.name),
    ...open('retraction', 'retraction', isRetraction || undefined),
    ...open('incident.type', 'incident type', incident.type),
    ...open('incident.platform', 'platform', incident.platform),
    ...open('incident.time', 'incident time', incident.time?.at),
    ...sealed('incident.escalation', 'urgency', incident.escalation),
    ...open('incident.batched', 'several people', incident.batched),
    ...incident.annotations.flatMap((code) => open('incident.annotation', `annotation ${code}`, 'stated')),
    ...statements.flatMap((one) => sealed(`statement.${one.topic}`, `statement ${one.topic}`, one.text.trim())),
    ...incident.details.flatMap((detail) =>
      detail.statements.flatMap((one) =>
        sealed(`detail.${detail.kind}.${one.topic}`, `${detail.kind} ${one.topic}`, one.text.trim()),
      ),
    ),
  ]
}

/** A reporter is the sender's own contact: a change of it is no change of the tip. */
function personFacts(person: Person<string>): Fact[] {
  if (person.role === 'reporter') return []
  const who = `${person.role} ${person.ordinal}`
  const named = (field: string, value: unknown) =>
    (person.isSealed ? sealed : open)(`person.${person.role}.${field}`, `${who} · ${field}`, value)
  return [
    ...named('name', [person.firstName, person.middleName, person.lastName].filter(Boolean).join(' ')),
    ...person.displayNames.flatMap((name) => named('display name', name)),
    ...open(`person.${person.role}.age`, `${who} · age`, person.age),
    ...named('date of birth', person.dateOfBirth),
    ...named('school', person.school),
    ...person.addresses.flatMap((one) =>
      named('address', [one.street, one.postalCode, one.city, one.region, one.country].filter(Boolean).join(', ')),
    ),
    ...Object.entries(person.flags).flatMap(([flag, is]) =>
      open(`person.${person.role}.flag`, `${who} · ${flag}`, is ? 'yes' : 'no'),
    ),
    ...person.statements.flatMap((one) =>
      sealed(`person.${person.role}.statement.${one.topic}`, `${who} · ${one.topic}`, one.text.trim()),
    ),
  ]
}

function sightingFacts(content: Content<string>): Fact[] {
  return content.sightings
    .filter((one) => one.role !== 'reporter' && one.role !== 'file')
    .flatMap((one) => sightingFact(content, one))
}

function sightingFact(content: Content<string>, sighting: Sighting<string>): Fact[] {
  const person = sighting.person === undefined ? undefined : content.people[sighting.person]
  const who = person ? `${person.role} ${person.ordinal}` : sighting.role
  const value = sighting.normal ?? sighting.value
  const isEvent = sighting.time !== undefined || sighting.port !== undefined
  const said = isEvent
    ? `${value} ${sighting.port ?? ''} ${sighting.time?.at ?? sighting.time?.written ?? ''} ${sighting.event ?? ''}`
        .replaceAll(/\s+/g, ' ')
        .trim()
    : value
  const service = sighting.service && sighting.kind === 'screen-name' ? `${sighting.service}:` : ''
  return (person?.isSealed ? sealed : open)(
    `sighting.${sighting.role}.${sighting.kind}`,
    `${who} · ${sighting.kind}`,
    `${service}${said}`,
  )
}

function fileFacts(content: Content<string>): Fact[] {
  return content.files.flatMap((file, index) => {
    const hashes = content.sightings.filter((one) => one.file === index && one.role === 'file' && one.kind !== 'ip')
    const name = hashes.find((one) => one.kind === 'md5') ?? hashes[0]
    // A file is known by its hash wherever it stands in the list; without one only by its place.
    const which = name ? `file ${(name.normal ?? name.value).slice(0, 12)}` : `file ${file.ordinal}`
    return [
      ...open('file', which, 'there'),
      ...hashes.flatMap((one) => open(`file.${one.kind}`, `${which} · ${one.kind}`, one.normal ?? one.value)),
      ...open('file.category', `${which} · category`, file.category),
      ...open(
        'file.viewed',
        `${which} · viewed by the provider`,
        file.isViewed === undefined ? undefined : file.isViewed ? 'yes' : 'no',
      ),
      ...open('file.public', `${which} · public`, file.isPublic === undefined ? undefined : file.isPublic ? 'yes' : 'no'),
      ...open('file.relevance', `${which} · relevance`, file.relevance),
      ...sealed('file.name', `${which} · name`, file.name),
      ...file.annotations.flatMap((code) => open('file.annotation', `${which} · ${code}`, 'stated')),
    ]
  })
}

/** SHA-256 over all facts: equal digests of one format are equal facts. */
export function factsDigest(facts: readonly Fact[]): Buffer {
  const hash = createHash('sha256')
  for (const fact of facts) hash.update(JSON.stringify([fact.field, fact.value]))
  return hash.digest()
}

/** Whether a format can say facts of a group; a name in `carries` covers what lies below it (`file` covers `file.category`). */
export const canCarry = (carries: ReadonlySet<string>, group: string): boolean => {
  for (let name = group; ; name = name.slice(0, name.lastIndexOf('.'))) {
    if (carries.has(name)) return true
    if (!name.includes('.')) return false
  }
}

export interface Said {
  facts: readonly Fact[]
  /** Groups that its format can carry. */
  carries: ReadonlySet<string>
}

/** Equal as far as both formats can say it: what a format cannot say is no change. */
export function isRendition(current: Said, arrived: Said): boolean {
  const both = (said: Said) =>
    said.facts.filter((fact) => canCarry(current.carries, fact.group) && canCarry(arrived.carries, fact.group))
  return factsDigest(both(current)).equals(factsDigest(both(arrived)))
}
