// How a site begins: the agencies and the clearing-house of each chosen pack become rows, and the command line gets its name.
// All of it may run again: what is there stays as it is, also where an administrator changed it since.

import { hash } from 'node:crypto'
import { type Database, fragment, joined, json } from '../base/database.ts'
import { stampedId } from '../model/stamped-id.ts'
import { agencyOf, agencyRows } from './agencies.ts'
import { readSiteAgencies, withSiteAgencies } from './in-force.ts'
import type { Pack } from './pack.ts'

/** The one service that is there from the start: whoever can read the key files acts as it (cli/). */
export const commandLine = {
  id: stampedId(hash('sha256', 'person/command-line')),
  login: 'command-line',
  name: 'Command line',
}

export async function plantPack(database: Pick<Database, 'sql'>, pack: Pack, now: Date): Promise<void> {
  const rows = agencyRows(pack)
  for (let at = 0; at < rows.length; at += 500) await plantAgencies(database, rows.slice(at, at + 500), now)
  const substitutes = pack.agencies.flatMap((agency) =>
    agency.substitutes.map((slug) => fragment`(${agency.no}::int, ${agencyOf(pack, slug)!.no}::int)`),
  )
  if (substitutes.length > 0) {
    await database.sql`insert into unit_substitute (agency_no, substitute_no) values ${joined(substitutes, ', ')} on conflict do nothing`
  }
  const house = pack.senders.find((sender) => sender.id === pack.clearingHouse)
  await database.sql`
    insert into source (source_id, name, pack, desk_no, kind, made_at)
    values (${pack.clearingHouse}, ${house?.name ?? pack.clearingHouse}, ${pack.id}, ${agencyOf(pack, pack.desk)!.no}, 'clearing-house', ${now})
    on conflict (source_id) do nothing`
}

async function plantAgencies({ sql }: Pick<Database, 'sql'>, rows: ReturnType<typeof agencyRows>, now: Date): Promise<void> {
  const values = rows.map(
    (
      row,
    ) => fragment`(${row.agency_id}::uuid, ${row.pack}, ${row.slug}, ${row.no}::int, ${row.hi}::int, ${row.parent_no}::int, ${row.chain}::int[], ${row.kind},
      ${json(row.name)}::jsonb, ${row.zone}, ${row.may_register}::boolean, ${now}::timestamptz)`,
  )
  await sql`
    insert into agency (agency_id, pack, slug, no, hi, parent_no, chain, kind, name, zone, may_register, made_at)
    values ${joined(values, ', ')} on conflict do nothing`
}

/** Names the command line, at the root of the first pack. */
export async function plantCommandLine({ sql }: Pick<Database, 'sql'>, pack: Pack, now: Date): Promise<void> {
  await sql`
    insert into person (person_id, login, name, kind, made_at) values (${commandLine.id}, ${commandLine.login}, ${commandLine.name}, 'service', ${now})
    on conflict do nothing`
  await sql`
    insert into role_grant (person_id, agency_no, role, given_at) values (${commandLine.id}, ${agencyOf(pack, pack.root)!.no}, 'service', ${now})
    on conflict do nothing`
}

/** Packs that have agencies here, in the order in which they came; of those that came together, in the order of their numbers. */
export async function packsInUse({ sql }: Pick<Database, 'sql'>): Promise<string[]> {
  const rows = await sql<{
    pack: string
  }>`select pack, min(made_at) as at, min(no) as no from agency group by pack order by at, no`
  return rows.map((row) => row.pack)
}

/** Agencies that a newer version of the pack brings; those that are there keep their numbers. */
async function plantNewAgencies(owner: Pick<Database, 'sql'>, pack: Pack, now: Date): Promise<void> {
  const rows = (await readSiteAgencies(owner.sql)).filter((row) => row.pack === pack.id)
  const known = new Set(rows.map((row) => row.slug))
  const missing = agencyRows(withSiteAgencies(pack, rows)).filter((row) => !known.has(row.slug))
  if (missing.length > 0) await plantAgencies(owner, missing, now)
}

/** Makes the site with pack xx where nothing was chosen yet, so that a report can be received before anybody has signed in. */
export async function ensureSite(owner: Database, packs: ReadonlyMap<string, Pack>, now: Date): Promise<void> {
  const used = await packsInUse(owner)
  const chosen = used.length > 0 ? used : ['xx']
  for (const id of chosen) {
    const pack = packs.get(id)
    if (!pack) throw new Error(`This site uses the pack '${id}', which is not among the packs of this version`)
    if (used.length === 0) await plantPack(owner, pack, now)
    else await plantNewAgencies(owner, pack, now)
  }
  await plantCommandLine(owner, packs.get(chosen[0]!)!, now)
}
