// The reports that an action of the queue is about: those of the chosen that this unit holds and that are not ended; the others are
// named with the reason. What the actor does not see is missing, whatever the reason.
import type { Sql } from '../base/database.ts'
import { refuse } from '../base/refusal.ts'
import type { Doing } from '../work/action.ts'

export const MOST_AT_ONCE = 1000

export interface Held {
  reportId: string
  number: string
  state: string
  holderNo: number
  isDanger: boolean
  isReranked: boolean
  priority: number
  assigneeId: string | null
  assigneeName: string | null
}

export interface Refused {
  reportId: string
  number?: string
  code: string
}

export interface Chosen {
  held: Held[]
  refused: Refused[]
}

/** Until the transaction ends nobody else changes those that the actor's unit holds: what is then read of them stays true. */
export async function lockReports(sql: Sql, ids: readonly string[]): Promise<void> {
  await sql`select 1 from report where report_id = any(${[...new Set(ids)]}::uuid[]) order by report_id for update`
}

export async function heldReports({ sql, actor }: Doing, ids: readonly string[]): Promise<Chosen> {
  const wanted = [...new Set(ids)]
  // A colleague may take it, a unit below acknowledge it, at this moment: what was read of it would no longer be true when it is changed.
  await lockReports(sql, wanted)
  const found = await sql<Held>`
    select report_id as "reportId", number, state, holder_no as "holderNo", is_danger as "isDanger", is_reranked as "isReranked", priority,
      assignee_id as "assigneeId", assignee_name as "assigneeName"
    from report where report_id = any(${wanted}::uuid[]) order by report_id`
  const seen = new Set(found.map((one) => one.reportId))
  const chosen: Chosen = { held: [], refused: [] }
  for (const reportId of wanted) if (!seen.has(reportId)) chosen.refused.push({ reportId, code: 'report-not-shown' })
  for (const one of found) {
    const code = whyNot(one, actor.unit.no)
    if (code) chosen.refused.push({ reportId: one.reportId, number: one.number, code })
    else chosen.held.push(one)
  }
  return chosen
}

function whyNot({ holderNo, state }: Held, unitNo: number): string | undefined {
  if (holderNo !== unitNo) return 'held-by-another-unit'
  return state === 'settled' || state === 'closed' ? `already-${state}` : undefined
}

/** Nothing left to do: the whole is refused, for the first reason. */
export function someOf(chosen: Chosen): void {
  if (chosen.held.length > 0) return
  const [first] = chosen.refused
  refuse(first?.code === 'report-not-shown' ? 'missing' : 'conflict', first?.code ?? 'nothing-chosen', {
    refused: chosen.refused,
  })
}
