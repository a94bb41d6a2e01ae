// One object of the agencies' JSON export, into the normal form.
import type { Content, IncidentDetail } from '../../model/report.ts'
import { addHash, category, type File, incidentType, newFile, set, setIn, state } from '../build.ts'
import { captures, fileCaptures, informations, takePeople, takeReporter } from './agency-json-person.ts'
import { fileAnnotations } from './codes.data.ts'
import { booleanOf, type JsonSpot, JsonTable, listOf, member, stringOf, type TakeMember } from './json-table.ts'

type C = Content<string>

const summaryTable = new JsonTable<C>({
  incidentType: (value, { incident }, at) => {
    const raw = stringOf(value, at)
    if (raw !== '') incident.type = incidentType(raw, at, at.reading)
  },
  incidentDateTime: (value, { incident }, at) => {
    const raw = stringOf(value, at)
    if (raw !== '') incident.time = at.reading.time(raw, at)
  },
  incidentDateTimeDescription: member(setIn('incident', 'timeDescription')),
})

interface Incident {
  detail: IncidentDetail<string>
}

const urls: TakeMember<Incident> = (value, _, at) => {
  for (const { item, at: spot } of listOf(value, at)) {
    at.reading.saw({ kind: 'url', role: 'incident', value: stringOf(item, spot) }, spot)
  }
}

const texts =
  (topic: string): TakeMember<Incident> =>
  (value, { detail }, at) => {
    for (const { item, at: spot } of listOf(value, at)) state(detail.statements, topic, stringOf(item, spot))
  }

const incidentTable = new JsonTable<Incident>({
  url: urls,
  urls,
  emailAddress: addressesOf,
  emailAddresses: addressesOf,
  content: texts('content'),
  contents: texts('content'),
  chatClient: texts('chat-client'),
  chatRoomName: texts('chat-room'),
  gameName: texts('game'),
  console: texts('console'),
  name: texts('newsgroup'),
  client: texts('client'),
  fileNames: texts('file-names'),
  locationName: texts('location'),
  phoneNumber: (value, _, at) => at.reading.saw({ kind: 'phone', role: 'incident', value: stringOf(value, at) }, at),
  latitude: texts('latitude'),
  longitude: texts('longitude'),
  sourceInformation: (value, _, at) => captures(value, at, (found, spot) => at.reading.saw({ role: 'incident', ...found }, spot)),
  additionalInformations: (value, { detail }, at) => {
    informations(value, at, (text) => state(detail.statements, 'additional-info', text))
  },
})

function addressesOf(value: unknown, _: Incident, at: JsonSpot): void {
  for (const { item, at: spot } of listOf(value, at)) {
    at.reading.saw({ kind: 'email', role: 'incident', value: stringOf(item, spot) }, spot)
  }
}

const incidentKinds: Record<string, string> = {
  webpageIncident: 'web-page',
  webPageIncident: 'web-page',
  emailIncident: 'email',
  newsgroupIncident: 'newsgroup',
  chatImIncident: 'chat',
  chatIncident: 'chat',
  onlineGamingIncident: 'online-gaming',
  cellPhoneIncident: 'cell-phone',
  nonInternetIncident: 'non-internet',
  peer2peerIncident: 'peer-to-peer',
}

const takeIncidents =
  (kind: string): TakeMember<C> =>
  (value, content, at) => {
    for (const { item, at: spot } of listOf(value, at)) {
      const detail: IncidentDetail<string> = { kind, statements: [] }
      content.incident.details.push(detail)
      incidentTable.read(item, { detail }, spot)
    }
  }

const detailsTable = new JsonTable<C>(
  Object.fromEntries(Object.entries(incidentKinds).map(([name, kind]) => [name, takeIncidents(kind)])),
)

const annotationOf = new Map(Object.entries(fileAnnotations).map(([name, code]) => [name.toLowerCase(), code]))

const takeGroup: TakeMember<File['file']> = (value, file, at) => {
  for (const { item, at: spot } of listOf(value, at, 'tags')) {
    const text = stringOf(item, spot)
    const known = annotationOf.get(text.toLowerCase().replace(/[^a-z]/g, ''))
    if (!known) state(file.statements, 'tag', text)
    else if (!file.annotations.includes(known)) file.annotations.push(known)
  }
}

const groupTable = new JsonTable<File['file']>({ tags: takeGroup })

/** Tags that mean one of the annotations become one; the others are kept as what the clearing-house says. */
const takeTags: TakeMember<File> = (value, { file }, at) => {
  for (const { item, at: spot } of listOf(value, at, 'groups')) {
    if (typeof item === 'object' && item !== null && Object.hasOwn(item, 'tags')) groupTable.read(item, file, spot)
    else takeGroup(item, file, spot)
  }
}

interface Pair {
  name: string
  value: string
}

const pairTable = new JsonTable<Pair>({
  name: member(set('name')),
  type: member(set('name')),
  hashType: member(set('name')),
  value: member(set('value')),
})

/** `{ "sha1": "…" }`; what has a value of its own is a single hash. */
const isByType = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !Object.hasOwn(value, 'hashes') &&
  !Object.hasOwn(value, 'value')

const takeHashes: TakeMember<File> = (value, into, at) => {
  if (isByType(value)) {
    for (const [type, hash] of Object.entries(value)) addHash(into, { type, value: stringOf(hash, at.to(type)) }, at.to(type))
    return
  }
  for (const { item, at: spot } of listOf(value, at)) {
    const pair: Pair = { name: '', value: '' }
    pairTable.read(item, pair, spot)
    addHash(into, { type: pair.name, value: pair.value }, spot)
  }
}

const fileTable = new JsonTable<File & { savedAs?: string }>({
  filename: member(set('savedAs')),
  originalFilename: member(setIn('file', 'name')),
  submittalId: member(setIn('file', 'fileId')),
  verificationHash: (value, into, at) => addHash(into, { type: 'MD5', value: stringOf(value, at) }, at),
  viewedByEsp: (value, { file }, at) => {
    file.isViewed = booleanOf(value, at)
  },
  industryClassification: (value, { file }, at) => {
    const raw = stringOf(value, at)
    if (raw !== '') file.category = category(raw, at, at.reading)
  },
  ncmecTags: takeTags,
  hashes: takeHashes,
  espMetadata: (value, { file }, at) => {
    for (const { item, at: spot } of listOf(value, at, 'metadatas')) {
      const pair: Pair = { name: '', value: '' }
      pairTable.read(item, pair, spot)
      if (pair.name !== '' || pair.value !== '') file.details.push(pair)
    }
  },
  sourceInformation: fileCaptures,
  additionalInformations: (value, { file }, at) => {
    informations(value, at, (text) => state(file.statements, 'additional-info', text))
  },
})

const takeFiles: TakeMember<C> = (value, _, at) => {
  for (const { item, at: spot } of listOf(value, at, 'uploadedFiles')) {
    const into: File & { savedAs?: string } = newFile(at.reading)
    fileTable.read(item, into, spot)
    if (into.file.name === undefined) into.file.name = into.savedAs
    else if (into.savedAs && into.savedAs !== into.file.name) into.file.details.push({ name: 'filename', value: into.savedAs })
  }
}

const informationTable = new JsonTable<C>({
  reportingEsp: takeReporter,
  incidentSummary: (value, content, at) => summaryTable.read(value, content, at),
  incidentDetails: (value, content, at) => detailsTable.read(value, content, at),
  reportedPeople: takePeople('suspect', 'reportedPersons'),
  intendedRecipients: takePeople('recipient', 'intendedRecipients'),
  uploadedFiles: takeFiles,
  additionalInformations: (value, { statements }, at) => {
    informations(value, at, (text) => state(statements, 'additional-info', text))
  },
})

/** The members of the record itself. */
export interface JsonParts {
  number?: string
  content: C
  hasInformation: boolean
}

/** A number beyond the precision of JSON's reader is not the one that was written, and numbers of reports are positive. */
const isNoNumber = (value: unknown): boolean =>
  typeof value === 'boolean' || (typeof value === 'number' && !(Number.isSafeInteger(value) && value > 0))

export const recordTable = new JsonTable<JsonParts>({
  reportId: (value, parts, at) => {
    if (isNoNumber((value as { value?: unknown } | null)?.value ?? value)) at.reading.note('number-not-usable', at)
    else parts.number = stringOf(value, at)
  },
  dateReceived: (value, { content }, at) => {
    const raw = stringOf(value, at)
    if (raw !== '') content.receivedAt = at.reading.time(raw, at)
  },
  reportedInformation: (value, parts, at) => {
    parts.hasInformation = typeof value === 'object'
    informationTable.read(value, parts.content, at)
  },
})
