// What this person may do with a referral now, and why not: the list of referrals and the page of a report say the same.
import type { Actor } from '../work/actor.ts'
import type { Permission } from '../work/permissions.ts'

interface Stands {
  state: string
  fromNo: number
  toNo: number
  /** Why what was acknowledged cannot be given back any more. */
  whyNotBack?: string
}

/** Of a report: where it stands, and the hand-over by which its holder has it: only that one can be given back. */
export interface Handed {
  state: string
  holderNo: number
  cameBy: string | null
}

/** What went on since (a case, an outcome, a further offer) must be undone first, or ends the hand-over otherwise. */
export function whyNotBack(unitNo: number, referralId: string, { state, holderNo, cameBy }: Handed): string | undefined {
  if (holderNo !== unitNo) return 'held-by-another-unit'
  if (cameBy !== referralId) return 'handed-on-since'
  return state === 'acknowledged' ? undefined : `already-${state}`
}

export function mayOfReferral(actor: Actor, { state, fromNo, toNo, whyNotBack }: Stands): Record<string, true | string> {
  const isOffered = state === 'offered'
  const isOurs = toNo === actor.unit.no
  const answer = isOffered ? (isOurs ? true : 'offered-to-another-unit') : `already-${state}`
  const allowed = (permission: Permission, given: true | string) => (actor.permissions.has(permission) ? given : 'not-permitted')
  return {
    'referral:acknowledge': allowed('referral:acknowledge', answer),
    'referral:return': allowed('referral:return', isOurs && state === 'acknowledged' ? (whyNotBack ?? true) : answer),
    'referral:withdraw': allowed(
      'referral:withdraw',
      !isOffered ? `already-${state}` : fromNo === actor.unit.no ? true : 'offered-by-another-unit',
    ),
  }
}
