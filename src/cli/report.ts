// `report NUMBER`: where a report stands, from the terminal: no sealed value, no free text; the look is recorded like any other.
import { parseArgs } from 'node:util'
import { openDatabase, type Tx } from '../base/database.ts'
import { numberKey } from '../model/case-number.ts'
import { recordByMachine } from './by-machine.ts'
import { type Command, type Io, printJson, Sentence, UsageError } from './command.ts'
import { withSite } from './site.ts'

export const command: Command = {
  name: 'report',
  usage: `report NUMBER [--json]

Shows where a report stands. NUMBER is its own number (R-2026-004817) or the source's; any number that a case bore shows its reports.`,
  async run(args, io) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } })
    const [number, ...rest] = positionals
    if (!number || rest.length > 0) throw new UsageError('Expected: report NUMBER')
    return withSite({ config: io.config(), log: io.log(), purpose: 'report' }, async (site) => {
      const database = openDatabase({ url: site.ownerUrl, max: 2, name: 'tipbridge report' })
      try {
        const found = await database.transaction(null, async (tx) => {
          const rows = await reportsKnownBy(tx, number)
          for (const row of rows) {
            const subject = { kind: 'report', id: row.id }
            await recordByMachine(tx, site.keys.audit, { action: 'report.look', outcome: 'done', subject })
          }
          return rows
        })
        if (found.length === 0) throw new Sentence(`No report is known by ${number}.`)
        for (const row of found) show(row, io, values.json === true)
        return 0
      } finally {
        await database.close()
      }
    })
  },
}

/** Reports of this number, of the source's, or of the cases that bear or bore it. As the owner. */
export const reportsKnownBy = ({ sql }: Tx, number: string) => sql<Found>`
  select r.report_id as id, r.number, r.source_id as source, r.source_number as "sourceNumber", r.sender_name as sender, r.state, r.version, r.band, r.priority, r.score,
    r.complete, r.complete_of as "completeOf", a.name->>'en' as holder, r.received_at as "receivedAt", r.outcome, r.case_number as "caseNumber",
    (select json_agg(json_build_object('number', n.number, 'unit', u.name->>'en') order by n.ordinal desc)
      from case_number n join agency u on u.no = n.agency_no where n.case_id = r.case_id) as "caseNumbers", r.due, r.parked_reason as "parkedReason"
  from report r join agency a on a.no = r.holder_no
  where r.number = ${number.toUpperCase()} or r.source_number = ${number} or r.case_id in (select case_id from case_number_of where number_key = ${numberKey(number)})
  order by r.received_at, r.report_id limit 200`

interface Found {
  id: string
  number: string
  source: string
  sourceNumber: string | null
  sender: string
  state: string
  version: number
  band: string | null
  priority: number
  score: number | null
  complete: number | null
  completeOf: number | null
  holder: string
  receivedAt: Date
  outcome: string | null
  caseNumber: string | null
  /** All that its case bore, the newest first, each with its unit; null without a case. */
  caseNumbers: { number: string; unit: string }[] | null
  due: number
  parkedReason: string | null
}

function show(row: Found, io: Io, isJson: boolean): void {
  if (isJson) {
    printJson(io, row)
    return
  }
  io.print(`${row.number}  ${row.state}, version ${row.version}, held by ${row.holder}`)
  io.print(
    `  from ${row.sender ? `${row.sender}, ` : ''}${row.source} ${row.sourceNumber ?? 'without a number'}, received ${row.receivedAt.toISOString()}`,
  )
  io.print(
    `  priority ${row.score ?? '?'} (${row.band ?? 'not scored yet'}), complete ${row.complete ?? '?'} of ${row.completeOf ?? '?'}`,
  )
  const [case_, ...before] = (row.caseNumbers ?? []).map(({ number, unit }) => `${number} of ${unit}`)
  if (case_) io.print(`  case ${case_}${before.length > 0 ? `, before that ${before.join(', ')}` : ''}`)
  if (row.outcome) io.print(`  outcome ${row.outcome}`)
  if (row.due !== 0) io.print(`  stages due: ${row.due}${row.parkedReason ? `, parked: ${row.parkedReason}` : ''}`)
}
