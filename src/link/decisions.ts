// A person's word on a link as a fact: together or apart, with members, sides, who, when and why. No pairs are stored. The work process
// brings it into force (apply-decisions.ts). What contradicts an older decision is recorded all the same, and the person is told whose.
import { uuid7 } from '../base/ids.ts'
import { refuse } from '../base/refusal.ts'
import { literal } from '../base/sql.ts'
import type { Doing } from '../work/action.ts'
import { uuidList } from './link-rows.ts'

export interface Decision {
  kind: 'together' | 'apart'
  members: readonly string[]
  sides: readonly number[]
  reason: string
}

export interface StandingVerdict extends Decision {
  verdictId: string
  byId: string
  by: string
  agencyNo: number
  at: Date
  isApplied: boolean
}

export interface Contradicted {
  verdictId: string
  kind: 'together' | 'apart'
  by: string
  at: Date
  /** Only where all its reports are shown to the reader: the words may be about any of them. */
  reason: string | null
}

/** The reports under the reader's own sight; one that is not shown refuses the whole. */
export async function seenReports({ sql }: Doing, reportIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await sql<{ reportId: string; number: string }>`
    select report_id as "reportId", number from report where report_id = any(${[...reportIds]}::uuid[])`
  const seen = new Map(rows.map(({ reportId, number }) => [reportId, number]))
  if (reportIds.some((id) => !seen.has(id))) refuse('missing', 'report-not-shown')
  return seen
}

export async function decide(doing: Doing, decision: Decision): Promise<{ verdictId: string; contradicts: Contradicted[] }> {
  const { tx, sql, actor, now } = doing
  const { kind, members, sides, reason } = decision
  const standing = await standingVerdicts(doing, members)
  const same = standing.find((older) => older.kind === kind && says(older, decision))
  if (same) refuse('conflict', kind === 'together' ? 'already-confirmed' : 'already-rejected', { by: same.by, at: same.at })
  const verdictId = uuid7(now.getTime())
  await sql`
    insert into link_verdict (verdict_id, kind, members, sides, person_id, person_name, agency_no, reason, at)
    values (${verdictId}, ${kind}, ${[...members]}::uuid[], ${[...sides]}::int2[], ${actor.id}, ${actor.name}, ${actor.unit.no}, ${reason}, ${now})`
  await tx.sql`
    insert into link_verdict_member (report_id, verdict_id, side)
    select report_id, ${verdictId}, side from unnest(${[...members]}::uuid[], ${[...sides]}::int2[]) as given(report_id, side)`
  const contradicts = standing.filter((older) => contradict(older, decision))
  doing.about('report', members[0]!)
  doing.note({ verdictId, reports: members, sides, reason, contradicts: contradicts.map((older) => older.verdictId) })
  return { verdictId, contradicts: await toldOf(doing, contradicts) }
}

/** Verdicts that are not withdrawn and name one of these reports, newest first. */
export async function standingVerdicts({ sql, world }: Doing, reportIds: readonly string[]): Promise<StandingVerdict[]> {
  const named = await world.lookup.sql<{ id: string }>`
    select distinct verdict_id as id from link_verdict_member where report_id = any(${[...reportIds]}::uuid[])`
  if (named.length === 0) return []
  const rows = await sql<Omit<StandingVerdict, 'members'> & { members: string }>`
    select verdict_id as "verdictId", kind, members::text as members, sides, person_id as "byId", person_name as by, agency_no as "agencyNo", reason,
      at, applied = 'yes' as "isApplied"
    from link_verdict where verdict_id = any(${named.map(({ id }) => id)}::uuid[]) and withdrawn_at is null order by at desc, verdict_id`
  return rows.map((row) => ({ ...row, members: uuidList(row.members) }))
}

type Sided = Pick<Decision, 'kind' | 'members' | 'sides'>

const sideOf = ({ members, sides }: Sided, reportId: string): number | undefined => sides[members.indexOf(reportId)]

/** Whether the older one says all that the newer one would say. */
export function says(older: Sided, newer: Sided): boolean {
  if (newer.members.some((member) => sideOf(older, member) === undefined)) return false
  if (newer.kind === 'together') return true
  return pairsApart(newer).every(([a, b]) => sideOf(older, a) !== sideOf(older, b))
}

/** Together on one hand and apart on the other, for the same two reports. */
export function contradict(a: Sided, b: Sided): boolean {
  if (a.kind === b.kind) return false
  const [apart, together] = a.kind === 'apart' ? [a, b] : [b, a]
  const sides = together.members.map((member) => sideOf(apart, member)).filter((side) => side !== undefined)
  return new Set(sides).size > 1
}

function pairsApart({ members, sides }: Sided): [string, string][] {
  const pairs: [string, string][] = []
  for (const [i, a] of members.entries()) {
    for (const [j, b] of members.entries()) if (i < j && sides[i] !== sides[j]) pairs.push([a, b])
  }
  return pairs
}

async function toldOf({ sql }: Doing, verdicts: readonly StandingVerdict[]): Promise<Contradicted[]> {
  if (verdicts.length === 0) return []
  const rows = await sql<{ reportId: string }>`
    select report_id as "reportId" from report where report_id = any(${verdicts.flatMap(({ members }) => [...members])}::uuid[])`
  const seen = new Set(rows.map(({ reportId }) => reportId))
  return verdicts.map(({ verdictId, kind, by, at, reason, members }) => {
    return { verdictId, kind, by, at, reason: members.every((member) => seen.has(member)) ? reason : null }
  })
}

export interface StandingRuling {
  identifierId: string
  ruling: 'personal' | 'shared'
  by: string
  at: Date
  reason: string
}

export async function standingRulings({ sql }: Pick<Doing, 'sql'>, identifierIds: readonly string[]): Promise<StandingRuling[]> {
  if (identifierIds.length === 0) return []
  return sql<StandingRuling>`
    select identifier_id as "identifierId", ruling, person_name as by, at, reason from link_ruling
    where identifier_id = any(${literal(identifierIds)}::uuid[]) and withdrawn_at is null order by at desc`
}
