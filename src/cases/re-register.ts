// Re-register at the unit that has jurisdiction, under that unit's number: one case, every number resolvable, who, when, on which ground.
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { packOf } from '../country/packs-of.ts'
import { alert } from '../refer/alert.ts'
import { action } from '../work/action.ts'
import { takeNumber } from './case-numbers.ts'
import { addEvent, addMoves, addNumber, heldCase } from './case-rows.ts'

interface Unit {
  no: number
  slug: string
  kind: string
  zone: string
  pack: string
  may_register: boolean
  is_active: boolean
}

export const reRegister = action({
  name: 'case.re-register',
  needs: 'case:re-register',
  input: z.object({
    caseId: z.uuid(),
    unitNo: z.number().int(),
    series: z.string().max(60).optional(),
    number: z.string().trim().min(1).max(100).optional(),
    ground: z.string().trim().min(3, 'a ground of at least three signs').max(2000),
  }),
  subject: ({ caseId }) => ({ kind: 'case', id: caseId }),
  async run(doing, given) {
    const { sql, now, actor, world } = doing
    const held = await heldCase(doing, given.caseId)
    const [unit] =
      await sql<Unit>`select no, slug, kind, zone, pack, may_register, is_active from agency where no = ${given.unitNo}`
    if (!unit?.is_active) return refuse('missing', 'no-such-unit', { unitNo: given.unitNo })
    if (!unit.may_register) refuse('conflict', 'unit-may-not-register', { unitNo: unit.no })
    if (unit.no === actor.unit.no) refuse('conflict', 'held-there-already')
    const numbered = await takeNumber(sql, { pack: packOf(world, unit.pack), unit, wanted: given, caseId: held.caseId, now })
    const [last] = await sql<{
      ordinal: number
    }>`select max(ordinal)::int as ordinal from case_number where case_id = ${held.caseId}`
    const ordinal = last!.ordinal + 1
    await addNumber(doing, { ...numbered, caseId: held.caseId, ordinal, agencyNo: unit.no, ground: given.ground })
    await addEvent(doing, {
      caseId: held.caseId,
      event: 're-registered',
      note: given.ground,
      facts: { from: held.number, to: numbered.number, toNo: unit.no },
    })
    await sql`update court_case set number = ${numbered.number}, changed_at = ${now} where case_id = ${held.caseId}`
    const reports = await sql<{ id: string }>`
      update report set case_number = ${numbered.number}, assignee_id = null, assignee_name = null, changed_at = ${now}
      where case_id = ${held.caseId} and holder_no = ${actor.unit.no} returning report_id as id`
    await addMoves(doing, { caseId: held.caseId, ordinal, toNo: unit.no, reportIds: reports.map(({ id }) => id) })
    await sql`select restamp_case(${held.caseId}, ${unit.no}, ${now})`
    await alert(doing, {
      agencyNo: unit.no,
      kind: 'case',
      subjectKind: 'case',
      subjectId: held.caseId,
      number: numbered.number,
      facts: { byNo: actor.unit.no, was: held.number },
    })
    doing.note({ from: held.number, to: numbered.number, toNo: unit.no, ground: given.ground })
    return { number: numbered.number }
  },
})
