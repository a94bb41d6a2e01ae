// A pack as it is in force at this site: the shipped data, with what officers confirmed and with the units that the site added.
// A confirmation holds for the words that were confirmed: when a new version of the pack changes an entry, it is unconfirmed again.
import type { Database, Sql } from '../base/database.ts'
import type { Log } from '../base/log.ts'
import { numberAgencies, type Range } from '../model/number-agencies.ts'
import { isEmpty, mapEntries } from './entries.ts'
import { type Entry, entryKey, entryName } from './entry.ts'
import type { Agency, AgencyKind, Pack, Packs } from './pack.ts'

/** A row of the table `agency`, as far as a pack needs it. */
export interface SiteAgency {
  pack: string
  slug: string
  no: number
  hi: number
  parentNo: number | null
  kind: string
  name: Record<string, string>
  zone: string
  mayRegister: boolean
}

/** Entries whose key is among the confirmed ones are on (unless they are empty) and no longer "not verified". */
export function withConfirmed(pack: Pack, confirmed: ReadonlySet<string>): Pack {
  const names = new Set([...confirmed].map((key) => key.slice(0, key.lastIndexOf('#'))))
  if (names.size === 0) return pack
  return mapEntries(pack, <E extends Entry>(entry: E): E => {
    if (!names.has(entryName(entry)) || !confirmed.has(entryKey(entry))) return entry
    return { ...entry, isConfirmed: true, isOn: !isEmpty(entry) }
  })
}

const madeHere = { source: 'made at this site', status: 'rule', entryKind: 'agency', isOn: true, isConfirmed: true } as const

/** Agencies with the numbers, names and rights that they have at this site, those that it added among them. Agencies of a newer pack that
 *  the site does not have yet get numbers that nobody has. */
export function withSiteAgencies(pack: Pack, rows: readonly SiteAgency[]): Pack {
  if (rows.length === 0) return pack
  const shipped = new Map(pack.agencies.map((agency) => [agency.id, agency]))
  const slugs = new Map(rows.map((row) => [row.no, row.slug]))
  const here = [...rows]
    .sort((a, b) => a.no - b.no)
    .map((row): Omit<Agency, 'no' | 'hi'> => {
      const parent = row.parentNo === null ? undefined : slugs.get(row.parentNo)
      const own = { name: row.name, zone: row.zone, mayRegister: row.mayRegister, kind: row.kind as AgencyKind, parent }
      return { ...(shipped.get(row.slug) ?? { ...madeHere, id: row.slug, substitutes: [], checkedOn: '' }), ...own }
    })
  const kept = new Map<string, Range>(rows.map(({ slug, no, hi }) => [slug, { no, hi }]))
  const tree = [...here, ...pack.agencies.filter((agency) => !kept.has(agency.id))]
  const numbers = numberAgencies(tree, pack.numbers, kept)
  return { ...pack, agencies: tree.map((agency) => ({ ...agency, ...numbers.get(agency.id)! })) }
}

export const readSiteAgencies = (sql: Sql): Promise<SiteAgency[]> => sql<SiteAgency>`
  select pack, slug, no, hi, parent_no as "parentNo", kind, name, zone, may_register as "mayRegister" from agency order by no`

const shippedPacks = new WeakMap<object, Packs>()
const lastRead = new WeakMap<object, string>()

/** Reads what the site made of its packs and puts it into force in a world. True where something changed. Cheap: call it at the start, after
 *  a confirmation, and now and then for what another process did. */
export async function bringIntoForce(world: { packs: Packs }, sql: Sql): Promise<boolean> {
  const shipped = shippedPacks.get(world) ?? world.packs
  shippedPacks.set(world, shipped)
  const confirmed = await sql<{ pack: string; entry: string }>`
    select distinct pack, entry from pack_confirmation where withdrawn_at is null order by pack, entry`
  const agencies = await readSiteAgencies(sql)
  const read = JSON.stringify([confirmed, agencies])
  if (lastRead.get(world) === read) return false
  const inForce = [...shipped.values()].map((pack) => {
    const here = withSiteAgencies(
      pack,
      agencies.filter((row) => row.pack === pack.id),
    )
    return withConfirmed(here, new Set(confirmed.filter((row) => row.pack === pack.id).map((row) => row.entry)))
  })
  world.packs = new Map(inForce.map((pack) => [pack.id, pack]))
  lastRead.set(world, read)
  return true
}

/** Brings into force now, and again every so often: another process may have confirmed an entry or added a unit. */
export async function keepInForce(world: { packs: Packs; trace: Log }, database: Pick<Database, 'sql'>, seconds = 20) {
  await bringIntoForce(world, database.sql)
  const timer = setInterval(() => {
    bringIntoForce(world, database.sql).catch((error) => world.trace.warn('The packs in force could not be read', { error }))
  }, seconds * 1000)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
