// The invented people behind the reports: where they live, by which senders they are met, what they hold and when they change it. All
// of it follows from (seed, index), so nothing is kept between reports and any report can be made again.
import { familyNames, familyNamesAbroad, givenNames, givenNamesAbroad, handleWords, mailDomains } from './names.data.ts'
import { type Site, sites, sitesAbroad } from './places.data.ts'
import { mixed, Random } from './random.ts'
import { type Plot, type Sender, senders } from './senders.data.ts'

export type Difficulty = 'easy' | 'usual' | 'hard'
export type Country = 'xx' | 'in' | 'both'

/** How often, out of a thousand, an actor takes a new value between two reports, and how often a report carries a value of many. */
export interface Hardness {
  newAccount: number
  newContact: number
  newDevice: number
  /** A placeholder, a proxy of a school: shared by people who have nothing to do with each other. */
  hub: number
  /** Hub values: how many of each kind for 100,000 reports. */
  hubs: number
  /** A phone that is really another actor's (family, resale), out of ten thousand actors. */
  borrowed: number
}

export const hardness: Record<Difficulty, Hardness> = {
  easy: { newAccount: 130, newContact: 90, newDevice: 80, hub: 4, hubs: 4, borrowed: 0 },
  usual: { newAccount: 170, newContact: 110, newDevice: 100, hub: 12, hubs: 12, borrowed: 3 },
  hard: { newAccount: 320, newContact: 180, newDevice: 150, hub: 30, hubs: 50, borrowed: 10 },
}

export interface Story {
  seed: number
  difficulty: Difficulty
  country: Country
}

export interface Actor {
  index: number
  size: number
  site: Site
  city: string
  given: string
  family: string
  /** One or more services; the first is the usual one. */
  services: Sender[]
  plot: Plot
  usesMobile: boolean
  usesProxy: boolean
  isMinor: boolean
}

const sizes: readonly (readonly [readonly [number, number], number])[] = [
  [[1, 1], 800],
  [[2, 2], 110],
  [[3, 3], 40],
  [[4, 5], 25],
  [[6, 8], 12],
  [[9, 15], 8],
  [[16, 25], 4],
  [[26, 40], 1],
]
const senderWeights = senders.map((sender) => [sender, sender.weight] as const)
const labels = { actor: 1, value: 2, home: 3, eras: 4 } as const

export function actorOf(story: Story, index: number): Actor {
  const random = new Random(story.seed, labels.actor, index)
  const usual = random.weighted(senderWeights)
  const plot = random.weighted(usual.plots)
  const isSingle = plot === 'page' || plot === 'peer' ? random.chance(700) : plot === 'viral' && random.chance(800)
  const [least, most] = isSingle ? [1, 1] : random.weighted(sizes)
  const size = random.between(least, most)
  const site = siteOf(story, random)
  const isAbroad = site.country === 'IN'
  const services = [usual]
  for (let more = size > 2 && usual.kind !== 'hotline' ? random.between(0, 2) : 0; more > 0; more--)
    services.push(random.weighted(senderWeights))
  return {
    index,
    size,
    site,
    city: random.pick(site.cities),
    given: random.pick(isAbroad ? givenNamesAbroad : givenNames),
    family: random.pick(isAbroad ? familyNamesAbroad : familyNames),
    services: services.filter((sender) => sender === usual || sender.kind !== 'hotline'),
    plot,
    usesMobile: random.chance(450),
    usesProxy: random.chance(60),
    isMinor: random.chance(50),
  }
}

function siteOf({ country }: Story, random: Random): Site {
  const isAbroad = random.chance(180)
  if (country === 'in' || (country === 'both' && isAbroad)) return random.pick(sitesAbroad)
  return random.pick(sites)
}

/** How often each of the actor's values was replaced before report `nth` (0 is the first). */
export interface Eras {
  account: number
  contact: number
  device: number
}

export function erasOf(story: Story, actor: Actor, nth: number): Eras {
  const random = new Random(story.seed, labels.eras, actor.index)
  const often = hardness[story.difficulty]
  const eras = { account: 0, contact: 0, device: 0 }
  for (let i = 0; i < nth; i++) {
    if (random.chance(often.newAccount)) eras.account++
    if (random.chance(often.newContact)) eras.contact++
    if (random.chance(often.newDevice)) eras.device++
  }
  return eras
}

const kinds = { account: 1, handle: 2, email: 3, phone: 4, imei: 5, vendor: 6, v4: 7, v6: 8, associated: 9, birth: 10 } as const
export type ValueKind = keyof typeof kinds

/** The stream from which one value of one actor is made: the same in every report that shows it. */
export function streamOf(story: Story, actor: Actor, [kind, era, more = 0]: readonly [ValueKind, number, number?]): Random {
  return new Random(story.seed, labels.value, actor.index, kinds[kind], era, more)
}

export function handleOf(story: Story, actor: Actor, era: number): string {
  const random = streamOf(story, actor, ['handle', era])
  const [one, other] = [random.pick(handleWords), random.pick(handleWords)]
  return random.pick([
    `${one}.${other}.${random.between(10, 99)}`,
    `${one}_${random.between(1970, 2012)}`,
    `${one}${other}${random.digits(4)}`,
  ])
}

export function emailOf(story: Story, actor: Actor, era: number): string {
  const random = streamOf(story, actor, ['email', era])
  return `${random.pick(handleWords)}.${random.pick(handleWords)}.${random.token(6)}@${random.pick(mailDomains)}`
}

/** Coprime to every power of ten. */
const PHONE_STEP = 7_654_321

export function phoneOf(story: Story, actor: Actor, era: number): string {
  const { phone, phoneDigits } = actor.site
  const room = 10 ** phoneDigits
  // A permutation, so that two actors never have one number by accident: the ranges are small.
  const number = ((actor.index * 16 + Math.min(era, 15)) * PHONE_STEP + mixed([story.seed])) % room
  return phone + String(number).padStart(phoneDigits, '0')
}

/** 15 digits with a valid check digit, in the range that is reserved for test equipment (00). */
export function imeiOf(story: Story, actor: Actor, era: number): string {
  const body = `001${streamOf(story, actor, ['imei', era]).digits(11)}`
  return body + luhnDigit(body)
}

/** The check digit that a Luhn number needs after `body`. */
export function luhnDigit(body: string): string {
  let sum = 0
  for (let i = 0; i < body.length; i++) {
    const digit = Number(body[body.length - 1 - i])
    const doubled = i % 2 === 0 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return String((10 - (sum % 10)) % 10)
}

const dotted = (address: number): string =>
  `${Math.floor(address / 0x1_00_00_00)}.${Math.floor(address / 0x1_00_00) % 256}.${Math.floor(address / 256) % 256}.${address % 256}`

export function addressIn(block: readonly [number, number], random: Random): string {
  return dotted(block[0] + random.below(block[1]))
}

export function homeAddress(story: Story, actor: Actor, era: number): string {
  const random = streamOf(story, actor, ['v4', era])
  return addressIn(random.pick(actor.site.homes), random)
}

/** A whole IPv6 address: one interface of one home; a new one with each device. */
export function wholeV6(story: Story, actor: Actor, device: number): string {
  const home = streamOf(story, actor, ['v6', 0]).hex(4)
  const random = streamOf(story, actor, ['v6', device, 1])
  const groups = [0, 1, 2, 3].map(() => random.between(0x1000, 0xefff).toString(16))
  return `${actor.site.v6}:${trimmed(home)}:${groups.join(':')}`
}

const trimmed = (group: string): string => group.replace(/^0{1,3}/, '')
