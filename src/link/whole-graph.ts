// All reports and values at once, as numbers in typed arrays, and what the rules make of them: the fast way from scratch, equal to
// reference.ts. Pure: it is filled row by row and asked afterwards.
import { clusterFrame, type Dated, type LiveValue, type Verdict } from './cluster-frame.ts'
import { IdTable } from './id-table.ts'
import {
  isCore,
  isLiveState,
  isWide,
  joiningKinds,
  type KindLimits,
  type LinkParameters,
  type Ruling,
  valueState,
} from './parameters.ts'
import { groupsAmong } from './vouching.ts'

export interface Position {
  frame: Dated
  clusterId: string
  isRuled: boolean
}

const UNKNOWN_KIND = 255

export class WholeGraph {
  readonly reports = new IdTable()
  readonly values = new IdTable()
  readonly #at: number[] = []
  /** Keys of report r: #keys from #from[r] to #from[r + 1]. */
  readonly #from: number[] = [0]
  #keys = new Int32Array(1 << 16)
  #kind = new Uint8Array(1 << 16).fill(UNKNOWN_KIND)
  #n = new Int32Array(0)
  #state = new Uint8Array(0)
  #groups = new Map<number, number>()
  #first = new Int32Array(0)
  #parent = new Int32Array(0)
  #oldest = new Int32Array(0)
  #clusters = new Map<number, string>()
  #ruled = new Set<number>()
  readonly #parameters: LinkParameters

  constructor(parameters: LinkParameters) {
    this.#parameters = parameters
  }

  addReport(reportId: string, at: number, keys: readonly string[]): void {
    this.reports.numberOf(reportId)
    this.#at.push(at)
    const from = this.#from.at(-1)!
    if (from + keys.length > this.#keys.length) this.#keys = lengthened(this.#keys, from + keys.length)
    for (const [index, id] of keys.entries()) this.#keys[from + index] = this.values.numberOf(id)
    this.#from.push(from + keys.length)
  }

  addKind(valueId: string, kind: string): void {
    const value = this.values.find(valueId)
    if (value === undefined) return
    if (this.#kind.length < this.values.size) this.#kind = withKinds(this.#kind, this.values.size)
    this.#kind[value] = joiningKinds.indexOf(kind as never)
  }

  /** Decides everything; then `positionOf` and `valueOf` answer. */
  decide(rulings: ReadonlyMap<string, Ruling>, verdicts: readonly Verdict[]): void {
    this.#count()
    this.#judge(rulings)
    this.#join(verdicts)
    this.#cluster(verdicts)
  }

  positionOf(reportId: string): Position {
    const report = this.reports.find(reportId)!
    const root = this.#root(report)
    const head = this.#oldest[root]!
    const frame = { reportId: this.reports.idOf(head), at: this.#at[head]! }
    return { frame, clusterId: this.#clusters.get(report) ?? frame.reportId, isRuled: this.#ruled.has(root) }
  }

  /** A value that no report holds is unknown. */
  factsOf(valueId: string): { n: number; state: number; groups: number | undefined; first: string } | undefined {
    const value = this.values.find(valueId)
    if (value === undefined) return undefined
    const first = this.reports.idOf(this.#first[value]!)
    return { n: this.#n[value]!, state: this.#state[value]!, groups: this.#groups.get(value), first }
  }

  #limits(value: number): KindLimits {
    const kind = joiningKinds[this.#kind[value] ?? UNKNOWN_KIND]
    return kind ? this.#parameters.kinds[kind] : { b: 0, soft: Number.POSITIVE_INFINITY, cap: Number.POSITIVE_INFINITY }
  }

  #count(): void {
    this.#n = new Int32Array(this.values.size)
    this.#first = new Int32Array(this.values.size).fill(-1)
    for (let report = 0; report < this.reports.size; report++) {
      for (const value of this.#keysOf(report)) {
        this.#n[value]!++
        if (this.#first[value]! < 0) this.#first[value] = report
      }
    }
  }

  #keysOf(report: number): Int32Array {
    return this.#keys.subarray(this.#from[report], this.#from[report + 1])
  }

  #judge(rulings: ReadonlyMap<string, Ruling>): void {
    this.#state = new Uint8Array(this.values.size)
    for (const [id, ruling] of rulings) {
      const value = this.values.find(id)
      if (value !== undefined) this.#state[value] = valueState[ruling]
    }
    const wide = new Map<number, number[]>()
    for (let value = 0; value < this.values.size; value++) {
      const [state, n, limits] = [this.#state[value]!, this.#n[value]!, this.#limits(value)]
      if (isWide(state, n, limits)) wide.set(value, [])
      else if (state === valueState.core && n > limits.cap) this.#state[value] = valueState.hub
    }
    for (let report = 0; report < this.reports.size; report++) {
      for (const value of this.#keysOf(report)) wide.get(value)?.push(report)
    }
    const states = [...wide].map(([value, reports]) => [value, this.#weigh(value, reports)] as const)
    for (const [value, state] of states) this.#state[value] = state
  }

  #weigh(value: number, reports: readonly number[]): number {
    const vouching = new Set<string>()
    const holders = reports.map((report) => {
      const keys = [...this.#keysOf(report)]
      for (const key of keys) if (isCore(this.#state[key]!, this.#n[key]!, this.#limits(key).soft)) vouching.add(String(key))
      return { reportId: String(report), keys: keys.map(String) }
    })
    const groups = groupsAmong(holders, String(value), vouching)
    this.#groups.set(value, groups)
    return reports.length >= this.#parameters.rho * groups ? valueState.vouched : valueState.unvouched
  }

  #isLive(value: number): boolean {
    return this.#n[value]! >= 2 && isLiveState(this.#state[value]!)
  }

  #join(verdicts: readonly Verdict[]): void {
    this.#parent = Int32Array.from({ length: this.reports.size }, (_, report) => report)
    for (let report = 0; report < this.reports.size; report++) {
      for (const value of this.#keysOf(report)) if (this.#isLive(value)) this.#unite(report, this.#first[value]!)
    }
    for (const verdict of verdicts) {
      const members = verdict.kind === 'together' ? this.#linked(verdict) : []
      for (const member of members) this.#unite(member, members[0]!)
    }
    this.#oldest = Int32Array.from({ length: this.reports.size }, () => -1)
    for (let report = 0; report < this.reports.size; report++) {
      const root = this.#root(report)
      const head = this.#oldest[root]!
      if (head < 0 || this.#isOlder(report, head)) this.#oldest[root] = report
    }
  }

  #linked({ members }: Verdict): number[] {
    return members.flatMap((member) => this.reports.find(member) ?? [])
  }

  #isOlder(a: number, b: number): boolean {
    return this.#at[a]! - this.#at[b]! < 0 || (this.#at[a] === this.#at[b] && this.reports.idOf(a) < this.reports.idOf(b))
  }

  #root(report: number): number {
    let at = report
    while (this.#parent[at] !== at) {
      this.#parent[at] = this.#parent[this.#parent[at]!]!
      at = this.#parent[at]!
    }
    return at
  }

  #unite(a: number, b: number): void {
    const [into, from] = [this.#root(a), this.#root(b)]
    if (into !== from) this.#parent[from] = into
  }

  /** Only frames that a verdict names need more than their oldest report. */
  #cluster(verdicts: readonly Verdict[]): void {
    for (const verdict of verdicts) for (const member of this.#linked(verdict)) this.#ruled.add(this.#root(member))
    if (this.#ruled.size === 0) return
    const rows: Dated[] = []
    const values = new Map<number, LiveValue & { reports: Dated[] }>()
    for (let report = 0; report < this.reports.size; report++) {
      if (!this.#ruled.has(this.#root(report))) continue
      const row = { reportId: this.reports.idOf(report), at: this.#at[report]! }
      rows.push(row)
      for (const value of this.#keysOf(report)) if (this.#isLive(value)) this.#hold(values, value).push(row)
    }
    const clusters = clusterFrame(rows, [...values.values()], verdicts)
    for (const [reportId, clusterId] of clusters) this.#clusters.set(this.reports.find(reportId)!, clusterId)
  }

  #hold(values: Map<number, LiveValue & { reports: Dated[] }>, value: number): Dated[] {
    if (!values.has(value)) values.set(value, { id: this.values.idOf(value), b: this.#limits(value).b, reports: [] })
    return values.get(value)!.reports
  }
}

function lengthened(keys: Int32Array, least: number): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(Math.max(keys.length * 2, least))
  longer.set(keys)
  return longer
}

function withKinds(kinds: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const longer = new Uint8Array(size * 2).fill(UNKNOWN_KIND)
  longer.set(kinds)
  return longer
}
