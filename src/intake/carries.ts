// Which groups of facts (facts.ts) a format can say. What the other format cannot say is no change between two documents of one tip.
import type { Content } from '../model/report.ts'

/** Who sent a CyberTip is known by the account through which it came; the document names no sender. */
const xml = [
  'incident',
  'statement',
  'detail',
  'person',
  'sighting',
  'file',
  'retraction',
  'verified',
  'proxy',
  'law-enforcement',
]

/** A provider's person in the agencies' export: no devices, associated accounts, places by estimate, or flags of the newer interface. */
const personMembers = ['name', 'age', 'date of birth', 'address', 'statement.additional-info', 'statement.vehicle']
const sightingKinds = ['account', 'email', 'phone', 'screen-name', 'ip', 'url']
const ofRole = (role: string): string[] => [
  ...personMembers.map((member) => `person.${role}.${member}`),
  ...sightingKinds.map((kind) => `sighting.${role}.${kind}`),
]

/** The agencies' export names no victims, no urgency, no annotations of the incident, no platform; its file tags are other words. */
const json = [
  'sender',
  'incident.type',
  'incident.time',
  'statement.additional-info',
  'detail.web-page.additional-info',
  'detail.email.content',
  ...ofRole('suspect'),
  ...ofRole('recipient'),
  'sighting.incident.url',
  'file.md5',
  'file.category',
  'file.viewed',
  'file.name',
]

const sets: Record<Content['format'], ReadonlySet<string>> = { 'cybertip-xml': new Set(xml), 'agency-json': new Set(json) }

/** Formats by how much they can say, most first. */
const byFullness: readonly string[] = ['cybertip-xml', 'agency-json']

/** Whether a document in this format says more of a version than those that are there. */
export const saysMost = (format: string, others: readonly string[]): boolean =>
  others.every((other) => byFullness.indexOf(format) < byFullness.indexOf(other))

export const carriesOf = (format: string): ReadonlySet<string> => sets[format as Content['format']] ?? new Set()
