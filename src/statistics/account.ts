// What became of every tip that came into a unit in a period. Each number is counted under the very filters of the list behind it,
// and the parts of a step are told apart by what cannot be both, so that the sums agree by construction.
import { z } from 'zod'
import { type Fragment, fragment, identifier, joined } from '../base/database.ts'
import { refuse } from '../base/refusal.ts'
import { outcomeOf } from '../country/outcomes.ts'
import { packOf } from '../country/packs-of.ts'
import { type Filters, filterSchema, stateGroups, whereOf } from '../reports/filters.ts'
import { action, type Doing } from '../work/action.ts'
import { type Part, steps } from './steps.ts'
import { unitsShape, unitTable } from './units.ts'

const words = z.record(z.string(), z.string())
const query = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))

export const accountShape = z.object({
  unit: z.object({ no: z.number(), name: words }),
  countedAt: z.date(),
  total: z.number(),
  steps: z.array(
    z.object({
      step: z.string(),
      n: z.number(),
      query,
      parts: z.array(z.object({ code: z.string(), kind: z.enum(['on', 'end', 'wait', 'late']), n: z.number(), query })),
    }),
  ),
  outcomes: z.array(z.object({ outcome: z.string(), label: words, n: z.number(), query })),
  ages: z.array(z.object({ code: z.string(), n: z.number(), query })),
  senders: z.array(z.object({ id: z.string(), name: z.string(), n: z.number(), query })),
  units: unitsShape,
})

const input = z.object({
  unit: z.number().int().optional(),
  sender: z.string().max(200).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
})

export const account = action({
  name: 'account.look',
  needs: 'account:see',
  input,
  subject: ({ unit }) => (unit === undefined ? null : { kind: 'unit', id: String(unit) }),
  async run(doing, given) {
    const { sql, actor, now } = doing
    const [unit] = await sql<{ no: number; name: Record<string, string> }>`
      select no, name from agency where no = ${given.unit ?? actor.unit.no} and no between ${actor.unit.no} and ${actor.unit.hi}`
    if (!unit) return refuse('missing', 'no-such-unit')
    const base = {
      entered: unit.no,
      holder: 'all',
      ...(given.sender ? { sender: given.sender } : {}),
      ...(given.from ? { from: given.from } : {}),
      ...(given.to ? { to: given.to } : {}),
    }
    const counted = await countSteps(doing, base)
    return {
      unit,
      countedAt: now,
      total: counted[0]!.n,
      steps: counted,
      outcomes: await outcomesOf(doing, base),
      ages: await agesOf(doing, base),
      senders: await sendersOf(doing, base),
      units: await unitTable(doing, { unitNo: unit.no, ...given }),
    }
  },
})

type Query = Record<string, string | number | boolean | string[]>

const filtersOf = (query: Query): Filters => filterSchema.parse(query)

/** The condition of a list, states and all. */
function conditionOf(doing: Doing, query: Query): Fragment {
  const filters = filtersOf(query)
  const states = (filters.state ?? ['any']).flatMap((state) => stateGroups[state] ?? [state])
  return fragment`(r.state = any(${states}::text[]) ${whereOf(filters, doing)})`
}

async function countSteps(doing: Doing, base: Query) {
  const asked = steps.flatMap((step) => [{ filters: step.filters }, ...step.parts])
  const columns = asked.map((one: Pick<Part, 'filters'>, at) => {
    const name = identifier(`n${at}`)
    return fragment`(count(*) filter (where ${conditionOf(doing, { ...base, state: ['any'], ...one.filters })}))::int as ${name}`
  })
  const [counts] = await doing.sql<
    Record<string, number>
  >`select ${joined(columns, ', ')} from report r where ${conditionOf(doing, { ...base, state: ['any'] })}`
  let at = 0
  const next = () => counts![`n${at++}`]!
  return steps.map((step) => ({
    step: step.step,
    n: next(),
    query: { ...base, state: ['any'], ...step.filters },
    parts: step.parts.map((part) => ({
      code: part.code,
      kind: part.kind,
      n: next(),
      query: { ...base, state: ['any'], ...part.filters },
    })),
  }))
}

async function outcomesOf(doing: Doing, base: Query) {
  const pack = packOf(doing.world, doing.actor.unit.pack)
  const rows = await doing.sql<{ outcome: string; state: string; n: number }>`
    select r.outcome, r.state, count(*)::int as n from report r where ${conditionOf(doing, { ...base, state: ['ended'] })} group by 1, 2 order by n desc, 1`
  return rows.map(({ outcome, state, n }) => ({
    outcome,
    label: outcomeOf(pack, state === 'closed' ? 'case' : 'report', outcome)?.label ?? { en: outcome },
    n,
    query: { ...base, state: [state], outcome },
  }))
}

const DAY = 86_400_000
const ages = [
  { code: 'under-1', from: 0, to: 1 },
  { code: '1-3', from: 1, to: 3 },
  { code: '3-7', from: 3, to: 7 },
  { code: '7-14', from: 7, to: 14 },
  { code: '14-30', from: 14, to: 30 },
  { code: 'over-30', from: 30, to: null },
] as const

const waiting = ['received', 'triaged', 'offered', 'acknowledged']

/** Those that wait, by the time since they were received; the list behind it takes the bounds as instants of this count. */
async function agesOf(doing: Doing, base: Query) {
  const ago = (days: number) => new Date(doing.now.getTime() - days * DAY)
  const columns = ages.map(({ from, to }, at) => {
    const name = identifier(`n${at}`)
    const older = to === null ? fragment`true` : fragment`r.received_at > ${ago(to)}::timestamptz`
    return fragment`(count(*) filter (where r.received_at <= ${ago(from)}::timestamptz and ${older}))::int as ${name}`
  })
  const [counts] = await doing.sql<Record<string, number>>`
    select ${joined(columns, ', ')} from report r where ${conditionOf(doing, { ...base, state: waiting })}`
  return ages.map(({ code, from, to }, at) => ({
    code,
    n: counts![`n${at}`]!,
    query: {
      ...base,
      state: waiting,
      olderThan: ago(from).toISOString(),
      ...(to === null ? {} : { youngerThan: ago(to).toISOString() }),
    },
  }))
}

async function sendersOf(doing: Doing, base: Query) {
  const rows = await doing.sql<{ id: string; name: string; n: number }>`
    select r.sender_id as id, min(r.sender_name) as name, count(*)::int as n from report r
    where ${conditionOf(doing, { ...base, state: ['any'] })} group by 1 order by n desc, 1 limit 30`
  return rows.map((row) => ({ ...row, query: { ...base, state: ['any'], sender: row.id } }))
}
