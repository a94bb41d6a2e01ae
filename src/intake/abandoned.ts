// A hand-in that broke off (its command was killed): what it had handed in is acknowledged, so it is closed and read as far as it came.
import type { Database } from '../base/database.ts'
import type { Keys } from '../base/keys.ts'
import { record } from '../work/record.ts'
import { OPEN_SECONDS } from './receive.ts'

interface Closing {
  /** As the owner. */
  owner: Database
  keys: Pick<Keys, 'audit'>
  now: Date
  /** Whoever holds the lock of the data folder knows that nobody hands in beside it. */
  isAlone?: boolean
}

interface Closed {
  batchId: string
  files: number
  deskNo: number
  byId: string | null
  byName: string
}

/** Gives how many batches were closed. */
export async function closeAbandoned({ owner, keys, now, isAlone = false }: Closing): Promise<number> {
  const silentSince = new Date(now.getTime() - OPEN_SECONDS * 1000)
  return owner.transaction(null, async (tx) => {
    const closed = await tx.sql<Closed>`
      update batch set state = case when files = 0 then 'refused' else 'waiting' end, reason = case when files = 0 then 'no-files' end,
        finished_at = case when files = 0 then ${now}::timestamptz end
      where state = 'open' and (${isAlone}::boolean or open_until <= ${now} or open_until is null and made_at <= ${silentSince})
      returning batch_id as "batchId", files, desk_no as "deskNo", handed_in_by as "byId", handed_in_name as "byName"`
    for (const { batchId, files, deskNo, byId, byName } of closed) {
      await record(tx, keys.audit, {
        at: now,
        actor: { id: byId, name: byName, agencyNo: deskNo },
        action: 'batch.hand-in',
        outcome: 'failed',
        subject: { kind: 'batch', id: batchId },
        detail: { files, isBrokenOff: true },
      })
    }
    return closed.length
  })
}
