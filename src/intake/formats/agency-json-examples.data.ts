// Documents that say a known number of records, for tests, fuzzing and documentation. Everybody and everything in them is invented.
import type { Example } from '../format.ts'

export const agencyExample = (number: number) => ({
  reportId: number,
  dateReceived: '2026-05-01T10:20:30Z',
  reportedInformation: {
    reportingEsp: { espName: 'Quaychat', firstName: 'Ana', lastName: 'Weir' },
    incidentSummary: {
      incidentType: 'Child Pornography (possession, manufacture, and distribution)',
      incidentDateTime: '2026-04-30T16:45:09Z',
      incidentDateTimeDescription: null,
    },
    incidentDetails: {
      webpageIncident: [{ urls: [`https://quaychat.example/g/${number}`], additionalInformations: null }],
      emailIncident: [{ contents: [{ value: 'Sent Date: 30 April\nFrom: corin.v@northlight.example\nX-Ymail-Msg-Id: 1' }] }],
    },
    reportedPeople: {
      reportedPersons: [
        {
          firstName: 'Corin',
          lastName: 'Vale',
          dateOfBirth: null,
          approximateAge: 34,
          espService: 'Quaychat',
          espUserId: `88${number}`,
          screenName: { value: 'kx_91' },
          emails: { emails: [{ value: 'corin.v@northlight.example', verified: false }] },
          phones: { phones: [{ value: '+999 555 0142', verified: true }] },
          addresses: {
            addresses: [{ street1: '4 Lantern Row', street2: null, city: 'Port City', postalCode: '20411', country: 'XX' }],
          },
          accessToChildren: true,
          sourceInformation: {
            sourceCaptures: [
              { captureType: 'IP Address', value: '203.0.113.77', dateTime: '2026-04-30T16:40:00Z', port: 49152, eventName: 'Login' },
              { captureType: 'Profile URL', value: 'https://quaychat.example/u/kx_91', dateTime: null },
            ],
          },
          additionalInformations: [{ value: 'Reported by the provider' }],
        },
      ],
    },
    intendedRecipients: { intendedRecipients: null },
    uploadedFiles: {
      uploadedFiles: [
        {
          filename: 'IMG_0001.jpg',
          originalFilename: 'IMG_0001.jpg',
          submittalId: `0f${number}`,
          verificationHash: '9e107d9d372bb6826bd81d3542a419d6',
          viewedByEsp: true,
          industryClassification: 'B1',
          ncmecTags: { groups: [{ tags: [{ value: 'viral' }] }] },
          espMetadata: { metadatas: [{ name: 'Make', value: 'Fictional Camera' }] },
        },
      ],
    },
    additionalInformations: [{ value: 'Reported by the provider; see file hashes' }],
  },
})

const one = JSON.stringify(agencyExample(4564654))
const pretty = (...numbers: number[]) => JSON.stringify(numbers.map(agencyExample), null, 2)

export const agencyExamples = (): Example[] => [
  { name: 'object', fileName: '4564654.json', bytes: Buffer.from(`\ufeff${one}\n`), drafts: 1, unreadables: 0 },
  { name: 'array', fileName: 'tips.json', bytes: Buffer.from(pretty(1001, 1002, 1003)), drafts: 3, unreadables: 0 },
  {
    name: 'lines',
    fileName: 'tips.jsonl',
    bytes: Buffer.from([1001, 1002, 1003].map((number) => JSON.stringify(agencyExample(number))).join('\n')),
    drafts: 3,
    unreadables: 0,
  },
  {
    name: 'broken in the middle',
    fileName: 'broken.json',
    bytes: Buffer.from(pretty(1001, 1002, 1003).replace('"reportId": 1002,', '"reportId": 1002')),
    drafts: 2,
    unreadables: 1,
  },
]
