// What the linker stores is a cache of this pure function: a set of reports with keys, verdicts and rulings → frames and clusters.
// Slow and plain on purpose; tests compare the incremental operation with it, ids included.
import { clusterFrame, type Dated, type LiveValue, oldestOfEach, type Verdict } from './cluster-frame.ts'
import type { Key } from './keys.ts'
import { isLiveState, type KindLimits, type LinkParameters, type Ruling, type ValueState, valueState } from './parameters.ts'
import { UnionFind } from './union-find.ts'

export interface LinkReport extends Dated {
  keys: readonly Key[]
}

export interface LinkedReport {
  frameId: string
  clusterId: string
  isRuled: boolean
}

export interface ReferenceInput {
  reports: readonly LinkReport[]
  /** Those in force. */
  verdicts: readonly Verdict[]
  rulings: ReadonlyMap<string, Ruling>
  parameters: LinkParameters
}

interface Held extends LiveValue {
  reports: LinkReport[]
  limits: KindLimits
  state: ValueState
  /** Groups that its reports fall into without it; of wide values only. */
  groups?: number
}

export function reference(input: ReferenceInput): Map<string, LinkedReport> {
  const { reports, verdicts } = input
  const live = [...statesOf(input).values()].filter(({ state, reports: held }) => held.length > 1 && isLiveState(state))
  const frames = new UnionFind<string>()
  for (const { reports: held } of live) for (const { reportId } of held) frames.join(held[0]!.reportId, reportId)
  const known = new Set(reports.map(({ reportId }) => reportId))
  const linkedMembers = (verdict: Verdict) => verdict.members.filter((member) => known.has(member))
  for (const verdict of verdicts) {
    const members = verdict.kind === 'together' ? linkedMembers(verdict) : []
    for (const member of members) frames.join(members[0]!, member)
  }
  const frameOf = oldestOfEach(reports, (reportId) => frames.root(reportId))
  const ruled = new Set(verdicts.flatMap(linkedMembers).map((member) => frameOf.get(member)!))
  const clusterOf = clusterFrame(reports, live, verdicts)
  return new Map(
    reports.map(({ reportId }) => {
      const frameId = frameOf.get(reportId)!
      const isRuled = ruled.has(frameId)
      return [reportId, { frameId, clusterId: isRuled ? clusterOf.get(reportId)! : frameId, isRuled }]
    }),
  )
}

/** Every value with its reports and its state. */
export function statesOf({ reports, rulings, parameters }: ReferenceInput): Map<string, Held> {
  const values = new Map<string, Held>()
  for (const report of reports) {
    for (const { id, kind } of report.keys) {
      const limits = parameters.kinds[kind]
      if (!values.has(id)) values.set(id, { id, b: limits.b, reports: [], limits, state: valueState.core })
      values.get(id)!.reports.push(report)
    }
  }
  for (const value of values.values()) if (rulings.has(value.id)) value.state = valueState[rulings.get(value.id)!]
  const isCore = ({ state, reports: { length }, limits }: Held) =>
    state === valueState.personal || (state !== valueState.shared && length <= limits.soft)
  for (const value of values.values()) {
    const n = value.reports.length
    if (rulings.has(value.id) || n <= value.limits.soft) continue
    const vouches = (key: Key) => key.id !== value.id && isCore(values.get(key.id)!)
    value.state = valueState.hub
    if (n > value.limits.cap) continue
    value.groups = groupsOf(value.reports, vouches)
    value.state = n >= parameters.rho * value.groups ? valueState.vouched : valueState.unvouched
  }
  return values
}

/** How many groups the reports of a value fall into when only the keys that vouch hold them together. */
function groupsOf(reports: readonly LinkReport[], vouches: (key: Key) => boolean): number {
  const groups = new UnionFind<string>()
  for (const { reportId, keys } of reports) {
    for (const key of keys) if (vouches(key)) groups.join(`report ${reportId}`, `value ${key.id}`)
  }
  return new Set(reports.map(({ reportId }) => groups.root(`report ${reportId}`))).size
}
