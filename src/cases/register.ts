// Register a case for reports that the unit holds, under a number of its series or the one that the official register gave.
import { z } from 'zod'
import { uuid7 } from '../base/ids.ts'
import { refuse } from '../base/refusal.ts'
import { packOf } from '../country/packs-of.ts'
import { next, reportLife } from '../model/lifecycle.ts'
import { type Chosen, chosenReports } from '../refer/queries.ts'
import { type Ended, endReferrals } from '../reports/settle.ts'
import { lockReports } from '../triage/held-reports.ts'
import { action, type Doing } from '../work/action.ts'
import { takeNumber } from './case-numbers.ts'
import { addEvent, addNumber, attachReports, heldCase } from './case-rows.ts'

const reportIds = z.array(z.uuid()).min(1).max(500)

export const register = action({
  name: 'case.register',
  needs: 'case:register',
  input: z.object({
    reportIds,
    series: z.string().max(60).optional(),
    number: z.string().trim().min(1).max(100).optional(),
    offences: z.array(z.string().max(100)).max(50).default([]),
    title: z.string().trim().max(200).default(''),
  }),
  async run(doing, given) {
    const { sql, now, actor, world } = doing
    if (!actor.unit.mayRegister) refuse('conflict', 'unit-may-not-register')
    const pack = packOf(world, actor.unit.pack)
    const unknown = given.offences.filter((id) => !pack.offences.some((offence) => offence.id === id && offence.isOn))
    if (unknown.length > 0) refuse('invalid', 'no-such-offence', { offences: unknown })
    const ids = await registrable(doing, given.reportIds)
    const caseId = uuid7()
    const numbered = await takeNumber(sql, { pack, unit: actor.unit, wanted: given, caseId, now })
    await sql`
      insert into court_case (case_id, number, holder_no, title, offences, registered_at, reports, changed_at)
      values (${caseId}, ${numbered.number}, ${actor.unit.no}, ${given.title}, ${given.offences}::text[], ${now}, ${ids.length}, ${now})`
    await addNumber(doing, { ...numbered, caseId, ordinal: 1, agencyNo: actor.unit.no, ground: '' })
    await addEvent(doing, { caseId, event: 'registered', note: '', facts: { number: numbered.number, reports: ids.length } })
    await attachReports(doing, caseId, ids)
    await markRegistered(doing, { ids, caseId, number: numbered.number })
    doing.about('case', caseId)
    doing.note({ number: numbered.number, isEntered: numbered.isEntered, reports: ids, offences: given.offences })
    return { caseId, number: numbered.number }
  },
})

/** All of them or none: a case is not registered for a part of what the officer chose. */
async function registrable(doing: Doing, ids: readonly string[]): Promise<string[]> {
  const found = await allHeld(doing, ids)
  const late = found.find((report) => !next(reportLife, report.state, 'register'))
  if (late) refuse('conflict', late.state === 'offered' ? 'already-offered' : `already-${late.state}`, { number: late.number })
  return found.map((report) => report.reportId)
}

/** The reports, which the actor's own unit must hold; until the transaction ends nobody hands one on, ends it or gives it back. */
async function allHeld({ sql, actor }: Doing, ids: readonly string[]): Promise<Chosen[]> {
  await lockReports(sql, ids)
  const { found, missing } = await chosenReports(sql, ids)
  if (missing.length > 0) refuse('missing', 'report-not-shown')
  const foreign = found.find((report) => report.holderNo !== actor.unit.no)
  if (foreign) refuse('conflict', 'held-by-another-unit', { number: foreign.number })
  return found
}

async function markRegistered(
  doing: Doing,
  { ids, caseId, number }: { ids: string[]; caseId: string; number: string },
): Promise<void> {
  const { sql, now } = doing
  const done = await sql<Ended>`
    update report set state = 'registered', case_id = ${caseId}, case_number = ${number}, registered_at = coalesce(registered_at, ${now}),
      offer_due_at = null, outcome_due_at = null, clock_from_at = null, changed_at = ${now}
    where report_id = any(${ids}::uuid[])
    returning report_id, number, first_holder_no`
  await endReferrals(doing, done, 'registered')
}

/** Further reports, such as a follow-up, come into a case that is open. Linking is not merging: a report may be in many cases. */
export const addReports = action({
  name: 'case.add-reports',
  needs: 'case:register',
  input: z.object({ caseId: z.uuid(), reportIds }),
  subject: ({ caseId }) => ({ kind: 'case', id: caseId }),
  async run(doing, given) {
    const held = await heldCase(doing, given.caseId)
    const found = await allHeld(doing, given.reportIds)
    const [there] = await inCase(doing, held.caseId, found)
    if (there) refuse('conflict', 'already-in-case', { number: there.number })
    const ended = found.find((report) => report.state === 'settled' || report.state === 'closed' || report.state === 'offered')
    if (ended) refuse('conflict', `already-${ended.state}`, { number: ended.number })
    await attachReports(
      doing,
      held.caseId,
      found.map((report) => report.reportId),
    )
    const free = found.filter((report) => report.state !== 'registered').map((report) => report.reportId)
    if (free.length > 0) await markRegistered(doing, { ids: free, caseId: held.caseId, number: held.number })
    await doing.sql`
      update court_case set reports = (select count(*)::int from case_report where case_id = ${held.caseId}), changed_at = ${doing.now} where case_id = ${held.caseId}`
    await addEvent(doing, { caseId: held.caseId, event: 'reports-added', note: '', facts: { reports: found.length } })
    doing.note({ reports: found.map((report) => report.reportId) })
    return { added: found.length }
  },
})

async function inCase({ sql }: Doing, caseId: string, reports: readonly Chosen[]): Promise<Chosen[]> {
  const rows = await sql<{ id: string }>`
    select report_id as id from case_report where case_id = ${caseId} and report_id = any(${reports.map(({ reportId }) => reportId)}::uuid[])`
  const joined = new Set(rows.map(({ id }) => id))
  return reports.filter(({ reportId }) => joined.has(reportId))
}
