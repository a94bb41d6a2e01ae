// The whole log as JSON Lines, for the stand-alone verifier (verify-export.mjs): one line for each place, with the columns that leaf and
// MAC are made over, and beside it the checkpoints that cover it and the public key.
import type { Sql } from '../base/database.ts'
import type { SealedEntry } from '../work/entry.ts'
import { openCheckpoint, type Verifier, verifierLine } from './checkpoint.ts'
import { type PlacedEntry, placedEntries } from './rows.ts'

/** How far an export reaches: to the last checkpoint, or the last up to a size, so that log and checkpoints end alike. */
export async function exportSize(sql: Sql, most = Number.MAX_SAFE_INTEGER): Promise<number> {
  const [row] = await sql<{ size: number }>`select coalesce(max(size), 0) as size from checkpoint where size <= ${most}`
  return row!.size
}

/** Whose entries a reader may have in full; of all others only the leaf goes out, which the tree needs and which tells nothing. */
export type ExportReader = { lo: number; hi: number; orNone: boolean }

export async function* exportLines(sql: Sql, size: number, reader?: ExportReader): AsyncGenerator<string> {
  for await (const placed of placedEntries(sql, size)) yield `${JSON.stringify(asExported(placed, reader))}\n`
}

/** Of an entry whose row is gone, its id and leaf are left: the verifier then names it. */
function asExported({ place, entryId, leaf: bytes, entry }: PlacedEntry, reader: ExportReader | undefined) {
  const leaf = bytes.toString('hex')
  if (entry === undefined) return { place, entryId, leaf }
  if (reader && !mayHave(reader, entry)) return { place, withheld: true, leaf }
  const { mac, ...columns }: SealedEntry = entry
  return { place, ...columns, mac: mac.toString('hex'), leaf }
}

const mayHave = ({ lo, hi, orNone }: ExportReader, { agencyNo }: SealedEntry) =>
  agencyNo === null ? orNone : agencyNo >= lo && agencyNo <= hi

const STEP = 1000

/** Signed checkpoints up to a size, as a file of notes; what is not signed by this key is left out. */
export async function* exportCheckpoints(sql: Sql, size: number, verifier: Verifier): AsyncGenerator<string> {
  for (let after = 0; ; ) {
    const rows = await sql<{ size: number; note: string }>`
      select size, note from checkpoint where size > ${after} and size <= ${size} order by size limit ${STEP}`
    for (const { note } of rows) if (openCheckpoint(note, verifier)) yield `${note}\n`
    if (rows.length < STEP) return
    after = rows.at(-1)!.size
  }
}

export const exportKey = (verifier: Verifier) => `${verifierLine(verifier)}\n`
