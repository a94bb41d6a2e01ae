// The tree of units as lines: what is folded is left out; what is looked for is found wherever it lies, with the units above it.
import type { Agency } from '../reports/queries.ts'

export type Unit = Pick<Agency, 'no' | 'parentNo' | 'depth' | 'name' | 'slug'>
export type Line<A extends Unit> = { agency: A; level: number; below: number; isUnfolded: boolean; path: readonly A[] }

/** Levels that are unfolded until somebody folds them: the country, its national units, and so the states in sight. */
const UNFOLDED_DEPTH = 2

export type Folds = ReadonlyMap<number, boolean>

export function linesOf<A extends Unit>(agencies: readonly A[], { folds, q }: { folds: Folds; q: string }): Line<A>[] {
  const byNo = new Map(agencies.map((agency) => [agency.no, agency]))
  const below = new Map<number | null, number>()
  for (const { parentNo } of agencies) below.set(parentNo, (below.get(parentNo) ?? 0) + 1)
  const isUnfolded = (agency: A) => folds.get(agency.no) ?? agency.depth <= UNFOLDED_DEPTH
  const words = q.toLowerCase().split(/\s+/).filter(Boolean)
  const isFound = ({ name, slug }: A) => {
    const all = [...Object.values(name), slug].join(' ').toLowerCase()
    return words.every((word) => all.includes(word))
  }
  return agencies.flatMap((agency) => {
    const path = pathTo(agency, byNo)
    const isShown = words.length > 0 ? isFound(agency) : path.every(isUnfolded)
    const line = { agency, level: words.length > 0 ? 0 : path.length, below: below.get(agency.no) ?? 0, path }
    return isShown ? [{ ...line, isUnfolded: isUnfolded(agency) }] : []
  })
}

/** The units above it, the highest first. */
export function pathTo<A extends Unit>(agency: A, byNo: ReadonlyMap<number, A>): A[] {
  const path: A[] = []
  for (let up = byNo.get(agency.parentNo ?? -1); up && path.length < 32; up = byNo.get(up.parentNo ?? -1)) path.unshift(up)
  return path
}

/** `Harbour Station` → `harbour-station`: the short name that a unit keeps for ever. */
export function suggestedSlug(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
}

export const isSlug = (text: string): boolean => /^[a-z0-9][a-z0-9-]{1,60}$/.test(text)
