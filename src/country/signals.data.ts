// Everything that a reason can be about, with the facts that its wording may use. A pack gives points or weights to these names and
// words them; the code that finds them (triage, refer, link) uses the same names. `name/1` in a reason is signal and rule version.
import type { ReasonKind } from '../model/reason.ts'

/** number and text as they are; the others are worded from the pack: a place, a unit, a country, a kind of identifier, a sender's yes or no. */
export type ParamType = 'number' | 'text' | 'place' | 'agency' | 'country' | 'kind' | 'answer' | 'field' | 'outcome'

export interface Signal {
  kind: ReasonKind
  params: Record<string, ParamType>
}

const claim = (params: Record<string, ParamType> = {}): Signal => ({ kind: 'claim', params: { sender: 'text', ...params } })
const fact = (params: Record<string, ParamType> = {}): Signal => ({ kind: 'fact', params })
const decision = (params: Record<string, ParamType> = {}): Signal => ({ kind: 'decision', params: { person: 'text', ...params } })
const ofFiles: Record<string, ParamType> = { count: 'number', of: 'number' }

/** What raises or lowers the score of a report. */
export const scoringSignals = {
  'danger-now': claim(),
  'incident-csam': claim(),
  'incident-enticement': claim(),
  'incident-trafficking': claim(),
  'incident-travel': claim(),
  'incident-molestation': claim(),
  'incident-unsolicited': claim(),
  'incident-misleading': claim(),
  'annotation-sextortion': claim(),
  'annotation-solicitation': claim(),
  'annotation-sadistic': claim(),
  'annotation-minor-to-minor': claim(),
  'annotation-spam': claim(),
  'annotation-informational': claim(),
  'annotation-batched': claim(),
  'file-live-streaming': claim(ofFiles),
  'file-infant': claim(ofFiles),
  'file-physical-harm': claim(ofFiles),
  'file-violence': claim(ofFiles),
  'file-self-production': claim(ofFiles),
  'file-viral': claim(ofFiles),
  'file-meme': claim(ofFiles),
  'file-ai': claim(ofFiles),
  'file-drawing': claim(ofFiles),
  'file-viewed': claim({ answer: 'answer' }),
  'category-a1': claim(ofFiles),
  'category-a2': claim(ofFiles),
  'category-b1': claim(ofFiles),
  'category-b2': claim(ofFiles),
  'access-to-children': claim(),
  'convicted-offender': claim(),
  'victim-identified': claim({ count: 'number' }),
  'child-recipient': claim({ count: 'number' }),
  'several-recipients': fact({ count: 'number' }),
  'suspect-minor': claim(),
  'account-disabled': claim(),
  retracted: claim(),
  'new-file': fact(ofFiles),
  'known-file': fact({ ...ofFiles, reports: 'number' }),
  'viral-here': fact({ reports: 'number' }),
  'many-files': fact({ count: 'number' }),
  'repeat-suspect': fact({ identifier: 'kind', reports: 'number' }),
  'repeat-elsewhere': fact({ reports: 'number' }),
  'repeat-sender': fact({ senders: 'number' }),
  'case-linked': fact({ identifier: 'kind', case: 'text' }),
  'case-elsewhere': fact({ identifier: 'kind' }),
  'recipient-is-suspect': fact({ reports: 'number' }),
  'recent-incident': fact({ hours: 'number' }),
  'shared-address-no-port': fact({ count: 'number' }),
  'officer-raised': decision(),
  'officer-lowered': decision(),
} as const satisfies Record<string, Signal>
export type ScoringSignal = keyof typeof scoringSignals

/** What speaks for a unit. A sealed value is never a parameter: it has a signal of its own. */
export const evidenceSignals = {
  'ip-place': fact({ ip: 'text', place: 'place', operator: 'text', count: 'number' }),
  'ip-shared': fact({ ip: 'text', place: 'place', operator: 'text', count: 'number' }),
  'ip-proxy': fact({ ip: 'text', operator: 'text' }),
  'ip-country': fact({ ip: 'text', country: 'country' }),
  operator: fact({ operator: 'text', place: 'place' }),
  'phone-prefix': fact({ phone: 'text', place: 'place' }),
  'phone-country': fact({ phone: 'text', country: 'country' }),
  'stated-address': claim({ place: 'place' }),
  'stated-location': claim({ place: 'place' }),
  'stated-postcode': claim({ postcode: 'text', place: 'place' }),
  school: fact(),
  'victim-place': fact(),
  'sealed-place': fact(),
  'law-enforcement-named': claim({ agency: 'text' }),
  'case-held': fact({ identifier: 'kind', case: 'text' }),
  'case-held-elsewhere': fact({ identifier: 'kind' }),
  'identifier-held': fact({ identifier: 'kind', reports: 'number' }),
  'returned-before': fact({ count: 'number' }),
  'desk-decides': fact(),
} as const satisfies Record<string, Signal>
export type EvidenceSignal = keyof typeof evidenceSignals

/** What holds two reports together, or keeps them apart. */
export const linkSignals = {
  'link-same': fact({ identifier: 'kind', reports: 'number' }),
  'link-vouched': fact({ identifier: 'kind', reports: 'number', groups: 'number' }),
  'link-not-vouched': fact({ identifier: 'kind', reports: 'number', groups: 'number' }),
  'link-hub': fact({ identifier: 'kind', reports: 'number' }),
  'link-weak': fact({ identifier: 'kind', reports: 'number' }),
  'link-composite': fact({ reports: 'number' }),
  // Never which: the kind alone may tell.
  'link-sealed': fact(),
  'link-differs': fact({ field: 'field' }),
  'link-placeholder': fact({ identifier: 'kind' }),
  'link-together': decision(),
  'link-apart': decision(),
  'link-personal': decision({ identifier: 'kind' }),
  'link-shared': decision({ identifier: 'kind' }),
} as const satisfies Record<string, Signal>
export type LinkSignal = keyof typeof linkSignals

/** What a report should say so that a unit can work with it. */
export const completenessFields = [
  'incident-time',
  'account',
  'contact',
  'ip-event',
  'ip-port',
  'time-zone',
  'place',
  'file-hash',
  'file-category',
] as const
export type CompletenessField = (typeof completenessFields)[number]

const missing = fact({ count: 'number' })
/** What a field that is not complete says: `missing-` and its name; `count` is how many lack it. */
export const missingSignals: Record<`missing-${CompletenessField}`, Signal> = {
  'missing-incident-time': missing,
  'missing-account': missing,
  'missing-contact': missing,
  'missing-ip-event': missing,
  'missing-ip-port': missing,
  'missing-time-zone': missing,
  'missing-place': missing,
  'missing-file-hash': missing,
  'missing-file-category': missing,
}

export const signalsByName: Record<string, Signal> = { ...scoringSignals, ...evidenceSignals, ...linkSignals, ...missingSignals }
