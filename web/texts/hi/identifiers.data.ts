// Words beside the identifiers of a report: what happened at an address, what a contact is for, what kind of address it is.

export const event = { login: 'साइन-इन', registration: 'पंजीकरण', purchase: 'ख़रीद', upload: 'अपलोड', other: 'अन्य', unknown: 'अज्ञात' }

/** Of phone numbers, e-mail addresses and accounts. */
export const contactType = {
  mobile: 'मोबाइल',
  home: 'घर',
  business: 'व्यवसाय',
  work: 'कार्यालय',
  fax: 'फ़ैक्स',
  internet: 'इंटरनेट',
  recovery: 'पुनर्प्राप्ति',
  billing: 'बिलिंग',
  shipping: 'डिलीवरी',
  technical: 'तकनीकी',
  linked: 'जुड़ा हुआ',
  creator: 'निर्माता',
  'parent/guardian': 'माता-पिता या अभिभावक',
  other: 'अन्य',
}

export const ipKind = {
  fixed: '',
  'mobile-cgnat': 'साझा पता',
  hosting: 'होस्टिंग',
  proxy: 'प्रॉक्सी',
  'wifi-shared': 'साझा वाई-फ़ाई',
  unknown: '',
}
