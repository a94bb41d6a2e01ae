// What waits for a person: records that could not be read, and files that failed on our side and were tried often enough.
import { z } from 'zod'
import { fragment } from '../base/database.ts'
import { decodeCursor, encodeCursor } from '../base/page.ts'
import { refuse } from '../base/refusal.ts'
import { action, type Doing } from '../work/action.ts'
import { asShown, type ReceiptRow, receiptColumns, withSetAside } from './batches.ts'
import { unreadReasons } from './receive.ts'

const cursorOf = z.tuple([z.coerce.date(), z.uuid(), z.number(), z.number()])

/** The receipts of records, and of files that have none. */
export const isShown = fragment`(r.part > 0 or not exists
  (select 1 from receipt p where p.batch_id = r.batch_id and p.ordinal = r.ordinal and p.part > 0 and p.state in ('quarantined', 'failed')))`

export const listQuarantine = action({
  name: 'quarantine.list',
  needs: 'batch:see',
  input: z.object({ cursor: z.string().optional(), limit: z.number().int().min(1).max(200).default(50) }),
  async run({ sql, actor, note }, { cursor, limit }) {
    const after = cursor ? decodeCursor(cursor, cursorOf) : null
    const rows = await sql<ReceiptRow>`
      select ${receiptColumns} from receipt r
      where r.state in ('quarantined', 'failed') and r.set_aside_at is null and ${isShown}
        ${after ? fragment`and (r.at, r.batch_id, r.ordinal, r.part) < (${after[0]}::timestamptz, ${after[1]}::uuid, ${after[2]}::int, ${after[3]}::int)` : fragment``}
      order by r.at desc, r.batch_id desc, r.ordinal desc, r.part desc limit ${limit + 1}`
    const items = await asShown({ sql, actor }, rows.slice(0, limit))
    const last = items.at(-1)
    note({ n: items.length })
    const next = rows.length > limit && last ? encodeCursor([last.at, last.batchId, last.ordinal, last.part]) : null
    const may = {
      'receipt:retry': actor.permissions.has('receipt:retry'),
      'receipt:set-aside': actor.permissions.has('receipt:set-aside'),
    }
    const mayOf = (row: ReceiptRow) => ({ ...may, 'receipt:retry': may['receipt:retry'] && isKept(row) })
    return { items: items.map((row) => ({ ...withSetAside(row), may: mayOf(row) })), next }
  },
})

/** Of what could not be read where it lay there are no bytes: it must be handed in again. */
const isKept = ({ reason }: { reason: string | null }): boolean => !unreadReasons.some((one) => one === reason)

const which = { batchId: z.uuid(), ordinal: z.number().int().min(1), part: z.number().int().min(0) }
type Which = { batchId: string; ordinal: number; part: number }

interface Trouble {
  state: string
  reason: string | null
  setAsideAt: Date | null
}

async function troubleAt({ sql }: Doing, { batchId, ordinal, part }: Which): Promise<Trouble> {
  const [row] = await sql<Trouble>`
    select state, reason, set_aside_at as "setAsideAt" from receipt where batch_id = ${batchId} and ordinal = ${ordinal} and part = ${part}`
  if (!row) return refuse('missing', 'receipt-not-shown')
  if (row.state !== 'quarantined' && row.state !== 'failed') return refuse('conflict', 'not-in-trouble', { state: row.state })
  return row
}

/** Reads the record again, with the program as it is now; the original is what it was. */
export const retry = action({
  name: 'receipt.retry',
  needs: 'receipt:retry',
  input: z.object(which),
  subject: ({ batchId }) => ({ kind: 'batch', id: batchId }),
  async run(doing, input) {
    const { sql, note } = doing
    const { batchId, ordinal, part } = input
    const { state, reason } = await troubleAt(doing, input)
    if (!isKept({ reason })) refuse('conflict', 'nothing-kept', { reason })
    // The reason of a file that failed would be taken for one not to read it.
    await sql`
      update receipt set state = 'waiting', tries = tries + 1, set_aside_at = null, reason = case when state = 'failed' then null else reason end
      where batch_id = ${batchId} and ordinal = ${ordinal} and part in (0, ${part})`
    const woken =
      await sql.count`update batch set state = 'waiting', reason = null where batch_id = ${batchId} and state in ('done', 'failed', 'waiting', 'reading')`
    if (woken === 0) refuse('conflict', 'batch-not-yours')
    note({ ordinal, part, was: state })
    return {}
  },
})

/** Somebody has looked at it and nothing is to be read from it; it stays where it is, out of the list. */
export const setAside = action({
  name: 'receipt.set-aside',
  needs: 'receipt:set-aside',
  input: z.object({ ...which, reason: z.string().trim().min(3).max(1000) }),
  subject: ({ batchId }) => ({ kind: 'batch', id: batchId }),
  async run(doing, input) {
    const { sql, now, actor, note } = doing
    const { batchId, ordinal, part, reason } = input
    const { setAsideAt } = await troubleAt(doing, input)
    if (setAsideAt) refuse('conflict', 'already-set-aside', { at: setAsideAt })
    await sql`
      update receipt set set_aside_at = ${now}, set_aside_by = ${actor.id}, set_aside_reason = ${reason}
      where batch_id = ${batchId} and ordinal = ${ordinal} and part = ${part}`
    note({ ordinal, part, reason })
    return {}
  },
})
