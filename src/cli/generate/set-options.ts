// What a set of invented reports is to be.
import type { Story } from './actors.ts'
import type { FormatName } from './truth.ts'

export interface SetOptions extends Story {
  reports: number
  format: FormatName
  /** The newest report is not younger than this. */
  until: number
  days?: number
  /** The clearing-house counts on from here. */
  firstNumber?: number
  /** Name of the source in the envelopes. */
  source: string
  perFile: number
  /** Files that are broken on purpose. */
  broken: number
  /** Reports that lie there a second time in the other format. */
  renditions: number
  progress?: (done: number, of: number) => void
}
