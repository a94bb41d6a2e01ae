// `receive PATH…`: hands in files, folders and ZIPs. With a running server its work process reads them; without one this command works
// until everything is drained. Whoever can read the key files may do so, under the named command line and with the machine's user.
import { userInfo } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { type Database, isServerLost, openDatabase } from '../base/database.ts'
import { oneLine } from '../base/text.ts'
import { agencyOf } from '../country/agencies.ts'
import { loadPacks } from '../country/load-pack.ts'
import type { Pack, Packs } from '../country/pack.ts'
import { commandLine, ensureSite, packsInUse } from '../country/site.ts'
import { originalsFolder } from '../intake/read-batch.ts'
import {
  closeBatch,
  type HandedIn,
  keepFile,
  keepOpen,
  mustHaveRoom,
  OPEN_SECONDS,
  recordFile,
  recordUnread,
  startBatch,
} from '../intake/receive.ts'
import { sourceIdOf } from '../intake/sources.ts'
import { record } from '../work/record.ts'
import { type Command, counted, type Io, printJson, UsageError } from './command.ts'
import { type ProgressBar, progressBar } from './progress.ts'
import { type FoundFile, filesBelow, ReadFault, readPieces, type SkippedPath, skipSentences } from './receive/files.ts'
import { howFar } from './receive/how-far.ts'
import { newSourceLines, printReceipts, type Summary, summaryOf, troubleLines } from './receive/print.ts'
import { drainHere, waitForServer } from './receive/wait.ts'
import { readRunFile } from './run-file.ts'
import { packsFolder, type Site, withSite } from './site.ts'
import { isBeingStopped } from './stopped.ts'

export const command: Command = {
  name: 'receive',
  usage: `receive PATH… [--source NAME] [--wait] [--json]

Hands in files, folders and ZIPs of CyberTipline XML and agencies' JSON. Every record ends in one visible state.
Links below a folder are not followed; each is named with the reason.

--source NAME   the source of documents that name none (the clearing-house of the first pack)
--wait          returns when every record is final and no stage of its reports is due
--json          prints the receipts and a summary as JSON Lines`,
  async run(args, io) {
    const { values, positionals } = parsed(args)
    if (positionals.length === 0) throw new UsageError('Name at least one file or folder.')
    const { files, skipped } = await filesBelow(positionals)
    const packs = loadPacks(packsFolder)
    return handInAndSeeThrough({ io, files, packs, ...values }, skipped)
  },
}

/** So often the site is opened for what was handed in: its database may be killed. */
const MOST_TIMES = 3
const PAUSE_MS = 1000

type At = Pick<Receiving, 'site' | 'database'>

async function handInAndSeeThrough(what: Omit<Receiving, keyof At>, skipped: readonly SkippedPath[]): Promise<number> {
  const { io } = what
  let handed: Handed | undefined
  const work = async (at: At): Promise<number | undefined> => {
    const wait = what.wait || handed !== undefined
    handed ??= await begin({ ...what, ...at }, skipped)
    return seeThrough({ ...what, ...at, wait }, handed)
  }
  for (let times = 1; ; times++) {
    try {
      const code = await onDatabase(io, work)
      if (code !== undefined) return code
    } catch (error) {
      if (handed === undefined || isBeingStopped()) throw error
      const isTriedAgain = isServerLost(error) && times < MOST_TIMES
      io.say(isTriedAgain ? DATABASE_ENDED : allKept(handed))
      if (!isTriedAgain) throw error
      await pause(PAUSE_MS)
    }
  }
}

const DATABASE_ENDED = 'The database has ended: it is opened again, and what was handed in is worked off.'
const allKept = ({ files }: Handed): string =>
  `All is kept (${counted(files, 'file')}): the next 'receive', or the server, goes on where this one stopped.`

async function begin(receiving: Receiving, skipped: readonly SkippedPath[]): Promise<Handed> {
  saySkipped(receiving.io, skipped, receiving.json)
  await ensureSite(receiving.database, receiving.packs, new Date())
  return handIn(receiving)
}

const onDatabase = <T>(io: Io, run: (at: At) => Promise<T>): Promise<T> =>
  withSite({ config: io.config(), log: io.log(), purpose: 'receive' }, async (site) => {
    const database = openDatabase({ url: site.ownerUrl, max: 6, name: 'tipbridge receive', log: io.log() })
    try {
      return await run({ site, database })
    } finally {
      await database.close()
    }
  })

/** Nothing that lies in a named folder is left out in silence. */
function saySkipped(io: Io, skipped: readonly SkippedPath[], isJson = false): void {
  for (const { path, reason } of skipped) {
    if (isJson) printJson(io, { type: 'skipped', path, reason })
    else io.say(`Left out: ${oneLine(path)}: ${skipSentences[reason]}.`)
  }
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { source: { type: 'string' }, wait: { type: 'boolean' }, json: { type: 'boolean' } },
    })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

export interface Receiving {
  io: Io
  site: Site
  database: Database
  files: FoundFile[]
  packs: Packs
  source?: string
  wait?: boolean
  json?: boolean
}

/** Undefined where the server ended on the way: then this is to be asked again, with the site as it is now. */
async function seeThrough(receiving: Receiving, handed: Handed): Promise<number | undefined> {
  const { io, site, database, packs, wait } = receiving
  const { batchId } = handed
  if (site.server && !wait) return sayWaiting(receiving, handed)
  const bar = progressBar(io)
  const onProgress = progressOf(io, { bar, database, batchId })
  if (!site.server) await drainHere({ database, site, packs, log: io.log(), onProgress }).finally(bar.clear)
  else if (!(await waitForServer({ database, batchId, onProgress, isServing: servingOf(site) }).finally(bar.clear))) {
    io.say('The server has ended: what it left is worked off here.')
    return undefined
  }
  return await tell(receiving, handed)
}

/** Whether the server that was met is still there. */
const servingOf =
  ({ config, server }: Site) =>
  async (): Promise<boolean> =>
    (await readRunFile(config.dataFolder))?.startedAt === server?.startedAt

async function tell(receiving: Receiving, { batchId, started }: Handed): Promise<number> {
  const { io, database } = receiving
  const summary = await summaryOf(database.sql, batchId, (Date.now() - started) / 1000)
  if (receiving.json) await printReceipts(io, database.sql, { ...summary, batchId })
  else {
    say(io, summary)
    for (const linesOf of [newSourceLines, troubleLines])
      for (const line of await linesOf(database.sql, batchId)) io.print(`  ${line}`)
  }
  return summary.failed > 0 || summary.state === 'refused' ? 1 : 0
}

function sayWaiting({ io, json }: Receiving, { batchId, files, unread }: Handed): number {
  for (const { name, reason } of unread) io.say(`${oneLine(name)}: failed, ${reason.replaceAll('-', ' ')}`)
  if (json) io.print(JSON.stringify({ type: 'batch', batchId, files }))
  else io.print(`${counted(files, 'file')} handed in as batch ${batchId}; the server reads them. See Intake, or use --wait.`)
  return unread.length > 0 ? 1 : 0
}

interface Kept {
  /** A ZIP is as many files as it has members. */
  files: number
  /** Those of which nothing could be kept. */
  unread: { name: string; reason: string }[]
}

interface Handed extends Kept {
  batchId: string
  /** When handing in began. */
  started: number
}

async function handIn(receiving: Receiving): Promise<Handed> {
  const started = Date.now()
  const { site, database, packs, source } = receiving
  const pack = packs.get((await packsInUse(database))[0]!)!
  const sourceId = source ? sourceIdOf(pack, source) : pack.clearingHouse
  const deskNo = await deskOf(database, pack, sourceId)
  const handed: HandedIn = { deskNo, sourceId, door: 'command-line', by: commandLine, now: new Date() }
  const batchId = await startBatch(database.sql, handed)
  const isAlive = () => void keepOpen(database.sql, batchId, new Date()).catch(() => undefined)
  const signs = setInterval(isAlive, (OPEN_SECONDS * 1000) / 3)
  const { files, unread } = await keepFiles(receiving, batchId, deskNo).finally(() => clearInterval(signs))
  await closeBatch(database.sql, batchId, new Date())
  await recordHandIn(database, site, { batchId, deskNo, files, sourceId })
  return { batchId, files, unread, started }
}

/** One transaction for each file: what was acknowledged stays handed in, also when this command is killed. */
async function keepFiles({ io, site, database, files }: Receiving, batchId: string, deskNo: number): Promise<Kept> {
  const store = { folder: originalsFolder(site.config.dataFolder), installation: site.keys.installation }
  const bar = progressBar(io)
  const unread: Kept['unread'] = []
  let ordinal = 1
  for (const [at, file] of files.entries()) {
    mustHaveRoom(ordinal)
    bar.show(at, files.length, `keeping ${at + 1} of ${counted(files.length, 'file')}`)
    try {
      const kept = await keepFile(store, readPieces(file.path)).catch(readFault)
      const where = { batchId, deskNo, ordinal, name: file.name, now: new Date() }
      if (kept instanceof ReadFault) unread.push({ name: file.name, reason: kept.reason })
      ordinal += await database.transaction(null, ({ sql }) =>
        kept instanceof ReadFault ? recordUnread(sql, where, kept.reason) : recordFile(sql, where, kept),
      )
    } catch (error) {
      sayBrokenOff(io, at, files.length)
      throw error
    }
  }
  return { files: ordinal - 1, unread }
}

/** What was kept is read all the same, and nothing is lost by handing all of it in once more. */
function sayBrokenOff(io: Io, kept: number, all: number): void {
  if (kept > 0)
    io.say(
      `Kept so far, and read in any case: ${kept} of ${counted(all, 'file')}. Hand all in again: what came counts as a duplicate.`,
    )
}

/** One file that cannot be read does not keep the others from being handed in. */
function readFault(error: unknown): ReadFault {
  if (error instanceof ReadFault) return error
  throw error
}

async function deskOf({ sql }: Database, pack: Pack, sourceId: string): Promise<number> {
  const [row] = await sql<{ desk_no: number }>`select desk_no from source where source_id = ${sourceId}`
  return row?.desk_no ?? agencyOf(pack, pack.desk)!.no
}

interface HandIn {
  batchId: string
  deskNo: number
  files: number
  sourceId: string
}

async function recordHandIn(database: Database, site: Site, { batchId, deskNo, files, sourceId }: HandIn): Promise<void> {
  await database.transaction(null, (tx) =>
    record(tx, site.keys.audit, {
      at: new Date(),
      actor: { id: commandLine.id, name: commandLine.name, agencyNo: deskNo },
      action: 'batch.hand-in',
      outcome: 'done',
      subject: { kind: 'batch', id: batchId },
      detail: { files, sourceId, machineUser: userInfo().username },
    }),
  )
}

function progressOf(io: Io, { bar, database: { sql }, batchId }: { bar: ProgressBar; database: Database; batchId: string }) {
  return async (): Promise<void> => {
    if (!io.isTerminal) return
    const { files, filesRead, share } = await howFar(sql, batchId)
    const words = filesRead < files ? `${filesRead} of ${counted(files, 'file')} read` : `${counted(files, 'file')} read, judging`
    bar.show(filesRead + share, files, words)
  }
}

function say(io: Io, { type: _type, state, seconds, ...counts }: Summary): void {
  io.print(
    `${counted(counts.records, 'record')} of ${counted(counts.files, 'file')} in ${seconds.toFixed(1)} s${state === 'refused' ? ': refused' : ''}`,
  )
  const words: [keyof typeof counts, string][] = [
    ['accepted', 'accepted'],
    ['acceptedWithIssues', 'accepted with issues'],
    ['duplicate', 'duplicate'],
    ['newVersion', 'new version'],
    ['quarantined', 'quarantined'],
    ['failed', 'failed'],
  ]
  for (const [name, word] of words) if (counts[name] > 0) io.print(`  ${String(counts[name]).padStart(8)}  ${word}`)
}
