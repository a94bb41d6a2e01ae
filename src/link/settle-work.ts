// What one settlement has in hand: the change asked for, the rows read so far, and each touched value before and after.
import type { Tx } from '../base/database.ts'
import type { Dated, Verdict } from './cluster-frame.ts'
import type { Key } from './keys.ts'
import { isLiveState, type LinkParameters, type Ruling, type ValueState } from './parameters.ts'
import type { LinkReport } from './reference.ts'

export interface Settlement {
  /** Reports to link. One that has its row already, and is not removed too, is skipped: a retry counts nothing twice. */
  add?: readonly LinkReport[]
  /** Reports to take out; unknown ones are skipped. A new version is removed and added in one settlement. */
  remove?: readonly string[]
  /** Verdicts that come into force or cease to be; link_verdict.applied says 'yes' for those in force by now. */
  verdicts?: readonly ChangedVerdict[]
  /** Rulings that change; null lifts one. */
  rulings?: readonly ChangedRuling[]
  now: Date
}

export interface ChangedVerdict extends Verdict {
  isInForce: boolean
}

export interface ChangedRuling {
  id: string
  ruling: Ruling | null
}

/** A row of cluster_of. */
export interface LinkRow extends Dated {
  frameId: string
  frameAt: number
  clusterId: string
  isRuled: boolean
  keys: readonly string[]
}

/** A value that this settlement touches, before and after. */
export interface Value {
  id: string
  kind: string
  before: number
  n: number
  wasState: ValueState
  state: ValueState
  rep: string | null
  /** As the row holds it; null where there is none yet. */
  stored: { kind: string; n: number; rep: string | null; state: number; gLo: number; gHi: number | null } | null
  gLo: number
  gHi: number | null
  added: string[]
  removed: number
  mustWeigh: boolean
}

export interface Work {
  tx: Tx
  now: Date
  parameters: LinkParameters
  added: Map<string, LinkReport>
  /** Rows of removed reports, as they were. */
  removed: Map<string, LinkRow>
  verdicts: readonly ChangedVerdict[]
  /** Verdicts in force that name an added report. */
  arriving: readonly Verdict[]
  rulings: Map<string, Ruling | null>
  values: Map<string, Value>
  /** Values that were not there and now have one report: most are such, and they need no further thought. */
  single: { id: string; kind: string; rep: string }[]
  /** Rows of reports that stay, as read so far. */
  rows: Map<string, LinkRow>
}

export const isLiveNow = ({ n, state }: Value): boolean => n >= 2 && isLiveState(state)
export const wasLive = ({ before, wasState }: Value): boolean => before >= 2 && isLiveState(wasState)

/** Whether the report that stood for a value went away, or came back without it. */
export const hasLostRep = ({ removed }: Work, { rep, added }: Value): boolean =>
  rep !== null && removed.has(rep) && !added.includes(rep)

export const keyIds = (keys: readonly Key[]): string[] => keys.map(({ id }) => id)
