// A tip as agencies get it: the JSON export. It states fewer facts than the XML (no devices, no victims, no annotations of the report,
// no urgency), and never others, so that the same tip in both formats is one tip.
import type { Address, Detail, IpCapture, Party, Stamp, Tip, TipFile } from './tip.ts'
import { written } from './tip.ts'

type Json = Record<string, unknown>

/** Times in UTC; one that the sender wrote without a zone stays without. */
const time = (stamp: Stamp | undefined): string | undefined =>
  stamp && written({ at: stamp.at, offset: stamp.offset === null ? null : 0 })

export function jsonReport(tip: Tip): string {
  return JSON.stringify({
    reportId: Number(tip.number),
    dateReceived: written({ at: tip.receivedAt, offset: 0 }),
    reportedInformation: {
      reportingEsp: {
        espName: tip.sender,
        firstName: tip.reporterContact?.firstName ?? null,
        lastName: tip.reporterContact?.lastName ?? null,
      },
      incidentSummary: {
        incidentType: tip.incidentType,
        incidentDateTime: time(tip.incidentAt),
        incidentDateTimeDescription: tip.timeDescription ?? null,
      },
      incidentDetails: detailsOf(tip.details),
      reportedPeople: { reportedPersons: tip.suspect ? [personOf(tip.suspect)] : [] },
      intendedRecipients: { intendedRecipients: tip.recipients.map(personOf) },
      uploadedFiles: { uploadedFiles: tip.files.map(fileOf) },
      additionalInformations: tip.note ? [{ value: tip.note }] : [],
    },
  })
}

function detailsOf(details: readonly Detail[]): Json {
  return Object.fromEntries(details.map((detail) => [memberOf[detail.kind], [detailOf(detail)]]))
}

const memberOf: Record<Detail['kind'], string> = {
  webPage: 'webpageIncident',
  email: 'emailIncident',
  chatIm: 'chatImIncident',
  onlineGaming: 'onlineGamingIncident',
  cellPhone: 'cellPhoneIncident',
  peer2peer: 'peer2peerIncident',
}

function detailOf(detail: Detail): Json {
  switch (detail.kind) {
    case 'webPage':
      return { urls: detail.urls, additionalInformations: null }
    case 'email':
      return { emailAddresses: detail.addresses, contents: detail.content ? [{ value: detail.content }] : [] }
    case 'chatIm':
      return { chatClient: detail.client, chatRoomName: detail.room ?? null }
    case 'onlineGaming':
      return { gameName: detail.game, console: detail.console ?? null }
    case 'cellPhone':
      return { phoneNumber: detail.phone }
    case 'peer2peer':
      return {
        client: detail.client,
        fileNames: detail.fileNames,
        sourceInformation: { sourceCaptures: detail.ips.map(captureOf) },
      }
  }
}

function personOf(party: Party): Json {
  const { phones, emails, addresses, account, screenName } = party
  return {
    firstName: party.firstName ?? null,
    middleName: null,
    lastName: party.lastName ?? null,
    dateOfBirth: party.dateOfBirth ?? null,
    approximateAge: party.age ?? null,
    espService: account?.service ?? null,
    espUserId: account?.id ?? null,
    ipAddress: null,
    screenName: screenName === undefined ? null : { value: screenName },
    emails: { emails: emails.map(({ value, isVerified }) => ({ value, verified: isVerified ?? null })) },
    phones: { phones: phones.map(({ value, isVerified }) => ({ value, verified: isVerified ?? null })) },
    addresses: { addresses: [...addresses, ...(party.location ? [party.location] : [])].map(addressOf) },
    sourceInformation: { sourceCaptures: [...party.ips.map(captureOf), ...party.profileUrls.map(profileOf)] },
    additionalInformations: party.note ? [{ value: party.note }] : [],
  }
}

const addressOf = (place: Partial<Address>): Json => ({
  street1: place.street ?? null,
  street2: null,
  city: place.city,
  state: place.region,
  postalCode: place.zipCode ?? null,
  country: place.country,
})

const captureOf = ({ ip, event, time: at, port }: IpCapture): Json => ({
  captureType: 'IP Address',
  value: ip,
  dateTime: time(at) ?? null,
  port: port ?? null,
  eventName: event,
})

const profileOf = (value: string): Json => ({ captureType: 'Profile URL', value, dateTime: null, eventName: null })

function fileOf(file: TipFile): Json {
  return {
    filename: file.name ?? null,
    originalFilename: file.name ?? null,
    submittalId: file.fileId,
    verificationHash: file.md5,
    viewedByEsp: file.isViewed ?? null,
    industryClassification: file.category ?? null,
    ncmecTags: { groups: file.annotations.length > 0 ? [{ tags: file.annotations.map((value) => ({ value })) }] : [] },
    espMetadata: { metadatas: file.details },
    sourceInformation: { sourceCaptures: file.ip ? [captureOf(file.ip)] : [] },
    additionalInformations: [],
  }
}
