// People of the agencies' JSON export, with the events in which the provider saw them.
import { firstOf } from '../../base/text.ts'
import type { Content, PersonRole } from '../../model/report.ts'
import {
  birthDate,
  eventName,
  type File,
  type Found,
  finishPerson,
  newPerson,
  port,
  seen,
  seenWithFile,
  set,
  setIn,
  state,
  takeAge,
  type Who,
} from '../build.ts'
import { contactTypes, genders } from './codes.data.ts'
import { booleanOf, type JsonSpot, JsonTable, listOf, member, stringOf, type TakeMember } from './json-table.ts'

const statement = (topic: string): TakeMember<Who> => member((text, who) => state(who.person.statements, topic, text))

/** A list of words, or one text. */
const words =
  (topic: string): TakeMember<Who> =>
  (value, who, at) => {
    const said = listOf(value, at).map(({ item, at: spot }) => stringOf(item, spot))
    state(who.person.statements, topic, said.filter(Boolean).join(', '))
  }

/** Yes or no where it is one, else what was said. */
const flagOr =
  (flag: string): TakeMember<Who> =>
  (value, who, at) => {
    const text = stringOf(value, at)
    if (/^(true|false|yes|no|1|0)$/i.test(text)) who.person.flags[flag] = /^(true|yes|1)$/i.test(text)
    else state(who.person.statements, flag, text)
  }

/** Any other word could be a name. */
const contactType = (text: string, at: JsonSpot): string | undefined =>
  text === '' ? undefined : at.reading.oneOf(text, at, contactTypes)

const contactTable = new JsonTable<Found & { more: Record<string, string> }>({
  value: member(set('value')),
  verified: (value, found, at) => {
    found.isVerified = booleanOf(value, at)
  },
  type: (value, found, at) => {
    found.type = contactType(stringOf(value, at), at)
  },
  countryCallingCode: member((text, found) => {
    found.more.code = text
  }),
  extension: member((text, found) => {
    found.more.extension = text
  }),
})

const contacts =
  (kind: 'email' | 'phone'): TakeMember<Who> =>
  (value, who, at) => {
    for (const { item, at: spot } of listOf(value, at)) {
      const found = { kind, value: '', more: {} as Record<string, string> }
      if (typeof item === 'object') contactTable.read(item, found, spot)
      else found.value = stringOf(item, spot)
      const { more, ...contact } = found
      const full = more.code && !contact.value.startsWith('+') ? `${more.code} ${contact.value}` : contact.value
      if (contact.value !== '') seen(who, { ...contact, value: more.extension ? `${full} ext. ${more.extension}` : full }, spot)
    }
  }

interface Street {
  street1?: string
  street2?: string
  address: Who['person']['addresses'][number]
}

const addressTable = new JsonTable<Street>({
  street1: member(set('street1')),
  street2: member(set('street2')),
  city: member(setIn('address', 'city')),
  state: member(setIn('address', 'region')),
  postalCode: member(setIn('address', 'postalCode')),
  country: member(setIn('address', 'country')),
  type: (value, { address }, at) => {
    address.type = contactType(stringOf(value, at), at)
  },
})

const takeAddresses: TakeMember<Who> = (value, who, at) => {
  for (const { item, at: spot } of listOf(value, at)) {
    const street: Street = { address: {} }
    addressTable.read(item, street, spot)
    const first = [street.street1, street.street2].filter(Boolean).join(', ')
    const address = first ? { street: first, ...street.address } : street.address
    if (Object.keys(address).length > 0) who.person.addresses.push(address)
  }
}

interface Capture extends Found {
  captureType: string
}

const captureTable = new JsonTable<Capture>({
  captureType: member(set('captureType')),
  value: member(set('value')),
  dateTime: (value, capture, at) => {
    const raw = stringOf(value, at)
    if (raw !== '') capture.time = at.reading.time(raw, at)
  },
  port: (value, capture, at) => {
    const raw = stringOf(value, at)
    if (raw !== '') capture.port = port(raw, at, at.reading)
  },
  eventName: (value, capture, at) => {
    capture.event = eventName(stringOf(value, at), at, at.reading)
  },
  possibleProxy: (value, capture, at) => {
    capture.isProxy = booleanOf(value, at)
  },
})

const captureKinds: ReadonlyMap<string, Pick<Found, 'kind' | 'type'>> = new Map([
  ['ip address', { kind: 'ip' }],
  ['ip', { kind: 'ip' }],
  ['profile url', { kind: 'url', type: 'profile' }],
  ['url', { kind: 'url' }],
  ['email address', { kind: 'email' }],
  ['email', { kind: 'email' }],
  ['phone number', { kind: 'phone' }],
  ['phone', { kind: 'phone' }],
  ['screen name', { kind: 'screen-name' }],
  ['screen/user name', { kind: 'screen-name' }],
  ['esp user id', { kind: 'account' }],
  ['user id', { kind: 'account' }],
  ['imei', { kind: 'device', type: 'IMEI' }],
  ['iccid', { kind: 'device', type: 'ICCID' }],
  ['mac address', { kind: 'device', type: 'MAC' }],
  ['device id', { kind: 'device' }],
])

/** `sourceInformation`: what the provider captured, with its kind in words. */
export function captures(value: unknown, at: JsonSpot, add: (found: Found, spot: JsonSpot) => void): void {
  for (const { item, at: spot } of listOf(value, at, 'sourceCaptures')) {
    const capture: Capture = { kind: 'ip', value: '', captureType: '' }
    captureTable.read(item, capture, spot)
    const { captureType, ...found } = capture
    const known = captureKinds.get(captureType.toLowerCase())
    if (known) add({ ...found, ...known }, spot)
    else if (captureType !== '' || found.value !== '') at.reading.odd('capture-unknown', spot, `${captureType}: ${found.value}`)
  }
}

/** `additionalInformations`: texts, each in a wrapper. */
export function informations(value: unknown, at: JsonSpot, add: (text: string) => void): void {
  for (const { item, at: spot } of listOf(value, at, 'additionalInformations')) {
    const text = stringOf(item, spot)
    if (text !== '') add(text)
  }
}

export const fileCaptures: TakeMember<File> = (value, into, at) =>
  captures(value, at, (found, spot) => seenWithFile(into, found, spot))

const personRules: Record<string, TakeMember<Who>> = {
  firstName: member(setIn('person', 'firstName')),
  middleName: member(setIn('person', 'middleName')),
  lastName: member(setIn('person', 'lastName')),
  preferredName: member((text, who) => void who.person.displayNames.push(text)),
  gender: (value, who, at) => {
    const text = stringOf(value, at)
    who.person.gender = text.trim() === '' ? undefined : at.reading.oneOf(text, at, genders)
  },
  dateOfBirth: member((text, who, at) => {
    who.person.dateOfBirth = birthDate(text, at, at.reading)
  }),
  approximateAge: member((text, who, at) => takeAge(who, text, at)),
  physicalDescription: statement('physical-description'),
  vehicleDescription: statement('vehicle'),
  vehicleTagNumber: statement('vehicle-tag'),
  occupation: statement('occupation'),
  espService: member(set('service')),
  espUserId: member((text, who, at) => seen(who, { kind: 'account', value: text }, at)),
  ipAddress: member((text, who, at) => seen(who, { kind: 'ip', value: text }, at)),
  relationshipToChildVictim: statement('relationship-to-child'),
  accessToChildVictim: flagOr('access-to-victim'),
  accessToChildren: flagOr('access-to-children'),
  accessToFirearms: flagOr('access-to-firearms'),
  convictedSexOffender: flagOr('convicted-offender'),
  awareOfReport: flagOr('aware-of-report'),
  gangAffiliation: statement('gang'),
  additionalContactInformation: statement('contact'),
  languages: words('languages'),
  races: words('races'),
  disabilities: words('disabilities'),
  screenName: (value, who, at) => {
    for (const { item, at: spot } of listOf(value, at)) seen(who, { kind: 'screen-name', value: stringOf(item, spot) }, spot)
  },
  emails: contacts('email'),
  phones: contacts('phone'),
  addresses: takeAddresses,
  sourceInformation: (value, who, at) => captures(value, at, (found, spot) => seen(who, found, spot)),
  additionalInformations: (value, who, at) => {
    informations(value, at, (text) => state(who.person.statements, 'additional-info', text))
  },
}

const personTable = new JsonTable<Who>(personRules)

export function takePeople(role: PersonRole, name: string): TakeMember<Content<string>> {
  return (value, _, at) => {
    for (const { item, at: spot } of listOf(value, at, name)) {
      const who = newPerson(at.reading, role)
      personTable.read(item, who, spot)
      finishPerson(who)
    }
  }
}

const reporterTable = new JsonTable<Who>({
  ...personRules,
  espName: member((text, { content }) => {
    content.sender.name = firstOf(text, 200)
  }),
})

/** The provider, and with it the person who reported, if one is named. */
export const takeReporter: TakeMember<Content<string>> = (value, content, at) => {
  const who = newPerson(at.reading, 'reporter')
  reporterTable.read(value, who, at)
  finishPerson(who)
  const { person } = who
  const { addresses, statements, displayNames, flags } = person
  const said = addresses.length + statements.length + displayNames.length + Object.keys(flags).length
  const isNamed = person.firstName || person.middleName || person.lastName || person.dateOfBirth || person.school || said > 0
  if (!isNamed && !content.sightings.some((one) => one.person === who.index)) content.people.pop()
}
