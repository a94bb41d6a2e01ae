// run.json in the data folder: which processes serve it, where, and how to reach the database. Only the user who runs the server reads
// it, and it holds no password: those stay with the keys.
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { writeDurably } from '../base/files.ts'
import { isRunning } from '../base/processes.ts'
import { folderFault } from './open-folder.ts'

const mark = z.object({ pid: z.number(), startTicks: z.number(), boot: z.string() })

const schema = z.object({
  version: z.string(),
  startedAt: z.string(),
  serve: mark,
  /** Where people reach the console; null until it listens. */
  address: z.string().nullable(),
  processes: z.record(z.string(), z.number()),
  database: z.object({ kind: z.enum(['embedded', 'external']), version: z.string(), ownerUrl: z.string() }),
})

export type RunFile = z.infer<typeof schema>

const fileOf = (dataFolder: string) => join(dataFolder, 'run.json')

export async function writeRunFile(dataFolder: string, run: RunFile): Promise<void> {
  await writeDurably(fileOf(dataFolder), `${JSON.stringify(run, null, 2)}\n`)
}

export async function removeRunFile(dataFolder: string): Promise<void> {
  await rm(fileOf(dataFolder), { force: true })
}

/** The server that runs on this folder now; what a killed one left behind does not count. */
export async function readRunFile(dataFolder: string): Promise<RunFile | undefined> {
  const text = await readFile(fileOf(dataFolder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw folderFault(dataFolder, error)
  })
  const read = text === undefined ? undefined : schema.safeParse(JSON.parse(text))
  return read?.success && isRunning(read.data.serve) ? read.data : undefined
}
