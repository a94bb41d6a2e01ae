// The other people of a tip: recipients, victims and whoever reported it. All invented; the product seals most of what is said of them.
import { addressIn } from './actors.ts'
import { familyNames, givenNames, handleWords, mailDomains, schools } from './names.data.ts'
import type { Occasion } from './occasion.ts'
import type { Random } from './random.ts'
import { emptyParty, type Party, type Tip } from './tip.ts'

export function recipientsOf(occasion: Occasion): Party[] {
  const { plot, random } = occasion
  if (plot === 'contact' || plot === 'coercion')
    return Array.from({ length: random.chance(150) ? 2 : 1 }, () => recipientOf(occasion))
  return plot === 'files' && random.chance(120) ? [recipientOf(occasion)] : []
}

function recipientOf({ random, sender, who }: Occasion): Party {
  const party = emptyParty()
  party.account = sender.service ? { service: sender.service, id: random.digits(12) } : undefined
  party.screenName = handle(random)
  const age = random.weighted<number | undefined>(ages)
  if (age !== undefined) party.age = age
  if (random.chance(150)) party.firstName = random.pick(givenNames)
  if (!party.account || random.chance(100)) party.emails.push({ value: mail(random) })
  if (random.chance(150)) party.ips.push({ ip: addressIn(random.pick(who.site.homes), random), event: 'Login' })
  return party
}

const ages: readonly (readonly [number | undefined, number])[] = [
  [undefined, 400],
  [11, 80],
  [12, 100],
  [13, 130],
  [14, 120],
  [15, 90],
  [24, 40],
  [37, 40],
]

export function victimsOf(occasion: Occasion): Party[] {
  const { plot, random } = occasion
  const isContact = plot === 'contact' || plot === 'coercion'
  if (!random.chance(isContact ? 350 : 15)) return []
  const party = emptyParty()
  party.firstName = random.pick(givenNames)
  if (random.chance(400)) party.lastName = random.pick(familyNames)
  party.age = random.between(9, 15)
  party.screenName = random.chance(600) ? handle(random) : undefined
  if (random.chance(250)) party.school = random.pick(schools)
  if (random.chance(200)) party.phones.push({ value: `+99913${random.digits(8)}` })
  return [party]
}

const handle = (random: Random): string => `${random.pick(handleWords)}${random.pick(handleWords)}${random.digits(3)}`

const mail = (random: Random): string => `${random.pick(handleWords)}.${random.token(7)}@${random.pick(mailDomains)}`

/** The person at the sender who signs, or a member of the public at the hotline. */
export function reporterOf({ sender, random }: Occasion): Tip['reporterContact'] {
  if (sender.kind === 'hotline') {
    if (!random.chance(300)) return undefined
    return { firstName: random.pick(givenNames), lastName: random.pick(familyNames), email: mail(random) }
  }
  if (sender.isNewest) return undefined
  const domain = `${sender.name.toLowerCase().replaceAll(' ', '')}.example`
  return { lastName: 'Trust and Safety', email: `legal@${domain}` }
}
