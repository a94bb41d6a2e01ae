// Why a person sees a row, or does not: row-level security is invisible in the code, rows are simply absent. Asked by whoever runs the
// site, as the owner of the database; it explains the very comparison that the policies make.

import type { Sql } from '../base/database.ts'
import { isUuid } from '../base/ids.ts'
import { refuse } from '../base/refusal.ts'
import { numberKey } from '../model/case-number.ts'
import { namedUnits } from '../work/named-units.ts'
import { type Role, seesRows } from '../work/permissions.ts'

interface Stamp {
  kind: 'report' | 'case'
  id: string
  number: string
  holderNo: number
  seenBy: number[]
}

export interface Why {
  person: string
  row: { kind: string; number: string; id: string; holder: string; seenBy: string[] }
  grounds: { unit: string; ground: string; since: Date }[]
  units: { unit: string; roles: string[]; sees: boolean; because: string }[]
}

interface UnitOf {
  no: number
  hi: number
  name: Record<string, string>
  roles: Role[]
}

/** `row`: the number or id of a report or case. Refuses with `no-such-person`, `no-such-row` or `several-rows`. */
export async function whySees(sql: Sql, login: string, row: string): Promise<Why> {
  const [person] = await sql<{
    person_id: string
    name: string
    disabled_at: Date | null
  }>`select person_id, name, disabled_at from person where login = ${login.toLowerCase()}`
  if (!person) return refuse('missing', 'no-such-person', { login })
  const stamp = await stampOf(sql, row)
  const units = await sql<UnitOf>`
    select a.no, a.hi, a.name, array_agg(g.role order by g.role) as roles from role_grant g join agency a on a.no = g.agency_no
    where g.person_id = ${person.person_id} group by a.no, a.hi, a.name order by a.no`
  const named = await namesOf(sql, [stamp.holderNo, ...stamp.seenBy])
  const grounds = await sql<{ unit: number; ground: string; since: Date }>`
    select agency_no as unit, ground, since from sight where report_id = ${stamp.id} order by since, agency_no`
  const groundNames = await namesOf(
    sql,
    grounds.map((one) => one.unit),
  )
  return {
    person: person.disabled_at ? `${person.name} (disabled)` : person.name,
    row: { kind: stamp.kind, number: stamp.number, id: stamp.id, holder: named(stamp.holderNo), seenBy: stamp.seenBy.map(named) },
    grounds: grounds.map((one) => ({ ...one, unit: groundNames(one.unit) })),
    units: units.map((unit) => explained(unit, stamp, named)),
  }
}

/** Units number their cases alike: where several rows are known by it, all are named. */
async function stampOf(sql: Sql, row: string): Promise<Stamp> {
  const id = isUuid(row) ? row : null
  const reports = await sql<Stamp>`
    select 'report' as kind, report_id as id, number, holder_no as "holderNo", seen_by as "seenBy" from report
    where report_id = ${id} or number = ${row.toUpperCase()} or source_number = ${row} order by number limit ${MOST_NAMED}`
  const cases = await sql<Stamp>`
    select 'case' as kind, c.case_id as id, c.number, c.holder_no as "holderNo", c.seen_by as "seenBy" from court_case c
    where c.case_id = ${id} or c.case_id = any(array(select o.case_id from case_number_of o where o.number_key = ${numberKey(row)}))
    order by c.holder_no, c.case_id limit ${MOST_NAMED}`
  const [stamp, ...more] = [...reports, ...cases]
  if (!stamp) return refuse('missing', 'no-such-row', { row })
  if (more.length === 0) return stamp
  const named = await namesOf(
    sql,
    [stamp, ...more].map(({ holderNo }) => holderNo),
  )
  const rows = [stamp, ...more].map((one) => ({ kind: one.kind, number: one.number, id: one.id, holder: named(one.holderNo) }))
  return refuse('conflict', 'several-rows', { row, rows })
}

const MOST_NAMED = 20

async function namesOf(sql: Sql, numbers: number[]): Promise<(no: number) => string> {
  const units = await namedUnits(sql, numbers)
  return (no) => {
    const name = units.get(no)?.name ?? {}
    return name.en ?? Object.values(name)[0] ?? String(no)
  }
}

function explained(unit: UnitOf, stamp: Stamp, named: (no: number) => string) {
  const name = unit.name.en ?? String(unit.no)
  const because = (sees: boolean, text: string) => ({ unit: name, roles: unit.roles, sees, because: text })
  if (!seesRows(unit.roles)) return because(false, `none of the roles there (${unit.roles.join(', ')}) sees reports or cases`)
  const range = `${unit.no} to ${unit.hi}`
  if (stamp.holderNo >= unit.no && stamp.holderNo <= unit.hi) {
    return because(true, `${named(stamp.holderNo)} holds it, and its number ${stamp.holderNo} lies in the unit's range ${range}`)
  }
  if (stamp.seenBy.includes(unit.no))
    return because(true, `the unit's number ${unit.no} is among those that were given sight of it`)
  return because(
    false,
    `${named(stamp.holderNo)} (${stamp.holderNo}) holds it, outside the unit's range ${range}, and the unit was not given sight`,
  )
}
