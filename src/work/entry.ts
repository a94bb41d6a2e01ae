// The bytes of an audit entry: what its MAC and its leaf in the tree are made over. They must never change for an entry
// that exists; a new shape needs a new name in ENTRY_SHAPE. A JSON array of strings and nulls cannot be read in two ways.
import { createHmac, timingSafeEqual } from 'node:crypto'

export type Outcome = 'done' | 'refused' | 'failed'

export interface AuditEntry {
  entryId: string
  /** The number of the writing transaction, in decimal (64 bits). */
  xact: string
  /** Instant in UTC as ISO 8601 with milliseconds. */
  at: string
  actorId: string | null
  actorName: string
  agencyNo: number | null
  action: string
  outcome: Outcome
  subjectKind: string | null
  subjectId: string | null
  requestId: string | null
  /** JSON text as canonicalJson makes it. */
  detail: string
}

/** An entry as it stands in the table: with its MAC. */
export type SealedEntry = AuditEntry & { mac: Buffer }

const ENTRY_SHAPE = 'tipbridge audit entry 1'

export function canonicalEntry(entry: AuditEntry): Buffer {
  const { agencyNo } = entry
  const parts = [ENTRY_SHAPE, entry.entryId, entry.xact, entry.at, entry.actorId, entry.actorName]
  parts.push(agencyNo === null ? null : String(agencyNo), entry.action, entry.outcome)
  parts.push(entry.subjectKind, entry.subjectId, entry.requestId, entry.detail)
  return Buffer.from(JSON.stringify(parts))
}

export const macEntry = (key: Buffer, entry: AuditEntry) => createHmac('sha256', key).update(canonicalEntry(entry)).digest()

export const isMacRight = (key: Buffer, entry: SealedEntry) =>
  entry.mac.length === 32 && timingSafeEqual(entry.mac, macEntry(key, entry))

/** Text as the database will give it back: it holds no NUL, and UTF-8 no lone surrogate. */
export const storable = (text: string) => text.replace(/\p{Surrogate}/gu, '\ufffd').replaceAll('\0', '\ufffd')

/** JSON with the keys of every object in code-unit order and nothing optional in it, so that equal values give equal text. */
export function canonicalJson(value: unknown): string {
  return (
    JSON.stringify(value, (_key, part) => {
      if (typeof part === 'bigint') return String(part)
      if (typeof part === 'string') return storable(part)
      if (typeof part === 'number' && !Number.isFinite(part)) throw new TypeError(`${part} has no place in an audit entry`)
      if (part === null || typeof part !== 'object' || Array.isArray(part)) return part
      return inOrder(part)
    }) ?? 'null'
  )
}

/** Integer-like keys come first in every JavaScript object, in numeric order: stable too, and the same for equal objects. */
function inOrder(part: object): object {
  const sorted = Object.create(null)
  for (const key of Object.keys(part).sort()) sorted[key] = (part as Record<string, unknown>)[key]
  return sorted
}
