// The shape of every file of a pack, as it stands on disk (docs/packs.md says the same in words).
// Unknown members are refused: a misspelt one must not be silently without effect.
import { z } from 'zod'
import { identifierKinds } from '../model/report.ts'
import { calendarDate, provenance } from './entry.ts'

export const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is not a slug (small letters, digits, single hyphens)')
export const words = z.record(z.string(), z.string().min(1))
const yesNo = z.enum(['yes', 'no']).transform((word) => word === 'yes')
const list = z.string().transform((cell) =>
  cell
    .split(';')
    .map((part) => part.trim())
    .filter(Boolean),
)
export const source = provenance.partial().shape
const zone = z.string().refine(isZone, 'is no time zone')
const pattern = z.string().refine(isPattern, 'is no regular expression')
const cellNumber = z.string().regex(/^\d+$/, 'is not a whole number').transform(Number)

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u')
    return true
  } catch {
    return false
  }
}

export const agencyKinds = ['country', 'national', 'state', 'district', 'station', 'special'] as const
export const placeKinds = ['country', 'state', 'district', 'city', 'locality'] as const
export const rangeKinds = ['fixed', 'mobile-cgnat', 'hosting', 'proxy', 'wifi-shared'] as const
export const clockUnits = ['hours', 'days', 'working-days', 'weeks', 'months', 'years', 'at-once'] as const
export const clockSteps = ['arrival-to-offer', 'offer-to-acknowledge', 'acknowledge-to-outcome', 're-register-to-accept'] as const
export const clockEvents = [
  'arrival',
  'offer',
  'acknowledgement',
  're-registration',
  'sender-report',
  'incident',
  'information-received',
  'registration',
  'enquiry-leave',
  'non-cognizable-entered',
  'zero-number-recorded',
  'search-recorded',
  'search-done',
  'seizure',
  'arrest',
  'remand',
  'examination',
  'leave-of-court',
  'appearance',
  'cognizance',
  'charge-sheet',
  'child-in-care',
  'child-in-home',
  'order-received',
  'complaint-received',
  'content-removed',
  'account-closed',
  'log-written',
  'record-made',
  'request-sent',
  'preservation-asked',
] as const

export const packFile = z.strictObject({
  id: slug,
  name: words,
  languages: z.array(z.string()).min(1),
  zone,
  countryCodes: z.array(z.string().regex(/^[A-Z]{2}$/, 'is not a code of two capitals')).min(1),
  ruleVersion: z.string().min(1),
  root: slug,
  desk: slug,
  clearingHouse: slug,
  numbers: z.strictObject({ from: z.int().positive(), to: z.int().positive().max(2_147_483_647) }),
  numberLocales: z.record(z.string(), z.string()),
  workingWeek: z.array(z.int().min(1).max(7)).min(1),
  restDays: z.array(z.strictObject({ on: calendarDate, name: words })).default([]),
  ...source,
})

export const agencyEntry = z.strictObject({
  id: slug,
  name: words,
  short: words.optional(),
  kind: z.enum(agencyKinds),
  parent: slug.optional(),
  mayRegister: z.boolean().default(false),
  zone: zone.optional(),
  substitutes: z.array(slug).default([]),
  note: z.string().optional(),
  ...source,
})

export const agencyRow = agencyEntry.extend({ mayRegister: yesNo.default(false), substitutes: list.default([]) })

export const placeEntry = z.strictObject({
  id: slug,
  name: words,
  kind: z.enum(placeKinds),
  parent: slug.optional(),
  agency: slug,
  aliases: z.array(z.string().min(1)).default([]),
  note: z.string().optional(),
  ...source,
})

export const placeRow = placeEntry.extend({ aliases: list.default([]) })

export const offenceRow = z.strictObject({
  id: slug,
  act: z.string().min(1),
  section: z.string().min(1),
  officialTitle: z.string().min(1),
  label: words,
  appliesFrom: calendarDate.optional(),
  appliesTo: calendarDate.optional(),
  firstMin: z.string().optional(),
  firstMax: z.string().optional(),
  firstFine: z.string().optional(),
  firstRule: z.string().optional(),
  subsequentMin: z.string().optional(),
  subsequentMax: z.string().optional(),
  subsequentFine: z.string().optional(),
  subsequentRule: z.string().optional(),
  otherPenalty: z.string().optional(),
  cognizable: z.string().optional(),
  bailable: z.string().optional(),
  triableBy: z.string().optional(),
  predecessors: list.default([]),
  successors: list.default([]),
  struckDownOn: calendarDate.optional(),
  stateVariant: z.string().optional(),
  note: z.string().optional(),
  classification: provenance.partial().optional(),
  ...source,
})

export const clockRow = z.strictObject({
  id: slug,
  topic: z.string().min(1),
  label: words,
  section: z.string().optional(),
  predecessor: z.string().optional(),
  appliesFrom: calendarDate.optional(),
  appliesTo: calendarDate.optional(),
  event: z.enum(clockEvents),
  trigger: z.string().min(1),
  duration: cellNumber.optional(),
  unit: z.enum(clockUnits).optional(),
  warnBefore: cellNumber.optional(),
  warnUnit: z.enum(['hours', 'days']).optional(),
  counting: z.string().optional(),
  who: z.string().min(1),
  step: z.enum(clockSteps).optional(),
  urgency: z.enum(['danger', 'ordinary']).optional(),
  note: z.string().optional(),
  ...source,
})

export const ipRangeRow = z.strictObject({
  range: z.string().min(1),
  place: slug.optional(),
  country: z.string().regex(/^[A-Z]{2}$/, 'is not a code of two capitals'),
  operator: z.string().min(1),
  kind: z.enum(rangeKinds),
  dataOn: calendarDate,
  note: z.string().optional(),
  ...source,
})

export const phoneRangeRow = z.strictObject({
  prefix: z.string().regex(/^\+\d{1,14}$/, 'is not a prefix such as +99955501'),
  place: slug.optional(),
  operator: z.string().optional(),
  kind: z.enum(['mobile', 'fixed', 'any']),
  note: z.string().optional(),
  ...source,
})

export const postcodeRow = z.strictObject({
  prefix: z.string().regex(/^\d+$/, 'is not digits'),
  place: slug,
  note: z.string().optional(),
  ...source,
})

export const senderEntry = z.strictObject({
  id: slug,
  name: z.string().min(1),
  kind: z.enum(['provider', 'hotline', 'clearing-house', 'public']),
  aliases: z.array(z.string().min(1)).default([]),
  /** It issues its own numbers, and what it sends arrives at this desk. */
  desk: slug.optional(),
  note: z.string().optional(),
  ...source,
})

export const stopListEntry = z.strictObject({
  id: slug,
  name: words,
  kind: z.enum(identifierKinds),
  /** Compared with the part of an e-mail before the @, or with the whole value. */
  part: z.enum(['local', 'whole']),
  values: z.array(z.string()).default([]),
  patterns: z.array(pattern).default([]),
  ...source,
})

export const seriesEntry = z.strictObject({
  id: slug,
  label: words,
  /** `{serial}` and `{year}` stand for the numbers. */
  format: z.string().regex(/\{serial\}/, 'has no {serial}'),
  /** What a number entered by hand must look like. */
  shape: pattern,
  restarts: z.enum(['year', 'never']),
  /** Registered at a unit without jurisdiction, to be re-registered. */
  isZero: z.boolean().default(false),
  /** Units that have this series: of these kinds, or named. */
  kinds: z.array(z.enum(agencyKinds)).default([]),
  agencies: z.array(slug).default([]),
  note: z.string().optional(),
  ...source,
})

export const shapeEntry = z.strictObject({
  id: slug,
  label: words,
  pattern,
  check: z.enum(['none', 'luhn', 'verhoeff']).default('none'),
  /** keep: an ordinary value. mask: outside the sealed original only the last digits are stored, shown or exported; never an identifier. */
  handling: z.enum(['keep', 'mask']),
  keepLast: z.int().min(0).default(4),
  note: z.string().optional(),
  ...source,
})

export const codeRow = z.strictObject({
  system: slug,
  code: z.string().min(1),
  place: slug,
  note: z.string().optional(),
  ...source,
})

export const factRow = z.strictObject({
  id: slug,
  topic: z.string().min(1),
  statement: z.string().min(1),
  value: z.string().min(1),
  ...source,
})

/** A word of the domain in another language, for whoever translates and whoever checks translations. */
export const termRow = z.strictObject({
  id: slug,
  english: z.string().min(1),
  word: z.string().min(1),
  language: z.string(),
  note: z.string().optional(),
  ...source,
})

const entries = <T extends z.ZodType>(entry: T) => z.strictObject({ provenance: provenance.optional(), entries: z.array(entry) })

export const agenciesFile = entries(agencyEntry)
export const placesFile = entries(placeEntry)
export const sendersFile = entries(senderEntry)
export const stopListsFile = entries(stopListEntry)
export const numbersFile = entries(seriesEntry)
export const shapesFile = entries(shapeEntry)
