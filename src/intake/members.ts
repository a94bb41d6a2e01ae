// Members of containers as originals of their own. What is known already stays where it is, as long as it can be opened: a lost one is
// found again where the member lies that came now.
import { type Fragment, fragment, type Sql, type Tx } from '../base/database.ts'
import type { FoundMember } from './chunks.ts'
import { containerIn, memberAddress, originalRows } from './original-source.ts'
import { canBeOpened, type OriginalStore } from './originals.ts'

/** A member that was read has a digest now, so it is an original of its own, which lies within its container. */
export async function keepMembers({ sql }: Tx, store: OriginalStore, members: readonly FoundMember[]): Promise<void> {
  if (members.length === 0) return
  const kept = await sql<{ digest: string }>`
    insert into original (digest, size_bytes, stored_bytes, address, wrapped_key, kept_at)
    select distinct on (g.digest) g.digest, g.clear_bytes, g.packed_bytes, g.address, o.wrapped_key, o.kept_at
    from ${rowsOf(members)}
    join original o on o.digest = g.container on conflict (digest) do nothing
    returning encode(digest, 'hex') as digest`
  const fresh = new Set(kept.map(({ digest }) => digest))
  const known = members.filter(({ digest }) => !fresh.has(digest.toString('hex')))
  const lost = await lostOf(sql, store, known)
  if (lost.length > 0) await moveToMembers(sql, lost)
}

async function lostOf(sql: Sql, store: OriginalStore, members: readonly FoundMember[]): Promise<FoundMember[]> {
  const files = await filesOf(
    sql,
    members.map(({ digest }) => digest.toString('hex')),
  )
  // Most of them lie in the same few files.
  const isThere = new Map<string, boolean>()
  for (const file of new Set(files.values())) isThere.set(file, await canBeOpened(store, file))
  return members.filter(({ digest }) => !isThere.get(files.get(digest.toString('hex')) ?? ''))
}

/** Of each digest the address of the file that holds its bytes: its own, or that of its container. */
export async function filesOf(sql: Sql, digests: readonly string[]): Promise<Map<string, string>> {
  const rows = await originalRows(sql, digests)
  const within = [...rows.values()].flatMap(({ address }) => containerIn(address) ?? [])
  const containers = within.length > 0 ? await filesOf(sql, within) : new Map<string, string>()
  const fileOf = (address: string) => {
    const container = containerIn(address)
    return container === null ? address : (containers.get(container) ?? '')
  }
  return new Map([...rows].map(([digest, { address }]) => [digest, fileOf(address)]))
}

/** A container stays a file of its own: its members are read from nowhere else. */
async function moveToMembers(sql: Sql, members: readonly FoundMember[]): Promise<void> {
  await sql`
    update original o set size_bytes = g.clear_bytes, stored_bytes = g.packed_bytes, address = g.address, wrapped_key = c.wrapped_key
    from ${rowsOf(members)}
    join original c on c.digest = g.container
    where o.digest = g.digest and not exists (select 1 from original m where starts_with(m.address, encode(o.digest, 'hex') || '!'))`
}

/** As the rows g of a statement. */
function rowsOf(members: readonly FoundMember[]): Fragment {
  const places = members.map(({ place }) => place)
  return fragment`unnest(${members.map(({ digest }) => digest)}::bytea[], ${places.map(({ clearBytes }) => clearBytes)}::bigint[],
      ${places.map(({ packedBytes }) => packedBytes)}::bigint[], ${places.map((place) => memberAddress(place.container, place))}::text[],
      ${places.map(({ container }) => Buffer.from(container, 'hex'))}::bytea[]) as g(digest, clear_bytes, packed_bytes, address, container)`
}
