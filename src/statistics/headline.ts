// The one sentence of the account: how many have an outcome, are in open cases, wait, wait longer than promised, and where most of these are.
import { z } from 'zod'
import { fragment } from '../base/database.ts'
import { unitShape } from '../model/named.ts'
import type { Doing } from '../work/action.ts'
import { conditionOf, countedShape, countWhere, type Query } from './cohort.ts'
import type { UnitNamed } from './units.ts'

export const headlineShape = z.object({
  ended: countedShape,
  inOpenCases: countedShape,
  waits: countedShape,
  late: countedShape,
  lateAt: countedShape.extend({ unit: unitShape }).nullable(),
  cases: z.number(),
})

export async function headlineOf(doing: Doing, { base, latest }: { base: Query; latest: UnitNamed | undefined }) {
  const queries = {
    ended: { ...base, state: ['ended'] },
    inOpenCases: { ...base, state: ['registered'] },
    waits: { ...base, state: ['pending'] },
    late: { ...base, state: ['pending'], isOverdue: true },
  }
  // Within the cohort, so that it is a part of the number before it.
  const atLatest = latest ? { ...queries.late, handedTo: latest.no, handOver: 'late' } : undefined
  const [counts] = await doing.sql<Record<keyof typeof queries | 'lateAt' | 'cases', number>>`
    select ${countWhere(doing, queries.ended)} as ended, ${countWhere(doing, queries.inOpenCases)} as "inOpenCases",
      ${countWhere(doing, queries.waits)} as waits, ${countWhere(doing, queries.late)} as late,
      ${atLatest ? countWhere(doing, atLatest) : fragment`0`} as "lateAt",
      (count(distinct r.case_id) filter (where r.state in ('registered', 'closed')))::int as cases
    from report r where ${conditionOf(doing, { ...base, state: ['any'] })}`
  const { lateAt, cases, ...numbers } = counts!
  const told = Object.entries(queries).map(([name, query]) => [name, { n: numbers[name as keyof typeof queries], query }])
  const isToldWhere = latest !== undefined && atLatest !== undefined && lateAt > 0
  return {
    ...Object.fromEntries(told),
    lateAt: isToldWhere ? { unit: latest, n: lateAt, query: atLatest } : null,
    cases,
  }
}
