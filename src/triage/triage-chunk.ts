// The stage: score and completeness of the reports that are due, one COPY into the table score, and the columns of the queue.
// What an officer ranked stays as ranked; the points by the rules stand beside it.
import { json, type Tx } from '../base/database.ts'
import { uuid7 } from '../base/ids.ts'
import { copyInTurns, type Into, inTurns } from '../base/writing-behind.ts'
import type { AgencyTree } from '../country/agency-tree.ts'
import { stepDue } from '../country/clocks.ts'
import type { Pack, Packs } from '../country/pack.ts'
import { packOf } from '../enrich/enrich-chunk.ts'
import type { ChunkReport } from '../model/chunk.ts'
import { next, reportLife } from '../model/lifecycle.ts'
import { priorityOf } from '../model/reason.ts'
import { stageBit } from '../model/stage.ts'
import { type Completeness, completeness } from './completeness.ts'
import { type LinkedFacts, nothingLinked } from './linked.ts'
import { firstReason, type Score, score } from './score.ts'
import { type Subject, subjectOf } from './subject.ts'

export const TRIAGE_RULES = 'triage-1'

export interface TriageWorld {
  packs: Packs
  tree: AgencyTree
  now: Date
  /** What other reports say; what each report says of itself is worked out while it is gathered. */
  linked: Promise<ReadonlyMap<string, LinkedFacts>>
}

/** What a report says of itself. */
interface Own {
  report: ChunkReport
  pack: Pack
  subject: Subject
  completeness: Completeness
}

interface Judged extends Own {
  linked: LinkedFacts
  score: Score
}

export async function triageChunk(tx: Tx, chunk: readonly ChunkReport[], world: TriageWorld): Promise<void> {
  const due = chunk.filter((report) => report.due & stageBit.triage)
  const own: Own[] = []
  await inTurns(due, (report) => own.push(ownOf(report, world)))
  const linked = await world.linked
  if (due.length === 0) return
  const judged: Judged[] = []
  await inTurns(own, (one) => judged.push(judge(one, linked)))
  await write(tx, judged, world.now)
  const dueAt = offerClocks(world)
  for (const one of judged) fillHot(one, dueAt)
  await alertDanger(tx, judged, world.now)
}

function ownOf(report: ChunkReport, { packs }: TriageWorld): Own {
  const pack = packOf(report, packs)
  const { content } = report
  const enriched = report.enriched!
  return { report, pack, subject: subjectOf(content, enriched, pack), completeness: completeness({ content, enriched }, pack) }
}

function judge({ report, pack, subject, completeness }: Own, all: ReadonlyMap<string, LinkedFacts>): Judged {
  const { content, receivedAt } = report
  const linked = all.get(report.reportId) ?? nothingLinked()
  const given = { content, enriched: report.enriched!, linked, receivedAt }
  return { report, pack, subject, completeness, linked, score: score(given, pack) }
}

async function write(tx: Tx, judged: readonly Judged[], now: Date): Promise<void> {
  const old = judged.filter(({ report }) => !report.isNew).map(({ report }) => report.reportId)
  const reranked = new Map<string, unknown>()
  if (old.length > 0) {
    const gone = await tx.sql<{ report_id: string; reranked: unknown }>`
      delete from score where report_id = any(${old}::uuid[]) returning report_id, reranked`
    for (const row of gone) reranked.set(row.report_id, row.reranked)
  }
  await copyInTurns(tx, judged, {
    ...scores,
    add: (rows, { report, pack, score, completeness, linked }) => {
      const { reportId, version, holderNo, seenBy } = report
      const { points, band, reasons } = score
      const rules = `${TRIAGE_RULES}, ${pack.ruleVersion}`
      const kept = reranked.get(reportId) ?? null
      const judgement = [rules, points, band, reasons, completeness.missing, linked.hidden]
      rows.add([reportId, version, holderNo, seenBy, ...judgement, kept, now])
    },
  })
}

const scores: Into = {
  target: 'score (report_id, version, holder_no, seen_by, rule_version, points, band, reasons, missing, elsewhere, reranked, at)',
  types: ['uuid', 'int4', 'int4', 'int4[]', 'text', 'int2', 'text', 'jsonb', 'jsonb', 'int4', 'jsonb', 'timestamptz'],
}

function fillHot({ report, subject, linked, score, completeness }: Judged, dueAt: OfferClocks): void {
  const { hot, isReranked } = report
  const state = next(reportLife, report.state, 'triage') ?? report.state
  Object.assign(hot, {
    state,
    subject,
    score: score.points,
    isDanger: score.isDanger,
    complete: completeness.complete,
    completeOf: completeness.of,
    isFollowUp: linked.hasEarlier,
    offerDueAt: dueAt(report, score.isDanger),
  })
  if (isReranked) return
  hot.priority = priorityOf(score.band, score.points)
  hot.band = score.band
  hot.firstReason = firstReason(score.reasons)
}

type OfferClocks = (report: ChunkReport, isDanger: boolean) => Date

/** From arrival, or from when it was reopened, on the calendar of the unit that holds it. Reports of a chunk mostly arrived together: each
 * date is reckoned once. */
function offerClocks({ packs, tree }: TriageWorld): OfferClocks {
  const known = new Map<string, Date>()
  return ({ receivedAt, clockFromAt, holderNo, pack }, isDanger) => {
    const of = packs.get(pack)!
    const zone = tree.byNo(holderNo)?.zone ?? of.zone
    const at = clockFromAt ?? receivedAt
    const key = `${pack} ${zone} ${isDanger} ${at.getTime()}`
    const due = known.get(key) ?? stepDue(of, { step: 'arrival-to-offer', isDanger }, { at, zone }).dueAt
    known.set(key, due)
    return due
  }
}

/** The holder is told of a report of danger once, however often it is scored again. */
async function alertDanger(tx: Tx, judged: readonly Judged[], now: Date): Promise<void> {
  const danger = judged.filter(({ score }) => score.isDanger).map(({ report }) => report)
  if (danger.length === 0) return
  const facts = danger.map(({ senderName }) => json({ sender: senderName }))
  await tx.sql`
    insert into alert (alert_id, agency_no, kind, subject_kind, subject_id, number, facts, at, once)
    select g.alert_id, g.agency_no, 'danger', 'report', g.report_id, g.number, g.facts::jsonb, ${now}, 'danger/' || g.report_id
    from unnest(${danger.map(() => uuid7(now.getTime()))}::uuid[], ${danger.map(({ holderNo }) => holderNo)}::int[],
      ${danger.map(({ reportId }) => reportId)}::text[], ${danger.map(({ number }) => number)}::text[], ${facts}::text[])
      as g(alert_id, agency_no, report_id, number, facts)
    on conflict (once) where once is not null do nothing`
}
