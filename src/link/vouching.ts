// Groups into which the reports of a value fall when only the values that vouch hold them together: g of linking. Pure.
import { UnionFind } from './union-find.ts'

export interface Holding {
  reportId: string
  keys: readonly string[]
}

export function groupsAmong(holders: readonly Holding[], valueId: string, vouching: ReadonlySet<string>): number {
  const groups = new UnionFind<string>()
  for (const { reportId, keys } of holders) {
    for (const key of keys) if (key !== valueId && vouching.has(key)) groups.join(`r${reportId}`, `v${key}`)
  }
  return new Set(holders.map(({ reportId }) => groups.root(`r${reportId}`))).size
}
