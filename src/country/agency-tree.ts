// The units of the site as the database has them: an administrator may have added, renamed or closed some since the packs were planted.
// The pipeline loads it once a round; numbers never change, so what it decided stays right.
import type { Sql } from '../base/database.ts'

export interface TreeUnit {
  no: number
  hi: number
  chain: number[]
  pack: string
  slug: string
  kind: string
  zone: string
  name: Record<string, string>
  isActive: boolean
}

export interface AgencyTree {
  byNo(no: number): TreeUnit | undefined
  bySlug(pack: string, slug: string): TreeUnit | undefined
  ofPack(pack: string): readonly TreeUnit[]
}

export function agencyTree(units: readonly TreeUnit[]): AgencyTree {
  const numbers = new Map(units.map((unit) => [unit.no, unit]))
  const slugs = new Map(units.map((unit) => [`${unit.pack}/${unit.slug}`, unit]))
  const packs = new Map<string, TreeUnit[]>()
  for (const unit of units) packs.set(unit.pack, [...(packs.get(unit.pack) ?? []), unit])
  return {
    byNo: (no) => numbers.get(no),
    bySlug: (pack, slug) => slugs.get(`${pack}/${slug}`),
    ofPack: (pack) => packs.get(pack) ?? [],
  }
}

export async function loadAgencyTree(sql: Sql): Promise<AgencyTree> {
  const units = await sql<TreeUnit>`
    select no, hi, chain, pack, slug, kind, zone, name, is_active as "isActive" from agency order by no`
  return agencyTree(units)
}
