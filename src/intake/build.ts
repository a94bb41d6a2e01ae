// What both formats build: people, sightings, files, from values that were read one by one. Nothing here knows how a document is
// written down.
import { emptyFile, emptyPerson } from '../model/empty-report.ts'
import type { Content, Person, PersonRole, ReportedFile, Sighting } from '../model/report.ts'
import { categories, eventNames, hashKinds, incidentTypes } from './formats/codes.data.ts'
import { masked } from './mask.ts'
import type { Reading, Spot } from './reading.ts'
import { readDate } from './time.ts'

/** A person being read, with its place among the people of the content. */
export interface Who {
  reading: Reading
  content: Content<string>
  person: Person<string>
  index: number
  /** espService, which may come after the values that belong to it. */
  service?: string
}

export function newPerson(reading: Reading, role: PersonRole): Who {
  const { content } = reading
  const ordinal = 1 + (content.people.findLast((person) => person.role === role)?.ordinal ?? 0)
  const person = emptyPerson(role, ordinal)
  return { reading, content, person, index: content.people.push(person) - 1 }
}

export type Found = Omit<Sighting<string>, 'role' | 'person' | 'file'>

/** A sighting of a person; an empty value is none. */
export function seen(who: Who, found: Found, spot: Spot): void {
  who.reading.saw({ role: who.person.role, person: who.index, ...found }, spot)
}

/** Accounts and screen names belong to the service that was named for the person. */
export function finishPerson(who: Who): void {
  const service = who.service?.toLowerCase()
  if (!service) return
  // Those of a person come after all that was seen before it.
  const { sightings } = who.content
  for (let at = sightings.length - 1; at >= 0 && (sightings[at]!.person ?? -1) >= who.index; at--) {
    const sighting = sightings[at]!
    if (sighting.person !== who.index || sighting.service) continue
    if (sighting.kind === 'account' || sighting.kind === 'screen-name') sighting.service = service
  }
}

export function state(statements: { topic: string; text: string }[], topic: string, text: string): void {
  if (text !== '') statements.push({ topic, text })
}

export interface File {
  reading: Reading
  file: ReportedFile<string>
  index: number
}

export function newFile(reading: Reading): File {
  const { files } = reading.content
  const file = emptyFile(files.length + 1)
  return { reading, file, index: files.push(file) - 1 }
}

export function seenWithFile(into: File, found: Found, spot: Spot): void {
  into.reading.saw({ role: 'file', file: into.index, ...found }, spot)
}

export interface Hash {
  type: string
  value: string
}

export function addHash(into: File, hash: Hash, spot: Spot): void {
  const kind = hashKinds.get(hash.type.trim().toLowerCase()) ?? 'hash'
  const type = kind === 'hash' ? code(hash.type, spot, into.reading) : undefined
  seenWithFile(into, type ? { kind, value: hash.value, type } : { kind, value: hash.value }, spot)
}

/** A date of birth, in one form where it can be read in one way. */
export function birthDate(raw: string, spot: Spot, reading: Reading): string {
  const date = readDate(raw)
  if (date === undefined) reading.note('date-not-read', spot, { found: masked(raw) })
  return date ?? raw
}

/** Code of an official incident type; null with an issue where it is none. */
export function incidentType(raw: string, spot: Spot, reading: Reading): string | null {
  const code = incidentTypes.get(raw.toLowerCase().replace(/[^a-z]/g, ''))
  if (code === undefined) reading.odd('incident-type-unknown', spot, raw)
  return code ?? null
}

export const eventName = (raw: string, spot: Spot, reading: Reading): string | undefined =>
  raw === '' ? undefined : reading.oneOf(raw, spot, eventNames)

export const category = (raw: string, spot: Spot, reading: Reading): string | undefined => reading.oneOf(raw, spot, categories)

export const port = (raw: string, spot: Spot, reading: Reading): number | undefined => reading.number(raw, spot, [1, 65_535])

const AGE =
  /^\s*(?:about|approx(?:imately|\.)?|ca\.?|~)?\s*(\d{1,3})\s*(?:(?:-|–|—|\/|to|or)\s*(\d{1,3}))?\s*\+?\s*(?:y|yo|y\/o|yrs?|years?)?\.?(?:[ -]old)?\s*$/i
/** Words that stand where nobody stated an age, or that of no child. */
const NO_AGE = /^\W*(?:adult|n\/?a|no(?:ne|t (?:applicable|available|known|provided|stated))|null|unknown|undisclosed)?\W*$/i

/** An age as stated; of several the youngest stands, because it asks for more care. */
export function takeAge({ person, reading }: Who, raw: string, spot: Spot): void {
  const years = age(raw, spot, reading)
  if (years !== undefined) person.age = Math.min(years, person.age ?? years)
  // What was said may be the age of a child: like a birth date of which that cannot be told, it must not leave them open.
  else if (!NO_AGE.test(raw)) person.isSealed = true
}

/** Years; of a stated range the lower end. */
function age(raw: string, spot: Spot, reading: Reading): number | undefined {
  const found = AGE.exec(raw)
  const stated = [found?.[1], found?.[2]].filter((years) => years !== undefined).map(Number)
  if (stated.length === 2) reading.odd('age-is-range', spot, raw)
  return reading.number(stated.length > 0 ? String(Math.min(...stated)) : raw, spot, [0, 150])
}

/** A code such as the type of a device id or of a hash: short, of letters, digits and a few signs. */
export function code(raw: string, spot: Spot, reading: Reading): string | undefined {
  const text = raw.trim()
  if (text === '') return undefined
  if (/^[A-Za-z][\w .+/-]{0,63}$/.test(text) && !/\d{6}/.test(text)) return text
  reading.odd('value-unknown', spot, raw)
  return undefined
}

/** Whether anything is said beyond who reports: a document without that holds nothing that an officer could use. */
export function isUsable({ incident, people, sightings, files, statements }: Content<string>): boolean {
  if (incident.type !== null || incident.time?.at || incident.escalation !== undefined) return true
  if (files.some(saysSomething) || statements.some(isAboutTip) || sightings.some((one) => one.role !== 'reporter')) return true
  if (incident.details.some((detail) => detail.statements.length > 0)) return true
  return people.some((person) => person.role !== 'reporter' && saysWho(person))
}

/** The sender's terms and links are about the sender. */
const isAboutTip = ({ topic }: { topic: string }): boolean => topic !== 'terms-of-service' && topic !== 'legal-url'

const saysSomething = (file: ReportedFile<string>): boolean =>
  file.name !== undefined ||
  file.fileId !== undefined ||
  file.category !== undefined ||
  file.details.length + file.statements.length > 0

const saysWho = (person: Person<string>): boolean =>
  person.firstName !== undefined ||
  person.lastName !== undefined ||
  person.dateOfBirth !== undefined ||
  person.age !== undefined ||
  person.displayNames.length + person.addresses.length + person.statements.length > 0

/** Setters for members that are taken as they are. */
export const set =
  <K extends string>(field: K) =>
  (value: string, target: Partial<Record<K, string>>): void => {
    target[field] = value
  }

export const setIn =
  <O extends string, K extends string>(owner: O, field: K) =>
  (value: string, target: Record<O, Partial<Record<K, string>>>): void => {
    target[owner][field] = value
  }
