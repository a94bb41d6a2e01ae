// Words for codes of the normal form: topics, flags, annotations, events, fields, issues. Neutral; nothing is described.

/** Names of fields that are sealed. */
export const sealedField = {
  name: 'नाम',
  'display-name': 'स्क्रीन नाम',
  contact: 'संपर्क',
  account: 'खाता',
  address: 'पता',
  school: 'विद्यालय',
  birthday: 'जन्म तिथि',
  ip: 'आईपी पता',
  place: 'स्थान',
  detail: 'विवरण',
  statement: 'कथन',
  urgency: 'अत्यावश्यकता',
  'time-description': 'शब्दों में समय',
}

/** What a claim is about. */
export const topic = {
  narrative: 'विवरण',
  urgency: 'अत्यावश्यकता',
  'incident-type': 'घटना का प्रकार',
  annotation: 'प्रेषक की टिप्पणी',
  batched: 'एक रिपोर्ट में कई व्यक्ति',
  platform: 'सेवा',
  'additional-info': 'अतिरिक्त जानकारी, असत्यापित',
  'terms-of-service': 'सेवा की शर्तें',
  'legal-url': 'विधि कक्ष का पता',
  'time-description': 'शब्दों में समय',
  'profile-bio': 'प्रोफ़ाइल का पाठ',
  'estimated-location': 'अनुमानित स्थान',
  'incident-address': 'घटना का स्थान',
  'account-type': 'खाते का प्रकार',
  'third-party-hosted': 'अन्यत्र होस्ट',
  'relationship-to-child': 'बालक से संबंध',
  'physical-description': 'व्यक्ति का हुलिया',
  'flea-country': 'देश छोड़ सकता है',
  group: 'समूह',
  vehicle: 'वाहन',
  'vehicle-tag': 'वाहन संख्या',
  occupation: 'पेशा',
  gang: 'अपराधियों का समूह',
  contact: 'संपर्क',
  tag: 'चिह्न',
}

/** Kinds of incident and annotations, as the sender chose them from a list. */
export const claimCode = {
  csam: 'बाल यौन शोषण सामग्री',
  trafficking: 'बालक का दुर्व्यापार',
  travel: 'बालक के शोषण के लिए यात्रा',
  molestation: 'बालक के विरुद्ध संपर्क अपराध',
  'misleading-domain': 'भ्रामक डोमेन नाम',
  'misleading-words': 'भ्रामक शब्द या चित्र',
  enticement: 'बालक को ऑनलाइन फुसलाना',
  'unsolicited-obscene': 'बालक को भेजी गई अनचाही सामग्री',
  sextortion: 'यौन उद्दापन',
  'csam-solicitation': 'ऐसी सामग्री माँगना',
  'minor-to-minor': 'अवयस्कों के बीच',
  spam: 'स्पैम',
  'sadistic-online-exploitation': 'क्रूर ऑनलाइन शोषण',
  informational: 'जानकारी के लिए',
  VIRAL_POTENTIAL_MEME: 'बहुत फैली, संभवतः मीम',
}

export const incidentKind = {
  'web-page': 'वेब पृष्ठ',
  email: 'ई-मेल',
  newsgroup: 'समाचार समूह',
  chat: 'चैट',
  'online-gaming': 'ऑनलाइन खेल',
  'cell-phone': 'मोबाइल फ़ोन',
  'non-internet': 'इंटरनेट के बाहर',
  'peer-to-peer': 'फ़ाइल साझाकरण',
}

/** Facts stated about a person as yes or no. */
export const flag = {
  'account-disabled': 'खाता बंद',
  'access-to-children': 'बालकों तक पहुँच',
  'access-to-victim': 'उस बालक तक पहुँच',
  'access-to-firearms': 'आग्नेयास्त्रों तक पहुँच',
  'convicted-offender': 'पहले दोषसिद्ध',
  'compromised-account': 'खाता किसी और के हाथ में',
  'age-discrepancy': 'आयु अन्यत्र अलग बताई गई',
  'all-emails-reported': 'सभी ई-मेल पते बताए गए',
  'third-party': 'तीसरा व्यक्ति',
  'aware-of-report': 'रिपोर्ट की जानकारी है',
}

/** Annotations of files. */
export const annotation = {
  viral: 'बहुत फैली हुई',
  'potential-meme': 'संभवतः मीम',
  'generative-ai': 'एआई से बनी',
  'live-streaming': 'सीधा प्रसारण',
  'possible-self-production': 'संभवतः स्वयं बनाई गई',
  'physical-harm': 'शारीरिक क्षति',
  violence: 'हिंसा',
  infant: 'बहुत छोटा बालक',
  drawing: 'रेखाचित्र',
  animal: 'पशु',
}

export const event = { login: 'साइन-इन', registration: 'पंजीकरण', purchase: 'ख़रीद', upload: 'अपलोड', other: 'अन्य', unknown: 'अज्ञात' }

export const ipKind = {
  fixed: '',
  'mobile-cgnat': 'साझा पता',
  hosting: 'होस्टिंग',
  proxy: 'प्रॉक्सी',
  'wifi-shared': 'साझा वाई-फ़ाई',
  unknown: '',
}

/** What was odd in a document; kept with the report. */
export const issue = {
  missing: 'कुछ आवश्यक अनुपस्थित',
  'number-missing': 'रिपोर्ट संख्या नहीं',
  'number-from-elsewhere': 'संख्या दस्तावेज़ में कहीं और है',
  'number-differs': 'दो अलग संख्याएँ',
  'number-not-usable': 'ऐसी संख्या जो काम नहीं आ सकती',
  'element-unknown': 'अज्ञात तत्व',
  'member-unknown': 'अज्ञात सदस्य',
  'attribute-unknown': 'अज्ञात गुण',
  'element-repeated': 'दो बार आया तत्व',
  'elements-out-of-order': 'तत्वों का क्रम बदला हुआ',
  'text-unexpected': 'जहाँ पाठ नहीं होना चाहिए वहाँ पाठ',
  'structure-unexpected': 'अपेक्षा से अलग संरचना',
  'annotation-unknown': 'अज्ञात टिप्पणी',
  'capture-unknown': 'अज्ञात प्रकार का अभिलेखन',
  'value-unknown': 'ऐसा मान जो किसी सूची में नहीं',
  'incident-type-unknown': 'घटना का अज्ञात प्रकार',
  'not-yes-or-no': 'न हाँ, न नहीं',
  'out-of-range': 'सीमा से बाहर संख्या',
  'age-is-range': 'आयु सीमा के रूप में',
  'date-not-read': 'न पढ़ी जा सकी तारीख़',
  'time-empty': 'ख़ाली समय',
  'time-not-read': 'न पढ़ा जा सका समय',
  'time-impossible': 'ऐसा समय जो होता ही नहीं',
  'time-ambiguous': 'दो अर्थों वाला समय',
  'time-without-zone': 'बिना समय-क्षेत्र का समय, UTC माना गया',
  'characters-written-out': 'कोड के रूप में लिखे अक्षर',
  'text-cut': 'बहुत लंबा पाठ, काटा गया',
  'national-number-masked': 'राष्ट्रीय पहचान संख्या, ढकी गई',
  'encoding-contradiction': 'दो कूट-लेखन घोषित',
  'no-byte-order-mark': 'बाइट-क्रम चिह्न नहीं',
  'several-roots': 'कई मूल',
  'several-incidents': 'एक रिपोर्ट में कई घटनाएँ',
  'more-issues': 'सूची से अधिक बातें',
  'email-shape': 'अज्ञात रूप में ई-मेल पता',
  'phone-no-country': 'बिना देश का फ़ोन नंबर',
  'phone-shape': 'अज्ञात रूप में फ़ोन नंबर',
  'ip-range': 'ऐसा पता जो होता ही नहीं',
  'ip-shape': 'अज्ञात रूप में पता',
  'port-range': 'ऐसा पोर्ट जो होता ही नहीं',
  'hash-length': 'ग़लत लंबाई का हैश',
  'url-shape': 'अज्ञात रूप में वेब पता',
}

/** How a value stands among those that may join reports. */
export const standing = {
  joins: 'रिपोर्टें जोड़ता है',
  vouched: 'जोड़ता है, दूसरा मान इसकी पुष्टि करता है',
  'not-vouched': 'प्रतीक्षा में: और कुछ पुष्टि नहीं करता',
  hub: 'बहुत अधिक रिपोर्टों में: कुछ नहीं जोड़ता',
  personal: 'निजी ठहराया गया',
  shared: 'साझा ठहराया गया',
}

/** Entries of a history, by action. */
export const did = {
  other: '<b>{{by}}</b>: {{action}}',
  refused: '<b>{{by}}</b> ने कोशिश की, अनुमति नहीं मिली: {{action}}',
  'report-receive': '<b>{{by}}</b> ने इसे भेजा',
  'report-look': '<b>{{by}}</b> ने यह रिपोर्ट देखी',
  'report-history': '<b>{{by}}</b> ने इसका इतिहास देखा',
  'report-note': '<b>{{by}}</b> ने टिप्पणी लिखी',
  're-rank': '<b>{{by}}</b> ने इसका क्रम बदला',
  'report-re-rank': '<b>{{by}}</b> ने इसका क्रम बदला',
  'report-assign': '<b>{{by}}</b> ने इसे सौंपा',
  'report-take': '<b>{{by}}</b> ने इसे लिया',
  'report-settle': '<b>{{by}}</b> ने इसे बिना प्रकरण निस्तारित किया',
  'report-reopen': '<b>{{by}}</b> ने इसे फिर खोला',
  'report-share': '<b>{{by}}</b> ने इसे दूसरी इकाई को देखने दिया',
  'sealed-reveal': '<b>{{by}}</b> ने {{what}} प्रकट किया: {{words}}',
  'referral-offer': '<b>{{by}}</b> ने इसे प्रस्तावित किया',
  'referral-acknowledge': '<b>{{by}}</b> ने इसकी पावती दी',
  'referral-return': '<b>{{by}}</b> ने इसे वापस किया',
  'referral-withdraw': '<b>{{by}}</b> ने प्रस्ताव वापस लिया',
  'case-register': '<b>{{by}}</b> ने इसके लिए प्रकरण पंजीकृत किया',
  'case-add-reports': '<b>{{by}}</b> ने इसे प्रकरण में जोड़ा',
  'case-close': '<b>{{by}}</b> ने इसका प्रकरण बंद किया',
  'link-list': '<b>{{by}}</b> ने इसके संबंध देखे',
  'link-elsewhere': '<b>{{by}}</b> ने पूछा कि इसके पहचानकर्ता और कहाँ देखे गए',
  'link-confirm': '<b>{{by}}</b> ने एक संबंध की पुष्टि की',
  'link-reject': '<b>{{by}}</b> ने एक संबंध अस्वीकार किया',
  'link-undo': '<b>{{by}}</b> ने संबंध पर निर्णय पूर्ववत किया',
}

/** Names of actions, for attempts that were refused. */
export const actionName = {
  'report-look': 'देखना',
  'report-note': 'टिप्पणी',
  'report-re-rank': 'क्रम बदलना',
  'report-assign': 'सौंपना',
  'report-take': 'लेना',
  'report-settle': 'निस्तारित करना',
  'report-reopen': 'फिर खोलना',
  'report-share': 'देखने देना',
  'sealed-reveal': 'प्रकट करना',
  'referral-offer': 'प्रस्तावित करना',
  'referral-acknowledge': 'पावती देना',
  'referral-return': 'वापस करना',
  'referral-withdraw': 'प्रस्ताव वापस लेना',
  'case-register': 'प्रकरण पंजीकृत करना',
  'case-close': 'प्रकरण बंद करना',
}
