// The analysts' work list: values that many reports share and nothing vouches for, and hubs; a person rules them personal or shared.
// Only values that stand open in a report that the reader sees; the number of reports is that of all.
import { z } from 'zod'
import { decodeCursor, encodeCursor } from '../base/page.ts'
import { action, type Doing } from '../work/action.ts'
import { standings } from './links-shape.ts'
import { contentsOf, shownReports, sightingsOfValues } from './look-ups.ts'
import { type KeyRow, type Written, writtenIn } from './value-facts.ts'

const PAGE = 50
/** A reader of a small unit sees few of the values: a page goes on, in growing steps, until it is full, at the end, or 10,000 further. */
const steps = [60, 240, ...Array<number>(20).fill(500)]
const MOST_REPORTS = 50

export const linkValuesShape = z.object({
  items: z.array(
    z.object({
      identifierId: z.string(),
      kind: z.string(),
      value: z.string(),
      reports: z.number(),
      groups: z.number().nullable(),
      standing: z.enum(['not-vouched', 'hub']),
      /** A report of the reader's that holds it, and how many of them there are, counted up to a limit. */
      seenIn: z.object({ reportId: z.string(), number: z.string() }),
      seen: z.number(),
    }),
  ),
  next: z.string().nullable(),
})

const cursorOf = z.tuple([z.number().int(), z.uuid()])

export const listValues = action({
  name: 'link.list-values',
  needs: 'link:decide',
  input: z.object({ standing: z.enum(['not-vouched', 'hub']).default('not-vouched'), cursor: z.string().optional() }),
  async run(doing, { standing, cursor }) {
    const state = standing === 'hub' ? 4 : 3
    const page: Page = { items: [], after: cursor ? decodeCursor(cursor, cursorOf) : undefined, isEnd: false }
    for (const most of steps) if (page.items.length < PAGE && !page.isEnd) await fill(doing, page, { state, most })
    doing.note({ standing, n: page.items.length })
    return { items: page.items, next: page.isEnd || !page.after ? null : encodeCursor(page.after) }
  },
})

type Item = z.output<typeof linkValuesShape>['items'][number]

interface Page {
  items: Item[]
  /** The last value that was looked at. */
  after: [number, string] | undefined
  isEnd: boolean
}

interface Step {
  state: 3 | 4
  most: number
}

/** Looks at the next values that wait; what stands open in a report of the reader's is shown, up to a full page. */
async function fill(doing: Doing, page: Page, step: Step): Promise<void> {
  const rows = await waitingValues(doing, { ...step, after: page.after })
  const places = await placesOf(doing, rows)
  for (const row of rows) {
    if (page.items.length === PAGE) return
    page.after = [row.n, row.id]
    const place = places.get(row.id)
    if (place) {
      const { id: identifierId, kind, n: reports, gHi: groups } = row
      page.items.push({ identifierId, kind, reports, groups, standing: standings[row.state], ...place })
    }
  }
  page.isEnd = rows.length < step.most
}

type Row = Omit<KeyRow, 'state'> & { state: 3 | 4 }

async function waitingValues({ world }: Doing, { state, most, after }: Pick<Page, 'after'> & Step): Promise<Row[]> {
  const [n, id] = after ?? [2 ** 31 - 1, '00000000-0000-0000-0000-000000000000']
  return world.lookup.sql<Row>`
    select identifier_id as id, kind, n, state, g_lo as "gLo", g_hi as "gHi" from link_value
    where state = ${state} and (n < ${n} or (n = ${n} and identifier_id > ${id})) order by n desc, identifier_id limit ${most}`
}

interface Place {
  value: string
  seenIn: { reportId: string; number: string }
  seen: number
}

async function placesOf(doing: Doing, rows: readonly Row[]): Promise<Map<string, Place>> {
  const found = await sightingsOfValues(
    doing.world.lookup.sql,
    rows.map(({ id }) => id),
    MOST_REPORTS,
  )
  const open = found.filter(({ isSealed, role }) => !isSealed && role === 'suspect')
  const shown = await shownReports(doing.sql, new Set(open.map(({ reportId }) => reportId)))
  const holders = new Map<string, string[]>()
  for (const { id, reportId } of open) {
    if (shown.has(reportId)) holders.get(id)?.push(reportId) ?? holders.set(id, [reportId])
  }
  const contents = await contentsOf(doing.sql, [...new Set([...holders.values()].map(([first]) => first!))])
  const writtenOf = new Map<string, Map<string, Written>>()
  for (const [reportId, content] of contents) writtenOf.set(reportId, writtenIn(content, doing.world.keys.link))
  const places = new Map<string, Place>()
  for (const [id, [first, ...more]] of holders) {
    const written = writtenOf.get(first!)?.get(id)
    if (!written) continue
    places.set(id, {
      value: written.value,
      seenIn: { reportId: first!, number: shown.get(first!)!.number },
      seen: more.length + 1,
    })
  }
  return places
}
