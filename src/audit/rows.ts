// Entries as they are read back: every column as the text that its MAC was made over, so that nothing an owner of the database can
// write (microseconds, another zone) is rounded away on the way.
import { type Fragment, fragment, type Sql } from '../base/database.ts'
import type { SealedEntry } from '../work/entry.ts'

/** Columns of `audit_entry e`, named as in AuditEntry. */
export const entryColumns: Fragment = fragment`e.entry_id as "entryId", e.xact::text as xact,
  to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, e.actor_id as "actorId", e.actor_name as "actorName",
  e.agency_no as "agencyNo", e.action, e.outcome, e.subject_kind as "subjectKind", e.subject_id as "subjectId",
  e.request_id as "requestId", e.detail, e.mac`

/** Whole milliseconds are written as such; anything finer stays, and then the MAC is wrong, as it should be. */
export const entryFrom = (row: SealedEntry): SealedEntry => ({
  entryId: row.entryId,
  xact: row.xact,
  at: row.at?.replace(/000Z$/, 'Z'),
  actorId: row.actorId,
  actorName: row.actorName,
  agencyNo: row.agencyNo,
  action: row.action,
  outcome: row.outcome,
  subjectKind: row.subjectKind,
  subjectId: row.subjectId,
  requestId: row.requestId,
  detail: row.detail,
  mac: row.mac,
})

/** Where an entry stands in the order of the log. */
export type Position = { xact: string; entryId: string }

export const BEFORE_ALL: Position = { xact: '-1', entryId: '00000000-0000-0000-0000-000000000000' }

/** uuids compare as their text does, in PostgreSQL too. */
export const isBefore = (one: Position, other: Position) =>
  one.xact === other.xact ? one.entryId < other.entryId : BigInt(one.xact) < BigInt(other.xact)

export type PlacedEntry = { place: number; entryId: string; leaf: Buffer; entry: SealedEntry | undefined }

const STEP = 2000

/** Everything that has a place, up to `last`, in the order of places; the entry is undefined where its row is gone. */
export async function* placedEntries(sql: Sql, last: number): AsyncGenerator<PlacedEntry> {
  let after = Number.MIN_SAFE_INTEGER
  for (;;) {
    const rows = await sql<SealedEntry & { place: number; leafOf: string; leaf: Buffer }>`
      select l.place, l.entry_id as "leafOf", l.leaf, ${entryColumns}
      from audit_leaf l left join audit_entry e on e.entry_id = l.entry_id
      where l.place > ${after} and l.place <= ${last}
      order by l.place limit ${STEP}`
    for (const row of rows) {
      yield { place: row.place, entryId: row.leafOf, leaf: row.leaf, entry: row.entryId === null ? undefined : entryFrom(row) }
    }
    if (rows.length < STEP) return
    after = rows.at(-1)!.place
  }
}

/** Entries without a place, in the order of the log. */
export async function* unplacedEntries(sql: Sql): AsyncGenerator<SealedEntry> {
  for (let after = BEFORE_ALL; ; ) {
    const rows = await sql<SealedEntry>`
      select ${entryColumns} from audit_entry e
      where (e.xact, e.entry_id) > (${after.xact}::bigint, ${after.entryId}::uuid)
        and not exists (select 1 from audit_leaf l where l.entry_id = e.entry_id)
      order by e.xact, e.entry_id limit ${STEP}`
    yield* rows.map(entryFrom)
    if (rows.length < STEP) return
    after = rows.at(-1)!
  }
}
