// <report>: what a CyberTip says, into the normal form. Tables in the order of the format; both its older and its newest members.
import { firstOf } from '../../base/text.ts'
import type { Content, IncidentDetail } from '../../model/report.ts'
import { finishPerson, incidentType, newFile, newPerson, set, setIn, state } from '../build.ts'
import type { Reading, Spot } from '../reading.ts'
import { reportAnnotations } from './codes.data.ts'
import { annotations, fileTable, type XmlFile } from './cybertip-xml-file.ts'
import { ipEvent, personTable, user } from './cybertip-xml-person.ts'
import { many, once, type Take, text, textOf, XmlTable } from './xml-table.ts'
import type { XmlNode } from './xml-tree.ts'

type C = Content<string>

const summaryTable = new XmlTable<C>({
  incidentType: once((node, { incident }, reading) => {
    const raw = textOf(node, reading)
    if (raw !== '') incident.type = incidentType(raw, node, reading)
  }),
  platform: once(text(setIn('incident', 'platform'))),
  // Its presence escalates, whether or not a reason is given.
  escalateToHighPriority: once((node, { incident }, reading) => {
    incident.escalation = textOf(node, reading)
  }),
  reportAnnotations: once((node, { incident }, reading) => {
    incident.annotations = annotations(node, reportAnnotations, reading)
  }),
  incidentDateTime: once((node, { incident }, reading) => {
    const raw = textOf(node, reading)
    if (raw !== '') incident.time = reading.time(raw, node)
  }),
  incidentDateTimeDescription: once(text(setIn('incident', 'timeDescription'))),
})

interface Incident {
  reading: Reading
  detail: IncidentDetail<string>
}

const said = (topic: string): Take<Incident> => text((value, { detail }) => state(detail.statements, topic, value))
const incidentSighting = (kind: 'url' | 'email' | 'phone') =>
  text<Incident>((value, into, node) => into.reading.saw({ kind, role: 'incident', value }, node))

const info = { additionalInfo: many(said('additional-info')) }
const content = { content: many(said('content')), ...info }
const hosted = (value: string, { detail }: Incident) => state(detail.statements, 'third-party-hosted', value || 'true')

const incidentTables = {
  webPageIncident: new XmlTable<Incident>(
    {
      url: many(incidentSighting('url')),
      ...info,
      thirdPartyHostedContent: once((node, into, reading) => hosted(textOf(node, reading), into)),
    },
    { thirdPartyHostedContent: hosted },
  ),
  emailIncident: new XmlTable<Incident>({ emailAddress: many(incidentSighting('email')), ...content }),
  newsgroupIncident: new XmlTable<Incident>({
    name: once(said('newsgroup')),
    emailAddress: many(incidentSighting('email')),
    ...content,
  }),
  chatImIncident: new XmlTable<Incident>({
    chatClient: once(said('chat-client')),
    chatRoomName: once(said('chat-room')),
    ...content,
  }),
  onlineGamingIncident: new XmlTable<Incident>({ gameName: once(said('game')), console: once(said('console')), ...content }),
  cellPhoneIncident: new XmlTable<Incident>({
    phoneNumber: once(incidentSighting('phone')),
    latitude: once(said('latitude')),
    longitude: once(said('longitude')),
    ...info,
  }),
  nonInternetIncident: new XmlTable<Incident>({
    locationName: once(said('location')),
    incidentAddress: many((node, { detail }, reading) =>
      state(detail.statements, 'incident-address', addressText(node, reading)),
    ),
    ...info,
  }),
  peer2peerIncident: new XmlTable<Incident>({
    client: once(said('client')),
    ipCaptureEvent: many((node, into, reading) => {
      into.reading.saw({ role: 'incident', ...ipEvent(node, reading) }, node)
    }),
    fileNames: many(said('file-names')),
    ...info,
  }),
}

const incidentKinds: Record<keyof typeof incidentTables, string> = {
  webPageIncident: 'web-page',
  emailIncident: 'email',
  newsgroupIncident: 'newsgroup',
  chatImIncident: 'chat',
  onlineGamingIncident: 'online-gaming',
  cellPhoneIncident: 'cell-phone',
  nonInternetIncident: 'non-internet',
  peer2peerIncident: 'peer-to-peer',
}

/** An address in one text: its parts in their order. */
const addressText = (node: XmlNode, reading: Reading): string =>
  reading.text(
    partsOf(node)
      .map((part) => part.trim())
      .filter(Boolean)
      .join(', '),
    node,
  )

const partsOf = ({ attributes, text: own, children }: XmlNode): string[] => [
  ...Object.values(attributes),
  own,
  ...children.flatMap(partsOf),
]

const takeIncident =
  (name: keyof typeof incidentTables): Take<C> =>
  (node, into, reading) => {
    const detail: IncidentDetail<string> = { kind: incidentKinds[name], statements: [] }
    into.incident.details.push(detail)
    incidentTables[name].read(node, { reading, detail }, reading)
  }

const internetTable = new XmlTable<C>(
  Object.fromEntries(
    (Object.keys(incidentTables) as (keyof typeof incidentTables)[]).map((name) => [name, many(takeIncident(name))]),
  ),
)

const takeInternet: Take<C> = (node, into, reading) => {
  if (node.children.length > 1) reading.note('several-incidents', node)
  internetTable.read(node, into, reading)
}

type Law = NonNullable<C['lawEnforcement']>
const lawStatement =
  (topic: string): Take<Law> =>
  (node, law, reading) => {
    const value = textOf(node, reading, (name, raw) => {
      if (name === 'fleaCountry') state(law.statements, 'flea-country', raw)
      return name === 'fleaCountry'
    })
    state(law.statements, topic, value || 'true')
  }

const legalProcess: Take<Law> = (node, law, reading) => {
  const country = node.children.find((child) => child.name === 'fleaCountry')
  if (country) {
    state(law.statements, 'flea-country', textOf(country, reading))
    node.children.splice(node.children.indexOf(country), 1)
  }
  lawStatement('process-international')(node, law, reading)
}

const lawTable = new XmlTable<Law>(
  {
    agencyName: once(text(set('agency'))),
    caseNumber: once(text(set('caseNumber'))),
    officerContact: once((node, _law, reading) => {
      const who = newPerson(reading, 'other')
      personTable.read(node, who, reading)
      finishPerson(who)
    }),
    reportedToLe: once(lawStatement('reported-to-police')),
    servedLegalProcessDomestic: once(lawStatement('process-domestic')),
    servedLegalProcessInternational: once(legalProcess),
    fleaCountry: once(lawStatement('flea-country')),
  },
  { fleaCountry: (value, law) => state(law.statements, 'flea-country', value) },
)

const takeLaw: Take<C> = (node, into, reading) => {
  const law: Law = { statements: [] }
  lawTable.read(node, law, reading)
  into.lawEnforcement = law
}

const takeReporter: Take<C> = (node, _, reading) => {
  const who = newPerson(reading, 'reporter')
  personTable.read(node, who, reading)
  finishPerson(who)
}

const reporterTable = new XmlTable<C>({
  reportingPerson: once(takeReporter),
  contactPerson: many(takeReporter),
  companyTemplate: once(
    text((value, into) => {
      into.sender.name = firstOf(value, 200)
    }),
  ),
  termsOfService: once(text((value, { statements }) => state(statements, 'terms-of-service', value))),
  legalURL: once(text((value, { statements }) => state(statements, 'legal-url', value))),
})

const takeBatched: Take<C> = (node, { incident }, reading) => {
  let reason = ''
  const value = textOf(node, reading, (name, raw) => {
    if (name === 'reason') reason = raw
    return name === 'reason'
  })
  const said = [reason, value].filter(Boolean)
  incident.batched = said.find((one) => /^[A-Z][A-Z0-9_]{0,63}$/.test(one)) ?? 'stated'
  for (const one of said) if (one !== incident.batched) reading.odd('value-unknown', node, one)
}

const takeFile: Take<C> = (node, _, reading) => {
  const file: XmlFile = newFile(reading)
  fileTable.read(node, file, reading)
  if (file.reportNumber !== undefined) reading.numbers.push({ number: file.reportNumber, spot: node })
}

const reportTable = new XmlTable<C>({
  batchedReport: once(takeBatched),
  incidentSummary: once((node, into, reading) => summaryTable.read(node, into, reading)),
  internetDetails: many(takeInternet),
  lawEnforcement: once(takeLaw),
  reporter: once((node, into, reading) => reporterTable.read(node, into, reading)),
  personOrUserReported: many(user('suspect')),
  intendedRecipient: many(user('recipient')),
  victim: many(user('victim')),
  additionalInfo: many(text((value, { statements }) => state(statements, 'additional-info', value))),
  fileDetails: many(takeFile),
})

/** Reads one <report> and the <fileDetails> that stand beside it. */
export function readReport(report: XmlNode, files: XmlNode[], reading: Reading): void {
  const into = reading.content
  reportTable.read(report, into, reading)
  for (const file of files) takeFile(file, into, reading)
  nameSender(into)
  noteMissing(report, reading)
}

/** Mail boxes of a function. Any other is a person's, and even its domain may be: contacts of reporters are sealed. */
const OFFICE =
  /^(?:abuse|compliance|contact|desk|info|law-?enforcement|legal|reports?|safety|security|support|trust(?:[-.]?(?:and[-.]?)?safety)?)@/i

/** The interface knows its senders by their accounts; a document says who sent it only in passing. */
function nameSender({ sender, people, sightings }: C): void {
  const suspect = people.findIndex((person) => person.role === 'suspect')
  const service = sightings.find((one) => one.person === suspect && one.kind === 'account')?.service
  if (service) sender.service = service
  if (sender.name !== '') return
  const mail = sightings.find((one) => one.role === 'reporter' && one.kind === 'email' && OFFICE.test(one.value))?.value
  sender.name = service ?? mail?.slice(mail.lastIndexOf('@') + 1).toLowerCase() ?? ''
}

/** There, and yet says nothing. */
const isEmpty = (node: XmlNode | undefined): boolean =>
  !node || (node.text.trim() === '' && Object.keys(node.attributes).length === 0 && node.children.every(isEmpty))

/** Without these a report is accepted with issues. */
function noteMissing(report: XmlNode, reading: Reading): void {
  const child = (node: XmlNode | undefined, name: string) => node?.children.find((one) => one.name === name)
  const summary = child(report, 'incidentSummary')
  const lacking = (name: string): Spot => ({ name, place: () => ({ ...report.place(), path: `${report.path}/${name}` }) })
  if (!summary) reading.note('missing', lacking('incidentSummary'))
  if (isEmpty(child(report, 'reporter'))) reading.note('missing', lacking('reporter'))
  for (const name of ['incidentType', 'incidentDateTime']) {
    if (isEmpty(child(summary, name))) reading.note('missing', lacking(`incidentSummary/${name}`))
  }
}
