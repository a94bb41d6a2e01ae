// A supervisor closes a case with an outcome of the pack's list and a reason; its reports end with it, and their senders are told.
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { outcomesFor } from '../country/outcomes.ts'
import { packOf } from '../country/packs-of.ts'
import { alert, type Concerning, concernedBy } from '../refer/alert.ts'
import { action, type Doing } from '../work/action.ts'
import { addEvent, heldCase } from './case-rows.ts'

export const close = action({
  name: 'case.close',
  needs: 'case:close',
  input: z.object({
    caseId: z.uuid(),
    outcome: z.string().min(1).max(100),
    reason: z.string().trim().min(3, 'a reason of at least three signs').max(2000),
  }),
  subject: ({ caseId }) => ({ kind: 'case', id: caseId }),
  async run(doing, { caseId, outcome, reason }) {
    const { sql, now, actor, world } = doing
    const held = await heldCase(doing, caseId)
    const outcomes = outcomesFor(packOf(world, actor.unit.pack), 'case', actor.unit.slug)
    if (!outcomes.some((one) => one.id === outcome))
      refuse('invalid', 'no-such-outcome', { outcome, expected: outcomes.map((one) => one.id) })
    await sql`update court_case set state = 'closed', outcome = ${outcome}, reason = ${reason}, closed_at = ${now}, changed_at = ${now} where case_id = ${caseId}`
    const reports = await sql<Concerned>`
      update report set state = 'closed', outcome = ${outcome}, ended_at = ${now}, ended_by_no = ${actor.unit.no}, changed_at = ${now}
      where case_id = ${caseId} and state = 'registered' and holder_no = ${actor.unit.no}
      returning report_id, number, first_holder_no`
    await addEvent(doing, { caseId, event: 'closed', note: reason, facts: { outcome, reports: reports.length } })
    await tellSenders(doing, { caseId, number: held.number, outcome, reports })
    doing.note({
      number: held.number,
      outcome,
      reason,
      reports: reports.map((report) => report.report_id),
      was: { state: held.state, outcome: null },
      now: { state: 'closed', outcome },
    })
    return {}
  },
})

interface Concerned extends Concerning {
  number: string
}

interface Ended {
  caseId: string
  number: string
  outcome: string
  reports: Concerned[]
}

/** Also those in the middle, who handed a report on and never registered anything. Who cannot see the case is told of their reports in it:
 * its number would lead them nowhere. */
async function tellSenders(doing: Doing, { caseId, number, outcome, reports }: Ended): Promise<void> {
  const { sql, actor } = doing
  const earlier = await sql<{ agency_no: number }>`
    select distinct agency_no from case_number where case_id = ${caseId} and agency_no <> ${actor.unit.no}`
  const concerned = await concernedBy(doing, reports)
  const told = new Set([...concerned.keys(), ...earlier.map((one) => one.agency_no)])
  const seeing = await unitsSeeing(doing, caseId, [...told])
  for (const agencyNo of told) {
    const [first, ...more] = seeing.has(agencyNo) ? [] : (concerned.get(agencyNo) ?? [])
    await alert(doing, {
      agencyNo,
      kind: 'closed',
      ...(first
        ? { subjectKind: 'report', subjectId: first.report_id, number: more.length === 0 ? first.number : null }
        : { subjectKind: 'case', subjectId: caseId, number }),
      facts: { byNo: actor.unit.no, outcome, n: first ? more.length + 1 : reports.length },
    })
  }
}

/** Those of these units that see the case: it was theirs, or its holder lies below them. */
async function unitsSeeing({ sql }: Doing, caseId: string, units: readonly number[]): Promise<Set<number>> {
  const rows = await sql<{ no: number }>`
    select a.no from agency a, court_case c
    where c.case_id = ${caseId} and a.no = any(${units}::int[]) and (c.holder_no between a.no and a.hi or a.no = any(c.seen_by))`
  return new Set(rows.map(({ no }) => no))
}

/** A note in the life-line of a case; it stays. */
export const writeNote = action({
  name: 'case.note',
  needs: 'case:note',
  input: z.object({ caseId: z.uuid(), text: z.string().trim().min(1).max(4000) }),
  subject: ({ caseId }) => ({ kind: 'case', id: caseId }),
  async run(doing, { caseId, text }) {
    await heldCase(doing, caseId)
    await addEvent(doing, { caseId, event: 'note', note: text })
    return {}
  },
})
