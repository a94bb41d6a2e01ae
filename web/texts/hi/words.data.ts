// Words for codes of the domain that several features show. Keys are the codes that the server uses.
export const role = {
  analyst: 'विश्लेषक',
  officer: 'अधिकारी',
  supervisor: 'पर्यवेक्षक',
  auditor: 'लेखापरीक्षक',
  administrator: 'प्रशासक',
  service: 'सेवा',
}

/** वे कर्ता जो व्यक्ति नहीं, लॉग में लिखे नाम से। */
export const machine = { 'Command line': 'कमांड लाइन', Intake: 'आवक' }

export const band = { now: 'तत्काल ख़तरा', high: 'उच्च', medium: 'मध्यम', low: 'निम्न', nowShort: 'तत्काल' }

export const strength = { strong: 'प्रबल', likely: 'संभावित', possible: 'संभव', weak: 'कमज़ोर', none: 'कोई नहीं' }

export const reportState = {
  received: 'प्राप्त, अभी जाँची नहीं गई',
  triaged: 'जाँची गई, अभी प्रस्तावित नहीं',
  offered: 'प्रस्तावित, अभी पावती नहीं',
  acknowledged: 'पावती दी गई, जाँच चल रही है',
  registered: 'पंजीकृत प्रकरण में',
  settled: 'बिना प्रकरण निस्तारित',
  closed: 'प्रकरण बंद',
}

export const referralState = {
  offered: 'प्रस्तावित',
  acknowledged: 'पावती दी गई',
  returned: 'वापस',
  withdrawn: 'वापस लिया गया',
  settled: 'समाप्त',
}

export const caseState = { registered: 'पंजीकृत', closed: 'बंद' }

export const personRole = {
  suspect: 'संदिग्ध',
  recipient: 'प्राप्तकर्ता',
  victim: 'पीड़ित',
  reporter: 'सूचनादाता',
  associated: 'जुड़ा व्यक्ति',
  other: 'अन्य व्यक्ति',
  file: 'फ़ाइल',
  incident: 'घटना',
}

export const identifierKind = {
  account: 'खाता',
  email: 'ई-मेल',
  phone: 'फ़ोन',
  device: 'उपकरण',
  'screen-name': 'स्क्रीन नाम',
  ip: 'आईपी पता',
  ipv6: 'आईपीवी6 पता',
  'ip-port-minute': 'एक ही पता, पोर्ट और मिनट',
  url: 'वेब पता',
  payment: 'भुगतान पता',
  md5: 'MD5',
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  pdq: 'PDQ',
  hash: 'हैश मान',
}
