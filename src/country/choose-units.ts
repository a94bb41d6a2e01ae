// Which units of a chosen pack take part from the first day: all of them, but for those that the first administrator leaves out. These are
// closed with all below them: nothing is offered to them, and whatever speaks for them speaks for the next open unit above. An
// administrator opens them later.
import type { Sql } from '../base/database.ts'
import { refuse } from '../base/refusal.ts'
import { agencyOf, chainOf } from './agencies.ts'
import type { Agency, Pack } from './pack.ts'

export interface UnitChoice {
  no: number
  parentNo: number | null
  /** 1 for the root. */
  depth: number
  slug: string
  name: Record<string, string>
  /** Whether the site cannot do without it. */
  isNeeded: boolean
}

/** The desk and all above it: without them nothing that arrives has a holder. */
const neededOf = (pack: Pack): ReadonlySet<string> => new Set([pack.root, ...chainOf(pack, pack.desk).map(({ id }) => id)])

/** In the order of the tree: each unit is followed by those below it. */
export function unitChoices(pack: Pack): UnitChoice[] {
  const needed = neededOf(pack)
  const byNo = pack.agencies.toSorted((a, b) => a.no - b.no)
  return byNo.map(({ id, no, parent, name }) => ({
    no,
    parentNo: parent === undefined ? null : agencyOf(pack, parent)!.no,
    depth: chainOf(pack, id).length,
    slug: id,
    name,
    isNeeded: needed.has(id),
  }))
}

/** The highest units that a pack can do without, each with all below it. */
export function allButTheDesk(pack: Pack): number[] {
  const needed = neededOf(pack)
  return pack.agencies.filter(({ id, parent }) => !needed.has(id) && needed.has(parent ?? '')).map(({ no }) => no)
}

/** Closes units of these packs by their numbers, each with all below it; gives their short names. */
export async function leaveOut(sql: Sql, packs: readonly Pack[], nos: readonly number[]): Promise<string[]> {
  if (nos.length === 0) return []
  const choices = new Map<number, { pack: Pack; agency: Agency }>()
  for (const pack of packs) for (const agency of pack.agencies) choices.set(agency.no, { pack, agency })
  const left = nos.map((unitNo) => {
    const { pack, agency } = choices.get(unitNo) ?? refuse('invalid', 'no-such-unit', { unitNo })
    if (neededOf(pack).has(agency.id)) refuse('invalid', 'unit-is-needed', { unitNo })
    return agency
  })
  await sql`
    update agency a set is_active = false from unnest(${left.map(({ no }) => no)}::int[], ${left.map(({ hi }) => hi)}::int[]) as g(no, hi)
    where a.no between g.no and g.hi`
  return left.map(({ id }) => id)
}
