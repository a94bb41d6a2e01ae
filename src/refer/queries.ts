// What several actions of a hand-over ask for: the chosen reports under the reader's policies, a unit, the chosen referrals.
import type { Sql } from '../base/database.ts'
import { refuse } from '../base/refusal.ts'

export interface Chosen {
  reportId: string
  number: string
  state: string
  holderNo: number
  isDanger: boolean
  band: string | null
  offerDueAt: Date | null
  outcomeDueAt: Date | null
  clockFromAt: Date | null
}

export interface Refused {
  reportId: string
  number?: string
  code: string
}

/** Reports among the ids that the actor may see; the others are missing, whatever the reason. */
export async function chosenReports(sql: Sql, ids: readonly string[]): Promise<{ found: Chosen[]; missing: Refused[] }> {
  const found = await sql<Chosen>`
    select report_id as "reportId", number, state, holder_no as "holderNo", is_danger as "isDanger", band, offer_due_at as "offerDueAt", outcome_due_at as "outcomeDueAt",
      clock_from_at as "clockFromAt"
    from report where report_id = any(${[...new Set(ids)]}::uuid[]) order by report_id`
  const seen = new Set(found.map((one) => one.reportId))
  return { found, missing: ids.filter((id) => !seen.has(id)).map((reportId) => ({ reportId, code: 'report-not-shown' })) }
}

export interface UnitRow {
  no: number
  hi: number
  chain: number[]
  pack: string
  zone: string
  kind: string
  name: Record<string, string>
  isActive: boolean
  mayRegister: boolean
}

export async function unitByNo(sql: Sql, no: number): Promise<UnitRow> {
  const [unit] = await sql<UnitRow>`
    select no, hi, chain, pack, zone, kind, name, is_active as "isActive", may_register as "mayRegister" from agency where no = ${no}`
  return unit ?? refuse('missing', 'no-such-unit', { unitNo: no })
}

export interface ReferralFound {
  reportId: string
  referralId: string
  offerId: string
  number: string
  fromNo: number
  toNo: number
  state: string
  isDanger: boolean
}

export interface RefusedReferral {
  referralId: string
  number?: string
  code: string
}

export interface ChosenReferrals {
  found: ReferralFound[]
  refused: RefusedReferral[]
}

/** Referrals among the ids that the actor may see; the others are missing, whatever the reason. */
export async function chosenReferrals(sql: Sql, ids: readonly string[]): Promise<ChosenReferrals> {
  const wanted = [...new Set(ids)]
  const found = await sql<ReferralFound>`
    select report_id as "reportId", referral_id as "referralId", offer_id as "offerId", number, from_no as "fromNo", to_no as "toNo", state, is_danger as "isDanger"
    from referral where referral_id = any(${wanted}::uuid[]) order by report_id, referral_id`
  const seen = new Set(found.map((one) => one.referralId))
  const missing = wanted.filter((id) => !seen.has(id)).map((referralId) => ({ referralId, code: 'referral-not-shown' }))
  return { found, refused: missing }
}

/** Those for which no code speaks against it; the others go to the refused. Where none is left, the whole is refused, for the first reason. */
export function answerable(
  { found, refused }: ChosenReferrals,
  whyNot: (one: ReferralFound) => string | undefined,
): ReferralFound[] {
  const free = found.filter((one) => {
    const code = whyNot(one)
    if (code) refused.push({ referralId: one.referralId, number: one.number, code })
    return code === undefined
  })
  if (free.length > 0) return free
  const { code, number } = refused[0]!
  return refuse(code === 'referral-not-shown' ? 'missing' : 'conflict', code, { ...(number ? { number } : {}), refused })
}

/** Referrals by the unit that made the offers: each is told once of what was answered. */
export function bySender(referrals: readonly ReferralFound[]): Map<number, ReferralFound[]> {
  const groups = new Map<number, ReferralFound[]>()
  for (const one of referrals) groups.set(one.fromNo, [...(groups.get(one.fromNo) ?? []), one])
  return groups
}
