// The parts of a report's page that come from its content: pure, from the content in clear to what this page may show of it.
// Sealed values never pass: a pseudonym stands in their place, free texts are folded to their length.
import { z } from 'zod'
import type { Enriched } from '../model/chunk.ts'
import { timeShape } from '../model/named.ts'
import {
  type Content as AnyContent,
  type Person as AnyPerson,
  type Sighting as AnySighting,
  type PersonRole,
  pseudonym,
  type Time,
} from '../model/report.ts'

type Content = AnyContent<string>
type Person = AnyPerson<string>
type Sighting = AnySighting<string>

export const partsShape = {
  claims: z.array(z.object({ topic: z.string(), about: z.string().nullable(), length: z.number(), said: z.string().nullable() })),
  people: z.array(
    z.object({
      pseudonym: z.string(),
      role: z.string(),
      isSealed: z.boolean(),
      name: z.string().nullable(),
      age: z.number().nullable(),
      gender: z.string().nullable(),
      /** The source's numbers of earlier reports about this person, as the document names them. */
      priorReports: z.array(z.string()),
      places: z.array(z.string()),
      flags: z.record(z.string(), z.boolean()),
      sealedFields: z.array(z.object({ field: z.string(), n: z.number() })),
    }),
  ),
  identifiers: z.array(
    z.object({
      index: z.number(),
      kind: z.string(),
      value: z.string().nullable(),
      pseudonym: z.string().nullable(),
      role: z.string(),
      service: z.string().nullable(),
      isVerified: z.boolean().nullable(),
      verifiedAt: timeShape.nullable(),
      /** What a device did, and when, where the sender says so. */
      event: z.string().nullable(),
      time: timeShape.nullable(),
      type: z.string().nullable(),
    }),
  ),
  ips: z.array(
    z.object({
      index: z.number(),
      event: z.string().nullable(),
      address: z.string().nullable(),
      pseudonym: z.string().nullable(),
      port: z.number().nullable(),
      time: timeShape.nullable(),
      zone: z.string().nullable(),
      operator: z.string().nullable(),
      asn: z.number().nullable(),
      country: z.string().nullable(),
      place: z.record(z.string(), z.string()).nullable(),
      kind: z.string().nullable(),
      isProxy: z.boolean().nullable(),
      dataOn: z.string().nullable(),
      source: z.string().nullable(),
    }),
  ),
  files: z.array(
    z.object({
      ordinal: z.number(),
      hashes: z.array(z.object({ kind: z.string(), value: z.string(), index: z.number() })),
      category: z.string().nullable(),
      annotations: z.array(z.string()),
      isViewed: z.boolean().nullable(),
      isPublic: z.boolean().nullable(),
      relevance: z.string().nullable(),
      uploadedAt: timeShape.nullable(),
      sealedFields: z.array(z.object({ field: z.string(), n: z.number() })),
    }),
  ),
}

const sealedOf = (sighting: Sighting, people: Person[]) => {
  const person = sighting.person === undefined ? undefined : people[sighting.person]
  return person?.isSealed ? pseudonym(person) : null
}

/** What the sender says: coded statements in words of the console, free texts by topic and length only. */
export function claimsOf(content: Content) {
  const folded = (topic: string, text: string, about: string | null = null) => ({ topic, about, length: text.length, said: null })
  const named = (topic: string, said: string | undefined) => (said ? [{ topic, about: null, length: 0, said }] : [])
  const { incident, lawEnforcement } = content
  return [
    ...(incident.escalation === undefined ? [] : [folded('urgency', incident.escalation)]),
    ...named('incident-type', incident.type ?? undefined),
    ...incident.annotations.flatMap((code) => named('annotation', code)),
    ...named('batched', incident.batched),
    ...named('platform', incident.platform),
    ...content.statements.map((one) => folded(one.topic, one.text)),
    ...incident.details.flatMap((detail) => detail.statements.map((one) => folded(one.topic, one.text, detail.kind))),
    ...content.people.flatMap((person) => person.statements.map((one) => folded(one.topic, one.text, pseudonym(person)))),
    ...named('police-agency', lawEnforcement?.agency),
    ...named('police-case', lawEnforcement?.caseNumber),
    ...(lawEnforcement?.statements ?? []).map((one) => folded(one.topic, one.text)),
    ...(incident.timeDescription ? [folded('time-description', incident.timeDescription)] : []),
  ]
}

const counted = (fields: Record<string, number>) => Object.entries(fields).flatMap(([field, n]) => (n > 0 ? [{ field, n }] : []))

/** Whom a report is about comes first; who sent it, last. */
export const rolesInOrder: readonly PersonRole[] = ['suspect', 'victim', 'recipient', 'associated', 'other', 'reporter']

export function peopleOf(content: Content) {
  const shown = content.people.map((person, index) => {
    const contacts = content.sightings.filter((one) => one.person === index)
    const name =
      [person.firstName, person.middleName, person.lastName].filter(Boolean).join(' ') || person.displayNames[0] || null
    const held = {
      name: name ? 1 : 0,
      contact: contacts.filter((one) => one.kind === 'email' || one.kind === 'phone').length,
      account: contacts.filter((one) => one.kind === 'account' || one.kind === 'screen-name').length,
      address: person.addresses.length,
      school: person.school ? 1 : 0,
      birthday: person.dateOfBirth ? 1 : 0,
      ip: contacts.filter((one) => one.kind === 'ip').length,
    }
    return {
      pseudonym: pseudonym(person),
      role: person.role,
      isSealed: person.isSealed,
      name: person.isSealed ? null : name,
      age: person.age ?? null,
      gender: person.isSealed ? null : (person.gender ?? null),
      priorReports: person.priorReports,
      places: person.isSealed
        ? []
        : person.addresses.map((one) => [one.city, one.region, one.country].filter(Boolean).join(', ')).filter(Boolean),
      flags: person.flags,
      sealedFields: person.isSealed ? counted(held) : [],
    }
  })
  const place = (role: PersonRole) => rolesInOrder.indexOf(role)
  return shown.sort((a, b) => place(a.role) - place(b.role))
}

/** Identifiers of people and incidents; IP events and hashes of files have tables of their own. */
export function identifiersOf({ sightings, people }: Content) {
  return sightings.flatMap((one, index) => {
    if (one.kind === 'ip' || one.role === 'file') return []
    const hidden = sealedOf(one, people)
    const { kind, role } = one
    return [
      {
        index,
        kind,
        role,
        value: hidden ? null : one.value,
        pseudonym: hidden,
        service: one.service ?? null,
        isVerified: one.isVerified ?? null,
        verifiedAt: one.verifiedAt ?? null,
        event: one.event ?? null,
        time: one.time ?? null,
        // What a format leaves to the sender could be a name.
        type: hidden && kind === 'device' ? null : (one.type ?? null),
      },
    ]
  })
}

export function ipsOf({ sightings, people }: Content, enriched: Enriched | undefined) {
  const found = new Map(enriched?.ips.map((ip) => [ip.sighting, ip]) ?? [])
  return sightings.flatMap((one, index) => {
    if (one.kind !== 'ip') return []
    const hidden = sealedOf(one, people)
    const ip = hidden ? undefined : found.get(index)
    return [
      {
        index,
        event: one.event ?? null,
        address: hidden ? null : one.value,
        pseudonym: hidden,
        port: hidden ? null : (one.port ?? null),
        time: (one.time ?? null) as Time | null,
        zone: ip?.zone ?? null,
        operator: ip?.operator ?? null,
        asn: ip?.asn ?? null,
        country: ip?.country ?? null,
        place: ip?.placeName ?? null,
        kind: ip?.kind ?? null,
        isProxy: one.isProxy ?? null,
        dataOn: ip?.dataOn ?? null,
        source: ip?.source ?? null,
      },
    ]
  })
}

export function filesOf({ files, sightings }: Content) {
  return files.map((file, at) => ({
    ordinal: file.ordinal,
    hashes: sightings.flatMap((one, index) =>
      one.file === at && one.kind !== 'ip' ? [{ kind: one.kind as string, value: one.normal ?? one.value, index }] : [],
    ),
    category: file.category ?? null,
    annotations: file.annotations,
    isViewed: file.isViewed ?? null,
    isPublic: file.isPublic ?? null,
    relevance: file.relevance ?? null,
    uploadedAt: (file.uploadedAt ?? null) as Time | null,
    sealedFields: counted({
      name: file.name ? 1 : 0,
      place: file.place ? 1 : 0,
      detail: file.details.length,
      statement: file.statements.length,
    }),
  }))
}
