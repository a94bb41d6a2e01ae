// Where a settlement places reports, frames and clusters: what is written, told and recorded of it.
import type { Cause } from './settle-join.ts'
import type { LinkRow } from './settle-work.ts'

export interface Placed {
  /** Rows to insert: new reports, and removed ones that are back. */
  fresh: LinkRow[]
  /** Rows that change. */
  changed: LinkRow[]
  /** Whole frames that get another id; their cluster has the same. */
  renamed: { old: string; id: string; at: number; cause: Cause }[]
  events: ClusterEvent[]
  /** Reports that lost a member of their cluster: what was said of them may not hold any more. */
  split: Set<string>
}

export interface ClusterEvent {
  eventId: string
  was: string | null
  now: string | null
  reports: number
  cause: Cause
}

export interface Component {
  frames: string[]
  reports: string[]
  cause: Cause
}
