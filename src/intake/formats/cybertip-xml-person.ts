// People of a CyberTip: the reported person or user, intended recipients, victims, associated accounts, and the persons named inside.
import type { Content, PersonRole, Sighting } from '../../model/report.ts'
import {
  birthDate,
  code,
  eventName,
  finishPerson,
  newPerson,
  port,
  seen,
  set,
  setIn,
  state,
  takeAge,
  type Who,
} from '../build.ts'
import type { Reading } from '../reading.ts'
import { accountTypes, contactTypes } from './codes.data.ts'
import { keepElement, many, once, type Take, text, textOf, XmlTable } from './xml-table.ts'
import type { XmlNode } from './xml-tree.ts'

/** Attributes of <phone> and <email>. */
function contact(kind: 'phone' | 'email'): Take<Who> {
  return (node, who, reading) => {
    const found: Omit<Sighting<string>, 'role'> = { kind, value: '' }
    const more: Record<string, string> = {}
    const value = textOf(node, reading, (name, raw) => {
      if (name === 'type') found.type = reading.oneOf(raw, node.spotOf(name), contactTypes)
      else if (name === 'verified') found.isVerified = reading.boolean(raw, node.spotOf(name))
      else if (name === 'verificationDate') found.verifiedAt = reading.time(raw, node.spotOf(name))
      else if (kind === 'phone' && (name === 'countryCallingCode' || name === 'extension')) more[name] = raw
      else return false
      return true
    })
    const hasCode = value.startsWith('+') || value.startsWith('00')
    const code = more.countryCallingCode?.replace(/^(?=[1-9])/, '+')
    const full = code && !hasCode ? `${code} ${value}` : value
    if (value === '') return
    seen(who, { ...found, value: more.extension ? `${full} ext. ${more.extension}` : full }, node)
  }
}

type AddressTarget = Who['person']['addresses'][number]

/** One of `state` and `nonUsaState`; where both stand and differ, the other is unread. */
function takeRegion(node: XmlNode, address: AddressTarget, reading: Reading): void {
  const region = node.text.trim()
  if (address.region !== undefined && region !== '' && region !== address.region) keepElement(node, reading, 'element-repeated')
  else setRegion(node, address, reading)
}

const setRegion: Take<AddressTarget> = text(set('region'))

const addressTable = new XmlTable<AddressTarget>(
  {
    address: once(text(set('street'))),
    city: once(text(set('city'))),
    zipCode: once(text(set('postalCode'))),
    state: once(takeRegion),
    nonUsaState: once(takeRegion),
    country: once(text(set('country'))),
  },
  {
    type: (value, address, { node, reading }) => {
      address.type = reading.oneOf(value, node.spotOf('type'), contactTypes)
    },
  },
)

const takeAddress: Take<Who> = (node, who, reading) => {
  const address: AddressTarget = {}
  addressTable.read(node, address, reading)
  if (Object.keys(address).length > 0) who.person.addresses.push(address)
}

const flag =
  (name: string): Take<Who> =>
  (node, who, reading) => {
    const raw = textOf(node, reading)
    const value = raw === '' ? true : reading.boolean(raw, node)
    // Two elements may state one flag (disabled for a time, for good): a yes stands.
    if (value !== undefined) who.person.flags[name] = value || who.person.flags[name] === true
  }

const statement = (topic: string): Take<Who> => text((value, who) => state(who.person.statements, topic, value))

const takeStatedAge: Take<Who> = text((value, who, node) => takeAge(who, value, node))

const personRules = {
  firstName: once<Who>(text(setIn('person', 'firstName'))),
  middleName: once<Who>(text(setIn('person', 'middleName'))),
  lastName: once<Who>(text(setIn('person', 'lastName'))),
  phone: many(contact('phone')),
  email: many(contact('email')),
  address: many(takeAddress),
  age: once(takeStatedAge),
  ageAssertionDiscrepancy: once(flag('age-discrepancy')),
  dateOfBirth: once<Who>(
    text((value, who, node) => {
      who.person.dateOfBirth = birthDate(value, node, who.reading)
    }),
  ),
}

export const personTable = new XmlTable<Who>(personRules)
const takePerson: Take<Who> = (node, who, reading) => personTable.read(node, who, reading)

type Event = Omit<Sighting<string>, 'role'>

const eventRules = {
  eventName: once<Event>((node, event, reading) => {
    event.event = eventName(textOf(node, reading), node, reading)
  }),
  dateTime: once<Event>((node, event, reading) => {
    const raw = textOf(node, reading)
    if (raw !== '') event.time = reading.time(raw, node)
  }),
}

const ipTable = new XmlTable<Event>({
  ipAddress: once(text(set('value'))),
  ...eventRules,
  possibleProxy: once((node, event, reading) => {
    const raw = textOf(node, reading)
    event.isProxy = raw === '' ? true : reading.boolean(raw, node)
  }),
  port: once((node, event, reading) => {
    const raw = textOf(node, reading)
    if (raw !== '') event.port = port(raw, node, reading)
  }),
})

const deviceTable = new XmlTable<Event>({
  idType: once((node, event, reading) => {
    event.type = code(textOf(node, reading), node, reading)
  }),
  idValue: once(text(set('value'))),
  ...eventRules,
})

const captured =
  (kind: 'ip' | 'device', table: XmlTable<Event>) =>
  (node: XmlNode, reading: Reading): Event => {
    const event: Event = { kind, value: '' }
    table.read(node, event, reading)
    return event
  }

/** <ipCaptureEvent> and <deviceId>, wherever they stand. */
export const ipEvent = captured('ip', ipTable)
export const deviceEvent = captured('device', deviceTable)

interface Location {
  city?: string
  region?: string
  country?: string
  notes: string[]
}

const locationTable = new XmlTable<Location>(
  {
    city: once(text(set('city'))),
    region: once(text(set('region'))),
    countryCode: once(text(set('country'))),
    verified: once(text((value, place) => place.notes.push(`verified: ${value}`))),
    timestamp: once(text((value, place) => place.notes.push(`at: ${value}`))),
  },
  {
    verified: (value, place) => place.notes.push(`verified: ${value}`),
    timestamp: (value, place) => place.notes.push(`at: ${value}`),
  },
)

const takeLocation: Take<Who> = (node, who, reading) => {
  const place: Location = { notes: [] }
  locationTable.read(node, place, reading)
  const { notes, ...where } = place
  if (Object.keys(where).length > 0) who.person.addresses.push({ ...where, type: 'Estimated' })
  state(who.person.statements, 'estimated-location', notes.join('; '))
}

const espIdentifier = once<Who>(text((value, who, node) => seen(who, { kind: 'account', value }, node)))
const espService = once<Who>(text(set('service')))
const screenName = once<Who>(text((value, who, node) => seen(who, { kind: 'screen-name', value }, node)))
const displayName = many<Who>(text((value, who) => void who.person.displayNames.push(value)))
const profileUrl = many<Who>(text((value, who, node) => seen(who, { kind: 'url', value, type: 'profile' }, node)))
const profileBio = once(statement('profile-bio'))
const groupIdentifier = once(statement('group'))
const ipCaptureEvent = many<Who>((node, who, reading) => seen(who, ipEvent(node, reading), node))
const deviceId = many<Who>((node, who, reading) => seen(who, deviceEvent(node, reading), node))
const allEmailsReported = once(flag('all-emails-reported'))
const additionalInfo = many(statement('additional-info'))

/** Numbers of reports; what else stands there was written freely. */
function takePriorReports(value: string, { person }: Who): void {
  const numbers = value.split(/[\s,;]+/).filter(Boolean)
  if (numbers.every((number) => /^\d{4,10}$/.test(number))) person.priorReports.push(...numbers)
  else state(person.statements, 'additional-info', value)
}

const userTable = new XmlTable<Who>({
  personOrUserReportedPerson: once(takePerson),
  intendedRecipientPerson: once(takePerson),
  victimPerson: once(takePerson),
  vehicleDescription: once(statement('vehicle')),
  espIdentifier,
  espService,
  compromisedAccount: once(flag('compromised-account')),
  screenName,
  displayName,
  profileUrl,
  profileBio,
  ipCaptureEvent,
  deviceId,
  schoolName: once(text(setIn('person', 'school'))),
  thirdPartyUserReported: once(flag('third-party')),
  priorCTReports: many(text(takePriorReports)),
  groupIdentifier,
  accountTemporarilyDisabled: once(flag('account-disabled')),
  accountPermanentlyDisabled: once(flag('account-disabled')),
  estimatedLocation: once(takeLocation),
  allEmailsReported,
  associatedAccount: many((node, who, reading) => takeAssociated(node, who, reading)),
  additionalInfo,
})

/** Platform and service of an associated account, as a rule one and the same; its accounts are those of the one named last. */
const takeService: Take<Who> = text((value, who) => {
  const { service } = who
  if (service !== undefined && service.toLowerCase() !== value.toLowerCase()) state(who.person.statements, 'platform', service)
  who.service = value
})

const associatedTable = new XmlTable<Who>(
  {
    platform: once(takeService),
    firstName: personRules.firstName,
    middleName: personRules.middleName,
    lastName: personRules.lastName,
    approximateAge: once(takeStatedAge),
    age: personRules.age,
    dateOfBirth: personRules.dateOfBirth,
    ageAssertionDiscrepancy: personRules.ageAssertionDiscrepancy,
    phone: personRules.phone,
    email: personRules.email,
    allEmailsReported,
    address: personRules.address,
    espService: once(takeService),
    espIdentifier,
    profileUrl,
    screenName,
    displayName,
    profileBio,
    groupIdentifier,
    ipCaptureEvent,
    deviceId,
    additionalInfo,
  },
  {
    accountType: (value, who, { node, reading }) => {
      const type = reading.oneOf(value, node.spotOf('accountType'), accountTypes)
      if (type) state(who.person.statements, 'account-type', type)
    },
    thirdPartyUser: (value, who, { node, reading }) => {
      const is = reading.boolean(value, node.spotOf('thirdPartyUser'))
      if (is !== undefined) who.person.flags['third-party'] = is
    },
  },
)

/** An associated account is a sighting of its own and never merged into the person with whom it is associated. */
function takeAssociated(node: XmlNode, owner: Who, reading: Reading): void {
  const who = newPerson(owner.reading, 'associated')
  who.person.associatedWith = owner.index
  associatedTable.read(node, who, reading)
  finishPerson(who)
}

export const user =
  (role: PersonRole): Take<Content<string>> =>
  (node, _, reading) => {
    const who = newPerson(reading, role)
    userTable.read(node, who, reading)
    finishPerson(who)
  }
