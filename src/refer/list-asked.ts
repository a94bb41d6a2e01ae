// Who asked about what we hold, and what we asked others: newest first, a keyset page of each side.
import { z } from 'zod'
import { fragment, nothing } from '../base/database.ts'
import { decodeCursor, encodeCursor } from '../base/page.ts'
import { refuse } from '../base/refusal.ts'
import { open, seal, UnsealError } from '../base/seal.ts'
import { unitShape } from '../model/named.ts'
import { action } from '../work/action.ts'

export const askedShape = z.object({
  holder: unitShape,
  asker: unitShape,
  askedOn: z.string(),
  askerName: z.string(),
  held: z.number(),
  at: z.date(),
  isOurs: z.boolean(),
  /** A report of the asker, or a value that was searched. */
  about: z.enum(['report', 'value']),
  number: z.string().nullable(),
})

interface Asked {
  holder: { no: number }
  asker: { no: number }
  at: Date
  askedOn: string
  subjectId: string
}

/** When, and then the key of the row: two may have asked in the same moment. */
const cursorOf = z.tuple([z.coerce.date(), z.number().int(), z.number().int(), z.string(), z.iso.date()])
/** The key names a report, perhaps one that the reader does not see: a cursor holds it sealed. */
const BOUND = 'cursor/asked'

const sealed = (id: string, key: Buffer): string => seal(key, id, BOUND).toString('base64url')

function opened([at, holderNo, askerNo, subject, on]: z.output<typeof cursorOf>, key: Buffer) {
  try {
    return [at, holderNo, askerNo, open(key, Buffer.from(subject, 'base64url'), BOUND).toString('utf8'), on] as const
  } catch (error) {
    if (!(error instanceof UnsealError)) throw error
    return refuse('invalid', 'bad-cursor')
  }
}

export const listAsked = action({
  name: 'referral.list-asked',
  needs: 'referral:see',
  input: z.object({
    /** us: about what this unit holds. them: what this unit, or one below it, asked. */
    side: z.enum(['us', 'them']).optional(),
    cursor: z.string().optional(),
    limit: z.number().int().min(1).max(200).default(100),
  }),
  async run({ sql, actor, world, note }, { side, cursor, limit }) {
    const { no } = actor.unit
    const { installation } = world.keys
    const after = cursor ? opened(decodeCursor(cursor, cursorOf), installation) : null
    const ofSide = { us: fragment`and q.holder_no = ${no}`, them: fragment`and q.holder_no <> ${no}`, all: nothing }[
      side ?? 'all'
    ]
    const beyond = after
      ? fragment`and q.at <= ${after[0]}::timestamptz and (q.at < ${after[0]}::timestamptz or
          (q.holder_no, q.asker_no, q.subject_id, q.asked_on) > (${after[1]}::int, ${after[2]}::int, ${after[3]}::uuid, ${after[4]}::date))`
      : nothing
    const rows = await sql<Asked>`
      select jsonb_build_object('no', h.no, 'name', h.name) as holder, jsonb_build_object('no', a.no, 'name', a.name) as asker,
        q.subject_kind as about, q.subject_id as "subjectId", to_char(q.asked_on, 'YYYY-MM-DD') as "askedOn", q.asker_name as "askerName", q.held, q.at,
        q.holder_no = ${no} as "isOurs", r.number
      from asked q join agency h on h.no = q.holder_no join agency a on a.no = q.asker_no
        left join report r on q.subject_kind = 'report' and r.report_id = q.subject_id
      where true ${ofSide} ${beyond}
      order by q.at desc, q.holder_no, q.asker_no, q.subject_id, q.asked_on limit ${limit + 1}`
    const items = rows.slice(0, limit)
    const last = rows.length > limit ? items.at(-1) : undefined
    note({ side: side ?? 'all', n: items.length })
    const next = last
      ? encodeCursor([last.at, last.holder.no, last.asker.no, sealed(last.subjectId, installation), last.askedOn])
      : null
    return { items, next }
  },
})
