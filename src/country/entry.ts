// What every entry of a pack says about itself: where it comes from, how sure that is, and when it was last looked at.
// An entry that is only remembered, disputed or not to be found in the law is off until an officer of the site confirms it.
import { createHash } from 'node:crypto'
import { z } from 'zod'

/** verified: in two or more independent places. seen: in one. derived: follows from a verified rule. rule: a choice of this project.
 *  invented: of an invented country. memory, uncertain, disputed, not-found: off. */
export const statuses = [
  'verified',
  'seen',
  'derived',
  'rule',
  'invented',
  'memory',
  'uncertain',
  'disputed',
  'not-found',
] as const
export type Status = (typeof statuses)[number]

const onByStatus: Record<Status, boolean> = {
  verified: true,
  seen: true,
  derived: true,
  rule: true,
  invented: true,
  memory: false,
  uncertain: false,
  disputed: false,
  'not-found': false,
}

export const isOnByStatus = (status: Status): boolean => onByStatus[status]

/** A calendar date that exists, such as 2026-11-24. */
export const calendarDate = z.iso.date()

export const provenance = z.strictObject({
  source: z.string().min(1),
  status: z.enum(statuses),
  checkedOn: calendarDate,
  /** In how many independent places it was seen. */
  seenIn: z.coerce.number().int().positive().optional(),
})
export type Provenance = z.infer<typeof provenance>

export const entryKinds = [
  'pack',
  'agency',
  'place',
  'offence',
  'classification',
  'clock',
  'report-outcome',
  'case-outcome',
  'scoring-rule',
  'completeness-field',
  'evidence-rule',
  'ip-range',
  'phone-range',
  'postcode',
  'sender',
  'stop-list',
  'number-series',
  'shape',
  'code',
  'fact',
  'term',
] as const
export type EntryKind = (typeof entryKinds)[number]

/** What is common to all entries once they are loaded. */
export interface Entry extends Provenance {
  entryKind: EntryKind
  id: string
  /** In force: by its status, or because an officer confirmed it. */
  isOn: boolean
  /** An officer of the site confirmed it as it stands. Otherwise the console says "not verified". */
  isConfirmed: boolean
}

export type EntryRef = Pick<Entry, 'entryKind' | 'id'>

/** `clock/in-clk-prelim`: names an entry within its pack. */
export const entryName = (entry: EntryRef): string => `${entry.entryKind}/${entry.id}`

// What an entry is made of besides what it says; a classification is an entry of its own.
const besides = new Set(['isOn', 'isConfirmed', 'no', 'hi', 'classification'])

const facts = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(facts)
  if (value === null || typeof value !== 'object') return value
  const kept = Object.entries(value).filter(([name, inner]) => !besides.has(name) && inner !== undefined)
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => [name, facts(inner)]))
}

/** The entry's name with a digest of what it says: a confirmation holds for these words only, and lapses when they change. */
export function entryKey(entry: EntryRef): string {
  const digest = createHash('sha256')
    .update(JSON.stringify(facts(entry)))
    .digest('hex')
  return `${entryName(entry)}#${digest.slice(0, 16)}`
}
