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
  missing: 'something needed is missing',
  'number-missing': 'no report number',
  'number-from-elsewhere': 'the number stands elsewhere in the document',
  'number-differs': 'two numbers that differ',
  'number-not-usable': 'a number that cannot be used',
  'element-unknown': 'an element that we do not know',
  'member-unknown': 'a member that we do not know',
  'attribute-unknown': 'an attribute that we do not know',
  'element-repeated': 'an element that stands twice',
  'elements-out-of-order': 'elements out of order',
  'text-unexpected': 'text where none should be',
  'structure-unexpected': 'another structure than expected',
  'annotation-unknown': 'an annotation that we do not know',
  'capture-unknown': 'a kind of capture that we do not know',
  'value-unknown': 'a value that is on no list',
  'incident-type-unknown': 'a kind of incident that we do not know',
  'not-yes-or-no': 'neither yes nor no',
  'out-of-range': 'a number out of range',
  'age-is-range': 'an age given as a range',
  'date-not-read': 'a date that could not be read',
  'time-empty': 'an empty time',
  'time-not-read': 'a time that could not be read',
  'time-impossible': 'a time that does not exist',
  'time-ambiguous': 'a time that can be read in two ways',
  'time-without-zone': 'a time without a zone, read as UTC',
  'characters-written-out': 'characters written out as codes',
  'text-cut': 'a text that was too long and was cut',
  'national-number-masked': 'a national identity number, masked',
  'encoding-contradiction': 'two encodings declared',
  'no-byte-order-mark': 'no byte-order mark',
  'several-roots': 'several roots',
  'several-incidents': 'several incidents in one report',
  'more-issues': 'more issues than are listed',
  'email-shape': 'an e-mail address in an unknown form',
  'phone-no-country': 'a phone number without a country',
  'phone-shape': 'a phone number in an unknown form',
  'ip-range': 'an address that does not exist',
  'ip-shape': 'an address in an unknown form',
  'port-range': 'a port that does not exist',
  'hash-length': 'a hash of the wrong length',
  'url-shape': 'a web address in an unknown form',
}

/** How a value stands among those that may join reports. */
export const standing = {
  joins: 'joins reports',
  vouched: 'joins, another value vouches for it',
  'not-vouched': 'waits: nothing else vouches for it',
  hub: 'in too many reports: joins nothing',
  personal: 'ruled personal',
  shared: 'ruled shared',
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
