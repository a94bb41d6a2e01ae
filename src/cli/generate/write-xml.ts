// A tip as a CyberTip document of the providers' interface: elements in the order of its schema, older and newest members alike.
import { termsOfService } from './names.data.ts'
import type { Associated, Detail, IpCapture, Party, Phone, Tip, TipFile } from './tip.ts'
import { written } from './tip.ts'

type Attributes = Record<string, string | undefined>

class Xml {
  text = ''
  #depth = 0

  open(name: string, attributes?: Attributes): void {
    this.text += `${this.#start(name, attributes)}>\n`
    this.#depth++
  }

  close(name: string): void {
    this.#depth--
    this.text += `${indents[this.#depth]}</${name}>\n`
  }

  /** Nothing where there is no value. */
  leaf(name: string, value: string | number | boolean | undefined, attributes?: Attributes): void {
    if (value === undefined) return
    const text = typeof value === 'string' ? escaped(value) : String(value)
    this.text += `${this.#start(name, attributes)}>${text}</${name}>\n`
  }

  empty(name: string, attributes?: Attributes): void {
    this.text += `${this.#start(name, attributes)}/>\n`
  }

  #start(name: string, attributes: Attributes | undefined): string {
    let start = `${indents[this.#depth]}<${name}`
    if (!attributes) return start
    for (const key in attributes) {
      const value = attributes[key]
      if (value !== undefined) start += ` ${key}="${escaped(value)}"`
    }
    return start
  }
}

const indents = Array.from({ length: 12 }, (_, depth) => '  '.repeat(depth))
const replacements: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string =>
  /[&<>"]/.test(text) ? text.replace(/[&<>"]/g, (letter) => replacements[letter]!) : text
const yes = (flag: boolean | undefined): string | undefined => (flag === undefined ? undefined : String(flag))

/** One `<entry>` of an envelope. */
export function xmlEntry(tip: Tip): string {
  const xml = new Xml()
  xml.open('entry', { reportId: tip.number, receivedAt: written({ at: tip.receivedAt, offset: 0 }) })
  writeReport(xml, tip)
  for (const file of tip.files) writeFile(xml, file, tip.number)
  xml.close('entry')
  return xml.text
}

/** A document of its own: the report alone, its number in the file's name. */
export function xmlDocument(tip: Tip): string {
  const xml = new Xml()
  writeReport(xml, tip)
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml.text}`
}

export const xmlHead = (source: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<reports source="${escaped(source)}">\n`
export const xmlTail = '</reports>\n'

function writeReport(xml: Xml, tip: Tip): void {
  xml.open('report')
  if (tip.batched) xml.empty('batchedReport', { reason: tip.batched })
  writeIncident(xml, tip)
  for (const detail of tip.details) writeDetail(xml, detail)
  if (tip.lawEnforcement) {
    xml.open('lawEnforcement')
    xml.leaf('agencyName', tip.lawEnforcement.agency)
    xml.leaf('caseNumber', tip.lawEnforcement.caseNumber)
    xml.close('lawEnforcement')
  }
  writeReporter(xml, tip)
  if (tip.suspect) writeParty(xml, tip.suspect, { element: 'personOrUserReported', person: 'personOrUserReportedPerson' })
  for (const party of tip.recipients) writeParty(xml, party, { element: 'intendedRecipient', person: 'intendedRecipientPerson' })
  for (const party of tip.victims) writeParty(xml, party, { element: 'victim', person: 'victimPerson' })
  xml.leaf('additionalInfo', tip.note)
  xml.close('report')
}

function writeIncident(xml: Xml, tip: Tip): void {
  xml.open('incidentSummary')
  xml.leaf('incidentType', tip.incidentType)
  xml.leaf('platform', tip.platform)
  xml.leaf('escalateToHighPriority', tip.escalation)
  if (tip.annotations.length > 0) {
    xml.open('reportAnnotations')
    for (const annotation of tip.annotations) xml.empty(annotation)
    xml.close('reportAnnotations')
  }
  xml.leaf('incidentDateTime', written(tip.incidentAt))
  xml.leaf('incidentDateTimeDescription', tip.timeDescription)
  xml.close('incidentSummary')
}

function writeDetail(xml: Xml, detail: Detail): void {
  const name = `${detail.kind}Incident`
  xml.open('internetDetails')
  xml.open(name, detail.kind === 'webPage' ? { thirdPartyHostedContent: yes(detail.isThirdParty) } : undefined)
  if (detail.kind === 'webPage') for (const url of detail.urls) xml.leaf('url', url)
  if (detail.kind === 'email') {
    for (const address of detail.addresses) xml.leaf('emailAddress', address)
    xml.leaf('content', detail.content)
  }
  if (detail.kind === 'chatIm') {
    xml.leaf('chatClient', detail.client)
    xml.leaf('chatRoomName', detail.room)
  }
  if (detail.kind === 'onlineGaming') {
    xml.leaf('gameName', detail.game)
    xml.leaf('console', detail.console)
  }
  if (detail.kind === 'cellPhone') xml.leaf('phoneNumber', detail.phone)
  if (detail.kind === 'peer2peer') {
    xml.leaf('client', detail.client)
    for (const ip of detail.ips) writeIp(xml, ip)
    xml.leaf('fileNames', detail.fileNames)
  }
  xml.close(name)
  xml.close('internetDetails')
}

function writeReporter(xml: Xml, tip: Tip): void {
  const contact = tip.reporterContact
  xml.open('reporter')
  xml.open('reportingPerson')
  xml.leaf('firstName', contact?.firstName)
  xml.leaf('lastName', contact?.lastName ?? tip.sender)
  xml.leaf('email', contact?.email)
  xml.close('reportingPerson')
  xml.leaf('companyTemplate', tip.sender)
  xml.leaf('termsOfService', tip.legalUrl && termsOfService)
  xml.leaf('legalURL', tip.legalUrl)
  xml.close('reporter')
}

function writeParty(xml: Xml, party: Party, names: { element: string; person: string }): void {
  xml.open(names.element)
  writePerson(xml, party, names.person)
  xml.leaf('espIdentifier', party.account?.id)
  xml.leaf('espService', party.account?.service)
  if (party.isCompromised) xml.leaf('compromisedAccount', 'true')
  xml.leaf('screenName', party.screenName)
  for (const name of party.displayNames) xml.leaf('displayName', name)
  for (const url of party.profileUrls) xml.leaf('profileUrl', url)
  xml.leaf('profileBio', party.bio)
  for (const ip of party.ips) writeIp(xml, ip)
  for (const device of party.devices) {
    xml.open('deviceId')
    xml.leaf('idType', device.idType)
    xml.leaf('idValue', device.value)
    xml.leaf('eventName', device.event)
    xml.leaf('dateTime', device.time && written(device.time))
    xml.close('deviceId')
  }
  xml.leaf('schoolName', party.school)
  for (const number of party.priorReports) xml.leaf('priorCTReports', number)
  if (party.isDisabled) xml.leaf('accountTemporarilyDisabled', 'true')
  if (party.location) writeLocation(xml, party)
  for (const associated of party.associated) writeAssociated(xml, associated)
  xml.leaf('additionalInfo', party.note)
  xml.close(names.element)
}

function writePerson(xml: Xml, party: Party, element: string): void {
  const { firstName, lastName, phones, emails, addresses, age, dateOfBirth } = party
  const isKnown = [firstName, lastName, age, dateOfBirth].some((value) => value !== undefined)
  if (!isKnown && phones.length + emails.length + addresses.length === 0) return
  xml.open(element)
  xml.leaf('firstName', firstName)
  xml.leaf('lastName', lastName)
  for (const phone of phones) writeContact(xml, phone, 'phone')
  for (const email of emails) writeContact(xml, email, 'email')
  for (const { type, street, city, zipCode, region, country } of addresses) {
    xml.open('address', { type })
    xml.leaf('address', street)
    xml.leaf('city', city)
    xml.leaf('zipCode', zipCode)
    xml.leaf('nonUsaState', region)
    xml.leaf('country', country)
    xml.close('address')
  }
  xml.leaf('age', age)
  if (party.isAgeInDoubt) xml.leaf('ageAssertionDiscrepancy', 'true')
  xml.leaf('dateOfBirth', dateOfBirth)
  xml.close(element)
}

function writeContact(xml: Xml, { value, type, isVerified, verifiedAt }: Phone, name: string): void {
  xml.leaf(name, value, { type, verified: yes(isVerified), verificationDate: verifiedAt && written(verifiedAt) })
}

function writeIp(xml: Xml, { ip, event, time, isProxy, port }: IpCapture): void {
  xml.open('ipCaptureEvent')
  xml.leaf('ipAddress', ip)
  xml.leaf('eventName', event)
  xml.leaf('dateTime', time && written(time))
  xml.leaf('possibleProxy', yes(isProxy))
  xml.leaf('port', port)
  xml.close('ipCaptureEvent')
}

function writeLocation(xml: Xml, { location }: Party): void {
  xml.open('estimatedLocation')
  xml.leaf('city', location?.city)
  xml.leaf('region', location?.region)
  xml.leaf('countryCode', location?.country)
  xml.close('estimatedLocation')
}

function writeAssociated(xml: Xml, { accountType, account, screenName, emails }: Associated): void {
  xml.open('associatedAccount', { accountType })
  for (const email of emails) writeContact(xml, email, 'email')
  xml.leaf('espService', account.service)
  xml.leaf('espIdentifier', account.id)
  xml.leaf('screenName', screenName)
  xml.close('associatedAccount')
}

function writeFile(xml: Xml, file: TipFile, number: string): void {
  xml.open('fileDetails')
  xml.leaf('reportId', number)
  xml.leaf('fileId', file.fileId)
  xml.leaf('originalFileName', file.name)
  xml.leaf('uploadedToEspTimestamp', file.uploadedAt && written(file.uploadedAt))
  xml.leaf('locationOfFile', file.place)
  xml.leaf('fileViewedByEsp', file.isViewed)
  xml.leaf('exifViewedByEsp', file.isExifViewed)
  xml.leaf('publiclyAvailable', file.isPublic)
  xml.leaf('fileRelevance', file.isSupplemental ? 'Supplemental Reported' : 'Reported')
  if (file.annotations.length > 0) {
    xml.open('fileAnnotations')
    for (const annotation of file.annotations) xml.empty(annotation)
    xml.close('fileAnnotations')
  }
  xml.leaf('industryClassification', file.category)
  for (const [hashType, value] of hashesOf(file)) xml.leaf('originalFileHash', value, { hashType })
  if (file.ip) writeIp(xml, file.ip)
  if (file.details.length > 0) writeDetails(xml, file)
  xml.close('fileDetails')
}

const hashesOf = ({ md5, sha1, sha256, pdq }: TipFile): [string, string | undefined][] => [
  ['MD5', md5],
  ['SHA1', sha1],
  ['SHA256', sha256],
  ['PDQ', pdq],
]

function writeDetails(xml: Xml, { details }: TipFile): void {
  xml.open('details')
  for (const { name, value } of details) {
    xml.open('nameValuePair')
    xml.leaf('name', name)
    xml.leaf('value', value)
    xml.close('nameValuePair')
  }
  xml.leaf('type', 'EXIF')
  xml.close('details')
}
