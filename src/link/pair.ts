// Why two reports belong together, or might: each value that both hold with its weight in bits, b - log2 n, the figure that decides
// whether it joins; what differs with a minus. Nothing counts twice: a composite replaces its parts, and of a file's hashes one stands
// for it. Pure.
import type { Reason } from '../model/reason.ts'
import { hashKinds } from '../model/report.ts'
import { isLiveState, type JoiningKind, linkParameters, type ValueState, valueState, weakBits } from './parameters.ts'

export interface Seen {
  id: string
  kind: string
  role: string
  isSealed: boolean
}

/** What is known of a value of the report that is looked at. */
export interface ValueFacts {
  n: number
  /** Of a value that may join; absent of others. */
  key?: { kind: JoiningKind; state: ValueState; groups: number }
  ruledBy?: string
  /** Ids of the addresses that a composite contains. */
  parts: readonly string[]
  /** Of a hash: which file of the report that is looked at it is of. */
  file?: number
}

export interface PairReason extends Reason {
  valueId: string | null
  roleHere: string | null
  roleThere: string | null
  /** Reports that hold the value. */
  reports: number | null
}

export interface Pair {
  reasons: PairReason[]
  /** Bits that are told: sealed values count for nothing here, since their weight would tell the kind. */
  sum: number
  /** Bits by which suggestions are chosen. */
  weight: number
  joins: boolean
}

interface Shared {
  id: string
  facts: ValueFacts
  here: Seen
  there: Seen
  weight: number
  isKey: boolean
}

/** Words of a sender about itself and of an incident as such say nothing about a person. */
const mute: ReadonlySet<string> = new Set(['reporter', 'incident'])

export function pairOf(here: readonly Seen[], there: readonly Seen[], facts: ReadonlyMap<string, ValueFacts>): Pair {
  const shared = eachOnce(sharedOf(here, there, facts).sort(heaviestFirst))
  const open = shared.filter((one) => !one.here.isSealed && !one.there.isSealed)
  const reasons = open.map(reasonOf)
  if (open.length < shared.length) reasons.push(sealedReason)
  return {
    reasons,
    sum: sumOf(reasons),
    weight: shared.reduce((sum, one) => sum + one.weight, 0),
    joins: shared.some(({ isKey, facts: { key } }) => isKey && isLiveState(key!.state)),
  }
}

export const sumOf = (reasons: readonly Reason[]): number =>
  Math.round(reasons.reduce((sum, { weight }) => sum + weight, 0) * 10) / 10

function sharedOf(here: readonly Seen[], there: readonly Seen[], facts: ReadonlyMap<string, ValueFacts>): Shared[] {
  const theirs = bestById(there)
  return [...bestById(here)].flatMap(([id, mine]) => {
    const other = theirs.get(id)
    const known = facts.get(id)
    if (!other || !known) return []
    const isKey = known.key !== undefined && mine.role === 'suspect' && other.role === 'suspect'
    return [{ id, facts: known, here: mine, there: other, isKey, weight: weightOf(mine.kind, known, isKey) }]
  })
}

/** One sighting of each value: the suspect's before others, an open one before a sealed one. */
function bestById(sightings: readonly Seen[]): Map<string, Seen> {
  const best = new Map<string, Seen>()
  const rank = ({ role, isSealed }: Seen) => (role === 'suspect' ? 2 : 0) + (isSealed ? 0 : 1)
  for (const one of sightings) {
    if (mute.has(one.role)) continue
    const known = best.get(one.id)
    if (!known || rank(one) > rank(known)) best.set(one.id, one)
  }
  return best
}

function weightOf(kind: string, { n, key }: ValueFacts, isKey: boolean): number {
  if (isKey && key!.state === valueState.shared) return 0
  const bits = isKey ? linkParameters.kinds[key!.kind].b : (weakBits[kind] ?? 0)
  return Math.max(0, Math.round((bits - Math.log2(Math.max(n, 2))) * 10) / 10)
}

const heaviestFirst = (a: Shared, b: Shared): number =>
  b.weight - a.weight || hashKinds.indexOf(a.here.kind) - hashKinds.indexOf(b.here.kind) || (a.id < b.id ? -1 : 1)

/** Composites stand for their addresses, and of one event's two windows one is enough, as of one file's hashes. */
function eachOnce(shared: readonly Shared[]): Shared[] {
  const composites = shared.filter(({ here }) => here.kind === 'ip-port-minute')
  const covered = new Set(composites.flatMap(({ facts }) => facts.parts))
  const told = new Set<string>()
  return shared.filter(({ id, here, facts: { parts, file } }) => {
    if (covered.has(id)) return false
    const what = here.kind === 'ip-port-minute' ? parts.join() : file === undefined ? id : `file ${file}`
    return !told.has(what) && told.add(what)
  })
}

const ruleOf: Record<ValueState, string> = {
  [valueState.core]: 'link-same/1',
  [valueState.vouched]: 'link-vouched/1',
  [valueState.unvouched]: 'link-not-vouched/1',
  [valueState.hub]: 'link-hub/1',
  [valueState.personal]: 'link-personal/1',
  [valueState.shared]: 'link-shared/1',
}

function reasonOf({ id, facts, here, there, weight, isKey }: Shared): PairReason {
  const { n, key, ruledBy } = facts
  const isComposite = here.kind === 'ip-port-minute'
  const rule = !isKey ? 'link-weak/1' : isComposite && key!.state === valueState.core ? 'link-composite/1' : ruleOf[key!.state]
  const isRuled = isKey && (key!.state === valueState.personal || key!.state === valueState.shared)
  return {
    rule,
    kind: isRuled ? 'decision' : 'fact',
    weight,
    params: {
      identifier: here.kind,
      reports: n,
      ...(isKey ? { groups: key!.groups } : {}),
      ...(isRuled && ruledBy ? { person: ruledBy } : {}),
    },
    evidence: [],
    valueId: id,
    roleHere: here.role,
    roleThere: there.role,
    reports: n,
  }
}

const noValue = { valueId: null, roleHere: null, roleThere: null, reports: null }

const sealedReason: PairReason = { rule: 'link-sealed/1', kind: 'fact', weight: 0, params: {}, evidence: [], ...noValue }

export const decisionReason = (rule: 'link-together/1' | 'link-apart/1', person: string): PairReason => ({
  rule,
  kind: 'decision',
  weight: 0,
  params: { person },
  evidence: [],
  ...noValue,
})

export const differsReason = (field: 'name' | 'date-of-birth', weight: number): PairReason => ({
  rule: 'link-differs/1',
  kind: 'fact',
  weight,
  params: { field },
  evidence: [],
  ...noValue,
})
