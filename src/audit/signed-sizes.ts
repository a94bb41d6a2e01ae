// What was signed, from all places that keep it: the file outside, the table, and the last one remembered beside the keys. Merged by size,
// so that each promise meets the tree once, and a checkpoint that file or table has lost or never had is a fault of its own.
import type { Sql } from '../base/database.ts'
import { type Checkpoint, openCheckpoint, type Verifier } from './checkpoint.ts'
import { readNotes } from './checkpoint-file.ts'
import { type Finding, finding } from './finding.ts'

export type Signed = { size: number; roots: Buffer[]; faults: Finding[] }

export type SignedFrom = {
  sql: Sql
  verifier: Verifier
  checkpointFile: string
  /** Where the last whole note ends. */
  endByte?: number
  /** The last checkpoint of the table when the look began. */
  endSize?: number
  remembered?: Checkpoint
}

/** In rising order of size; what cannot be read comes with the size before it. */
export async function* signedSizes(from: SignedFrom): AsyncGenerator<Signed> {
  const file = fromFile(from)
  const table = fromTable(from)
  let [outside, inside, kept] = [await take(file), await take(table), ofRemembered(from.remembered)]
  let isInGap = false
  while (outside || inside || kept) {
    const size = Math.min(...[outside, inside, kept].map((each) => each?.size ?? Number.MAX_SAFE_INTEGER))
    const at = (each: Signed | undefined) => (each?.size === size ? each : undefined)
    const [ours, theirs] = [at(outside), at(inside)]
    const found = [ours, theirs, at(kept)].filter((each) => each !== undefined)
    const faults = found.flatMap((each) => each.faults)
    // The table may be ahead of the file by what was signed last, never the other way round, and neither has holes.
    // One fault for each gap: a file that was lost and went on lacks thousands.
    if (!ours && outside && !isInGap) faults.push(finding('file-gap', { size, next: outside.size }))
    isInGap = !ours
    if (!theirs) faults.push(finding('table-gap', { size }))
    yield { size, roots: found.flatMap((each) => each.roots), faults }
    if (ours) outside = await take(file)
    if (theirs) inside = await take(table)
    if (at(kept)) kept = undefined
  }
}

const ofRemembered = (checkpoint: Checkpoint | undefined): Signed | undefined =>
  checkpoint && { size: checkpoint.size, roots: [checkpoint.root], faults: [] }

const take = async (signed: AsyncGenerator<Signed>) => {
  const { value, done } = await signed.next()
  return done ? undefined : (value as Signed)
}

/** Faults of unreadable notes are carried to the next readable one, or come at the end. */
async function* fromFile({ checkpointFile, endByte, verifier }: SignedFrom): AsyncGenerator<Signed> {
  let [size, count, faults] = [0, 0, [] as Finding[]]
  for await (const note of readNotes(checkpointFile, endByte)) {
    count += 1
    const checkpoint = openCheckpoint(note, verifier)
    if (checkpoint === undefined) faults.push(finding('note-not-signed', { note: count, name: verifier.name }))
    else if (checkpoint.size <= size)
      faults.push(finding('note-out-of-order', { note: count, size: checkpoint.size, before: size }))
    else {
      size = checkpoint.size
      yield { size, roots: [checkpoint.root], faults }
      faults = []
    }
  }
  if (faults.length > 0) yield { size, roots: [], faults }
}

const STEP = 1000

async function* fromTable({ sql, verifier, endSize = Number.MAX_SAFE_INTEGER }: SignedFrom): AsyncGenerator<Signed> {
  for (let after = -1; ; ) {
    const rows = await sql<{ size: number; root: Buffer; note: string }>`
      select size, root, note from checkpoint where size > ${after} and size <= ${endSize} order by size limit ${STEP}`
    for (const row of rows) yield readRow(row, verifier)
    if (rows.length < STEP) return
    after = rows.at(-1)!.size
  }
}

function readRow({ size, root, note }: { size: number; root: Buffer; note: string }, verifier: Verifier): Signed {
  const checkpoint = openCheckpoint(note, verifier)
  if (checkpoint?.size === size && checkpoint.root.equals(root)) return { size, roots: [root], faults: [] }
  return { size, roots: [], faults: [finding('table-not-signed', { size, name: verifier.name })] }
}
