// What must hold between the linker's tables; each check gives a sentence for each fault. As the owner, also beside a linker at work.
import { randomUUID } from 'node:crypto'
import type { Database } from '../base/database.ts'
import type { Keys } from '../base/keys.ts'
import { UnsealError } from '../base/seal.ts'
import { contentFromBytes, dataKey, openContent } from '../intake/sealing.ts'
import { stageBit } from '../model/stage.ts'
import { relink } from './from-scratch.ts'
import { deriveKeys, ownDate } from './keys.ts'
import { linkParameters } from './parameters.ts'

interface Context {
  database: Database
  site: { keys: Pick<Keys, 'installation' | 'link'> }
}

export interface LinkCheck {
  name: string
  run(context: Context): Promise<string[]>
}

const MOST_TOLD = 20
/** A frame of more reports than this under a verdict is recomputed at each touch: somebody should look at what holds it together. */
const LARGE_FRAME = 1000

export const linkChecks: readonly LinkCheck[] = [
  { name: 'links are what the values, verdicts and rulings make of them', run: asReckoned },
  { name: 'every value that joins can be followed to a report that holds it', run: lostReps },
  { name: 'reports are linked by the values that they hold now (a sample)', run: driftedKeys },
  { name: 'every linked report is stored', run: lostReports },
  { name: `no group of linked reports is larger than ${LARGE_FRAME}`, run: largeFrames },
]

async function asReckoned({ database }: Pick<Context, 'database'>): Promise<string[]> {
  const { changedReports, changedValues } = await relink({ database, now: new Date(), isTrial: true })
  const [waiting] = await database.sql<{ is: boolean }>`
    select value #>> '{}' <> ${linkParameters.version} as is from setting where name = 'link.parameters'`
  if (waiting?.is) return ['The links were made with other parameters; they are made anew when the server starts']
  const faults: string[] = []
  if (changedReports > 0)
    faults.push(`Reports with another cluster, or another date of it, than they should have: ${changedReports}`)
  if (changedValues > 0) faults.push(`Values with another count or state than they should have: ${changedValues}`)
  return faults
}

async function lostReps({ database }: Pick<Context, 'database'>): Promise<string[]> {
  const rows = await database.sql<{ id: string; kind: string }>`
    select v.identifier_id as id, v.kind from link_value v left join cluster_of c on c.report_id = v.rep
    where v.n > 0 and (v.rep is not null or (v.n > 1 and v.state in (0, 2, 5))) and (c.report_id is null or not v.identifier_id = any(c.keys)) limit ${MOST_TOLD}`
  return rows.map(({ id, kind }) => `The ${kind} ${id} leads to no report that holds it`)
}

async function lostReports({ database }: Pick<Context, 'database'>): Promise<string[]> {
  const rows = await database.sql<{ id: string }>`
    select c.report_id as id from cluster_of c left join report r on r.report_id = c.report_id where r.report_id is null limit ${MOST_TOLD}`
  return rows.map(({ id }) => `The report ${id} is linked and not stored`)
}

async function largeFrames({ database }: Pick<Context, 'database'>): Promise<string[]> {
  const rows = await database.sql<{ id: string; n: number }>`
    select frame_id as id, count(*)::int as n from cluster_of group by frame_id having count(*) > ${LARGE_FRAME} order by n desc limit ${MOST_TOLD}`
  return rows.map(({ id, n }) => `${n} reports hang together with ${id}: look at the values that hold them, and rule on them`)
}

const SAMPLE = 500
const isEqual = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && [...a].sort().join() === [...b].sort().join()

interface Sampled {
  id: string
  number: string
  version: number
  rendition: number
  content: Buffer
  wrapped: Buffer
  keys: string[] | null
  at: number | null
}

async function driftedKeys({ database, site }: Context): Promise<string[]> {
  const start = randomUUID()
  const rows = await sample(database, { from: start, most: SAMPLE })
  if (rows.length < SAMPLE) rows.push(...(await sample(database, { until: start, most: SAMPLE - rows.length })))
  return rows.flatMap((row) => sampleFault(row, site.keys)).slice(0, MOST_TOLD)
}

/** A row that does not open is a fault like any other, and the next ones are still looked at. */
function sampleFault(row: Sampled, keys: Context['site']['keys']): string[] {
  try {
    return isDrifted(row, keys) ? [`${row.number} is linked by other values than it holds`] : []
  } catch (error) {
    if (error instanceof UnsealError) return [`${row.number} does not open: it was sealed with another key, or altered`]
    return [`${row.number} cannot be read: ${(error as Error).name}`]
  }
}

function isDrifted(
  { id, version, rendition, content, wrapped, keys, at }: Sampled,
  { installation, link }: Context['site']['keys'],
): boolean {
  const key = dataKey(installation, id, wrapped)
  const open = openContent(contentFromBytes(content), key, { reportId: id, version, rendition })
  const derived = deriveKeys(open, link).map((one) => one.id)
  return keys === null || at !== ownDate(open) || !isEqual(keys, derived)
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000'
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Reports that wait for no linking, in the order of their ids, which are hashes: any part of it is as good as another. */
const sample = ({ sql }: Database, { from = FIRST_ID, until = LAST_ID, most }: { from?: string; until?: string; most: number }) =>
  sql<Sampled>`
    select r.report_id as id, r.number, r.version, r.rendition, v.content, k.wrapped, c.keys, (extract(epoch from c.at) * 1000)::int8 as at
    from report r join report_version v on v.report_id = r.report_id and v.version = r.version and v.rendition = r.rendition
    join data_key k on k.report_id = r.report_id left join cluster_of c on c.report_id = r.report_id
    where r.report_id >= ${from} and r.report_id < ${until} and r.due & ${stageBit.link} = 0 and not r.is_retracted
    order by r.report_id limit ${most}`
