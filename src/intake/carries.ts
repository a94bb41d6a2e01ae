// Which groups of facts (facts.ts) a format can say. What the other format cannot say is no change between two documents of one tip.
import type { Content } from '../model/report.ts'

const xml = ['sender', 'incident', 'statement', 'detail', 'person', 'sighting', 'file', 'retraction']

/** The agencies' export has no urgency, annotations of the incident, platform or devices; its file tags are other words. */
const json = [
  'sender',
  'incident.type',
  'incident.time',
  'person.name',
  'person.age',
  'person.date of birth',
  'person.address',
  'sighting.account',
  'sighting.email',
  'sighting.phone',
  'sighting.screen-name',
  'sighting.ip',
  'sighting.url',
  'file.md5',
  'file.category',
  'file.viewed',
  'file.name',
]

const sets: Record<Content['format'], ReadonlySet<string>> = { 'cybertip-xml': new Set(xml), 'agency-json': new Set(json) }

export const carriesOf = (format: string): ReadonlySet<string> => sets[format as Content['format']] ?? new Set()
