// Unit by unit: what was referred to each unit in the period and where it stands. The newest referral of a report to a unit counts,
// so that the columns of a line add up to its first one.
import { z } from 'zod'
import { type Fragment, fragment } from '../base/database.ts'
import { addDays, startOfDate } from '../country/zone.ts'
import { unitShape } from '../model/named.ts'
import { lateReferral } from '../reports/filters.ts'
import type { Doing } from '../work/action.ts'
import { countedShape, type Query } from './cohort.ts'

const numbersShape = z.object({
  referred: countedShape,
  returned: countedShape,
  waits: countedShape,
  enquiry: countedShape,
  inCase: countedShape,
  ended: countedShape,
  late: countedShape,
  answersInHours: z.number().nullable(),
})
const lineShape = numbersShape.extend({ unit: unitShape, weeks: z.array(z.number()) })
/** `unitsTotal` counts a report once that was referred to several units: by the newest of these referrals. */
export const unitsShape = z.object({ units: z.array(lineShape), unitsTotal: numbersShape })

interface Asked {
  unitNo: number
  sender?: string
  from?: string
  to?: string
}

interface Numbers {
  referred: number
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

export type UnitLine = z.output<typeof lineShape>

export async function unitTable(doing: Doing, asked: Asked): Promise<z.output<typeof unitsShape>> {
  const lines = await doing.sql<Line>`
    select a.no, a.name, ${numbers(doing.now)} ${newestOf(doing, { asked, per: fragment`f.to_no, f.report_id` })}
    group by a.no, a.name order by referred desc, a.no limit 200`
  const [total] = await doing.sql<Numbers>`
    select ${numbers(doing.now)} ${newestOf(doing, { asked, per: fragment`f.report_id` })}`
  const weeks = await weeksOf(doing, { units: lines.map((line) => line.no), sender: asked.sender })
  const base = {
    holder: 'all',
    state: ['any'],
    ...(asked.sender ? { sender: asked.sender } : {}),
    ...(asked.from ? { from: asked.from } : {}),
    ...(asked.to ? { to: asked.to } : {}),
  }
  return {
    units: lines.map((line) => ({
      unit: { no: line.no, name: line.name },
      ...counted(line, { ...base, referredTo: line.no }),
      weeks: weeks.get(line.no) ?? [],
    })),
    unitsTotal: counted(total!, { ...base, referredWithin: asked.unitNo }),
  }
}

const numbers = (now: Date) => fragment`count(*)::int as referred,
  (count(*) filter (where f.state in ('returned', 'withdrawn')))::int as returned,
  (count(*) filter (where f.state = 'offered'))::int as waits,
  (count(*) filter (where f.state in ('acknowledged', 'settled') and r.state in ('received', 'triaged', 'acknowledged', 'offered')))::int as enquiry,
  (count(*) filter (where f.state in ('acknowledged', 'settled') and r.state = 'registered'))::int as "inCase",
  (count(*) filter (where f.state in ('acknowledged', 'settled') and r.state in ('settled', 'closed')))::int as ended,
  (count(*) filter (where ${lateReferral(now)}))::int as late,
  (percentile_cont(0.5) within group (order by extract(epoch from f.acknowledged_at - f.offered_at) / 3600))::float8 as "answersInHours"`

/** Of all referrals in the period to the unit and those below it, the newest per report, or per report and unit. */
function newestOf({ actor, now }: Doing, { asked, per }: { asked: Asked; per: Fragment }): Fragment {
  const start = asked.from ? startOfDate(asked.from, actor.unit.zone) : new Date(0)
  const end = asked.to ? startOfDate(addDays(asked.to, 1), actor.unit.zone) : new Date(now.getTime() + 1)
  return fragment`from (
      select distinct on (${per}) f.to_no, f.report_id, f.state, f.offered_at, f.acknowledged_at, f.answer_due_at
      from referral f join agency b on b.no = f.to_no
      where f.offered_at >= ${start}::timestamptz and f.offered_at < ${end}::timestamptz
        and f.to_no between ${asked.unitNo} and (select hi from agency where no = ${asked.unitNo})
      order by ${per}, f.offered_at desc, f.referral_id desc
    ) f join agency a on a.no = f.to_no join report r on r.report_id = f.report_id
    where ${asked.sender ? fragment`r.sender_id = ${asked.sender}` : fragment`true`}`
}

function counted({ answersInHours, ...n }: Numbers, to: Query) {
  const taken = { ...to, referral: 'accepted' }
  return {
    referred: { n: n.referred, query: to },
    returned: { n: n.returned, query: { ...to, referral: 'returned' } },
    waits: { n: n.waits, query: { ...to, referral: 'offered' } },
    enquiry: { n: n.enquiry, query: { ...taken, state: ['pending'] } },
    inCase: { n: n.inCase, query: { ...taken, state: ['registered'] } },
    ended: { n: n.ended, query: { ...taken, state: ['settled', 'closed'] } },
    late: { n: n.late, query: { ...to, referral: 'late' } },
    answersInHours,
  }
}

const WEEKS = 12
const WEEK = 7 * 86_400_000

/** Referrals to each unit in the last twelve weeks, oldest first; of one sender's reports where only these are counted. */
async function weeksOf({ sql, now }: Doing, { units, sender }: { units: readonly number[]; sender: string | undefined }) {
  const since = new Date(now.getTime() - WEEKS * WEEK)
  const isOf = sender
    ? fragment`exists (select 1 from report r where r.report_id = f.report_id and r.sender_id = ${sender})`
    : fragment`true`
  const rows = await sql<{ no: number; week: number; n: number }>`
    select to_no as no, floor(extract(epoch from offered_at - ${since}::timestamptz) / 604800)::int as week, count(*)::int as n
    from referral f where f.to_no = any(${[...units]}::int[]) and f.offered_at >= ${since} and ${isOf} group by 1, 2`
  const found = new Map(units.map((no) => [no, new Array<number>(WEEKS).fill(0)]))
  for (const { no, week, n } of rows) {
    const line = found.get(no)!
    // What was offered at this very moment begins no week of its own.
    line[Math.min(week, WEEKS - 1)]! += n
  }
  return found
}
