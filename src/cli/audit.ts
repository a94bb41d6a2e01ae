// The log from the command line: verified against everything that was signed, and handed out as files that anybody can check.
import { parseArgs } from 'node:util'
import { type Verifier, verifierFrom } from '../audit/checkpoint.ts'
import { checkpointFileIn } from '../audit/checkpoint-file.ts'
import { lastSignedIn } from '../audit/last-signed.ts'
import { BrokenLog, drainSequencer } from '../audit/sequencer.ts'
import { readVerifier, VERIFIER_NAME } from '../audit/verifier.ts'
import { type Problem, type Verification, verifyAudit } from '../audit/verify.ts'
import { systemClock } from '../base/clock.ts'
import { type Database, openDatabase } from '../base/database.ts'
import { exportTo, namesOf } from './audit/export-to.ts'
import { type Command, counted, type Io, printJson, UsageError } from './command.ts'
import { progressBar } from './progress.ts'
import { type Site, withSite } from './site.ts'

export const command: Command = {
  name: 'audit',
  usage: `audit verify [--json] | audit export FILE | audit verifier

verify    checks every entry, its place and the tree against all that was signed, in the database and in the file outside it; names
          what was altered, removed, inserted or reordered, and ends with 1 if anything was
export    writes the log to FILE, what was signed to FILE.checkpoints and the public key to FILE.key
verifier  prints the program that checks an export anywhere: node ${VERIFIER_NAME} FILE FILE.checkpoints FILE.key`,
  async run(args, io) {
    const { values, positionals } = parseArgs({ args, options: { json: { type: 'boolean' } }, allowPositionals: true })
    const [what, file, ...more] = positionals
    const isAlone = file === undefined
    if (what === 'verify' && isAlone) return await onSite(io, (open) => verify(open, { io, isJson: values.json === true }))
    if (what === 'export' && !isAlone && more.length === 0) await onSite(io, (open) => exportLog(file, open, io))
    else if (what === 'verifier' && isAlone) io.print((await readVerifier()).trimEnd())
    else throw new UsageError(what === 'export' ? 'Name the one file to write.' : 'Say verify, export or verifier.')
    return 0
  },
}

interface Open {
  site: Site
  /** As the owner. */
  database: Database
  verifier: Verifier
  checkpointFile: string
  lastSignedFile: string
}

async function onSite<T>(io: Io, run: (open: Open) => Promise<T>): Promise<T> {
  return await withSite({ config: io.config(), log: io.log(), purpose: 'audit' }, async (site) => {
    const database = openDatabase({ url: site.ownerUrl, max: 3, name: 'tipbridge audit', log: io.log() })
    const verifier = verifierFrom(site.keys.checkpoint.publicKey)
    try {
      const { dataFolder, keysFolder } = site.config
      const places = { checkpointFile: checkpointFileIn(dataFolder), lastSignedFile: lastSignedIn(keysFolder) }
      return await run({ site, database, verifier, ...places })
    } finally {
      await database.close()
    }
  })
}

/** Nothing is placed or signed first: a log that may have been tampered with is looked at as it is. */
async function verify(
  { site, database, verifier, checkpointFile, lastSignedFile }: Open,
  { io, isJson }: { io: Io; isJson: boolean },
): Promise<number> {
  const bar = progressBar(io)
  const onProgress = (place: number, of: number) => bar.show(place, of, `${place} of ${counted(of, 'entry', 'entries')}`)
  const looking = { database, verifier, checkpointFile, lastSignedFile, macKey: site.keys.audit, onProgress }
  const verification = await verifyAudit(looking).finally(bar.clear)
  if (isJson) printAll(verification, io)
  else sayAll(verification, io, checkpointFile)
  return verification.ok ? 0 : 1
}

function printAll({ problems, ...summary }: Verification, io: Io): void {
  for (const problem of problems) printJson(io, { type: 'problem', ...problem })
  printJson(io, { type: 'summary', ...summary })
}

function sayAll({ ok, size, checkpoints, unplaced, problems, problemCount }: Verification, io: Io, file: string): void {
  const waiting = unplaced === 0 ? '' : `, ${unplaced} wait for their place`
  const counts = `${counted(size, 'entry', 'entries')}, ${counted(checkpoints, 'checkpoint')} (${file})${waiting}`
  if (ok) io.print(`The log is as signed: ${counts}.`)
  else io.print(`The log is NOT as signed: ${counts}.`)
  for (const [i, problem] of problems.entries()) io.print(`${i === 0 ? 'First' : 'Then'}: ${inWords(problem)}`)
  if (problemCount > problems.length) io.print(`And ${problemCount - problems.length} more.`)
}

function inWords({ kind, place, entryId, says }: Problem): string {
  return [kind, place === null ? '' : ` at place ${place}`, entryId === null ? '' : `, entry ${entryId}`, `. ${says}.`].join('')
}

/** The entry that says so follows what was handed out: it is placed at the end, and stands in the next export. */
async function exportLog(
  file: string,
  { site, database, verifier, checkpointFile, lastSignedFile }: Open,
  io: Io,
): Promise<void> {
  const drain = () =>
    drainSequencer({ database, keys: site.keys, checkpointFile, lastSignedFile, clock: systemClock, log: io.log() })
  let isSound = true
  // A log that was tampered with is wanted as evidence all the more: what was signed of it goes out.
  const place = () =>
    drain().catch((error) => {
      if (!(error instanceof BrokenLog)) throw error
      isSound = false
      io.say(`What waits for its place cannot be placed: ${error.message}.`)
    })
  const size = await exportTo(file, { database, verifier, auditKey: site.keys.audit, place })
  if (isSound) await drain()
  io.say(
    `${counted(size, 'entry', 'entries')} in ${file}. To check them anywhere: tipbridge audit verifier > ${VERIFIER_NAME}, then`,
  )
  io.say(['node', VERIFIER_NAME, ...namesOf(file)].join(' '))
}
