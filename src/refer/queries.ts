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
}

export interface Refused {
  reportId: string
  number?: string
  code: string
}

/** Reports among the ids that the actor may see; the others are missing, whatever the reason. */
export async function chosenReports(sql: Sql, ids: readonly string[]): Promise<{ found: Chosen[]; missing: Refused[] }> {
  const found = await sql<Chosen>`
    select report_id as "reportId", number, state, holder_no as "holderNo", is_danger as "isDanger", band, offer_due_at as "offerDueAt", outcome_due_at as "outcomeDueAt"
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

/** Referrals that the actor may see, locked for the answer; refuses when one of them is missing. */
export async function chosenReferrals(sql: Sql, ids: readonly string[]): Promise<ReferralFound[]> {
  const found = await sql<ReferralFound>`
    select report_id as "reportId", referral_id as "referralId", offer_id as "offerId", number, from_no as "fromNo", to_no as "toNo", state, is_danger as "isDanger"
    from referral where referral_id = any(${[...ids]}::uuid[]) order by report_id, referral_id`
  return found.length === new Set(ids).size ? found : refuse('missing', 'referral-not-shown')
}
