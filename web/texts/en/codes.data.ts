// Words for codes of the normal form: topics, flags, annotations, events, fields, issues. Neutral; nothing is described.

/** Names of fields that are sealed. */
export const sealedField = {
  name: 'name',
  'display-name': 'screen name',
  contact: 'contact',
  account: 'account',
  address: 'address',
  school: 'school',
  birthday: 'date of birth',
  ip: 'IP address',
  place: 'place',
  detail: 'detail',
  statement: 'statement',
  urgency: 'urgency',
  'time-description': 'time in words',
}

/** What a claim is about. */
export const topic = {
  narrative: 'narrative',
  urgency: 'urgency',
  'incident-type': 'kind of incident',
  annotation: 'note of the sender',
  batched: 'several people in one report',
  platform: 'service',
  'additional-info': 'additional information, not verified',
  'terms-of-service': 'terms of service',
  'legal-url': 'address of the legal desk',
  'time-description': 'time in words',
  'profile-bio': 'text of the profile',
  'estimated-location': 'estimated place',
  'incident-address': 'place of the incident',
  'account-type': 'kind of account',
  'third-party-hosted': 'hosted elsewhere',
  'relationship-to-child': 'relation to the child',
  'physical-description': 'description of the person',
  'flea-country': 'may leave the country',
  group: 'group',
  vehicle: 'vehicle',
  'vehicle-tag': 'number plate',
  occupation: 'occupation',
  gang: 'group of offenders',
  contact: 'contact',
  tag: 'tag',
}

/** Kinds of incident and annotations, as the sender chose them from a list. */
export const claimCode = {
  csam: 'child sexual abuse material',
  trafficking: 'trafficking of a child',
  travel: 'travel to exploit a child',
  molestation: 'contact offence against a child',
  'misleading-domain': 'misleading domain name',
  'misleading-words': 'misleading words or images',
  enticement: 'online enticement of a child',
  'unsolicited-obscene': 'unsolicited material sent to a child',
  sextortion: 'sextortion',
  'csam-solicitation': 'asking for such material',
  'minor-to-minor': 'between minors',
  spam: 'spam',
  'sadistic-online-exploitation': 'sadistic online exploitation',
  informational: 'for information',
  VIRAL_POTENTIAL_MEME: 'viral, possibly a meme',
}

export const incidentKind = {
  'web-page': 'web page',
  email: 'e-mail',
  newsgroup: 'newsgroup',
  chat: 'chat',
  'online-gaming': 'online game',
  'cell-phone': 'mobile phone',
  'non-internet': 'outside the internet',
  'peer-to-peer': 'file sharing',
}

/** Facts stated about a person as yes or no. */
export const flag = {
  'account-disabled': 'account disabled',
  'access-to-children': 'access to children',
  'access-to-victim': 'access to the child',
  'access-to-firearms': 'access to firearms',
  'convicted-offender': 'convicted before',
  'compromised-account': 'account taken over by another',
  'age-discrepancy': 'age stated differently elsewhere',
  'all-emails-reported': 'all e-mail addresses reported',
  'third-party': 'a third person',
  'aware-of-report': 'knows of the report',
}

/** Annotations of files. */
export const annotation = {
  viral: 'viral',
  'potential-meme': 'possibly a meme',
  'generative-ai': 'made by AI',
  'live-streaming': 'live stream',
  'possible-self-production': 'possibly self-produced',
  'physical-harm': 'physical harm',
  violence: 'violence',
  infant: 'very young child',
  drawing: 'drawing',
  animal: 'animal',
}

export const event = { login: 'sign-in', registration: 'registration', purchase: 'purchase', upload: 'upload', other: 'other', unknown: 'unknown' }

export const ipKind = {
  fixed: '',
  'mobile-cgnat': 'shared address',
  hosting: 'hosting',
  proxy: 'proxy',
  'wifi-shared': 'shared Wi-Fi',
  unknown: '',
}

/** What was odd in a document; kept with the report. */
export const issue = {
  'time-shape': 'a time in an unknown form',
  'time-impossible': 'a time that does not exist',
  'no-zone': 'a time without a zone',
  'email-shape': 'an e-mail address in an unknown form',
  'phone-shape': 'a phone number in an unknown form',
  'ip-range': 'an address that does not exist',
  'port-range': 'a port that does not exist',
  'hash-length': 'a hash of the wrong length',
  'incident-type-unknown': 'a kind of incident that we do not know',
  'unknown-element': 'an element that we do not know',
  'out-of-order': 'elements out of order',
  missing: 'something needed is missing',
}

/** Entries of a history, by action. */
export const did = {
  other: '<b>{{by}}</b>: {{action}}',
  refused: '<b>{{by}}</b> tried, and was refused: {{action}}',
  'report-receive': '<b>{{by}}</b> sent it',
  'report-look': '<b>{{by}}</b> looked at this report',
  'report-history': '<b>{{by}}</b> looked at its history',
  'report-note': '<b>{{by}}</b> wrote a note',
  're-rank': '<b>{{by}}</b> re-ranked it',
  'report-re-rank': '<b>{{by}}</b> re-ranked it',
  'report-assign': '<b>{{by}}</b> assigned it',
  'report-take': '<b>{{by}}</b> took it',
  'report-settle': '<b>{{by}}</b> settled it without a case',
  'report-reopen': '<b>{{by}}</b> reopened it',
  'report-share': '<b>{{by}}</b> gave another unit sight of it',
  'sealed-reveal': '<b>{{by}}</b> revealed {{what}}: {{words}}',
  'referral-offer': '<b>{{by}}</b> offered it',
  'referral-acknowledge': '<b>{{by}}</b> acknowledged it',
  'referral-return': '<b>{{by}}</b> returned it',
  'referral-withdraw': '<b>{{by}}</b> withdrew the offer',
  'case-register': '<b>{{by}}</b> registered a case for it',
  'case-add-reports': '<b>{{by}}</b> added it to a case',
  'case-close': '<b>{{by}}</b> closed its case',
  'link-list': '<b>{{by}}</b> looked at its links',
  'link-elsewhere': '<b>{{by}}</b> asked where else its identifiers were seen',
  'link-confirm': '<b>{{by}}</b> confirmed a link',
  'link-reject': '<b>{{by}}</b> rejected a link',
  'link-undo': '<b>{{by}}</b> undid a decision on a link',
}

/** Names of actions, for attempts that were refused. */
export const actionName = {
  'report-look': 'look',
  'report-note': 'note',
  'report-re-rank': 're-rank',
  'report-assign': 'assign',
  'report-take': 'take',
  'report-settle': 'settle',
  'report-reopen': 'reopen',
  'report-share': 'give sight',
  'sealed-reveal': 'reveal',
  'referral-offer': 'offer',
  'referral-acknowledge': 'acknowledge',
  'referral-return': 'return',
  'referral-withdraw': 'withdraw',
  'case-register': 'register a case',
  'case-close': 'close the case',
}
