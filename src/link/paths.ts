// How two reports of a cluster hang together that share no value: along the maximum spanning tree of reports and values, whose path
// between any two is the one whose weakest link is strongest. Pure.
import { compareIds } from './cluster-frame.ts'
import { UnionFind } from './union-find.ts'

/** A live value, or a together-verdict of infinite weight. */
export interface Tie {
  id: string
  weight: number
  reports: readonly string[]
}

export interface Step {
  from: string
  to: string
  tieId: string
}

/** From one report to all that ties lead to: the steps, each over one tie. */
export function pathsFrom(reportId: string, ties: readonly Tie[]): Map<string, Step[]> {
  const neighbours = spanningTree(ties)
  const paths = new Map<string, Step[]>([[reportId, []]])
  const waiting = [reportId]
  for (let at = 0; at < waiting.length; at++) {
    for (const step of stepsFrom(waiting[at]!, neighbours)) {
      if (paths.has(step.to)) continue
      paths.set(step.to, [...paths.get(step.from)!, step])
      waiting.push(step.to)
    }
  }
  return paths
}

const stepsFrom = (from: string, neighbours: ReadonlyMap<string, string[]>): Step[] =>
  (neighbours.get(`r${from}`) ?? []).flatMap((tieId) => (neighbours.get(`t${tieId}`) ?? []).map((to) => ({ from, to, tieId })))

/** Ids of ties at a report (`r…`), ids of reports at a tie (`t…`). */
function spanningTree(ties: readonly Tie[]): Map<string, string[]> {
  const sets = new UnionFind<string>()
  const neighbours = new Map<string, string[]>()
  const add = (node: string, other: string) => neighbours.get(node)?.push(other) ?? neighbours.set(node, [other])
  const strongestFirst = [...ties].sort((a, b) => b.weight - a.weight || compareIds(a.id, b.id))
  for (const { id, reports } of strongestFirst) {
    for (const report of [...reports].sort(compareIds)) {
      if (sets.root(`r${report}`) === sets.root(`t${id}`)) continue
      sets.join(`t${id}`, `r${report}`)
      add(`r${report}`, id)
      add(`t${id}`, report)
    }
  }
  return neighbours
}
