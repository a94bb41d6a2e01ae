// The one shape of every explanation: score, link, jurisdiction. Stored as references and worded for each reader,
// so that a reason never tells more than its reader may see.

/** Who says it: a sender (claim), we observed it (fact), a person decided it (decision). */
export type ReasonKind = 'claim' | 'fact' | 'decision'

export interface Reason {
  /** Rule and version, such as `danger-now/1`. */
  rule: string
  kind: ReasonKind
  /** Points of the score, or bits of a link; 0 counts for nothing and says why. */
  weight: number
  /** Facts that the wording needs: counts, codes, names of places. Never a sealed value. */
  params: Record<string, string | number | boolean>
  /** References: `content:incident.escalation`, `sighting:3`, `file:2`, `person:S-1`, `report:<id>`, `case:<id>`, `note:<id>`. */
  evidence: string[]
}

/** A reason as its reader gets it. */
export interface WordedReason extends Reason {
  because: string
}

export const bands = ['now', 'high', 'medium', 'low'] as const
export type Band = (typeof bands)[number]

const bandRank: Record<Band, number> = { now: 3, high: 2, medium: 1, low: 0 }
const BAND_STEP = 1000

/** What the queue is sorted by (report.priority): a report of danger stands first whatever its sum, so bands never mix. */
export const priorityOf = (band: Band, points: number): number => BAND_STEP * bandRank[band] + points

/** The number that is shown: points of the rules, or those that an officer gave. */
export const shownPoints = (priority: number): number => priority % BAND_STEP

export const strengths = ['strong', 'likely', 'possible', 'weak'] as const
export type Strength = (typeof strengths)[number]
