// The moves of the play: what an officer does of a morning, chosen by simple rules from what lies before the unit.
import { addReports, register } from '../../cases/register.ts'
import { acknowledge } from '../../refer/acknowledge.ts'
import { offer } from '../../refer/offer.ts'
import { returnReferrals } from '../../refer/return.ts'
import { settle } from '../../reports/settle.ts'
import { actorNamed, does, type Play } from './play.ts'

interface Offerable {
  reportId: string
  unitNo: number
}

/** Offers what the unit holds to the first candidate of each: urgent ones first, then the strongest. */
export async function offers(
  play: Play,
  login: string,
  { most, only }: { most: number; only: 'danger' | 'all' },
): Promise<number> {
  const { unit } = actorNamed(play, login)
  const found = await play.owner.sql<Offerable>`
    select report_id as "reportId", candidate_no as "unitNo" from report
    where holder_no = ${unit.no} and state = 'triaged' and candidate_no is not null and candidate_no <> ${unit.no}
      and (is_danger or ${only === 'all'}::boolean)
    order by is_danger desc, case candidate_strength when 'strong' then 0 when 'likely' then 1 else 2 end, priority desc, number limit ${most}`
  for (const [unitNo, reportIds] of byUnit(found)) await does(play, login, [offer, { reportIds, unitNo }])
  return found.length
}

function byUnit(found: readonly Offerable[]): Map<number, string[]> {
  const groups = new Map<number, string[]>()
  for (const { reportId, unitNo } of found) groups.set(unitNo, [...(groups.get(unitNo) ?? []), reportId])
  return groups
}

const whyReturned = [
  'The address was in use by a subscriber of another district at that time',
  'The suspect moved away; see the newer report',
  'The school named lies in the area of the neighbouring unit',
]

/** Answers the oldest offers: takes most of them, returns each eleventh. */
export async function answers(play: Play, login: string, most: number): Promise<number> {
  const { unit } = actorNamed(play, login)
  const found = await play.owner.sql<{ referralId: string; isDanger: boolean }>`
    select referral_id as "referralId", is_danger as "isDanger" from referral where to_no = ${unit.no} and state = 'offered'
    order by is_danger desc, offered_at, referral_id limit ${most}`
  const taken = found.filter(({ isDanger }, at) => isDanger || at % 11 !== 10).map(({ referralId }) => referralId)
  if (taken.length > 0) await does(play, login, [acknowledge, { referralIds: taken }])
  for (const [at, { referralId }] of found.filter((one) => !taken.includes(one.referralId)).entries()) {
    await does(play, login, [returnReferrals, { referralIds: [referralId], reason: whyReturned[at % whyReturned.length] }])
  }
  return found.length
}

/** From one unit to another, whatever the candidates say. */
export async function passesOn(play: Play, [from, to]: readonly [string, string], most: number): Promise<void> {
  const { unit } = actorNamed(play, from)
  const found = await play.owner.sql<{ reportId: string }>`
    select report_id as "reportId" from report where holder_no = ${unit.no} and state = 'acknowledged' order by is_danger, priority desc, number limit ${most}`
  if (found.length === 0) return
  const reportIds = found.map((one) => one.reportId)
  await does(play, from, [offer, { reportIds, unitNo: actorNamed(play, to).unit.no, note: 'For registration at your station' }])
}

const titles = [
  'One phone, several accounts',
  'Same device at two providers',
  'Accounts made anew after closure',
  'Several reports of one user',
]

export interface Registering {
  most: number
  series?: string
  /** Numbers as the official register gave them, where the unit has no series of its own. */
  numbers?: readonly string[]
  offences: readonly string[]
}

/** Registers what belongs together: reports of one cluster that the unit took. */
export async function registers(play: Play, login: string, { most, series, numbers, offences }: Registering): Promise<string[]> {
  const { unit } = actorNamed(play, login)
  const found = await play.owner.sql<{ reportIds: string[] }>`
    select array_agg(r.report_id order by r.number) as "reportIds" from report r join cluster_of c on c.report_id = r.report_id
    where r.holder_no = ${unit.no} and r.state = 'acknowledged' group by c.cluster_id
    order by max(r.is_danger::int) desc, count(*) desc, max(r.priority) desc, c.cluster_id limit ${most}`
  const cases: string[] = []
  for (const [at, { reportIds }] of found.entries()) {
    const title = titles[at % titles.length]
    const made = await does(play, login, [register, { reportIds, title, offences, series, number: numbers?.[at] }])
    cases.push(made.caseId)
  }
  return cases
}

/** Brings later reports of a person into the case that the unit has of them. */
export async function addsFollowUps(play: Play, login: string): Promise<void> {
  const { unit } = actorNamed(play, login)
  const found = await play.owner.sql<{ caseId: string; reportIds: string[] }>`
    select held.case_id as "caseId", array_agg(distinct r.report_id) as "reportIds" from report r
    join cluster_of c on c.report_id = r.report_id join cluster_of d on d.cluster_id = c.cluster_id
    join report held on held.report_id = d.report_id and held.case_id is not null and held.state = 'registered' and held.holder_no = ${unit.no}
    where r.holder_no = ${unit.no} and r.state = 'acknowledged' group by held.case_id order by held.case_id limit 3`
  const seen = new Set<string>()
  for (const { caseId, reportIds } of found) {
    const fresh = reportIds.filter((id) => !seen.has(id))
    for (const id of fresh) seen.add(id)
    if (fresh.length > 0) await does(play, login, [addReports, { caseId, reportIds: fresh }])
  }
}

const outcomes = [
  ['not-traceable', 'The operator answered that the logs are gone'],
  ['no-offence', 'Examined: the files are not what they were reported as'],
  ['too-little', 'Neither port nor time zone; the sender could not add them'],
  ['nobody-concerned', 'The account was closed before and nobody is concerned here'],
] as const

/** Ends the least urgent of what the unit took, without a case. */
export async function settles(play: Play, login: string, most: number): Promise<void> {
  const { unit } = actorNamed(play, login)
  const found = await play.owner.sql<{ reportId: string }>`
    select report_id as "reportId" from report where holder_no = ${unit.no} and state = 'acknowledged' and not is_danger
    order by priority, number limit ${most}`
  for (const [at, [outcome, reason]] of outcomes.entries()) {
    const reportIds = found.filter((_, i) => i % outcomes.length === at).map((one) => one.reportId)
    if (reportIds.length > 0) await does(play, login, [settle, { reportIds, outcome, reason }])
  }
}

/** The desk ends spam at once, and what concerns nobody in the country. */
export async function clearsSpam(play: Play, login: string): Promise<void> {
  const { unit } = actorNamed(play, login)
  const spam = await play.owner.sql<{ reportId: string }>`
    select r.report_id as "reportId" from report r join score s on s.report_id = r.report_id
    where r.holder_no = ${unit.no} and r.state = 'triaged' and not r.is_danger and s.reasons::text like '%annotation-spam/%' order by r.number`
  if (spam.length > 0) {
    const reportIds = spam.map((one) => one.reportId)
    await does(play, login, [settle, { reportIds, outcome: 'spam', reason: 'One text sent to many; no file, no child named' }])
  }
  const abroad = await play.owner.sql<{ reportId: string }>`
    select report_id as "reportId" from report where holder_no = ${unit.no} and state = 'triaged' and not is_danger and candidate_no is null
    order by number limit 12`
  if (abroad.length > 0) {
    const reportIds = abroad.map((one) => one.reportId)
    await does(play, login, [
      settle,
      { reportIds, outcome: 'passed-abroad', reason: 'All addresses are abroad; passed on by the clearing-house' },
    ])
  }
}

/** What the person's unit holds in these states, the most urgent first. */
export async function heldBy(play: Play, login: string, states: readonly string[]): Promise<string[]> {
  const { unit } = actorNamed(play, login)
  const found = await play.owner.sql<{ id: string }>`
    select report_id as id from report where holder_no = ${unit.no} and state = any(${states}::text[]) order by priority desc, number limit 12`
  return found.map(({ id }) => id)
}
