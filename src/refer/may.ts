// What this person may do with a referral now, and why not: the list of referrals and the page of a report say the same.
import type { Actor } from '../work/actor.ts'
import type { Permission } from '../work/permissions.ts'

interface Stands {
  state: string
  fromNo: number
  toNo: number
  /** Whether the report was handed over again after this. */
  isPassed?: boolean
}

export function mayOfReferral(actor: Actor, { state, fromNo, toNo, isPassed = false }: Stands): Record<string, true | string> {
  const isOffered = state === 'offered'
  const isOurs = toNo === actor.unit.no
  const answer = isOffered ? (isOurs ? true : 'offered-to-another-unit') : `already-${state}`
  const allowed = (permission: Permission, given: true | string) => (actor.permissions.has(permission) ? given : 'not-permitted')
  return {
    'referral:acknowledge': allowed('referral:acknowledge', answer),
    'referral:return': allowed(
      'referral:return',
      isOurs && state === 'acknowledged' ? (isPassed ? 'handed-on-since' : true) : answer,
    ),
    'referral:withdraw': allowed(
      'referral:withdraw',
      !isOffered ? `already-${state}` : fromNo === actor.unit.no ? true : 'offered-by-another-unit',
    ),
  }
}
