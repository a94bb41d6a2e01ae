// What was signed last, remembered beside the keys, and the loss that it shows: database and checkpoint file are often in the same hands,
// and whoever cuts the end off both would leave a log that looks whole. A loss of the file is told, and what was lost is never written
// anew from the database: the gap stays in the file until somebody puts back a copy of it.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sql } from '../base/database.ts'
import { writeDurably } from '../base/files.ts'
import { type Checkpoint, openCheckpoint, type Verifier } from './checkpoint.ts'
import { readTail } from './checkpoint-file.ts'
import { type Finding, finding } from './finding.ts'

export const lastSignedIn = (keysFolder: string) => join(keysFolder, 'last-checkpoint')

export interface Places {
  checkpointFile: string
  /** Without it nothing is remembered, and no loss is seen: for trees of a test or a measurement. */
  lastSignedFile?: string
}

/** Written only when the file outside has it: the file is never behind it but by a loss. */
export const rememberSigned = (file: string, note: string) => writeDurably(file, note)

/** The note, whoever signed it; undefined where nothing was remembered yet. */
export async function readLastSigned(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined
  return await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
}

export interface Loss {
  /** Size of the last checkpoint in the file; 0 where it is missing. */
  fileEndsAt: number
  /** Size of the last one that was in it. */
  signed: number
}

/** Whether the file outside is missing, or older than it was. As the owner, or as the role that reads the log. */
export async function lossOf({ sql, verifier, ...places }: Places & { sql: Sql; verifier: Verifier }): Promise<Loss | undefined> {
  if (places.lastSignedFile === undefined) return undefined
  const remembered = opened(await readLastSigned(places.lastSignedFile), verifier)
  const fileEndsAt = opened((await readTail(places.checkpointFile)).lastNote, verifier)?.size ?? 0
  const signed = remembered?.size ?? (fileEndsAt === 0 ? await onceInFile(sql) : 0)
  return fileEndsAt < signed ? { fileEndsAt, signed } : undefined
}

const opened = (note: string | undefined, verifier: Verifier): Checkpoint | undefined =>
  note === undefined ? undefined : openCheckpoint(note, verifier)

/** Where nothing is remembered: all but the very first checkpoint follow on one that was in the file. */
async function onceInFile(sql: Sql): Promise<number> {
  const last = await sql<{ size: number }>`select size from checkpoint order by size desc limit 2`
  return last.length > 1 ? last[0]!.size : 0
}

export const findingOf = ({ fileEndsAt, signed }: Loss): Finding =>
  fileEndsAt === 0 ? finding('file-missing', { signed }) : finding('file-older', { ends: fileEndsAt, signed })

export const LOST = 'audit.lose-checkpoints'
export const WHOLE_AGAIN = 'audit.mend-checkpoints'

export interface ToldLoss {
  at: Date
  detail: string
}

/** The loss that stands in the log and was not mended since. */
export async function toldLoss(sql: Sql): Promise<ToldLoss | undefined> {
  const [last] = await sql<ToldLoss & { action: string }>`
    select at, action, detail from audit_entry
    where split_part(action, '.', 2) in ('lose-checkpoints', 'mend-checkpoints') order by at desc, entry_id desc limit 1`
  return last?.action === LOST ? last : undefined
}
