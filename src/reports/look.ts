// The page of a report in one look: what is claimed, how good it is, where it should go, what may be done and why not.
// Sightings elsewhere and links are asked for apart (link/), since they cross compartments through the audited look-up.
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { open } from '../base/seal.ts'
import { packOf } from '../country/packs-of.ts'
import { carriesOf } from '../intake/carries.ts'
import { difference } from '../intake/difference.ts'
import { factsOf } from '../intake/facts.ts'
import type { Enriched } from '../model/chunk.ts'
import type { Reason } from '../model/reason.ts'
import { mayOfReferral, whyNotBack } from '../refer/may.ts'
import { seenReasons } from '../triage/seen-reasons.ts'
import { action, type Doing } from '../work/action.ts'
import { askedReport, askedReportId } from '../work/asked-report.ts'
import { dataKeyOf, type KeptVersion, opened, versionsOf } from './kept.ts'
import { lookShape } from './look-shape.ts'
import { mayOf } from './may.ts'
import { claimsOf, filesOf, identifiersOf, ipsOf, peopleOf } from './page-parts.ts'
import { type FoundRow, rowColumns, shownRows, worded } from './row.ts'

export { lookShape }

export const lookAtReport = action({
  name: 'report.look',
  needs: 'report:see',
  input: z.object({ reportId: z.string().min(1).max(200) }),
  subject: askedReport,
  async run(doing, asked) {
    const { sql, actor, world } = doing
    const reportId = await askedReportId(doing, asked)
    const [row] = await sql<
      FoundRow & { state: string; holderNo: number; rendition: number }
    >`select ${rowColumns(actor.id)}, r.rendition from report r where r.report_id = ${reportId}`
    if (!row) return refuse('missing', 'report-not-shown')
    const [report] = await shownRows(doing, [row])
    const kept = await versionsOf(sql, reportId)
    const dataKey = kept.length === 0 ? null : await dataKeyOf(sql, world.keys.installation, reportId)
    await markOpened(doing, reportId, report!.version)
    return {
      report: { ...report!, ...(await moreOf(doing, reportId)) },
      ...(dataKey
        ? contentParts({ kept, dataKey, reportId, rendition: row.rendition, enriched: await enrichedOf(doing, reportId) })
        : emptyParts),
      ...(await judgements(doing, row)),
      notes: dataKey ? await notesOf(doing, reportId, dataKey) : [],
      cases:
        await sql`select c.case_id as "caseId", c.number, c.state from case_report t join court_case c on c.case_id = t.case_id where t.report_id = ${reportId} order by c.registered_at`,
      may: mayOf(actor, row as never),
    }
  },
})

async function markOpened({ sql, actor, now }: Doing, reportId: string, version: number): Promise<void> {
  await sql`
    insert into report_opened (report_id, person_id, version, at) values (${reportId}, ${actor.id}, ${version}, ${now})
    on conflict (report_id, person_id) do update set version = excluded.version, at = excluded.at`
}

async function moreOf({ sql }: Doing, reportId: string) {
  const [more] = await sql<Record<string, unknown>>`
    select r.incident_type as "incidentType", r.source_id as "sourceId", r.referred_at as "referredAt", r.acknowledged_at as "acknowledgedAt",
      r.registered_at as "registeredAt", r.ended_at as "endedAt", r.is_retracted as "isRetracted", r.due, r.parked_reason as "parkedReason",
      coalesce((select jsonb_agg(jsonb_build_object('no', a.no, 'name', a.name) order by a.no) from agency a where a.no = any(r.seen_by)), '[]') as "seenBy"
    from report r where r.report_id = ${reportId}`
  return more!
}

async function enrichedOf({ sql }: Doing, reportId: string): Promise<Enriched | undefined> {
  const [row] = await sql<{ facts: string }>`select facts from enrichment where report_id = ${reportId}`
  return row && JSON.parse(row.facts)
}

interface Kept {
  kept: KeptVersion[]
  dataKey: Buffer
  reportId: string
  /** Of the newest version, the document that is judged. */
  rendition: number
  enriched: Enriched | undefined
}

function contentParts({ kept, dataKey, reportId, rendition, enriched }: Kept) {
  const newest = Math.max(...kept.map((one) => one.version))
  const current = kept.find((one) => one.version === newest && one.rendition === rendition)!
  const earlier = kept.filter((one) => one.version === newest - 1)
  // As it stands is compared with as it stood, where there are both.
  const before = earlier.find((one) => one.format === current.format && one.isStanding === current.isStanding) ?? earlier[0]
  const content = opened(current, dataKey, reportId)
  return {
    sender: content.sender,
    incident: { type: content.incident.type, time: content.incident.time ?? null, platform: content.incident.platform ?? null },
    claims: claimsOf(content),
    people: peopleOf(content),
    identifiers: identifiersOf(content),
    ips: ipsOf(content, enriched),
    files: filesOf(content),
    versions: kept.filter((one) => !one.isStanding).map(({ content: _, isStanding: _is, ...shown }) => shown),
    difference: before
      ? {
          from: before.version,
          to: newest,
          ...difference(said(before, opened(before, dataKey, reportId)), said(current, content)),
        }
      : null,
    issues: content.issues,
    unread: content.unread.map((one) => ({ path: one.path, length: one.text.length })),
  }
}

const said = (kept: KeptVersion, content: Parameters<typeof factsOf>[0]) => ({
  facts: factsOf(content),
  carries: carriesOf(kept.format),
})

const emptyParts = {
  sender: null,
  incident: null,
  claims: [],
  people: [],
  identifiers: [],
  ips: [],
  files: [],
  versions: [],
  difference: null,
  issues: [],
  unread: [],
}

async function judgements(doing: Doing, row: FoundRow) {
  const { sql, actor, world } = doing
  const { reportId } = row
  const [score] = await sql<{
    points: number
    band: string
    reasons: Reason[]
    missing: Reason[]
    ruleVersion: string
    elsewhere: number
    reranked: unknown
    at: Date
  }>`
    select points, band, reasons, missing, rule_version as "ruleVersion", elsewhere, reranked, at from score where report_id = ${reportId}`
  const candidates = await sql<{ reasons: Reason[] }>`
    select jsonb_build_object('no', a.no, 'name', a.name, 'mayRegister', a.may_register) as unit, c.rank, c.strength, c.weight, c.reasons
    from candidate c join agency a on a.no = c.agency_no where c.report_id = ${reportId} order by c.rank`
  const referrals = await sql<{
    referralId: string
    state: string
    from: { no: number }
    to: { no: number }
    acknowledgedAt: Date | null
  }>`
    select f.referral_id as "referralId", f.state, f.note, f.reason, f.outcome, f.offered_name as "offeredBy", f.offered_at as "offeredAt", f.answer_due_at as "answerDueAt",
      f.acknowledged_at as "acknowledgedAt", f.answered_name as "answeredBy", f.ended_at as "endedAt",
      jsonb_build_object('no', a.no, 'name', a.name) as "from", jsonb_build_object('no', b.no, 'name', b.name) as "to"
    from referral f join agency a on a.no = f.from_no join agency b on b.no = f.to_no where f.report_id = ${reportId} order by f.offered_at, f.referral_id`
  // In the order of their acknowledgement: by the last the holder has it.
  const cameBy = referrals
    .filter(({ state }) => state === 'acknowledged')
    .sort((one, two) => one.acknowledgedAt!.getTime() - two.acknowledgedAt!.getTime())
    .at(-1)
  const labels = new Map<string, Record<string, string>>(
    packOf(world, actor.unit.pack).scoring.completeness.map((field) => [field.id, field.label]),
  )
  const [ofScore = [], ...ofCandidates] = await seenReasons(sql, [score?.reasons ?? [], ...candidates.map((one) => one.reasons)])
  return {
    score: score ? { ...score, reasons: ofScore.map((reason) => worded(doing, reason)), missing: undefined } : null,
    missing: (score?.missing ?? []).map((reason) => {
      const code = reason.rule.replace(/^missing-|\/\d+$/g, '')
      return { code, label: labels.get(code) ?? { en: code }, ...worded(doing, reason) }
    }),
    candidates: candidates.map((one, at) => ({ ...one, reasons: ofCandidates[at]!.map((reason) => worded(doing, reason)) })),
    referrals: referrals.map((one) => ({
      ...one,
      may: mayOfReferral(actor, {
        ...{ state: one.state, fromNo: one.from.no, toNo: one.to.no },
        whyNotBack: whyNotBack(actor.unit.no, one.referralId, { ...row, cameBy: cameBy?.referralId ?? null }),
      }),
    })),
  }
}

async function notesOf({ sql }: Doing, reportId: string, dataKey: Buffer) {
  const rows = await sql<{ noteId: string; text: Buffer; by: string; at: Date }>`
    select n.note_id as "noteId", n.text, n.written_name as by, n.at, jsonb_build_object('no', a.no, 'name', a.name) as unit
    from note n join agency a on a.no = n.written_no where n.report_id = ${reportId} order by n.at, n.note_id`
  return rows.map((row) => ({ ...row, text: open(dataKey, row.text, `note/${row.noteId}/text`).toString('utf8') }))
}
