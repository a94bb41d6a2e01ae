// What waits, for the numbers of the rail: open reports of the unit, offers to answer and those that are late, what intake could not read.
// Each is counted up to a thousand on its own index, so that nothing asked every few seconds grows with the store.
import { z } from 'zod'
import { type Fragment, fragment } from '../base/database.ts'
import { isShown } from '../intake/quarantine.ts'
import { action } from '../work/action.ts'
import type { Permission } from '../work/permissions.ts'
import { stateGroups } from './filters.ts'

export const MOST_WAITING = 1000

/** null: not for this role. */
export const waitingShape = z.object({
  inbox: z.number().nullable(),
  referrals: z.number().nullable(),
  overdue: z.number().nullable(),
  intake: z.number().nullable(),
})

export const countWaiting = action({
  name: 'me.waiting',
  needs: null,
  input: z.object({}),
  isPlain: true,
  async run({ sql, actor, now }) {
    const { no } = actor.unit
    const capped = async (permission: Permission, rows: Fragment): Promise<number | null> => {
      if (!actor.permissions.has(permission)) return null
      const [found] = await sql<{ n: number }>`select count(*)::int as n from (${rows} limit ${MOST_WAITING}) t`
      return found!.n
    }
    const offered = fragment`select 1 from referral where to_no = ${no} and state = 'offered'`
    const open = fragment`select 1 from report where holder_no = ${no} and state = any(${[...stateGroups.open!]}::text[])`
    const unread = fragment`
      select 1 from receipt r where r.state in ('quarantined', 'failed') and r.set_aside_at is null and ${isShown}`
    return {
      inbox: await capped('report:see', open),
      referrals: await capped('referral:see', offered),
      overdue: await capped('referral:see', fragment`${offered} and answer_due_at < ${now}`),
      intake: await capped('receipt:retry', unread),
    }
  },
})
