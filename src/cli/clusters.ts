// `clusters`: in which cluster each report is, for whoever compares or moves a site. One line per report, streamed in pages.
import { userInfo } from 'node:os'
import { parseArgs } from 'node:util'
import { type Database, openDatabase } from '../base/database.ts'
import { commandLine } from '../country/site.ts'
import { record } from '../work/record.ts'
import { type Command, type Io, printJson } from './command.ts'
import { withSite } from './site.ts'

export const command: Command = {
  name: 'clusters',
  usage: `clusters [--json]

Prints for each report its number at the source and the id of its cluster, or none where it is linked to no other.`,
  async run(args, io) {
    const { values } = parseArgs({ args, options: { json: { type: 'boolean' } } })
    return withSite({ config: io.config(), log: io.log(), purpose: 'clusters' }, async (site) => {
      const database = openDatabase({ url: site.ownerUrl, max: 2, name: 'tipbridge clusters' })
      try {
        const reports = await printAll(database, io, values.json === true)
        await database.transaction(null, (tx) =>
          record(tx, site.keys.audit, {
            at: new Date(),
            actor: { id: commandLine.id, name: commandLine.name, agencyNo: null },
            action: 'link.list-clusters',
            outcome: 'done',
            detail: { reports, machineUser: userInfo().username },
          }),
        )
        return 0
      } finally {
        await database.close()
      }
    })
  },
}

async function printAll(database: Database, io: Io, isJson: boolean): Promise<number> {
  let reports = 0
  for await (const rows of pages(database)) {
    reports += rows.length
    for (const { report, cluster } of rows) {
      if (isJson) printJson(io, { report, cluster })
      else io.print(`${report}\t${cluster ?? 'none'}`)
    }
  }
  return reports
}

const PAGE = 10_000

interface Row {
  id: string
  report: string
  cluster: string | null
}

async function* pages({ sql }: Database): AsyncGenerator<Row[]> {
  for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await sql<Row>`
      select r.report_id as id, coalesce(r.source_number, r.number) as report, case when exists (
          select from cluster_of o where o.cluster_id = c.cluster_id and o.report_id <> c.report_id) then c.cluster_id end as cluster
      from report r left join cluster_of c on c.report_id = r.report_id where r.report_id > ${last} order by r.report_id limit ${PAGE}`
    if (rows.length === 0) return
    yield rows
    last = rows.at(-1)!.id
  }
}
