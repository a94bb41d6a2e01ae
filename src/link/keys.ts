// Which values of a report may join it to others: the one function for both ways, arriving and from scratch.
// Role suspect only. IPv4 alone, hashes, screen names and names never join; placeholders have no id and are skipped.
import type { Content, Sighting } from '../model/report.ts'
import { identifierId } from '../model/stamped-id.ts'
import type { JoiningKind } from './parameters.ts'

export interface Key {
  id: string
  kind: JoiningKind
}

export interface DerivedKey extends Key {
  /** Indexes into content.sightings that the key stands for. */
  sightings: number[]
}

const MINUTE_MS = 60_000

export function deriveKeys(content: Content<string>, linkKey: Buffer): DerivedKey[] {
  const keys = new Map<string, DerivedKey>()
  const add = (id: string, kind: JoiningKind, sighting: number) => {
    const known = keys.get(id)
    if (!known) keys.set(id, { id, kind, sightings: [sighting] })
    else if (known.sightings.at(-1) !== sighting) known.sightings.push(sighting)
  }
  content.sightings.forEach((sighting, index) => {
    if (sighting.role !== 'suspect' || !sighting.id || sighting.normal === undefined) return
    const kind = joiningKindOf(sighting)
    if (kind) add(sighting.id, kind, index)
    for (const normal of eventNormals(sighting)) add(identifierId(linkKey, 'ip-port-minute', normal), 'ip-port-minute', index)
  })
  return [...keys.values()]
}

function joiningKindOf({ kind, normal, service }: Sighting<string>): JoiningKind | undefined {
  if (kind === 'account') return service ? kind : undefined
  if (kind === 'email' || kind === 'phone' || kind === 'payment') return kind
  if (kind === 'device') return hasCheckDigit(normal!) ? kind : undefined
  if (kind === 'ip') return isOneInterface(normal!) ? 'ipv6' : undefined
  return undefined
}

/** IMEI (15 digits) and ICCID (19 or 20) end in a Luhn digit; other device ids cannot be told from a placeholder. */
export function hasCheckDigit(normal: string): boolean {
  const digits = normal.slice(normal.lastIndexOf(':') + 1)
  return /^(\d{15}|\d{19,20})$/.test(digits) && luhnSum(digits) % 10 === 0
}

function luhnSum(digits: string): number {
  let sum = 0
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place])
    const doubled = digit * 2
    sum += place % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled
  }
  return sum
}

// Global unicast only: translated (NAT64, 6to4, Teredo), local and multicast addresses stand for many or for another address.
const MANY_BEHIND = /^(2002:|2001:(0{1,4})?:|2001:0:|64:ff9b:)/i

function isOneInterface(address: string): boolean {
  return /^[23][0-9a-f]{3}:/i.test(address) && !address.includes('.') && !MANY_BEHIND.test(address)
}

/**
 * Same address and port in the same minute: an agreed composite, since two weak signs join only so. Two windows, half a minute apart
 * and marked apart: any two sightings within half a minute surely share one, and no pair is ever compared.
 */
function eventNormals({ kind, normal, port, time }: Sighting<string>): string[] {
  if (kind !== 'ip' || !port || !time?.at || !hasMinute(time.precision)) return []
  const minutes = Date.parse(time.at) / MINUTE_MS
  if (!Number.isFinite(minutes)) return []
  return [`${normal}|${port}|a|${Math.floor(minutes)}`, `${normal}|${port}|b|${Math.floor(minutes + 0.5)}`]
}

const hasMinute = (precision: string): boolean => precision === 'minute' || precision === 'second' || precision === 'fraction'

/** When a report says when: what happened, else when it was received by its source. Never our own time of arrival. */
export function ownDate(content: Pick<Content<string>, 'incident' | 'receivedAt'>): number {
  const written = [content.incident.time?.at, content.receivedAt?.at]
  const instants = written.map((at) => (at ? Date.parse(at) : Number.NaN))
  return instants.find((instant) => instant >= EARLIEST && instant < NO_DATE) ?? NO_DATE
}

/** Reports without any date come last, so that they never give a cluster its id while another can. */
export const NO_DATE = Date.UTC(9999, 11, 31)
const EARLIEST = Date.UTC(1900, 0, 1)
