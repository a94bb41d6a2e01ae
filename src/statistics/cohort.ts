// The tips that the account counts, as the query of a list: whatever is counted under it, the list behind the number shows the same.
import { z } from 'zod'
import { type Fragment, fragment } from '../base/database.ts'
import { filterSchema, stateGroups, whereOf } from '../reports/filters.ts'
import type { Doing } from '../work/action.ts'

export const queryShape = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))
export const countedShape = z.object({ n: z.number(), query: queryShape })
export type Query = Record<string, string | number | boolean | string[]>

/** The condition of a list on the table report (alias r), states and all. */
export function conditionOf(doing: Doing, query: Query): Fragment {
  const filters = filterSchema.parse(query)
  const states = (filters.state ?? ['any']).flatMap((state) => stateGroups[state] ?? [state])
  return fragment`(r.state = any(${states}::text[]) ${whereOf(filters, doing)})`
}

export const countWhere = (doing: Doing, query: Query): Fragment =>
  fragment`(count(*) filter (where ${conditionOf(doing, query)}))::int`
