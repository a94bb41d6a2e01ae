// Tips in both formats with a mark of its own in every member that holds a sealed value, and in what no format knows. Everybody and
// everything in them is invented.
export const STEM = 'Zqvkwhjxzqkv'
export const MARK = /zqvkwhjxzqkv[b-m]{4}/g

/** Where each mark stands. */
export const marks = new Map<string, string>()

/** A word that stands nowhere else: letters alone, since what is masked keeps none of them. */
export function mark(where: string): string {
  const letters = String(marks.size)
    .padStart(4, '0')
    .replace(/\d/g, (digit) => 'bcdfghjklm'[Number(digit)]!)
  const word = `${STEM}${letters}`
  marks.set(word.toLowerCase(), where)
  return word
}

/** Eight digits that stand nowhere else. */
function digits(where: string): string {
  const number = String(73_190_100 + marks.size)
  marks.set(number, where)
  return number
}

const birth = (year: number, where: string) => {
  const day = `${year}-07-${String(10 + (marks.size % 18))}`
  marks.set(day, where)
  return day
}

const xml = (name: string, text: string, attributes = '') => `<${name}${attributes}>${text}</${name}>`
const leaf = (name: string, where: string, attributes = '') => xml(name, mark(`${where} ${name}`), attributes)
const leaves = (names: string[], where: string) => names.map((name) => leaf(name, where)).join('')

const address = (who: string) =>
  xml('address', leaves(['address', 'city', 'zipCode', 'state', 'nonUsaState', 'country'], `${who} address`), ' type="Home"')

const contacts = (who: string) =>
  xml('phone', `+999 555 ${digits(`${who} phone`)}`, ' type="Mobile" verified="true"') +
  xml('phone', `no telephone ${mark(`${who} odd phone`)}`) +
  xml('email', `${mark(`${who} email`)}@mail.example`, ' verified="false"') +
  xml('email', `no mail ${mark(`${who} odd email`)}`) +
  address(who)

const person = (who: string, ages: string) =>
  leaves(['firstName', 'middleName', 'lastName'], who) +
  contacts(who) +
  ages +
  xml('unknownMember', mark(`${who} unknown`), ` odd="${mark(`${who} attribute`)}"`)

const ip = (who: string, address: string) => {
  marks.set(address, `${who} address of an event`)
  return xml(
    'ipCaptureEvent',
    `${xml('ipAddress', address)}<eventName>Login</eventName><dateTime>2026-04-30T16:40:00Z</dateTime>`,
  )
}

/** The one account that all suspects have, so that their reports hang together by it. */
const ofAll = 'Zqvkwhjxzqkvmmmm'

function sharedAccount(): string {
  marks.set(ofAll.toLowerCase(), 'account of all suspects')
  return xml('espIdentifier', ofAll)
}

const account = (who: string) =>
  (who.endsWith('suspect') ? sharedAccount() : leaf('espIdentifier', who)) +
  '<espService>Quaychat</espService>' +
  leaf('screenName', who) +
  leaf('displayName', who) +
  xml('profileUrl', `https://quaychat.example/u/${mark(`${who} profile`)}`) +
  leaf('profileBio', who)

const device = (who: string) => xml('deviceId', `<idType>Serial</idType>${leaf('idValue', who)}`)
const tail = (who: string) =>
  leaf('priorCTReports', who) +
  leaf('groupIdentifier', who) +
  xml('estimatedLocation', leaves(['city', 'region', 'countryCode', 'verified', 'timestamp'], who)) +
  leaf('additionalInfo', who) +
  mark(`${who} stray text`)

const associated = (who: string) =>
  xml(
    'associatedAccount',
    `<platform>Quaychat</platform>${leaves(['firstName', 'lastName'], who)}<approximateAge>41</approximateAge>${contacts(who)}` +
      leaves(['espIdentifier', 'screenName', 'displayName', 'profileBio', 'groupIdentifier', 'additionalInfo'], who),
    ' accountType="Parent/Guardian"',
  )

const incidents = (ofVictim: string) => {
  const said = (kind: string, ...names: string[]) => xml(kind, leaves([...names, 'additionalInfo'], kind))
  return [
    xml('internetDetails', said('webPageIncident')),
    xml('internetDetails', said('emailIncident', 'content').replace('>', `>${ofVictim}`)),
    xml('internetDetails', said('newsgroupIncident', 'name', 'content')),
    xml('internetDetails', said('chatImIncident', 'chatClient', 'chatRoomName', 'content')),
    xml('internetDetails', said('onlineGamingIncident', 'gameName', 'console', 'content')),
    xml('internetDetails', said('cellPhoneIncident', 'latitude', 'longitude')),
    xml(
      'internetDetails',
      xml(
        'nonInternetIncident',
        leaf('locationName', 'nonInternet') +
          xml('incidentAddress', leaves(['address', 'city'], 'incidentAddress'), ` type="${mark('incidentAddress type')}"`) +
          leaf('additionalInfo', 'nonInternet'),
      ),
    ),
    xml('internetDetails', said('peer2peerIncident', 'client', 'fileNames')),
  ].join('')
}

/** A tip with a mark in every place. */
export function cybertip(number: number, { suspectAge }: { suspectAge: string }): string {
  const at = (place: string) => `${number} ${place}`
  const shared = `${mark(at('victim and incident email'))}@mail.example`
  const ofVictim = xml('emailAddress', shared)
  const report = [
    xml(
      'incidentSummary',
      '<incidentType>Online Enticement of Children for Sexual Acts</incidentType>' +
        leaf('escalateToHighPriority', at('summary')) +
        `<reportAnnotations>${mark(at('annotations text'))}<sextortion>${mark(at('annotation text'))}</sextortion></reportAnnotations>` +
        '<incidentDateTime>2026-04-30T22:15:09+05:30</incidentDateTime>' +
        leaf('incidentDateTimeDescription', at('summary')),
    ),
    incidents(ofVictim),
    xml(
      'lawEnforcement',
      `<agencyName>Port State Police</agencyName>${leaves(['reportedToLe', 'servedLegalProcessDomestic'], at('law'))}`,
      ` fleaCountry="${mark(at('flea country'))}"`,
    ),
    xml(
      'reporter',
      xml('reportingPerson', person(at('reporter'), xml('dateOfBirth', birth(1971, at('reporter birth'))))) +
        xml('contactPerson', person(at('contact'), '')) +
        '<companyTemplate>Quaychat</companyTemplate>' +
        leaves(['termsOfService', 'legalURL'], at('reporter')),
    ),
    xml(
      'personOrUserReported',
      xml('personOrUserReportedPerson', person(at('suspect'), suspectAge)) +
        leaf('vehicleDescription', at('suspect')) +
        account(at('suspect')) +
        ip(at('suspect'), `198.51.100.${number % 100}`) +
        device(at('suspect')) +
        associated(at('associated of suspect')) +
        tail(at('suspect')),
    ),
    xml(
      'intendedRecipient',
      xml('intendedRecipientPerson', person(at('recipient'), '')) +
        account(at('recipient')) +
        ip(at('recipient'), `198.51.100.${100 + (number % 100)}`) +
        device(at('recipient')) +
        tail(at('recipient')),
    ),
    xml(
      'victim',
      xml(
        'victimPerson',
        person(
          at('victim'),
          `<age>12</age>${xml('email', shared)}${xml('dateOfBirth', birth(2013, at('victim birth')))}${birth(2014, at('victim stray day'))}`,
        ),
      ) +
        account(at('victim')) +
        ip(at('victim'), `203.0.113.${100 + (number % 100)}`) +
        ip(at('victim odd'), `192.0.2.${300 + (number % 100)}`) +
        device(at('victim')) +
        leaf('schoolName', at('victim')) +
        associated(at('associated of victim')) +
        tail(at('victim')),
    ),
    `<!-- ${mark(at('comment'))} -->`,
    xml(
      'additionalInfo',
      `<![CDATA[${mark(at('cdata'))}]]> ${[...mark(at('references'))].map((sign) => `&#${sign.charCodeAt(0)};`).join('')}`,
    ),
    xml(
      'invented',
      `${mark(at('invented text'))}<within name="${mark(at('invented attribute'))}">${mark(at('invented inner'))}</within>`,
    ),
  ].join('\n')
  const file = xml(
    'fileDetails',
    [
      `<reportId>${number}</reportId><fileId>f${number}</fileId>`,
      leaf('originalFileName', at('file')),
      leaf('uploadedToEspTimestamp', at('file')),
      leaf('locationOfFile', at('file')),
      leaf('fileViewedByEsp', at('file')),
      leaf('fileRelevance', at('file')),
      `<fileAnnotations>${mark(at('file annotations'))}</fileAnnotations>`,
      leaf('industryClassification', at('file')),
      xml('details', `<nameValuePair><name>Artist</name>${leaf('value', at('exif'))}</nameValuePair><type>EXIF</type>`),
      leaf('additionalInfo', at('file')),
    ].join(''),
  )
  return `<entry reportId="${number}" receivedAt="2026-05-01T10:20:30Z"><report>${report}</report>${file}</entry>`
}

export const envelope = (...entries: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<reports source="clearing-house">\n${entries.join('\n')}\n</reports>`

const members = (names: string[], where: string) => Object.fromEntries(names.map((name) => [name, mark(`${where} ${name}`)]))

const jsonPerson = (who: string, more: object) => ({
  ...members(
    [
      'firstName',
      'middleName',
      'lastName',
      'preferredName',
      'physicalDescription',
      'vehicleDescription',
      'vehicleTagNumber',
      'occupation',
      'relationshipToChildVictim',
      'accessToChildVictim',
      'awareOfReport',
      'gangAffiliation',
      'additionalContactInformation',
    ],
    who,
  ),
  espService: 'Quaychat',
  espUserId: mark(`${who} account`),
  screenName: { value: mark(`${who} screen name`) },
  languages: [mark(`${who} languages`)],
  emails: { emails: [{ value: `${mark(`${who} email`)}@mail.example`, verified: mark(`${who} verified`) }] },
  phones: { phones: [{ value: `+999 555 ${digits(`${who} phone`)}` }] },
  addresses: { addresses: [members(['street1', 'street2', 'city', 'state', 'postalCode', 'country'], `${who} address`)] },
  sourceInformation: {
    sourceCaptures: [
      { captureType: 'Profile URL', value: `https://quaychat.example/u/${mark(`${who} capture`)}` },
      { captureType: mark(`${who} capture type`), value: mark(`${who} unknown capture`) },
    ],
  },
  additionalInformations: [{ value: mark(`${who} info`) }],
  [`${mark(`${who} key`)} 7 @`]: { [`${mark(`${who} inner key`)}`]: mark(`${who} inner value`) },
  ...more,
})

export const agencyTip = (number: number) => ({
  reportId: number,
  dateReceived: '2026-05-01T10:20:30Z',
  reportedInformation: {
    reportingEsp: { espName: 'Quaychat', ...jsonPerson(`${number} reporter`, {}) },
    incidentSummary: {
      incidentType: mark(`${number} incident type`),
      incidentDateTime: mark(`${number} incident time`),
      incidentDateTimeDescription: mark(`${number} time`),
    },
    incidentDetails: {
      chatImIncident: [
        {
          ...members(['chatClient', 'chatRoomName', 'content', 'console', 'name', 'locationName'], `${number} chat`),
          additionalInformations: [{ value: mark(`${number} chat info`) }],
        },
      ],
    },
    reportedPeople: { reportedPersons: [jsonPerson(`${number} suspect`, { approximateAge: '14 - 16 years' })] },
    intendedRecipients: {
      intendedRecipients: [jsonPerson(`${number} recipient`, { dateOfBirth: birth(2012, `${number} recipient birth`) })],
    },
    uploadedFiles: {
      uploadedFiles: [
        {
          ...members(['filename', 'originalFilename', 'viewedByEsp', 'industryClassification'], `${number} file`),
          espMetadata: { metadatas: [{ name: 'Artist', value: mark(`${number} metadata`) }] },
          ncmecTags: { groups: [{ groupName: mark(`${number} group`), tags: [{ value: mark(`${number} tag`) }] }] },
          additionalInformations: [{ value: mark(`${number} file info`) }],
        },
      ],
    },
    additionalInformations: [{ value: mark(`${number} info`) }],
  },
  [`${mark(`${number} key`)}: 7`]: mark(`${number} unknown`),
})
