// The reported person of a tip: an actor as one sender knows them, by its habits.
import { actorOf, addressIn, emailOf, handleOf, hardness, homeAddress, imeiOf, phoneOf, streamOf, wholeV6 } from './actors.ts'
import { displayNamesAbroad, streets } from './names.data.ts'
import type { Occasion } from './occasion.ts'
import { farAway, hosting, proxies, publicWifi } from './places.data.ts'
import { senders } from './senders.data.ts'
import { addShared } from './shared-values.ts'
import { type Address, emptyParty, type IpCapture, type Party } from './tip.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

export function suspectOf(occasion: Occasion): Party {
  const { story, who, sender, eras, random } = occasion
  const party = emptyParty()
  if (sender.kind === 'hotline' && random.chance(600)) return party
  if (random.chance(sender.fullName)) Object.assign(party, { firstName: who.given, lastName: who.family })
  addAge(occasion, party)
  if (random.chance(sender.phone)) addPhone(occasion, party)
  if (random.chance(sender.email)) {
    party.emails.push({ value: emailOf(story, who, eras.contact), isVerified: random.chance(600) || undefined })
    if (sender.isNewest && random.chance(80))
      party.emails.push({ value: emailOf(story, who, 100 + eras.contact), type: 'Recovery' })
  }
  if (random.chance(sender.address)) party.addresses.push(addressOf(occasion))
  addAccount(occasion, party)
  addDevices(occasion, party)
  party.ips.push(...capturesOf(occasion))
  addStanding(occasion, party)
  addShared(occasion, party)
  return party
}

function addAge({ story, who, sender, random }: Occasion, party: Party): void {
  const birth = streamOf(story, who, ['birth', 0])
  const year = who.isMinor ? birth.between(2010, 2013) : birth.between(1956, 2005)
  const month = String(birth.between(1, 12)).padStart(2, '0')
  if (random.chance(250)) party.dateOfBirth = `${year}-${month}-${String(birth.between(1, 28)).padStart(2, '0')}`
  else if (random.chance(120)) party.age = 2026 - year
  if (sender.isNewest && party.age !== undefined && random.chance(100)) party.isAgeInDoubt = true
}

function addPhone(occasion: Occasion, party: Party): void {
  const { story, who, eras, sender, random } = occasion
  const isVerified = random.chance(700)
  const lender = who.index > 0 && streamOf(story, who, ['phone', 900]).below(10_000) < hardness[story.difficulty].borrowed
  const value = lender ? phoneOf(story, actorOf(story, who.index - 1), 0) : phoneOf(story, who, eras.contact)
  const verifiedAt = isVerified ? occasion.stamp(occasion.incidentAt - random.between(2, 90) * DAY) : undefined
  party.phones.push({
    value,
    type: sender.kind === 'mail' ? undefined : 'Mobile',
    isVerified,
    verifiedAt,
    isShared: lender || undefined,
  })
}

function addressOf({ story, who, random }: Occasion): Address {
  const home = streamOf(story, who, ['birth', 2])
  const { site } = who
  const zipCode = site.postal + home.digits(site.postalLength - site.postal.length)
  const type = random.pick(['Home', 'Billing', undefined])
  return {
    street: `${home.pick(streets)} ${home.between(1, 99)}`,
    city: who.city,
    zipCode,
    region: site.region,
    country: site.country,
    type,
  }
}

function addAccount({ story, who, sender, eras, random }: Occasion, party: Party): void {
  if (sender.kind === 'peer' || sender.kind === 'phone') return
  if (sender.kind !== 'hotline') {
    const id = streamOf(story, who, ['account', eras.account, senders.indexOf(sender)])
    party.account = { service: sender.service ?? sender.name, id: sender.kind === 'mail' ? `nm${id.digits(11)}` : id.digits(12) }
  }
  const handle = handleOf(story, who, eras.account)
  if (random.chance(sender.screenName)) party.screenName = handle
  if (random.chance(sender.profileUrl)) party.profileUrls.push(`https://${sender.name.toLowerCase()}.example/u/${handle}`)
  if (party.screenName && random.chance(200))
    party.displayNames.push(who.site.country === 'IN' ? random.pick(displayNamesAbroad) : who.given)
  if (sender.isNewest && random.chance(30)) party.bio = `Profile of ${handle}`
  if (sender.isNewest && random.chance(50)) party.associated.push(associatedOf({ story, who, eras }))
}

function associatedOf({ story, who, eras }: Pick<Occasion, 'story' | 'who' | 'eras'>): Party['associated'][number] {
  const random = streamOf(story, who, ['associated', eras.account])
  return {
    accountType: random.pick(['Linked', 'Billing', 'Business', 'Other']),
    account: { service: 'Quaychat', id: random.digits(12) },
    screenName: random.chance(500) ? handleOf(story, who, 500 + eras.account) : undefined,
    emails: random.chance(500) ? [{ value: emailOf(story, who, 500 + eras.account) }] : [],
  }
}

function addDevices({ story, who, sender, eras, random, stamp, incidentAt }: Occasion, party: Party): void {
  if (!random.chance(sender.device)) return
  const time = random.chance(500) ? stamp(incidentAt - random.between(5, 900) * MINUTE) : undefined
  if (sender.kind === 'phone' || random.chance(400)) {
    party.devices.push({ idType: 'IMEI', value: imeiOf(story, who, eras.device), event: time && 'Login', time })
    return
  }
  const vendor = streamOf(story, who, ['vendor', eras.device, senders.indexOf(sender)])
  party.devices.push({ idType: `${sender.name} device`, value: vendor.hex(32), event: time && 'Login', time })
}

/** The IP events that a sender gives, newest first. */
function capturesOf(occasion: Occasion): IpCapture[] {
  const { sender, random } = occasion
  if (sender.kind === 'hotline') return []
  const captures: IpCapture[] = [sessionOf(occasion)]
  let at = occasion.incidentAt
  for (let more = random.below(sender.kind === 'phone' ? 1 : 4); more > 0; more--) {
    at -= random.between(20, 4000) * MINUTE
    captures.push({
      ...placeOf(occasion),
      event: random.pick(['Login', 'Upload', 'Other', 'Unknown']),
      time: occasion.stamp(at),
      port: portOf(occasion),
    })
  }
  if (random.chance(sender.v6)) {
    const ip = wholeV6(occasion.story, occasion.who, occasion.eras.device)
    captures.push({ ip, event: 'Login', time: occasion.stamp(at - random.between(1, 600) * MINUTE) })
  }
  if (random.chance(120)) {
    const ip = homeAddress(occasion.story, occasion.who, 0)
    captures.push({ ip, event: 'Registration', time: occasion.stamp(at - random.between(20, 400) * DAY) })
  }
  return captures
}

/** The address of the act. Some sessions are reported twice: the same address, port and minute in both reports of a pair. */
function sessionOf(occasion: Occasion): IpCapture {
  const { story, who, nth, pairAt, random, stamp, incidentAt } = occasion
  const session = streamOf(story, who, ['v4', 1000 + Math.floor(nth / 2)])
  if (who.size > 1 && session.chance(60)) {
    const ip = who.usesMobile ? addressIn(who.site.mobile, session) : homeAddress(story, who, 0)
    return {
      ip,
      event: actOf(occasion),
      time: stamp(pairAt - session.between(700, 900) * MINUTE),
      port: session.between(1024, 65_535),
    }
  }
  return {
    ...placeOf(occasion),
    event: actOf(occasion),
    time: stamp(incidentAt - random.below(120) * 1000),
    port: portOf(occasion),
  }
}

const actOf = ({ sender }: Occasion): string => (sender.kind === 'games' || sender.kind === 'phone' ? 'Login' : 'Upload')

function portOf({ sender, random }: Occasion): number | undefined {
  return random.chance(sender.port) ? random.between(1024, 65_535) : undefined
}

function placeOf({ story, who, eras, random }: Occasion): Pick<IpCapture, 'ip' | 'isProxy'> {
  if (who.usesProxy && random.chance(600))
    return { ip: addressIn(random.pick(proxies), random), isProxy: random.chance(700) || undefined }
  if (random.chance(25)) return { ip: addressIn(random.pick(publicWifi), random) }
  if (random.chance(15)) return { ip: addressIn(random.pick([farAway, ...hosting]), random) }
  if (who.usesMobile && random.chance(650)) return { ip: addressIn(who.site.mobile, random) }
  return { ip: homeAddress(story, who, eras.contact) }
}

function addStanding({ who, sender, random, earlier }: Occasion, party: Party): void {
  if (sender.kind !== 'hotline' && random.chance(350)) party.isDisabled = true
  if (sender.isNewest && random.chance(10)) party.isCompromised = true
  if (earlier.length > 0 && random.chance(80)) party.priorReports.push(...earlier.slice(0, 2))
  if (random.chance(sender.isNewest ? 150 : 60)) {
    party.location = { city: who.city, region: who.site.region, country: who.site.country }
  }
}
