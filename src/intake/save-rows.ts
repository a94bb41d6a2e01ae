// The rows of a chunk, by COPY into each table; reports that are there already are changed by one statement.
import type { Tx } from '../base/database.ts'
import { firstOf } from '../base/text.ts'
import { copyInTurns, type Into } from '../base/writing-behind.ts'
import type { ChunkReport } from '../model/chunk.ts'
import { allStages } from '../model/stage.ts'
import { storable } from '../work/entry.ts'
import type { Chunk, ReadRecord } from './chunks.ts'
import type { Judged, Touched } from './judge.ts'
import { contentToBytes, sealContent } from './sealing.ts'
import { addSightings, sightingsOf, sightingTable } from './sighting-rows.ts'
import { instantOf } from './staged.ts'

interface Stamp {
  holderNo: number
  seenBy: number[]
}

interface Keeping {
  judged: readonly Judged[]
  stampOf: Map<string, Stamp>
  chunk: Chunk
  now: Date
}

const versions: Into = {
  target:
    'report_version (report_id, version, rendition, holder_no, seen_by, format, batch_id, digest, byte_from, byte_to, record_digest, content, issues, accepted_at)',
  types: [
    ...(['uuid', 'int4', 'int4', 'int4', 'int4[]', 'text', 'uuid', 'bytea', 'int8', 'int8', 'bytea'] as const),
    ...(['bytea', 'int4', 'timestamptz'] as const),
  ],
}

export async function copyVersions(tx: Tx, { judged, stampOf, chunk, now }: Keeping): Promise<void> {
  const { batchId } = chunk.origin
  await copyInTurns(tx, judged, {
    ...versions,
    add: (rows, { keep }) => {
      if (!keep) return
      const { reportId, version, rendition, record, content } = keep
      const { holderNo, seenBy } = stampOf.get(reportId)!
      const sealed = keep.sealed ?? contentToBytes(sealContent(content, keep.key, { reportId, version, rendition }))
      const where = [batchId, record.file.digest, record.byteFrom, record.byteTo, record.digest]
      const { format } = record
      rows.add([reportId, version, rendition, holderNo, seenBy, format, ...where, sealed, content.issues.length, now])
      if (!keep.standing) return
      const stands = { reportId, version, rendition: keep.standing.rendition }
      const asItStands = contentToBytes(sealContent(keep.standing.content, keep.key, stands))
      rows.add([reportId, version, stands.rendition, holderNo, seenBy, format, ...where, asItStands, content.issues.length, now])
    },
  })
}

/** Documents that are there already and seal more people now. */
export async function resealVersions(tx: Tx, changed: readonly Touched[]): Promise<void> {
  const rows = changed.flatMap(({ reportId, key, resealed }) =>
    resealed.map(({ version, rendition, content }) => {
      const bytes = contentToBytes(sealContent(content, key, { reportId, version, rendition }))
      return { reportId, version, rendition, bytes }
    }),
  )
  if (rows.length === 0) return
  await tx.sql`
    update report_version v set content = g.content
    from unnest(${rows.map((one) => one.reportId)}::uuid[], ${rows.map((one) => one.version)}::int[], ${rows.map((one) => one.rendition)}::int[],
      ${rows.map((one) => one.bytes)}::bytea[]) as g(report_id, version, rendition, content)
    where v.report_id = g.report_id and v.version = g.version and v.rendition = g.rendition`
}

export async function copyKeys(tx: Tx, fresh: readonly Touched[]): Promise<void> {
  await copyInTurns(tx, fresh, {
    target: 'data_key (report_id, holder_no, wrapped)',
    types: ['uuid', 'int4', 'bytea'],
    add: (rows, one) => rows.add([one.reportId, one.source.deskNo, one.wrappedKey]),
  })
}

export async function copySightings(
  tx: Tx,
  { fresh, changed }: { fresh: readonly Touched[]; changed: readonly Touched[] },
): Promise<void> {
  const more = changed.flatMap((one) => sightingsOf(one.contents).map((seen) => ({ ...seen, reportId: one.reportId })))
  if (more.length > 0) {
    // Where documents were sealed anew, open is what one of all of them still says openly.
    const resealed = changed.filter((one) => one.resealed.length > 0).map((one) => one.reportId)
    if (resealed.length > 0) await tx.sql`update sighting set is_sealed = true where report_id = any(${resealed}::uuid[])`
    // What an earlier version showed stays seen: a value does not become unseen because the sender leaves it out. Nor sealed again, once
    // one of them said it openly.
    await tx.sql`
      insert into sighting (identifier_id, report_id, kind, role, is_sealed)
      select * from unnest(${more.map((one) => one.id)}::uuid[], ${more.map((one) => one.reportId)}::uuid[], ${more.map((one) => one.kind)}::text[],
        ${more.map((one) => one.role)}::text[], ${more.map((one) => one.isSealed)}::boolean[])
      on conflict (identifier_id, report_id, role) do update set is_sealed = false where sighting.is_sealed and not excluded.is_sealed`
  }
  await copyInTurns(tx, fresh, {
    ...sightingTable,
    add: (rows, { contents, reportId, sightings }) => {
      if (sightings && contents.length === 1) rows.addMade(sightings)
      else addSightings(rows, reportId, contents)
    },
  })
}

const reportColumns = [
  ['report_id', 'uuid'],
  ['number', 'text'],
  ['source_id', 'text'],
  ['source_number', 'text'],
  ['sender_id', 'text'],
  ['sender_name', 'text'],
  ['holder_no', 'int4'],
  ['first_holder_no', 'int4'],
  ['state', 'text'],
  ['version', 'int4'],
  ['rendition', 'int4'],
  ['incident_type', 'text'],
  ['incident_at', 'timestamptz'],
  ['received_at', 'timestamptz'],
  ['subject', 'jsonb'],
  ['priority', 'int2'],
  ['band', 'text'],
  ['score', 'int2'],
  ['is_danger', 'bool'],
  ['first_reason', 'jsonb'],
  ['complete', 'int2'],
  ['complete_of', 'int2'],
  ['candidate_no', 'int4'],
  ['candidate_strength', 'text'],
  ['is_follow_up', 'bool'],
  ['is_retracted', 'bool'],
  ['files', 'int2'],
  ['offer_due_at', 'timestamptz'],
  ['due', 'int2'],
  ['due_since', 'timestamptz'],
  ['changed_at', 'timestamptz'],
] as const

const reports: Into = {
  target: `report (${reportColumns.map(([name]) => name).join(', ')})`,
  types: reportColumns.map(([, type]) => type),
}

export async function copyReports(
  tx: Tx,
  staged: readonly ChunkReport[],
  { now, isStaged }: { now: Date; isStaged: boolean },
): Promise<void> {
  await copyInTurns(tx, staged, { ...reports, add: (rows, one) => rows.add(reportRow(one, { now, isStaged })) })
}

function reportRow(one: ChunkReport, { now, isStaged }: { now: Date; isStaged: boolean }): unknown[] {
  const { content, hot } = one
  const origin = [
    one.reportId,
    one.number,
    one.sourceId,
    one.sourceNumber,
    one.senderId,
    one.senderName,
    one.holderNo,
    one.firstHolderNo,
  ]
  const said = [hot.state ?? one.state, one.version, one.rendition]
  const about = [content.incident.type, one.incidentAt, one.receivedAt, hot.subject ?? null]
  const triaged = [
    hot.priority ?? 0,
    hot.band ?? null,
    hot.score ?? null,
    hot.isDanger ?? false,
    hot.firstReason ?? null,
    hot.complete ?? null,
    hot.completeOf ?? null,
  ]
  const placed = [
    hot.candidateNo ?? null,
    hot.candidateStrength ?? null,
    hot.isFollowUp ?? false,
    content.isRetraction ?? false,
    Math.min(content.files.length, 32_767),
  ]
  return [
    ...origin,
    ...said,
    ...about,
    ...triaged,
    ...placed,
    hot.offerDueAt ?? null,
    isStaged ? 0 : allStages,
    isStaged ? null : now,
    now,
  ]
}

/** A new version, or a fuller document of the same: what it says about the incident, and all stages are due again. */
export async function updateReports(tx: Tx, changed: readonly Touched[], now: Date): Promise<void> {
  if (changed.length === 0) return
  const incident = changed.map((one) => one.content.incident)
  await tx.sql`
    update report r set version = g.version, rendition = g.rendition, incident_type = g.incident_type, incident_at = g.incident_at, files = g.files, is_retracted = g.is_retracted,
      due = ${allStages}, due_since = ${now}, tries = 0, parked_reason = null, changed_at = ${now}
    from unnest(${changed.map((one) => one.reportId)}::uuid[], ${changed.map((one) => one.version)}::int[], ${changed.map((one) => one.rendition)}::int[], ${incident.map((one) => one.type)}::text[],
      ${incident.map((one) => instantOf(one.time?.at))}::timestamptz[], ${changed.map((one) => Math.min(one.content.files.length, 32_767))}::int2[],
      ${changed.map((one) => one.content.isRetraction ?? false)}::boolean[]) as g(report_id, version, rendition, incident_type, incident_at, files, is_retracted)
    where r.report_id = g.report_id`
}

interface Receipting {
  judged: readonly Judged[]
  begun: readonly ReadRecord[]
  chunk: Chunk
  numberOf: Map<string, string>
  now: Date
}

const receipts: Into = {
  target:
    'receipt (batch_id, ordinal, part, kind, desk_no, file, state, reason, place, excerpt, format, digest, byte_from, byte_to, record_digest, source_id, source_number, report_id, number, version, issues, tries, at)',
  types: [
    ...(['uuid', 'int4', 'int4', 'text', 'int4', 'text'] as const),
    ...(['text', 'text', 'jsonb', 'text', 'text'] as const),
    ...(['bytea', 'int8', 'int8', 'bytea'] as const),
    ...(['text', 'text', 'uuid', 'text', 'int4', 'int4', 'int4', 'timestamptz'] as const),
  ],
}

export async function copyReceipts(tx: Tx, { judged, begun, chunk, numberOf, now }: Receipting): Promise<void> {
  const { origin } = chunk
  const triesOf = await takeAway(tx, origin.batchId, begun)
  await copyInTurns(tx, judged, {
    ...receipts,
    add: (rows, one) => {
      const { record, source } = one
      const { file } = record
      // Where its file lies: whoever handed it in sees what became of it.
      const where = [origin.batchId, file.ordinal, record.part, 'record', origin.deskNo, file.name]
      const outcome = [one.state, one.reason, placeOf(one), textOrNull(record.unreadable?.excerpt), record.format]
      const bytes = [file.digest, record.byteFrom, record.byteTo, record.digest]
      const number = textOrNull(record.draft?.sourceNumber ?? record.unreadable?.sourceNumber)
      const about = [
        source?.sourceId ?? null,
        number,
        one.reportId,
        one.reportId ? (numberOf.get(one.reportId) ?? null) : null,
        one.version,
      ]
      const counts = [record.draft?.content.issues.length ?? 0, triesOf.get(`${file.ordinal}/${record.part}`) ?? 0]
      rows.add([...where, ...outcome, ...bytes, ...about, ...counts, now])
    },
  })
}

/** Receipts of what is read again go; how often that was asked for stays. By file and part. */
async function takeAway(tx: Tx, batchId: string, begun: readonly ReadRecord[]): Promise<Map<string, number>> {
  if (begun.length === 0) return new Map()
  const gone = await tx.sql<{ ordinal: number; part: number; tries: number }>`
    delete from receipt r using unnest(${begun.map((one) => one.file.ordinal)}::int[], ${begun.map((one) => one.part)}::int[]) as g(ordinal, part)
    where r.batch_id = ${batchId} and r.ordinal = g.ordinal and r.part = g.part returning r.ordinal, r.part, r.tries`
  return new Map(gone.map(({ ordinal, part, tries }) => [`${ordinal}/${part}`, tries]))
}

const textOrNull = (text: string | null | undefined): string | null => (text == null ? null : storable(text))

/** Where in the file: of what could not be read its place, else the entry and the place of the first issue. */
function placeOf({ record }: Judged): object {
  if (record.unreadable) return storablePlace({ entry: record.unreadable.entry, ...record.unreadable.place })
  const issue = record.draft?.content.issues[0]
  return storablePlace({
    entry: record.draft?.entry ?? record.part,
    ...(issue?.place ?? {}),
    ...(issue ? { field: issue.field } : {}),
  })
}

/** Names of members are the sender's: the database takes no NUL and no half of a character. */
function storablePlace(place: Record<string, unknown>): object {
  return Object.fromEntries(
    Object.entries(place).map(([name, value]) => [name, typeof value === 'string' ? firstOf(storable(value), 1000) : value]),
  )
}
