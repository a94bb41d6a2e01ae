// What must hold between the linker's tables; each check gives a sentence for each fault. As the owner, also beside a linker at work.
import type { Database } from '../base/database.ts'
import { relink } from './from-scratch.ts'
import { linkParameters } from './parameters.ts'

export interface LinkCheck {
  name: string
  run(context: { database: Database }): Promise<string[]>
}

const MOST_TOLD = 20
/** A frame of more reports than this under a verdict is recomputed at each touch: somebody should look at what holds it together. */
const LARGE_FRAME = 1000

export const linkChecks: readonly LinkCheck[] = [
  { name: 'links are what the values, verdicts and rulings make of them', run: asReckoned },
  { name: 'every value that joins can be followed to a report that holds it', run: lostReps },
  { name: 'every linked report is stored', run: lostReports },
  { name: `no group of linked reports is larger than ${LARGE_FRAME}`, run: largeFrames },
]

async function asReckoned({ database }: { database: Database }): Promise<string[]> {
  const { changedReports, changedValues } = await relink({ database, now: new Date(), isTrial: true })
  const [waiting] = await database.sql<{ is: boolean }>`
    select value #>> '{}' <> ${linkParameters.version} as is from setting where name = 'link.parameters'`
  if (waiting?.is) return ['The links were made with other parameters; they are made anew when the server starts']
  const faults: string[] = []
  if (changedReports > 0) faults.push(`${changedReports} reports stand in another cluster than they should`)
  if (changedValues > 0) faults.push(`${changedValues} values have another count or state than they should`)
  return faults
}

async function lostReps({ database }: { database: Database }): Promise<string[]> {
  const rows = await database.sql<{ id: string; kind: string }>`
    select v.identifier_id as id, v.kind from link_value v left join cluster_of c on c.report_id = v.rep
    where v.n > 0 and (v.rep is not null or (v.n > 1 and v.state in (0, 2, 5))) and (c.report_id is null or not v.identifier_id = any(c.keys)) limit ${MOST_TOLD}`
  return rows.map(({ id, kind }) => `The ${kind} ${id} leads to no report that holds it`)
}

async function lostReports({ database }: { database: Database }): Promise<string[]> {
  const rows = await database.sql<{ id: string }>`
    select c.report_id as id from cluster_of c left join report r on r.report_id = c.report_id where r.report_id is null limit ${MOST_TOLD}`
  return rows.map(({ id }) => `The report ${id} is linked and not stored`)
}

async function largeFrames({ database }: { database: Database }): Promise<string[]> {
  const rows = await database.sql<{ id: string; n: number }>`
    select frame_id as id, count(*)::int as n from cluster_of group by frame_id having count(*) > ${LARGE_FRAME} order by n desc limit ${MOST_TOLD}`
  return rows.map(({ id, n }) => `${n} reports hang together with ${id}: look at the values that hold them, and rule on them`)
}
