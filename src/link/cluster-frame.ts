// The clusters of one frame under people's verdicts. The order of joining is canonical, so that the result depends on the set alone:
// together-verdicts, newest first; then values by (b descending, id); within each its reports by (at, id). Weights with n in them
// are no part of the order: a new report would reshuffle old sides. A join that would put two sides into one set is refused; the
// refused hold together among themselves by the same value, so that a split leaves two clusters and not one and crumbs.

export interface Dated {
  reportId: string
  at: number
}

export interface Verdict {
  verdictId: string
  kind: 'together' | 'apart'
  at: number
  members: readonly string[]
  /** Side of each member; all 0 for together. */
  sides: readonly number[]
}

export interface LiveValue {
  id: string
  b: number
  reports: readonly Dated[]
}

export const older = (a: Dated, b: Dated): number => a.at - b.at || compareIds(a.reportId, b.reportId)

export const compareIds = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Sets that know which sides of apart-verdicts they hold. */
class SidedSets {
  readonly #parent: number[] = []
  readonly #sides: Map<string, number>[] = []

  add(sides: Map<string, number>): number {
    this.#sides.push(sides)
    return this.#parent.push(this.#parent.length) - 1
  }

  root(node: number): number {
    let at = node
    while (this.#parent[at] !== at) {
      this.#parent[at] = this.#parent[this.#parent[at]!]!
      at = this.#parent[at]!
    }
    return at
  }

  /** False when the two hold different sides of one verdict. */
  join(a: number, b: number): boolean {
    const [into, from] = [this.root(a), this.root(b)]
    if (into === from) return true
    const [held, given] = [this.#sides[into]!, this.#sides[from]!]
    for (const [verdict, side] of given) if (held.has(verdict) && held.get(verdict) !== side) return false
    for (const [verdict, side] of given) held.set(verdict, side)
    this.#parent[from] = into
    return true
  }
}

/** Report id → cluster id (its oldest report). `values` are the live values of the frame, `verdicts` those in force. */
export function clusterFrame(
  reports: readonly Dated[],
  values: readonly LiveValue[],
  verdicts: readonly Verdict[],
): Map<string, string> {
  const sets = new SidedSets()
  const sidesOf = new Map<string, Map<string, number>>(reports.map(({ reportId }) => [reportId, new Map()]))
  for (const { kind, verdictId, members, sides } of verdicts) {
    if (kind !== 'apart') continue
    for (const [index, member] of members.entries()) sidesOf.get(member)?.set(verdictId, sides[index]!)
  }
  const byId = new Map(reports.map((report) => [report.reportId, report]))
  const nodeOf = new Map(reports.map(({ reportId }) => [reportId, sets.add(sidesOf.get(reportId)!)]))
  const joinAll = (members: readonly Dated[]) => {
    const nodes: number[] = []
    for (const { reportId } of [...members].sort(older)) {
      const report = nodeOf.get(reportId)!
      if (!nodes.some((node) => sets.join(node, report))) nodes.push(report)
    }
  }
  for (const verdict of togetherNewestFirst(verdicts)) joinAll(verdict.members.flatMap((member) => byId.get(member) ?? []))
  for (const value of [...values].sort((a, b) => b.b - a.b || compareIds(a.id, b.id))) joinAll(value.reports)
  return oldestOfEach(reports, (reportId) => sets.root(nodeOf.get(reportId)!))
}

function togetherNewestFirst(verdicts: readonly Verdict[]): Verdict[] {
  const together = verdicts.filter(({ kind }) => kind === 'together')
  return together.sort((a, b) => b.at - a.at || compareIds(b.verdictId, a.verdictId))
}

/** Report id → id of the oldest report of its set. */
export function oldestOfEach(reports: readonly Dated[], setOf: (reportId: string) => number): Map<string, string> {
  const oldest = new Map<number, Dated>()
  for (const report of reports) {
    const set = setOf(report.reportId)
    const known = oldest.get(set)
    if (!known || older(report, known) < 0) oldest.set(set, report)
  }
  return new Map(reports.map(({ reportId }) => [reportId, oldest.get(setOf(reportId))!.reportId]))
}
