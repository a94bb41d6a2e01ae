// The Inbox: a keyset page per state, merged, by priority or by arrival; each branch reads its own index from where the last page ended.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Fragment, fragment, joined } from '../base/database.ts'
import { decodeCursor, encodeCursor } from '../base/page.ts'
import { action, type Doing } from '../work/action.ts'
import { type Filters, filterInput, statesOf, whereOf } from './filters.ts'
import { type FoundRow, rowColumns, rowShape, shownRows } from './row.ts'

export const listShape = z.object({
  items: z.array(rowShape),
  next: z.string().nullable(),
  seenAt: z.date().nullable(),
  counts: z
    .object({
      all: z.number(),
      isMore: z.boolean(),
      bands: z.record(z.string(), z.number()),
      /** The lowest band that was counted, where not all of it was. */
      cutBand: z.string().nullable(),
    })
    .nullable(),
})

const byPriority = z.tuple([z.number(), z.coerce.date(), z.uuid()])
const byArrival = z.tuple([z.coerce.date(), z.uuid()])
/** Counts for the head of the list stop here: nothing on a page load grows with the table. */
const MOST_COUNTED = 1000

export const listInput = z.object({
  ...filterInput,
  sort: z.enum(['priority', 'received']).default('priority'),
  view: z.string().max(100).optional(),
  cursor: z.string().optional(),
  limit: z.number().int().min(1).max(200).default(50),
})
type Input = z.output<typeof listInput>

export const listReports = action({
  name: 'report.list',
  needs: 'report:see',
  input: listInput,
  async run(doing, input) {
    const rows = await page(doing, input)
    const shown = rows.slice(0, input.limit)
    const items = await shownRows(doing, shown)
    doing.note({ n: items.length, shown: digestOf(items.map((item) => item.reportId)), filters: { ...input, cursor: undefined } })
    const last = shown.at(-1)
    const key =
      last && (input.sort === 'priority' ? [last.priority, last.receivedAt, last.reportId] : [last.receivedAt, last.reportId])
    return {
      items,
      next: rows.length > input.limit && key ? encodeCursor(key) : null,
      seenAt: input.view ? await seenAt(doing, input.view) : null,
      counts: input.cursor ? null : await counted(doing, input),
    }
  },
})

/** The digest of what was shown goes to the log: the list itself need not stand there twice. */
export const digestOf = (ids: readonly string[]): string => createHash('sha256').update(ids.join('\n')).digest('hex').slice(0, 32)

/** Ids first, then their rows: a distributed engine refuses the look at report_opened beside branches. */
async function page({ sql, actor, now }: Doing, input: Input): Promise<FoundRow[]> {
  const where = whereOf(input, { actor, now })
  const order =
    input.sort === 'priority'
      ? fragment`r.priority desc, r.received_at, r.report_id`
      : fragment`r.received_at desc, r.report_id desc`
  const beyond = beyondOf(input)
  const branches = statesOf(input).map(
    (state) =>
      fragment`(select r.report_id, r.priority, r.received_at from report r where r.state = ${state} ${where} ${beyond} order by ${order} limit ${input.limit + 1})`,
  )
  const found = await sql<{ report_id: string }>`
    select r.report_id from (${joined(branches, ' union all ')}) r order by ${order} limit ${input.limit + 1}`
  if (found.length === 0) return []
  return sql<FoundRow>`
    select ${rowColumns(actor.id)} from report r where r.report_id = any(${found.map((one) => one.report_id)}::uuid[]) order by ${order}`
}

function beyondOf({ sort, cursor }: Input): Fragment {
  if (!cursor) return fragment``
  if (sort === 'received') {
    const [at, id] = decodeCursor(cursor, byArrival)
    return fragment`and (r.received_at, r.report_id) < (${at}::timestamptz, ${id}::uuid)`
  }
  const [priority, at, id] = decodeCursor(cursor, byPriority)
  return fragment`and r.priority <= ${priority} and (r.priority < ${priority} or (r.received_at, r.report_id) > (${at}::timestamptz, ${id}::uuid))`
}

async function counted({ sql, actor, now }: Doing, input: Input) {
  const where = whereOf(input, { actor, now })
  const branches = statesOf(input).map(
    (state) =>
      fragment`(select r.band, r.priority from report r where r.state = ${state} ${where} order by r.priority desc limit ${MOST_COUNTED + 1})`,
  )
  // From the top over all states, so that what is cut is cut at the bottom.
  const counted = await sql<{ band: string | null; n: number }>`
    select band, count(*)::int as n
    from (select band, priority from (${joined(branches, ' union all ')}) u order by priority desc limit ${MOST_COUNTED + 1}) t
    group by band order by min(priority) desc`
  const bands = counted.map(({ band, n }) => [band ?? 'none', n] as const)
  const all = bands.reduce((sum, [, n]) => sum + n, 0)
  const isMore = all > MOST_COUNTED
  return {
    all: Math.min(all, MOST_COUNTED),
    isMore,
    bands: Object.fromEntries(bands),
    cutBand: isMore ? bands.at(-1)![0] : null,
  }
}

const markOf = (view: string) => `inbox/${view}`

async function seenAt({ sql, actor }: Doing, view: string): Promise<Date | null> {
  const [mark] = await sql<{
    seen_at: Date
  }>`select seen_at from seen_mark where person_id = ${actor.id} and page = ${markOf(view)}`
  return mark?.seen_at ?? null
}

const MOST_NEW = 100

/** "12 new, one of them danger now": what arrived in a view since it was last seen, counted up to 100. */
export const countNew = action({
  name: 'report.count-new',
  needs: 'report:see',
  input: z.object({ ...filterInput, view: z.string().max(100), since: z.iso.datetime({ offset: true }).optional() }),
  isPlain: true,
  async run(doing, input) {
    const { sql, actor, now } = doing
    const since = input.since ?? (await seenAt(doing, input.view))
    if (!since) return { n: 0, danger: 0, since: null }
    const where = whereOf(input as Filters, { actor, now })
    const [counts] = await sql<{ n: number; danger: number }>`
      select count(*)::int as n, (count(*) filter (where is_danger))::int as danger from (
        select r.is_danger from report r where r.state = any(${statesOf(input as Filters)}::text[]) and r.received_at > ${since}::timestamptz ${where}
        order by r.received_at desc limit ${MOST_NEW}) t`
    return { ...counts!, since: new Date(since) }
  },
})

export const seeView = action({
  name: 'report.seen',
  needs: 'report:see',
  input: z.object({ view: z.string().min(1).max(100) }),
  isPlain: true,
  async run(doing, { view }) {
    const { sql, actor, now } = doing
    const before = await seenAt(doing, view)
    await sql`
      insert into seen_mark (person_id, page, seen_at) values (${actor.id}, ${markOf(view)}, ${now})
      on conflict (person_id, page) do update set seen_at = excluded.seen_at`
    return { seenAt: now, before }
  },
})
