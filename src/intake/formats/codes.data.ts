// Words of the formats and the codes that stand for them in the normal form. Official titles of incident types are quoted as data.

/** Letters of the official title, in lower case, to code. */
export const incidentTypes: ReadonlyMap<string, string> = new Map([
  ['childpornographypossessionmanufactureanddistribution', 'csam'],
  ['childpornography', 'csam'],
  ['childsexualabusematerial', 'csam'],
  ['childsextrafficking', 'trafficking'],
  ['childsextourism', 'travel'],
  ['childsexualmolestation', 'molestation'],
  ['misleadingdomainname', 'misleading-domain'],
  ['misleadingwordsordigitalimagesontheinternet', 'misleading-words'],
  ['onlineenticementofchildrenforsexualacts', 'enticement'],
  ['onlineenticement', 'enticement'],
  ['unsolicitedobscenematerialsenttoachild', 'unsolicited-obscene'],
])

export const reportAnnotations: Record<string, string> = {
  sextortion: 'sextortion',
  csamSolicitation: 'csam-solicitation',
  minorToMinorInteraction: 'minor-to-minor',
  spam: 'spam',
  sadisticOnlineExploitation: 'sadistic-online-exploitation',
  informational: 'informational',
}

export const fileAnnotations: Record<string, string> = {
  animeDrawingVirtualHentai: 'drawing',
  potentialMeme: 'potential-meme',
  viral: 'viral',
  possibleSelfProduction: 'possible-self-production',
  physicalHarm: 'physical-harm',
  violenceGore: 'violence',
  bestiality: 'animal',
  liveStreaming: 'live-streaming',
  infant: 'infant',
  generativeAi: 'generative-ai',
}

const same = (...words: string[]): ReadonlyMap<string, string> => new Map(words.map((word) => [word.toLowerCase(), word]))

export const eventNames = same('Login', 'Registration', 'Purchase', 'Upload', 'Other', 'Unknown')
export const categories = same('A1', 'A2', 'B1', 'B2')
export const contactTypes = same('Mobile', 'Home', 'Business', 'Work', 'Fax', 'Internet', 'Recovery', 'Billing', 'Shipping', 'Technical')
export const accountTypes = same('Billing', 'Linked', 'Business', 'Creator', 'Parent/Guardian', 'Other')
/** What else stands there may be anything, a name too. */
export const genders: ReadonlyMap<string, string> = new Map([
  ...['male', 'female', 'other', 'unknown', 'transgender', 'non-binary'].map((word) => [word, word] as const),
  ...([['m', 'male'], ['f', 'female'], ['nonbinary', 'non-binary']] as const),
])
export const relevances: ReadonlyMap<string, 'reported' | 'supplemental'> = new Map([
  ['reported', 'reported'],
  ['supplemental reported', 'supplemental'],
])

export const hashKinds: ReadonlyMap<string, 'md5' | 'sha1' | 'sha256' | 'pdq'> = new Map([
  ['md5', 'md5'],
  ['sha1', 'sha1'],
  ['sha-1', 'sha1'],
  ['sha256', 'sha256'],
  ['sha-256', 'sha256'],
  ['pdq', 'pdq'],
])
