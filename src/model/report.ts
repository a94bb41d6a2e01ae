// Start reading here: what a report says, in one normal form, whatever the format it came in.
// A parser makes Content<string>; sealing turns the values of sealed people into Sealed before anything is stored.
// Everything here is plain JSON: report_version.content holds it packed (intake/packed.ts).

/** A value that was encrypted before it reached the database: base64 of nonce, tag and ciphertext (base/seal.ts). */
export interface Sealed {
  sealed: string
}

export type Value = string | Sealed

export const isSealed = (value: unknown): value is Sealed => typeof value === 'object' && value !== null && 'sealed' in value

/** An instant as the sender wrote it. `at` is null when what was written is no time. */
export interface Time {
  /** ISO 8601 in UTC, with milliseconds. Without a zone the written time is read as UTC, and `zone` says so. */
  at: string | null
  written: string
  offsetMinutes: number | null
  zone: 'stated' | 'absent'
  precision: 'year' | 'month' | 'day' | 'minute' | 'second' | 'fraction'
}

/** Where in the document a value stood or should have stood. */
export interface Place {
  line?: number
  column?: number
  byte?: number
  /** Element path or JSON pointer, such as `report/incidentSummary/incidentDateTime` or `/reportedInformation`. */
  path?: string
  /** 1-based position of the entry in its file. */
  entry?: number
  /** First and last line of what was skipped. */
  lines?: [number, number]
}

/** The outside world is odd: kept with the report, never thrown. `found` shows structure, never a sealed value. */
export interface Issue {
  code: string
  field: string
  found?: string
  expected?: string
  place?: Place
}

export const personRoles = ['suspect', 'recipient', 'victim', 'reporter', 'associated', 'other'] as const
export type PersonRole = (typeof personRoles)[number]

/** The role of an identifier: that of its person, or of the file or incident it stands with. */
export type SightingRole = PersonRole | 'file' | 'incident'

export const identifierKinds = [
  'account',
  'email',
  'phone',
  'device',
  'screen-name',
  'ip',
  'url',
  'payment',
  'md5',
  'sha1',
  'sha256',
  'pdq',
  'hash',
] as const
export type IdentifierKind = (typeof identifierKinds)[number]

/** Of files, from the one that names a file most surely. */
export const hashKinds: readonly string[] = ['sha256', 'sha1', 'md5', 'hash', 'pdq']

/** Something a sender says in words. `topic` is a stable code (`narrative`, `urgency`, `additional-info`, `terms-of-service` …). */
export interface Statement<V = Value> {
  topic: string
  text: V
}

export interface Address<V = Value> {
  street?: V
  city?: V
  postalCode?: V
  region?: V
  /** ISO 3166-1 alpha-2 where the sender gave one. */
  country?: V
  type?: string
}

export interface Person<V = Value> {
  role: PersonRole
  /** 1-based within the role: the pseudonym is made of both (V-1, S-2). */
  ordinal: number
  /** Sealed by default: victims, reporters, recipients not stated to be adults, suspects stated to be under 18. */
  isSealed: boolean
  firstName?: V
  middleName?: V
  lastName?: V
  displayNames: V[]
  /** Years, as stated. */
  age?: number
  dateOfBirth?: V
  gender?: string
  addresses: Address<V>[]
  school?: V
  statements: Statement<V>[]
  /** Facts stated as yes or no, by code: `account-disabled`, `access-to-children`, `convicted-offender`, `compromised-account` … */
  flags: Record<string, boolean>
  /** Numbers of earlier reports that the sender names. */
  priorReports: string[]
  /** For an associated account: index into `people` of the one with whom it is associated. */
  associatedWith?: number
}

export interface Sighting<V = Value> {
  kind: IdentifierKind
  role: SightingRole
  /** Index into `people`, or into `files`. */
  person?: number
  file?: number
  /** As written. */
  value: V
  /** Normal form; absent when there is none (an issue says why). */
  normal?: V
  /** Identifier id (model/identifier.ts); absent when there is no normal form or the value is a placeholder. */
  id?: string
  /** Lower-case name of the service, for accounts and screen names. */
  service?: string
  /** Login, Registration, Purchase, Upload, Other, Unknown, or as the format says. */
  event?: string
  time?: Time
  /** 1 to 65535. */
  port?: number
  /** Claims of the sender. */
  isProxy?: boolean
  isVerified?: boolean
  /** When the sender verified a phone number or an e-mail address, as stated. */
  verifiedAt?: Time
  type?: string
}

export interface ReportedFile<V = Value> {
  /** 1-based. */
  ordinal: number
  /** The provider's own id of the file. */
  fileId?: string
  name?: V
  uploadedAt?: Time
  place?: V
  /** Claims of the sender: true, false or not stated. */
  isViewed?: boolean
  isExifViewed?: boolean
  isPublic?: boolean
  relevance?: 'reported' | 'supplemental'
  /** A1, A2, B1, B2. */
  category?: string
  /** Codes such as `viral`, `potential-meme`, `generative-ai`, `live-streaming`, `possible-self-production`. */
  annotations: string[]
  /** Name and value pairs, EXIF and others. */
  details: { name: string; value: V; type?: string }[]
  statements: Statement<V>[]
}

export interface IncidentDetail<V = Value> {
  /** web-page, email, newsgroup, chat, online-gaming, cell-phone, non-internet, peer-to-peer */
  kind: string
  statements: Statement<V>[]
}

export interface Content<V = Value> {
  form: 1
  format: 'cybertip-xml' | 'agency-json'
  /** The sender: who reported. */
  sender: { name: string; service?: string }
  /** When the clearing-house received it, where the document says so. */
  receivedAt?: Time
  incident: {
    /** Code of the official value: csam, trafficking, travel, molestation, misleading-domain, misleading-words, enticement, unsolicited-obscene. */
    type: string | null
    platform?: string
    time?: Time
    timeDescription?: V
    /** The reason given with escalateToHighPriority; its presence escalates. */
    escalation?: V
    /** Codes: sextortion, csam-solicitation, minor-to-minor, spam, sadistic-online-exploitation, informational … */
    annotations: string[]
    /** Several people in one report; the reason, such as VIRAL_POTENTIAL_MEME. */
    batched?: string
    details: IncidentDetail<V>[]
  }
  lawEnforcement?: { agency?: string; caseNumber?: string; statements: Statement<V>[] }
  people: Person<V>[]
  sightings: Sighting<V>[]
  files: ReportedFile<V>[]
  statements: Statement<V>[]
  isRetraction?: boolean
  /** What was not understood: path and text, kept, never lost. */
  unread: { path: string; text: V }[]
  issues: Issue[]
}

/** What a parser hands over for one record: the content and where its bytes lie. */
export interface Draft {
  /** The source's own number; null when the record has none. */
  sourceNumber: string | null
  /** The source that the document names (the envelope's), if any. */
  sourceName: string | null
  content: Content<string>
  /** 1-based position in the file. */
  entry: number
  /** Bytes of the record in its file: [from, to). */
  byteFrom: number
  byteTo: number
}

/** A record that could not be read at all: the content's fault, with the place. */
export interface Unreadable {
  entry: number
  reason: string
  place: Place
  /** A few lines round the place; values masked to structure. */
  excerpt?: string
  byteFrom: number
  byteTo: number
  /** The number, where it could be read all the same. */
  sourceNumber?: string
}

const pseudonymLetters: Record<PersonRole, string> = {
  victim: 'V',
  reporter: 'R',
  recipient: 'C',
  suspect: 'S',
  associated: 'A',
  other: 'P',
}

/** V-1, R-1 …: numbered within one report; equal numbers elsewhere mean nothing. */
export const pseudonym = (person: { role: PersonRole; ordinal: number }): string =>
  `${pseudonymLetters[person.role]}-${person.ordinal}`

/** Whose sighting it is; undefined for those of files and of the incident. */
export const personOf = <V>(content: Content<V>, sighting: Sighting<V>): Person<V> | undefined =>
  sighting.person === undefined ? undefined : content.people[sighting.person]

/** The value belongs to somebody whose values are sealed. */
export const isOfSealed = <V>(content: Content<V>, sighting: Sighting<V>): boolean =>
  personOf(content, sighting)?.isSealed ?? false
