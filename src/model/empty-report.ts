// What a parser fills in. Fields that are absent have their place all the same: what is read a million times is read several times faster
// where all of a kind have one shape.
import type { Content, Person, PersonRole, ReportedFile, Sighting } from './report.ts'

/** An empty content, so that a parser only fills in what it finds. */
export function emptyContent(format: Content['format']): Content<string> {
  return {
    form: 1,
    format,
    sender: { name: '', service: undefined },
    receivedAt: undefined,
    incident: {
      type: null,
      platform: undefined,
      time: undefined,
      timeDescription: undefined,
      escalation: undefined,
      annotations: [],
      batched: undefined,
      details: [],
    },
    lawEnforcement: undefined,
    people: [],
    sightings: [],
    files: [],
    statements: [],
    isRetraction: undefined,
    unread: [],
    issues: [],
  }
}

export function emptyPerson(role: PersonRole, ordinal: number): Person<string> {
  return {
    role,
    ordinal,
    isSealed: false,
    firstName: undefined,
    middleName: undefined,
    lastName: undefined,
    displayNames: [],
    age: undefined,
    dateOfBirth: undefined,
    gender: undefined,
    addresses: [],
    school: undefined,
    statements: [],
    flags: {},
    priorReports: [],
    associatedWith: undefined,
  }
}

export function emptyFile(ordinal: number): ReportedFile<string> {
  return {
    ordinal,
    fileId: undefined,
    name: undefined,
    uploadedAt: undefined,
    place: undefined,
    isViewed: undefined,
    isExifViewed: undefined,
    isPublic: undefined,
    relevance: undefined,
    category: undefined,
    annotations: [],
    details: [],
    statements: [],
  }
}

/** The same, every field in its place. */
export function wholeSighting<V>(given: Sighting<V>): Sighting<V> {
  return {
    kind: given.kind,
    role: given.role,
    person: given.person,
    file: given.file,
    value: given.value,
    normal: given.normal,
    id: given.id,
    service: given.service,
    event: given.event,
    time: given.time,
    port: given.port,
    isProxy: given.isProxy,
    isVerified: given.isVerified,
    verifiedAt: given.verifiedAt,
    type: given.type,
  }
}
