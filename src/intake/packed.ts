// A content as lists in a fixed order, without the names of its fields: half the length of the same as objects, and so half the work of
// writing, moving and reading it. What is absent is null, or left out at the end of a list. New fields go to the end of their list.
import type { Content, IncidentDetail, ReportedFile, Value } from '../model/report.ts'
import {
  type List,
  type Packed,
  packedPerson,
  packedSighting,
  packedStatements,
  packedTime,
  packedValue,
  personOf,
  short,
  sightingOf,
  statementOf,
  timeOf,
  valueIn,
} from './packed-parts.ts'

const FORMATS: readonly Content['format'][] = ['cybertip-xml', 'agency-json']

export const packed = (content: Content<Value>): Packed => [
  FORMATS.indexOf(content.format),
  content.sender.name,
  content.sender.service,
  packedTime(content.receivedAt),
  packedIncident(content.incident),
  content.lawEnforcement && [
    content.lawEnforcement.agency,
    content.lawEnforcement.caseNumber,
    packedStatements(content.lawEnforcement.statements),
  ],
  content.people.map(packedPerson),
  content.sightings.map(packedSighting),
  content.files.map(packedFile),
  packedStatements(content.statements),
  content.isRetraction,
  content.unread.map(({ path, text }) => [path, packedValue(text)]),
  content.issues,
]

export function unpacked(list: Packed): Content<Value> {
  const [
    format,
    name,
    service,
    receivedAt,
    incident,
    lawEnforcement,
    people,
    sightings,
    files,
    statements,
    isRetraction,
    unread,
    issues,
  ] = list as List
  return {
    form: 1,
    format: FORMATS[format]!,
    sender: { name, service: service ?? undefined },
    receivedAt: timeOf(receivedAt),
    incident: incidentOf(incident),
    lawEnforcement: lawEnforcement ? lawEnforcementOf(lawEnforcement) : undefined,
    people: people.map(personOf),
    sightings: sightings.map(sightingOf),
    files: files.map(fileOf),
    statements: statements.map(statementOf),
    isRetraction: isRetraction ?? undefined,
    unread: unread.map(([path, text]: List) => ({ path, text: valueIn(text)! })),
    issues,
  }
}

const packedIncident = (incident: Content['incident']): Packed => [
  incident.type,
  incident.platform,
  packedTime(incident.time),
  packedValue(incident.timeDescription),
  packedValue(incident.escalation),
  incident.annotations,
  incident.batched,
  incident.details.map(({ kind, statements }) => [kind, packedStatements(statements)]),
]

function incidentOf([
  type,
  platform,
  time,
  timeDescription,
  escalation,
  annotations,
  batched,
  details,
]: List): Content['incident'] {
  return {
    type,
    platform: platform ?? undefined,
    time: timeOf(time),
    timeDescription: valueIn(timeDescription),
    escalation: valueIn(escalation),
    annotations,
    batched: batched ?? undefined,
    details: details.map(detailOf),
  }
}

const detailOf = ([kind, statements]: List): IncidentDetail => ({ kind, statements: statements.map(statementOf) })

const lawEnforcementOf = ([agency, caseNumber, statements]: List): NonNullable<Content['lawEnforcement']> => ({
  agency: agency ?? undefined,
  caseNumber: caseNumber ?? undefined,
  statements: statements.map(statementOf),
})

const packedFile = (file: ReportedFile): Packed =>
  short([
    file.ordinal,
    file.annotations,
    file.details.map(({ name, value, type }) => short([name, packedValue(value), type])),
    packedStatements(file.statements),
    file.fileId,
    packedValue(file.name),
    packedTime(file.uploadedAt),
    packedValue(file.place),
    file.isViewed,
    file.isExifViewed,
    file.isPublic,
    file.relevance,
    file.category,
  ])

function fileOf(list: List): ReportedFile {
  const [ordinal, annotations, details, statements, fileId, name, uploadedAt, place] = list
  const [isViewed, isExifViewed, isPublic, relevance, category] = list.slice(8)
  return {
    ordinal: ordinal,
    fileId: fileId ?? undefined,
    name: valueIn(name),
    uploadedAt: timeOf(uploadedAt),
    place: valueIn(place),
    isViewed: isViewed ?? undefined,
    isExifViewed: isExifViewed ?? undefined,
    isPublic: isPublic ?? undefined,
    relevance: relevance ?? undefined,
    category: category ?? undefined,
    annotations: annotations,
    details: details.map(([name, value, type]: List) => ({ name, value: valueIn(value)!, type: type ?? undefined })),
    statements: statements.map(statementOf),
  }
}
