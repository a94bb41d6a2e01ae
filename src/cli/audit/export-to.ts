// The log handed out as files. All three are made before anything is written, so that a name which is taken or a folder that cannot be
// written to is known first; they are gone again when the export breaks. The log says 'done' only when they are complete on the disk.
import { rmSync } from 'node:fs'
import { type FileHandle, open, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import type { Verifier } from '../../audit/checkpoint.ts'
import { exportCheckpoints, exportKey, exportLines, exportSize } from '../../audit/export.ts'
import { systemClock } from '../../base/clock.ts'
import type { Database } from '../../base/database.ts'
import { commandLine } from '../../country/site.ts'
import { record } from '../../work/record.ts'
import { Sentence } from '../command.ts'

export interface Exporting {
  database: Database
  verifier: Verifier
  auditKey: Buffer
  /** Gives a place to what waits for one, so that the export reaches to the last entry. */
  place(): Promise<void>
}

export const namesOf = (file: string): [string, string, string] => [file, `${file}.checkpoints`, `${file}.key`]

/** Gives how many entries were written. */
export async function exportTo(file: string, exporting: Exporting): Promise<number> {
  const { database, auditKey } = exporting
  const made = await makeFiles(file)
  // Also where the command is told to stop on the way.
  const discard = () => {
    for (const { name } of made) rmSync(name, { force: true })
  }
  process.once('exit', discard)
  try {
    const size = await writeAll(made, exporting)
    await recordExport(database, auditKey, { file, outcome: 'done', size })
    process.off('exit', discard)
    return size
  } catch (error) {
    process.off('exit', discard)
    discard()
    // What broke it may be the database, which cannot be told then.
    await recordExport(database, auditKey, { file, outcome: 'failed' }).catch(() => undefined)
    throw error
  } finally {
    for (const { handle } of made) await handle.close().catch(() => undefined)
  }
}

interface Made {
  name: string
  handle: FileHandle
}

async function makeFiles(file: string): Promise<Made[]> {
  const made: Made[] = []
  try {
    for (const name of namesOf(file)) made.push({ name, handle: await open(name, 'wx', name === file ? 0o600 : 0o666) })
    return made
  } catch (error) {
    for (const { name, handle } of made) {
      await handle.close()
      rmSync(name, { force: true })
    }
    throw whyNotMade(error as NodeJS.ErrnoException)
  }
}

function whyNotMade(error: NodeJS.ErrnoException): Error {
  if (error.code === 'EEXIST') return new Sentence(`${error.path} is there already: nothing was written. Name another file.`)
  if (error.code === 'ENOENT') return new Sentence(`${error.path} cannot be made: its folder does not exist.`)
  return error
}

async function writeAll([log, signed, key]: Made[], { database, verifier, place }: Exporting): Promise<number> {
  await place()
  const size = await exportSize(database.sql)
  await write(log!, exportLines(database.sql, size))
  await write(signed!, exportCheckpoints(database.sql, size, verifier))
  await write(key!, exportKey(verifier))
  return size
}

async function write({ handle }: Made, pieces: AsyncIterable<string> | string): Promise<void> {
  await writeFile(handle, pieces)
  await handle.sync()
}

interface Exported {
  file: string
  outcome: 'done' | 'failed'
  size?: number
}

async function recordExport(database: Database, auditKey: Buffer, { outcome, ...detail }: Exported): Promise<void> {
  const actor = { id: commandLine.id, name: `${commandLine.name} (${userInfo().username})`, agencyNo: null }
  const what = { at: systemClock.now(), actor, action: 'audit.export', outcome, detail }
  await database.transaction(null, (tx) => record(tx, auditKey, what))
}
