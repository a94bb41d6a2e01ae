// All entries of a pack in one list, whatever they are about: for the pack's page and for confirmations.
import type { Entry, EntryKind } from './entry.ts'
import type { Pack, Words } from './pack.ts'

/** Where the entries of each kind stand; those that a site cannot confirm by themselves (the pack's head) are left out. */
const lists: Partial<Record<EntryKind, (pack: Pack) => readonly Entry[]>> = {
  agency: (pack) => pack.agencies,
  place: (pack) => pack.places,
  offence: (pack) => pack.offences,
  classification: (pack) => pack.offences.map((offence) => offence.classification),
  clock: (pack) => pack.clocks,
  'report-outcome': (pack) => pack.reportOutcomes,
  'case-outcome': (pack) => pack.caseOutcomes,
  'scoring-rule': (pack) => pack.scoring.rules,
  'completeness-field': (pack) => pack.scoring.completeness,
  'evidence-rule': (pack) => pack.jurisdiction.rules,
  'ip-range': (pack) => pack.ipRanges,
  'phone-range': (pack) => pack.phoneRanges,
  postcode: (pack) => pack.postcodes,
  sender: (pack) => pack.senders,
  'stop-list': (pack) => pack.stopLists,
  'number-series': (pack) => pack.series,
  shape: (pack) => pack.shapes,
  code: (pack) => pack.codes,
  fact: (pack) => pack.facts,
  term: (pack) => pack.terms,
}

export const listedKinds = Object.keys(lists) as EntryKind[]

export const entriesOf = (pack: Pack, kind: EntryKind): readonly Entry[] => lists[kind]?.(pack) ?? []

/** The same pack with every entry of every list put through a function; what it gives back unchanged stays the same object. */
export function mapEntries(pack: Pack, change: <E extends Entry>(entry: E) => E): Pack {
  const { scoring, jurisdiction } = pack
  return {
    ...pack,
    agencies: pack.agencies.map(change),
    places: pack.places.map(change),
    offences: pack.offences.map((offence) => change({ ...offence, classification: change(offence.classification) })),
    clocks: pack.clocks.map(change),
    reportOutcomes: pack.reportOutcomes.map(change),
    caseOutcomes: pack.caseOutcomes.map(change),
    scoring: { ...scoring, rules: scoring.rules.map(change), completeness: scoring.completeness.map(change) },
    jurisdiction: { ...jurisdiction, rules: jurisdiction.rules.map(change) },
    ipRanges: pack.ipRanges.map(change),
    phoneRanges: pack.phoneRanges.map(change),
    postcodes: pack.postcodes.map(change),
    senders: pack.senders.map(change),
    stopLists: pack.stopLists.map(change),
    series: pack.series.map(change),
    shapes: pack.shapes.map(change),
    codes: pack.codes.map(change),
    facts: pack.facts.map(change),
    terms: pack.terms.map(change),
  }
}

/** An entry without anything to put in force: a clock for which no source gives a length. */
export const isEmpty = (entry: Entry): boolean => entry.entryKind === 'clock' && (entry as { unit?: string }).unit === undefined

const plain = (text: string): Words => ({ en: text })

/** By what people call it. */
export function titleOf(entry: Entry): Words {
  const known = entry as Entry & Record<'name' | 'label', Words | string | undefined> & Record<string, string | undefined>
  if (known.entryKind === 'offence') return plain(`${known.act} ${known.section}`)
  if (known.entryKind === 'term') return { en: known.english!, [known.language!]: known.word! }
  if (known.entryKind === 'fact') return plain(known.statement!)
  const words = known.name ?? known.label
  return words === undefined ? plain(known.id) : typeof words === 'string' ? plain(words) : words
}

const aside = new Set(['id', 'source', 'status', 'seenIn', 'checkedOn', 'entryKind', 'isOn', 'isConfirmed', 'classification'])

/** What it says, member by member, as the files name them. */
export function saidBy(entry: Entry): { name: string; value: string | Words }[] {
  return Object.entries(entry)
    .filter(([name, value]) => !aside.has(name) && value !== undefined && !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => ({ name, value: shown(value) }))
}

function shown(value: unknown): string | Words {
  if (Array.isArray(value)) return value.join('; ')
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return typeof value === 'object' && value !== null ? (value as Words) : String(value)
}
