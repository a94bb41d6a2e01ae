// How complete a report is, beside its score: how many of the pack's fields it has, and what is missing, with where. Pure.
// A weight says which missing field is told first; it counts for nothing else, so that "7 of 9" can be counted by hand.
// A field that a report cannot have (the hash of a file where there is no file) is left out on both sides.
import type { Pack } from '../country/pack.ts'
import type { CompletenessField } from '../country/signals.data.ts'
import type { Enriched } from '../model/chunk.ts'
import type { Reason } from '../model/reason.ts'
import { type Content, hashKinds, type Sighting, type Time } from '../model/report.ts'

export interface Completeness {
  /** Fields that are there, of those that this report can have. */
  complete: number
  of: number
  /** One per field that is missing, the heaviest first; worded as `missing-<field>/1`. */
  missing: Reason[]
}

interface Asked {
  content: Content<string>
  enriched: Enriched
}

/** Where it is missing; empty where the field is there; undefined where the report cannot have it. */
type Look = (asked: Asked) => string[] | undefined

const MOST_EVIDENCE = 8
const nowhere: string[] = []
const whole = (isThere: boolean): string[] => (isThere ? nowhere : ['content'])

/** Addresses of those whom the report is about and of its files; not of victims and reporters. */
const eventRoles: ReadonlySet<string> = new Set(['suspect', 'associated', 'file', 'incident'])
const isEvent = (sighting: Sighting<string>): boolean => sighting.kind === 'ip' && eventRoles.has(sighting.role)

const hasSuspect = (content: Content<string>, ...kinds: string[]): boolean =>
  content.sightings.some((sighting) => sighting.role === 'suspect' && kinds.includes(sighting.kind))

/** The operator of a shared address needs the port; IPv6 is not shared, and a server's address leads to its renter. */
const ports: Look = ({ content, enriched }) => {
  const kinds = new Map(enriched.ips.map(({ sighting, kind }) => [sighting, kind]))
  const events = content.sightings.flatMap((sighting, index) =>
    isEvent(sighting) && !(sighting.normal ?? '').includes(':') && kinds.get(index) !== 'hosting' ? [index] : [],
  )
  if (events.length === 0) return undefined
  return events.filter((index) => content.sightings[index]!.port === undefined).map((index) => `sighting:${index}`)
}

const zones: Look = ({ content }) => {
  const missing: string[] = []
  let stated = 0
  const look = (time: Time | undefined, kind: string, at: number | string): void => {
    if (!time?.at) return
    stated++
    if (time.zone === 'absent') missing.push(`${kind}:${at}`)
  }
  look(content.incident.time, 'content', 'incident.time')
  for (const [index, sighting] of content.sightings.entries()) look(sighting.time, 'sighting', index)
  for (const file of content.files) look(file.uploadedAt, 'file', file.ordinal)
  return stated === 0 ? undefined : missing
}

const place: Look = ({ content, enriched }) =>
  whole(
    enriched.ips.some((ip) => ip.place !== undefined) ||
      enriched.phones.some((phone) => phone.place !== undefined) ||
      content.people.some((person) => person.school !== undefined || person.addresses.length > 0),
  )

const hashes: Look = ({ content }) => {
  if (content.files.length === 0) return undefined
  const hashed = new Set(
    content.sightings.flatMap(({ kind, file }) => (hashKinds.includes(kind) && file !== undefined ? [file] : [])),
  )
  return content.files.flatMap((file, index) => (hashed.has(index) ? [] : [`file:${file.ordinal}`]))
}

const looks: Record<CompletenessField, Look> = {
  'incident-time': ({ content }) => whole(Boolean(content.incident.time?.at)),
  account: ({ content }) => whole(hasSuspect(content, 'account', 'screen-name')),
  contact: ({ content }) => whole(hasSuspect(content, 'email', 'phone')),
  'ip-event': ({ content }) => whole(content.sightings.some((sighting) => isEvent(sighting) && sighting.time?.at)),
  'ip-port': ports,
  'time-zone': zones,
  place,
  'file-hash': hashes,
  'file-category': ({ content }) =>
    content.files.length === 0
      ? undefined
      : content.files.filter((file) => file.category === undefined).map((file) => `file:${file.ordinal}`),
}

export function completeness(asked: Asked, pack: Pack): Completeness {
  const found: Completeness = { complete: 0, of: 0, missing: [] }
  for (const field of pack.scoring.completeness) {
    const missing = field.isOn ? looks[field.id as CompletenessField](asked) : undefined
    if (missing === undefined) continue
    found.of++
    if (missing.length === 0) found.complete++
    else found.missing.push(missingReason(field, missing))
  }
  found.missing.sort((a, b) => b.weight - a.weight || (a.rule < b.rule ? -1 : 1))
  return found
}

const missingReason = (field: { id: string; weight: number }, missing: string[]): Reason => ({
  rule: `missing-${field.id}/1`,
  kind: 'fact',
  weight: field.weight,
  params: { count: missing.length },
  evidence: missingEvidence(missing),
})

const missingEvidence = (missing: string[]): string[] => missing.filter((where) => where !== 'content').slice(0, MOST_EVIDENCE)
