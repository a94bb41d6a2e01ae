// Who works on a report: a supervisor gives it to somebody of the unit or takes it off them; an officer takes it for themself, unless
// somebody else has it.
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { action, type Doing } from '../work/action.ts'
import { type Chosen, heldReports, MOST_AT_ONCE, someOf } from './held-reports.ts'

const chosenIds = z.array(z.uuid()).min(1).max(MOST_AT_ONCE)
const onlyOne = ({ reportIds }: { reportIds: string[] }) =>
  reportIds.length === 1 ? { kind: 'report', id: reportIds[0]! } : null

export const assign = action({
  name: 'report.assign',
  needs: 'report:assign',
  input: z.object({ reportIds: chosenIds, personId: z.uuid().nullable() }),
  subject: onlyOne,
  async run(doing, { reportIds, personId }) {
    const to = personId === null ? null : await colleague(doing, personId)
    const chosen = await heldReports(doing, reportIds)
    someOf(chosen)
    await give(doing, chosen, to)
    return { assigned: chosen.held.length, refused: chosen.refused }
  },
})

export const take = action({
  name: 'report.take',
  needs: 'report:take',
  input: z.object({ reportIds: chosenIds }),
  subject: onlyOne,
  async run(doing, { reportIds }) {
    const { actor } = doing
    const chosen = await heldReports(doing, reportIds)
    const free = chosen.held.filter(({ assigneeId }) => assigneeId === null || assigneeId === actor.id)
    for (const { reportId, number } of chosen.held.filter((one) => !free.includes(one))) {
      chosen.refused.push({ reportId, number, code: 'taken-by-another' })
    }
    const taken = { ...chosen, held: free }
    someOf(taken)
    await give(doing, taken, { personId: actor.id, name: actor.name })
    return { assigned: free.length, refused: chosen.refused }
  },
})

interface Colleague {
  personId: string
  name: string
}

async function give({ sql, now, note }: Doing, { held, refused }: Chosen, to: Colleague | null): Promise<void> {
  await sql`
    update report set assignee_id = ${to?.personId ?? null}, assignee_name = ${to?.name ?? null}, changed_at = ${now}
    where report_id = any(${held.map((one) => one.reportId)}::uuid[])`
  note({
    to: to?.personId ?? null,
    toName: to?.name ?? null,
    from: [...new Set(held.map((one) => one.assigneeId))],
    reports: held.map((one) => one.reportId),
    changed: held.map((one) => ({ report: one.reportId, from: one.assigneeName, to: to?.name ?? null })),
    refused: refused.length,
  })
}

async function colleague({ sql, actor }: Doing, personId: string): Promise<Colleague> {
  const [found] = await sql<Colleague>`
    select p.person_id as "personId", p.name from person p join role_grant g on g.person_id = p.person_id
    where p.person_id = ${personId} and g.agency_no = ${actor.unit.no} and g.role in ('analyst', 'officer', 'supervisor') and p.disabled_at is null
    limit 1`
  return found ?? refuse('missing', 'no-such-colleague', { personId })
}

/** Those of the unit to whom a report can be given. */
export const listColleagues = action({
  name: 'unit.people',
  needs: 'report:see',
  input: z.object({}),
  isPlain: true,
  async run({ sql, actor }) {
    const items = await sql<Colleague & { roles: string[] }>`
      select p.person_id as "personId", p.name, array_agg(g.role order by g.role) as roles
      from person p join role_grant g on g.person_id = p.person_id
      where g.agency_no = ${actor.unit.no} and g.role in ('analyst', 'officer', 'supervisor') and p.disabled_at is null
      group by p.person_id, p.name order by p.name, p.person_id`
    return { items }
  },
})
