// What became of every tip that came into a unit in a period. Each number is counted under the very filters of the list behind it,
// and the parts of a step are told apart by what cannot be both, so that the sums agree by construction.
import { z } from 'zod'
import { fragment, identifier, joined } from '../base/database.ts'
import { refuse } from '../base/refusal.ts'
import { outcomeLabel } from '../country/outcomes.ts'
import { packOf } from '../country/packs-of.ts'
import { namesShape, unitShape } from '../model/named.ts'
import { action, type Doing } from '../work/action.ts'
import { conditionOf, countedShape, countWhere, type Query, queryShape as query } from './cohort.ts'
import { headlineOf, headlineShape } from './headline.ts'
import { type Part, steps } from './steps.ts'
import { unitsShape, unitTable } from './units.ts'

export const accountShape = z.object({
  unit: unitShape,
  countedAt: z.date(),
  total: z.number(),
  headline: headlineShape,
  steps: z.array(
    z.object({
      step: z.string(),
      n: z.number(),
      query,
      parts: z.array(z.object({ code: z.string(), kind: z.enum(['on', 'end', 'wait', 'late']), n: z.number(), query })),
    }),
  ),
  outcomes: z.array(z.object({ outcome: z.string(), label: namesShape, n: z.number(), query })),
  /** `late`: how many of them wait longer than promised. */
  ages: z.array(z.object({ code: z.string(), n: z.number(), query, late: countedShape })),
  senders: z.array(z.object({ id: z.string(), name: z.string(), n: z.number(), query })),
  sendersMore: z.number(),
  senderNames: z.array(z.object({ id: z.string(), name: z.string() })),
  ...unitsShape.shape,
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
    const { latest, ...table } = await unitTable(doing, { unitNo: unit.no, ...given })
    return {
      unit,
      countedAt: now,
      total: counted[0]!.n,
      headline: await headlineOf(doing, { base, latest }),
      steps: counted,
      outcomes: await outcomesOf(doing, base),
      ages: await agesOf(doing, base),
      ...(await sendersOf(doing, base)),
      ...table,
    }
  },
})

async function countSteps(doing: Doing, base: Query) {
  const asked = steps.flatMap((step) => [{ filters: step.filters }, ...step.parts])
  const columns = asked.map((one: Pick<Part, 'filters'>, at) => {
    const name = identifier(`n${at}`)
    return fragment`${countWhere(doing, { ...base, state: ['any'], ...one.filters })} as ${name}`
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
  const packs = [packOf(doing.world, doing.actor.unit.pack), ...doing.world.packs.values()]
  const rows = await doing.sql<{ outcome: string; state: string; n: number }>`
    select r.outcome, r.state, count(*)::int as n from report r where ${conditionOf(doing, { ...base, state: ['ended'] })} group by 1, 2 order by n desc, 1`
  return rows.map(({ outcome, state, n }) => ({
    outcome,
    label: outcomeLabel(packs, state === 'closed' ? 'case' : 'report', outcome) ?? { en: outcome },
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

/** Those that wait, by the time since they were received; the list behind it takes the bounds as instants of this count. */
async function agesOf(doing: Doing, base: Query) {
  const ago = (days: number) => new Date(doing.now.getTime() - days * DAY).toISOString()
  const asked = ages.map(({ code, from, to }) => {
    const bounds = { olderThan: ago(from), ...(to === null ? {} : { youngerThan: ago(to) }) }
    const query: Query = { ...base, state: ['pending'], ...bounds }
    return { code, query, late: { ...query, isOverdue: true } }
  })
  const columns = asked.flatMap(({ query, late }, at) => [
    fragment`${countWhere(doing, query)} as ${identifier(`n${at}`)}`,
    fragment`${countWhere(doing, late)} as ${identifier(`late${at}`)}`,
  ])
  const [counts] = await doing.sql<Record<string, number>>`
    select ${joined(columns, ', ')} from report r where ${conditionOf(doing, { ...base, state: ['pending'] })}`
  return asked.map(({ code, query, late }, at) => ({
    code,
    n: counts![`n${at}`]!,
    query,
    late: { n: counts![`late${at}`]!, query: late },
  }))
}

const MOST_SENDERS = 30
/** That may be chosen by name. */
const MOST_NAMES = 1000

/** Those that one may choose are those of the unit and the period, whichever is chosen now. */
async function sendersOf(doing: Doing, base: Query) {
  const { sender, ...others } = base
  const rows = await doing.sql<{ id: string; name: string; n: number; all: number }>`
    select r.sender_id as id, min(r.sender_name) as name, count(*)::int as n, (count(*) over ())::int as "all" from report r
    where ${conditionOf(doing, { ...others, state: ['any'] })} group by 1 order by n desc, 1 limit ${MOST_NAMES}`
  const meant = rows.filter(({ id }) => sender === undefined || id === sender)
  const listed = meant.slice(0, MOST_SENDERS)
  return {
    senders: listed.map(({ id, name, n }) => ({ id, name, n, query: { ...base, state: ['any'], sender: id } })),
    sendersMore: (sender === undefined ? (rows[0]?.all ?? 0) : meant.length) - listed.length,
    senderNames: rows.map(({ id, name }) => ({ id, name })),
  }
}
