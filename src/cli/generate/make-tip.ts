// Puts a tip together: what is said to have happened, by whom, to whom, with which files; and what a later version of it changes.

import { officialTypes } from './incident-types.data.ts'
import { accessNotes, clients, dangers, games, notes } from './names.data.ts'
import type { Occasion } from './occasion.ts'
import { recipientsOf, reporterOf, victimsOf } from './others.ts'
import { suspectOf } from './suspects.ts'
import type { Detail, Party, Tip } from './tip.ts'
import { fileOf, filesOf } from './tip-files.ts'

const MINUTE = 60_000

export function makeTip(occasion: Occasion): Tip {
  const { sender, plot, random, number, receivedAt, incidentAt } = occasion
  const suspect = suspectOf(occasion)
  const files = filesOf(occasion)
  const isSpared = plot === 'viral' || plot === 'spam' || plot === 'peer'
  const tip: Tip = {
    number,
    receivedAt,
    sender: sender.name,
    reporterContact: reporterOf(occasion),
    legalUrl: sender.kind === 'hotline' ? undefined : `https://${sender.name.toLowerCase().replaceAll(' ', '')}.example/legal`,
    incidentType: typeOf(occasion),
    platform: sender.isNewest && random.chance(400) ? sender.service : undefined,
    annotations: annotationsOf(occasion),
    batched: plot === 'viral' && sender.isNewest ? 'VIRAL_POTENTIAL_MEME' : undefined,
    incidentAt: occasion.stamp(incidentAt),
    timeDescription: random.chance(200) ? 'Time as recorded by the provider' : undefined,
    details: detailsOf(occasion, suspect),
    suspect,
    recipients: recipientsOf(occasion),
    victims: victimsOf(occasion),
    files,
    note: random.chance(700) ? random.pick(notes) : undefined,
  }
  if (!isSpared && random.chance(sender.escalates)) tip.escalation = random.pick(dangers)
  if (!isSpared && random.chance(20)) suspect.note = random.pick(accessNotes)
  if (random.chance(10)) tip.lawEnforcement = { agency: 'Port City Cyber Unit', caseNumber: `${random.between(1, 300)}/2026` }
  return tip
}

function typeOf({ plot, sender, random }: Occasion): string {
  if (plot === 'contact') return random.chance(40) ? officialTypes.trafficking : officialTypes.enticement
  if (plot === 'coercion') return officialTypes.enticement
  if (plot === 'spam') return random.pick([officialTypes.unsolicited, officialTypes.words])
  if (sender.kind === 'hotline' && random.chance(30)) return officialTypes.molestation
  return officialTypes.csam
}

function annotationsOf({ plot, random, sender }: Occasion): string[] {
  if (plot === 'coercion') return random.chance(850) ? ['sextortion'] : []
  if (plot === 'spam') return ['spam']
  if (plot === 'contact')
    return random.weighted([
      [[], 600],
      [['csamSolicitation'], 250],
      [['minorToMinorInteraction'], 150],
    ])
  return sender.isNewest && random.chance(20) ? ['informational'] : []
}

function detailsOf(occasion: Occasion, suspect: Party): Detail[] {
  const { sender, random, stamp, incidentAt } = occasion
  const screen = `https://${sender.name.toLowerCase().replaceAll(' ', '')}.example`
  switch (sender.kind) {
    case 'chat':
      return [{ kind: 'chatIm', client: sender.name, room: random.chance(200) ? `room-${random.digits(5)}` : undefined }]
    case 'image':
      return [{ kind: 'webPage', urls: [`${screen}/p/${random.token(11)}`] }]
    case 'mail':
      return [
        {
          kind: 'email',
          addresses: suspect.emails.slice(0, 1).map(({ value }) => value),
          content: random.chance(500) ? headersOf(occasion) : undefined,
        },
      ]
    case 'cloud':
      return [{ kind: 'webPage', urls: [`${screen}/share/${random.token(16)}`], isThirdParty: false }]
    case 'games':
      return [{ kind: 'onlineGaming', game: random.pick(games), console: random.chance(300) ? 'Skiffbox' : undefined }]
    case 'phone':
      return [{ kind: 'cellPhone', phone: `+99912${random.digits(8)}` }]
    case 'peer': {
      const ips = [
        {
          ip: `203.0.113.${random.between(1, 126)}`,
          event: 'Upload',
          time: stamp(incidentAt - 5 * MINUTE),
          port: random.between(1024, 65_535),
        },
      ]
      return [{ kind: 'peer2peer', client: random.pick(clients), ips, fileNames: `file_${random.digits(6)}` }]
    }
    case 'hotline':
      return [
        { kind: 'webPage', urls: [`https://page-${random.digits(5)}.hosting.example/${random.token(8)}`], isThirdParty: true },
      ]
  }
}

/** The head of a message as mail providers send it: times and an id, no text. */
function headersOf({ random, incidentAt }: Occasion): string {
  return `Sent Date: ${new Date(incidentAt).toISOString().slice(0, 19)}Z\nX-Message-Id: ${random.hex(16)}@northlight.example`
}

/** The same number again, some time later: another category, one file more, an urgency. Everything else stays. */
export function reviseTip(tip: Tip, occasion: Occasion, receivedAt: number): Tip {
  const { random } = occasion
  const revised: Tip = { ...tip, receivedAt, files: [...tip.files] }
  const kind = random.below(3)
  if (kind === 0 && revised.files[0]?.category) {
    revised.files[0] = { ...revised.files[0], category: revised.files[0].category === 'A1' ? 'A2' : 'A1' }
  } else if (kind === 1 && revised.files.length > 0) {
    revised.files.push(fileOf(occasion, [5, occasion.actor, occasion.nth]))
  } else revised.escalation = revised.escalation ? `${revised.escalation}; confirmed by the sender` : dangers[0]
  return revised
}
