// One audit entry in the caller's transaction: the action and its entry commit together or not at all.
// The place in the chain is given afterwards by the sequencer (audit/), so writers never wait for one another.
import type { Tx } from '../base/database.ts'
import { uuid7 } from '../base/ids.ts'
import { type AuditEntry, canonicalJson, macEntry, type Outcome, storable } from './entry.ts'

export interface ToRecord {
  at: Date
  actor: { id: string | null; name: string; agencyNo: number | null }
  action: string
  outcome: Outcome
  subject?: { kind: string; id: string } | null
  requestId?: string | null
  detail?: Record<string, unknown>
}

const xactOf = new WeakMap<Tx, string>()

/** The number of the writing transaction; the MAC covers it, so it is asked for once and written explicitly. */
async function xactIn(tx: Tx): Promise<string> {
  const known = xactOf.get(tx)
  if (known) return known
  const [row] = await tx.sql<{ xact: string }>`select pg_current_xact_id()::text as xact`
  xactOf.set(tx, row!.xact)
  return row!.xact
}

/** Appends one entry; gives its id. `auditKey` never reaches the database. */
export async function record(tx: Tx, auditKey: Buffer, what: ToRecord): Promise<string> {
  const entry = entryOf(what, await xactIn(tx))
  await tx.sql`
    insert into audit_entry (entry_id, xact, at, actor_id, actor_name, agency_no, action, outcome, subject_kind, subject_id, request_id, detail, mac)
    values (${entry.entryId}, ${entry.xact}, ${entry.at}, ${entry.actorId}, ${entry.actorName}, ${entry.agencyNo}, ${entry.action},
      ${entry.outcome}, ${entry.subjectKind}, ${entry.subjectId}, ${entry.requestId}, ${entry.detail}, ${macEntry(auditKey, entry)})`
  return entry.entryId
}

export function entryOf(what: ToRecord, xact: string): AuditEntry {
  return {
    entryId: uuid7(what.at.getTime()),
    xact,
    at: what.at.toISOString(),
    actorId: what.actor.id,
    actorName: storable(what.actor.name),
    agencyNo: what.actor.agencyNo,
    action: what.action,
    outcome: what.outcome,
    subjectKind: what.subject?.kind ?? null,
    subjectId: what.subject ? storable(what.subject.id) : null,
    requestId: what.requestId ?? null,
    detail: canonicalJson(what.detail ?? {}),
  }
}
