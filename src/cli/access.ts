// `access why PERSON ROW`: explains the comparison of row-level security for one person and one row.
import { parseArgs } from 'node:util'
import { type Why, whySees } from '../access/why.ts'
import { type Database, openDatabase } from '../base/database.ts'
import { Refusal } from '../base/refusal.ts'
import { recordByMachine } from './by-machine.ts'
import { type Command, type Io, printJson, Sentence, UsageError } from './command.ts'
import { withSite } from './site.ts'

export const command: Command = {
  name: 'access',
  usage: `access why PERSON ROW [--json]

Says why a person sees a report or case, or does not. PERSON is a sign-in name; ROW is the number or id of a report or case.`,
  async run(args, io) {
    const { values, positionals: words } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } })
    const [verb, person, row] = words
    if (verb !== 'why' || !person || !row || words.length > 3) throw new UsageError('Expected: access why PERSON ROW')
    const why = await withSite({ config: io.config(), log: io.log(), purpose: 'access' }, async (site) => {
      const database = openDatabase({ url: site.ownerUrl, max: 2, name: 'tipbridge access' })
      try {
        return await looked(database, site.keys.audit, { person, row })
      } catch (error) {
        throw error instanceof Refusal
          ? new Sentence(sentences[error.code]?.({ ...error.facts, person, row }) ?? error.message)
          : error
      } finally {
        await database.close()
      }
    })
    if (values.json) printJson(io, why)
    else show(why, io)
    return 0
  },
}

interface Asked {
  person: string
  row: string
}

/** The answer names who holds and sees the row: a look, also where there is none. What was typed and names nothing is not kept. */
async function looked(database: Database, auditKey: Buffer, { person, row }: Asked): Promise<Why> {
  const why = await whySees(database.sql, person, row).catch((error) => error as Error)
  const isRefused = why instanceof Error
  if (isRefused && !(why instanceof Refusal)) throw why
  await database.transaction(null, (tx) =>
    recordByMachine(tx, auditKey, {
      action: 'access.why',
      outcome: isRefused ? 'refused' : 'done',
      subject: isRefused ? null : { kind: why.row.kind, id: why.row.id },
      detail: isRefused ? { code: why.code } : { login: person.toLowerCase(), number: why.row.number },
    }),
  )
  if (isRefused) throw why
  return why
}

interface Said {
  person: string
  row: string
  rows?: { kind: string; number: string; id: string; holder: string }[]
}

const sentences: Record<string, (said: Said) => string> = {
  'no-such-person': ({ person }) => `Nobody signs in as ${person}.`,
  'no-such-row': ({ row }) => `No report and no case is known by ${row}.`,
  'several-rows': ({ row, rows = [] }) =>
    [
      `Several are known by ${row}; name one by its id:`,
      ...rows.map(({ kind, number, id, holder }) => `  ${id}  ${kind} ${number}, held by ${holder}`),
    ].join('\n'),
}

function show(why: Why, io: Io): void {
  io.print(
    `${why.row.kind} ${why.row.number}, held by ${why.row.holder}${why.row.seenBy.length > 0 ? `, seen by ${why.row.seenBy.join(', ')}` : ''}`,
  )
  for (const one of why.grounds) io.print(`  sight of ${one.unit}: ${one.ground}, since ${one.since.toISOString()}`)
  if (why.units.length === 0) io.print(`${why.person} has no role at any unit and sees nothing.`)
  for (const unit of why.units)
    io.print(`${why.person} at ${unit.unit} ${unit.sees ? 'sees it' : 'does not see it'}: ${unit.because}.`)
}
