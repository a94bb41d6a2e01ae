// Which offences can be charged for what was done when. The penal code goes by the date of the offence: a course of conduct over a
// change of law is charged under both texts. What a court struck down is refused.
import { appliesOn } from './clocks.ts'
import type { Offence, Pack } from './pack.ts'

export const offenceOf = (pack: Pack, id: string): Offence | undefined => pack.offences.find((offence) => offence.id === id)

const isCharge = (offence: Offence): boolean => offence.isOn && offence.struckDownOn === undefined

/** The offences in force on a day, such as 2024-07-01. */
export const offencesOn = (pack: Pack, date: string): Offence[] =>
  pack.offences.filter((offence) => isCharge(offence) && appliesOn(offence, date))

/** The offences in force on any day of a course of conduct. */
export const offencesBetween = (pack: Pack, from: string, to: string): Offence[] =>
  pack.offences.filter((offence) => isCharge(offence) && whyNotBetween(offence, from, to) === undefined)

export type ChargeRefusal = 'unknown-offence' | 'struck-down' | 'not-confirmed' | 'not-yet-in-force' | 'no-longer-in-force'

/** Why an offence cannot be charged for conduct between two days (both included); undefined where it can. */
export function whyNotCharge(pack: Pack, id: string, conduct: { from: string; to: string }): ChargeRefusal | undefined {
  const offence = offenceOf(pack, id)
  if (offence === undefined) return 'unknown-offence'
  if (offence.struckDownOn !== undefined) return 'struck-down'
  if (!offence.isOn) return 'not-confirmed'
  return whyNotBetween(offence, conduct.from, conduct.to)
}

function whyNotBetween(offence: Offence, from: string, to: string): ChargeRefusal | undefined {
  if (offence.appliesFrom !== undefined && to < offence.appliesFrom) return 'not-yet-in-force'
  if (offence.appliesTo !== undefined && from > offence.appliesTo) return 'no-longer-in-force'
  return undefined
}
