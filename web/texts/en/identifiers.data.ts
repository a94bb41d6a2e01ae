// Words beside the identifiers of a report: what happened at an address, what a contact is for, what kind of address it is.

export const event = { login: 'sign-in', registration: 'registration', purchase: 'purchase', upload: 'upload', other: 'other', unknown: 'unknown' }

/** Of phone numbers, e-mail addresses and accounts. */
export const contactType = {
  mobile: 'mobile',
  home: 'home',
  business: 'business',
  work: 'work',
  fax: 'fax',
  internet: 'internet',
  recovery: 'recovery',
  billing: 'billing',
  shipping: 'shipping',
  technical: 'technical',
  linked: 'linked',
  creator: 'creator',
  'parent/guardian': 'parent or guardian',
  other: 'other',
}

export const ipKind = {
  fixed: '',
  'mobile-cgnat': 'shared address',
  hosting: 'hosting',
  proxy: 'proxy',
  'wifi-shared': 'shared Wi-Fi',
  unknown: '',
}
