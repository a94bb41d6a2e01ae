// What a report says, as a flat list of facts: the same tip in other bytes, another order or another format gives the same list.
// It decides whether an arrival is a rendition (equal facts) or a new version, and it is what the page compares field by field.
import { hash } from 'node:crypto'
import type { Content, Person, ReportedFile, Sighting } from '../model/report.ts'

export interface Fact {
  /** Group by which a format says what it can carry: `incident.type`, `person.victim.age`, `sighting.suspect.ip`, `file.category` … */
  group: string
  /** What the fact is about, the same in every version and format: `suspect 1 · age`, `file 9f2c… · category`. */
  field: string
  value: string
  isSealed: boolean
}

export function factsOf(content: Content<string>): Fact[] {
  const list = new FactList()
  incidentFacts(content, list)
  for (const person of content.people) personFacts(person, list)
  for (const sighting of content.sightings) sightingFact(content, sighting, list)
  fileFacts(content, list)
  return list.facts.sort(byFieldAndValue)
}

function byFieldAndValue(a: Fact, b: Fact): number {
  if (a.field !== b.field) return a.field < b.field ? -1 : 1
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0
}

/** Runs for every record that arrives, so it only appends. */
class FactList {
  readonly facts: Fact[] = []
  readonly open = (group: string, field: string, value: unknown): void =>
    this.#add({ group, field, value: '', isSealed: false }, value)
  readonly sealed = (group: string, field: string, value: unknown): void =>
    this.#add({ group, field, value: '', isSealed: true }, value)

  #add(fact: Fact, value: unknown): void {
    if (value === undefined || value === null || value === '') return
    fact.value = String(value)
    this.facts.push(fact)
  }
}

function incidentFacts(
  { incident, sender, statements, isRetraction, lawEnforcement }: Content<string>,
  { open, sealed }: FactList,
): void {
  open('sender', 'sender', sender.name)
  open('retraction', 'retraction', isRetraction || undefined)
  open('incident.type', 'incident type', incident.type)
  open('incident.platform', 'platform', incident.platform)
  open('incident.time', 'incident time', incident.time?.at)
  sealed('incident.description', 'time description', incident.timeDescription)
  sealed('incident.escalation', 'urgency', incident.escalation)
  open('incident.batched', 'several people', incident.batched)
  for (const code of incident.annotations) open('incident.annotation', `annotation ${code}`, 'stated')
  for (const { topic, text } of statements) sealed(`statement.${topic}`, `statement ${topic}`, text.trim())
  for (const detail of incident.details) {
    for (const { topic, text } of detail.statements)
      sealed(`detail.${detail.kind}.${topic}`, `${detail.kind} ${topic}`, text.trim())
  }
  open('law-enforcement', 'agency', lawEnforcement?.agency)
  open('law-enforcement', 'case number', lawEnforcement?.caseNumber)
  for (const { topic, text } of lawEnforcement?.statements ?? []) sealed('law-enforcement', `statement ${topic}`, text.trim())
}

/** A reporter is the sender's own contact: a change of it is no change of the tip. */
function personFacts(person: Person<string>, { open, sealed }: FactList): void {
  if (person.role === 'reporter') return
  const who = `${person.role} ${person.ordinal}`
  const group = `person.${person.role}`
  const put = person.isSealed ? sealed : open
  const named = (field: string, value: unknown) => put(`${group}.${field}`, `${who} · ${field}`, value)
  named('name', joined([person.firstName, person.middleName, person.lastName], ' '))
  for (const name of person.displayNames) named('display name', name)
  open(`${group}.age`, `${who} · age`, person.age)
  named('date of birth', person.dateOfBirth)
  named('gender', person.gender)
  for (const number of person.priorReports) open(`${group}.prior`, `${who} · prior report`, number)
  named('school', person.school)
  for (const { street, postalCode, city, region, country } of person.addresses) {
    named('address', joined([street, postalCode, city, region, country], ', '))
  }
  for (const flag in person.flags) open(`${group}.flag`, `${who} · ${flag}`, yesOrNo(person.flags[flag]))
  for (const { topic, text } of person.statements) sealed(`${group}.statement.${topic}`, `${who} · ${topic}`, text.trim())
}

const joined = (parts: (string | undefined)[], separator: string): string => parts.filter(Boolean).join(separator)
const yesOrNo = (said: boolean | undefined): string | undefined => (said === undefined ? undefined : said ? 'yes' : 'no')

function sightingFact(content: Content<string>, sighting: Sighting<string>, { open, sealed }: FactList): void {
  const { role, kind, isProxy, isVerified, verifiedAt } = sighting
  if (role === 'reporter' || role === 'file') return
  const person = sighting.person === undefined ? undefined : content.people[sighting.person]
  // What an incident names is said of the incident, whose it is as well: another format may not name its owner.
  const who = person && role !== 'incident' ? `${person.role} ${person.ordinal}` : role
  const said = saidOf(sighting)
  const put = person?.isSealed ? sealed : open
  put(`sighting.${role}.${kind}`, `${who} · ${kind}`, said)
  if (isProxy !== undefined) put('proxy', `${who} · possible proxy`, `${said} ${yesOrNo(isProxy)}`)
  if (isVerified !== undefined || verifiedAt) {
    const when = verifiedAt && (verifiedAt.at ?? verifiedAt.written)
    put('verified', `${who} · ${kind} verified`, joined([said, yesOrNo(isVerified), when], ' '))
  }
}

/** A value, and for an event its port, time and kind. */
function saidOf({ kind, normal, value, time, port, event, service }: Sighting<string>): string {
  const prefix = service && kind === 'screen-name' ? `${service}:` : ''
  const isEvent = time !== undefined || port !== undefined
  return (
    prefix +
    joined(
      [normal ?? value, ...(isEvent ? [port && String(port), time && (time.at ?? time.written), event] : [])] as string[],
      ' ',
    )
  )
}

function fileFacts({ files, sightings }: Content<string>, list: FactList): void {
  const { open, sealed } = list
  if (files.length === 0) return
  const found = files.map((): Sighting<string>[] => [])
  for (const one of sightings) if (one.role === 'file' && one.file !== undefined) found[one.file]?.push(one)
  for (const [index, file] of files.entries()) {
    const own = found[index]!
    const name = own.find((one) => one.kind === 'md5') ?? own.find((one) => one.kind !== 'ip')
    // A file is known by its hash wherever it stands in the list; without one only by its place.
    const which = name ? `file ${(name.normal ?? name.value).slice(0, 12)}` : `file ${file.ordinal}`
    open('file', which, 'there')
    for (const one of own) open(`file.${one.kind}`, `${which} · ${one.kind}`, saidOf(one))
    open('file.category', `${which} · category`, file.category)
    open('file.viewed', `${which} · viewed by the provider`, yesOrNo(file.isViewed))
    open('file.public', `${which} · public`, yesOrNo(file.isPublic))
    open('file.relevance', `${which} · relevance`, file.relevance)
    sealed('file.name', `${which} · name`, file.name)
    for (const code of file.annotations) open('file.annotation', `${which} · ${code}`, 'stated')
    moreOfFile(file, which, list)
  }
}

function moreOfFile(file: ReportedFile<string>, which: string, { open, sealed }: FactList): void {
  open('file.id', `${which} · file id`, file.fileId)
  open('file.uploaded', `${which} · uploaded`, file.uploadedAt && (file.uploadedAt.at ?? file.uploadedAt.written))
  open('file.exif viewed', `${which} · EXIF viewed by the provider`, yesOrNo(file.isExifViewed))
  sealed('file.place', `${which} · place`, file.place)
  for (const { name, value } of file.details) sealed('file.detail', `${which} · ${name}`, value.trim())
  for (const { topic, text } of file.statements) sealed('file.statement', `${which} · ${topic}`, text.trim())
}

/** SHA-256 over all facts: equal digests of one format are equal facts. */
export function factsDigest(facts: readonly Fact[]): Buffer {
  // Control characters are written out before they come here, so these two can separate what must not run together.
  return hash('sha256', facts.map((fact) => `${fact.field}\u0000${fact.value}`).join('\u0001'), 'buffer')
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
