// Whether the originals are there: the bytes that every report can be read from again. All by existence and length, a sample by reading
// them whole.
import { createHash } from 'node:crypto'
import type { Database } from '../base/database.ts'
import type { Keys } from '../base/keys.ts'
import { containerIn, keptBytes, keptRow, type OriginalRow, originalRows } from './original-source.ts'
import { isThere, type OriginalStore } from './originals.ts'
import { originalsFolder } from './read-batch.ts'

interface Context {
  database: Database
  site: { config: { dataFolder: string }; keys: Pick<Keys, 'installation'> }
}

export const intakeChecks = [
  { name: 'every original is there in its full length', run: missingOriginals },
  { name: 'originals open and are what they were (a sample)', run: alteredOriginals },
]

const MOST_NAMED = 5
const PAGE = 1000
const SAMPLE = 200

const storeOf = ({ site }: Context): OriginalStore => ({
  folder: originalsFolder(site.config.dataFolder),
  installation: site.keys.installation,
})

async function missingOriginals(context: Context): Promise<string[]> {
  const store = storeOf(context)
  const missing: string[] = []
  let all = 0
  for await (const page of filesOf(context.database)) {
    const found = await Promise.all(page.map((one) => isThere(store, one)))
    all += page.length
    missing.push(...page.filter((_one, at) => !found[at]).map(({ address }) => address))
  }
  if (missing.length === 0) return []
  const named = missing.slice(0, MOST_NAMED).join(', ')
  const rest = missing.length > MOST_NAMED ? ', …' : ''
  return [
    `${missing.length} of ${all} originals in ${store.folder} are missing or cut off: ${named}${rest}`,
    'bring them back from a copy, or hand the same files in again',
  ]
}

/** Files of their own, by digest; what lies in a container is there when that is. */
async function* filesOf({ sql }: Database): AsyncGenerator<{ address: string; storedBytes: number }[]> {
  for (let after = Buffer.alloc(0); ; ) {
    const page = await sql<{ digest: Buffer; address: string; storedBytes: number }>`
      select digest, address, stored_bytes as "storedBytes" from original
      where digest > ${after} and position('!' in address) = 0 order by digest limit ${PAGE}`
    if (page.length > 0) yield page
    if (page.length < PAGE) return
    after = page.at(-1)!.digest as Buffer<ArrayBuffer>
  }
}

async function alteredOriginals(context: Context): Promise<string[]> {
  const { sql } = context.database
  const sample = await sql<{ digest: string }>`
    select encode(digest, 'hex') as digest from original order by random() limit ${SAMPLE}`
  const rows = await originalRows(
    sql,
    sample.map(({ digest }) => digest),
  )
  const containers = await originalRows(
    sql,
    [...rows.values()].flatMap(({ address }) => containerIn(address) ?? []),
  )
  const faults: string[] = []
  for (const [digest, row] of rows) {
    const fault = await faultOf(storeOf(context), { digest, row, containers })
    if (fault) faults.push(`${row.address} ${fault}`)
  }
  const named = faults.slice(0, MOST_NAMED)
  return faults.length > 0 ? [`${faults.length} of ${rows.size} originals that were read are not right`, ...named] : []
}

interface Sampled {
  digest: string
  row: OriginalRow
  containers: ReadonlyMap<string, OriginalRow>
}

async function faultOf(store: OriginalStore, { digest, row, containers }: Sampled): Promise<string | undefined> {
  const within = containerIn(row.address)
  const hash = createHash('sha256')
  try {
    const container = within === null ? null : keptRow(containers, within)
    for await (const piece of keptBytes(store, { row, container })) hash.update(piece)
  } catch (error) {
    const { code, name } = error as NodeJS.ErrnoException
    return `cannot be read (${code ?? name})`
  }
  return hash.digest('hex') === digest ? undefined : 'holds other bytes than were handed in'
}
