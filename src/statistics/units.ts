// Unit by unit: what was referred to each unit in the period, or came there with its re-registered case, and where it stands. Of the
// hand-overs of a report to a unit the newest counts, so that the columns of a line add up to its first two.
import { z } from 'zod'
import { type Fragment, fragment } from '../base/database.ts'
import { addDays, startOfDate } from '../country/zone.ts'
import { unitShape } from '../model/named.ts'
import { lateReferral, wasMade } from '../reports/filters.ts'
import type { Doing } from '../work/action.ts'
import { countedShape, type Query } from './cohort.ts'

const numbersShape = z.object({
  referred: countedShape,
  /** Came with its case and without a referral. */
  reRegistered: countedShape,
  returned: countedShape,
  waits: countedShape,
  enquiry: countedShape,
  inCase: countedShape,
  ended: countedShape,
  late: countedShape,
  answersInHours: z.number().nullable(),
})
const lineShape = numbersShape.extend({ unit: unitShape, weeks: z.array(z.number()) })
/** Of many units those to which most went; `unitsMore` are not listed. `unitsTotal` counts all, and a report once that was handed to several
 * units: by the newest of these hand-overs. */
export const unitsShape = z.object({ units: z.array(lineShape), unitsMore: z.number(), unitsTotal: numbersShape })

interface Asked {
  unitNo: number
  sender?: string
  from?: string
  to?: string
}

interface Numbers {
  referred: number
  reRegistered: number
  returned: number
  waits: number
  enquiry: number
  inCase: number
  ended: number
  late: number
  answersInHours: number | null
}

interface Line extends Numbers {
  no: number
  name: Record<string, string>
}

export type UnitNamed = z.output<typeof unitShape>

const MOST_LISTED = 200

interface UnitTable extends z.output<typeof unitsShape> {
  /** Of all units, listed or not, the one where most is late. */
  latest: UnitNamed | undefined
}

export async function unitTable(doing: Doing, asked: Asked): Promise<UnitTable> {
  const lines = await doing.sql<Line>`
    select a.no, a.name, ${numbers(doing.now)} ${handedOver(doing, { asked, per: fragment`report_id, to_no` })}
      join agency a on a.no = f.to_no
    where ${isOf(asked.sender)} group by a.no, a.name order by count(*) desc, a.no`
  const [total] = await doing.sql<Numbers>`
    select ${numbers(doing.now)} ${handedOver(doing, { asked, per: fragment`report_id` })} where ${isOf(asked.sender)}`
  const listed = lines.slice(0, MOST_LISTED)
  const weeks = await weeksOf(doing, { units: listed.map((line) => line.no), sender: asked.sender })
  const base = {
    holder: 'all',
    state: ['any'],
    ...(asked.sender ? { sender: asked.sender } : {}),
    ...(asked.from ? { from: asked.from } : {}),
    ...(asked.to ? { to: asked.to } : {}),
  }
  return {
    units: listed.map((line) => ({
      unit: { no: line.no, name: line.name },
      ...counted(line, { ...base, handedTo: line.no }),
      weeks: weeks.get(line.no) ?? [],
    })),
    unitsMore: lines.length - listed.length,
    unitsTotal: counted(total!, { ...base, handedWithin: asked.unitNo }),
    latest: latestOf(lines),
  }
}

function latestOf(lines: readonly Line[]): UnitNamed | undefined {
  const worst = lines.reduce<Line | undefined>((most, line) => (line.late > (most?.late ?? 0) ? line : most), undefined)
  return worst && { no: worst.no, name: worst.name }
}

/** What came with its case is in one, whatever had become of a referral. */
const taken = fragment`(f.moved or f.state in ('acknowledged', 'settled'))`

const numbers = (now: Date) => fragment`(count(*) filter (where f.state is not null))::int as referred,
  (count(*) filter (where f.state is null))::int as "reRegistered",
  (count(*) filter (where f.state = 'returned' and not f.moved))::int as returned,
  (count(*) filter (where f.state = 'offered' and not f.moved))::int as waits,
  (count(*) filter (where ${taken} and r.state in ('received', 'triaged', 'acknowledged', 'offered')))::int as enquiry,
  (count(*) filter (where ${taken} and r.state = 'registered'))::int as "inCase",
  (count(*) filter (where ${taken} and r.state in ('settled', 'closed')))::int as ended,
  (count(*) filter (where ${lateReferral(now)} and not f.moved))::int as late,
  (percentile_cont(0.5) within group (order by extract(epoch from f.acknowledged_at - f.offered_at) / 3600))::float8 as "answersInHours"`

const isOf = (sender: string | undefined): Fragment => (sender ? fragment`r.sender_id = ${sender}` : fragment`true`)

/** Of all hand-overs in the period to the unit and those below it, per report, or per report and unit: the newest referral, and whether the
 * report came by re-registration; where that is all, no state. One beside the other rather than joined: of a full join a distributed engine
 * loses the names of columns. */
function handedOver({ actor, now }: Doing, { asked, per }: { asked: Asked; per: Fragment }): Fragment {
  const start = asked.from ? startOfDate(asked.from, actor.unit.zone) : new Date(0)
  const end = asked.to ? startOfDate(addDays(asked.to, 1), actor.unit.zone) : new Date(now.getTime() + 1)
  const below = fragment`between ${asked.unitNo} and (select hi from agency where no = ${asked.unitNo})`
  return fragment`from (
      select distinct on (${per}) report_id, to_no, state, offered_at, acknowledged_at, answer_due_at, bool_or(is_move) over (partition by ${per}) as moved
      from (
        select report_id, to_no, state, offered_at, acknowledged_at, answer_due_at, referral_id, false as is_move from referral f
        where offered_at >= ${start}::timestamptz and offered_at < ${end}::timestamptz and to_no ${below} and ${wasMade}
        union all
        select report_id, to_no, null, null, null, null, null, true from re_registration
        where at >= ${start}::timestamptz and at < ${end}::timestamptz and to_no ${below}
      ) h order by ${per}, is_move, offered_at desc, referral_id desc
    ) f join report r on r.report_id = f.report_id`
}

function counted({ answersInHours, ...n }: Numbers, to: Query) {
  const accepted = { ...to, handOver: 'accepted' }
  return {
    referred: { n: n.referred, query: { ...to, handOver: 'referred' } },
    reRegistered: { n: n.reRegistered, query: { ...to, handOver: 're-registered' } },
    returned: { n: n.returned, query: { ...to, handOver: 'returned' } },
    waits: { n: n.waits, query: { ...to, handOver: 'offered' } },
    enquiry: { n: n.enquiry, query: { ...accepted, state: ['pending'] } },
    inCase: { n: n.inCase, query: { ...accepted, state: ['registered'] } },
    ended: { n: n.ended, query: { ...accepted, state: ['settled', 'closed'] } },
    late: { n: n.late, query: { ...to, handOver: 'late' } },
    answersInHours,
  }
}

const WEEKS = 12
const WEEK = 7 * 86_400_000

/** Referrals to each unit in the last twelve weeks, oldest first; of one sender's reports where only these are counted. */
async function weeksOf({ sql, now }: Doing, { units, sender }: { units: readonly number[]; sender: string | undefined }) {
  const since = new Date(now.getTime() - WEEKS * WEEK)
  const isCounted = sender
    ? fragment`exists (select 1 from report r where r.report_id = f.report_id and r.sender_id = ${sender})`
    : fragment`true`
  const rows = await sql<{ no: number; week: number; n: number }>`
    select to_no as no, floor(extract(epoch from offered_at - ${since}::timestamptz) / 604800)::int as week, count(*)::int as n
    from referral f where f.to_no = any(${[...units]}::int[]) and f.offered_at >= ${since} and ${wasMade} and ${isCounted} group by 1, 2`
  const found = new Map(units.map((no) => [no, new Array<number>(WEEKS).fill(0)]))
  for (const { no, week, n } of rows) {
    const line = found.get(no)!
    // What was offered at this very moment begins no week of its own.
    line[Math.min(week, WEEKS - 1)]! += n
  }
  return found
}
