// Values that many unrelated people have: role mails and repeated digits, which can be told by their looks, and placeholders, a tester's
// phone, proxies of schools, which cannot. The latter occur in dozens of reports each or not at all, as in life.
import { hardness, luhnDigit } from './actors.ts'
import type { Occasion } from './occasion.ts'
import { sites } from './places.data.ts'
import { Random } from './random.ts'
import type { Party } from './tip.ts'

/** A hub below this many reports could not be told from a person by anybody. */
const FEWEST_USES = 40
const label = 21

interface Hubs {
  /** Placeholders of any sender. */
  general: number
  /** Placeholder accounts of Quaychat. */
  accounts: number
}

function hubsOf({ story, of }: Occasion): Hubs {
  const { hub, hubs } = hardness[story.difficulty]
  const uses = (of * hub) / 1000
  return {
    general: Math.min(hubs, Math.floor(uses / 2 / FEWEST_USES)),
    accounts: Math.min(hubs, Math.floor(uses / 8 / FEWEST_USES)),
  }
}

/** Gives the suspect a value of many, where the dice say so. */
export function addShared(occasion: Occasion, party: Party): void {
  const { random, story } = occasion
  if (!random.chance(hardness[story.difficulty].hub)) return
  const { general, accounts } = hubsOf(occasion)
  if (occasion.sender.name === 'Quaychat' && accounts > 0 && random.chance(450)) {
    const hub = new Random(story.seed, label, 1, random.below(accounts))
    party.account = { service: occasion.sender.service!, id: `guest-${hub.digits(7)}`, isShared: true }
    return
  }
  if (general > 0 && random.chance(550)) addHub(party, new Random(story.seed, label, 2, random.below(general)))
  else addPlaceholder(party, occasion)
}

function addHub(party: Party, hub: Random): void {
  const kind = hub.below(4)
  if (kind === 0) party.emails.push({ value: `contact.${hub.token(5)}@quaymail.example`, isShared: true })
  else if (kind === 1) party.phones.push({ value: `+99911${hub.digits(8)}`, isShared: true })
  else if (kind === 2) {
    const body = `00149990${hub.digits(6)}`
    party.devices.push({ idType: 'IMEI', value: body + luhnDigit(body), isShared: true })
  } else {
    const school = `${hub.pick(sites).v6}:ff00:1:0:${hub.between(1, 9)}:${hub.between(1, 9)}`
    party.ips.push({ ip: school, event: 'Login', isShared: true })
  }
}

const roleMails = ['abuse', 'noreply', 'info', 'support', 'admin', 'unknown', 'postmaster'] as const
const testPhones = ['+9990000000000', '+9995555555555', '+9991111111111'] as const

function addPlaceholder(party: Party, { random, sender }: Occasion): void {
  const kind = random.below(4)
  const domain = `${sender.name.toLowerCase().replaceAll(' ', '')}.example`
  if (kind < 2) party.emails.push({ value: `${random.pick(roleMails)}@${domain}`, isShared: true })
  else if (kind === 2) party.phones.push({ value: random.pick(testPhones), isShared: true })
  else party.devices.push({ idType: 'IMEI', value: '000000000000000', isShared: true })
}
