// Who is reported when: every actor's reports, then some versions and exact repeats of them, in the order in which they arrive. Kept in
// arrays of numbers, so that millions of reports need little memory; the reports themselves are made when they are written.
import { type Actor, actorOf, type Story } from './actors.ts'
import type { Planned } from './occasion.ts'
import { Random } from './random.ts'
import { bundleOf } from './tip-files.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const DAYS = 180
const label = 41
const FIRST_NUMBER = 4_500_000

export type EntryKind = 'first' | 'version' | 'repeat'
const entryKinds: readonly EntryKind[] = ['first', 'version', 'repeat']

/** One record to be written: which report, and as what. */
export interface PlannedEntry {
  kind: EntryKind
  /** 0 … reports − 1 */
  report: number
  receivedAt: number
}

export interface PlanOptions {
  reports: number
  /** Nothing arrives later. */
  until: number
  firstNumber?: number
  /** Over how many days they arrive. */
  days?: number
}

interface Adding {
  story: Story
  made: number
  until: number
  days: number
}

export class Plan {
  readonly reports: number
  readonly #actor: Int32Array
  readonly #nth: Uint8Array
  readonly #at: Float64Array
  readonly #number: Uint32Array
  readonly #hasMore: Uint8Array
  readonly #entries: { order: Uint32Array; kind: Uint8Array; report: Int32Array; at: Float64Array }

  constructor(story: Story, { reports, until, firstNumber = FIRST_NUMBER, days = DAYS }: PlanOptions) {
    this.reports = reports
    this.#actor = new Int32Array(reports)
    this.#nth = new Uint8Array(reports)
    this.#at = new Float64Array(reports)
    this.#number = new Uint32Array(reports)
    this.#hasMore = new Uint8Array(reports)
    for (let made = 0, index = 0; made < reports; index++)
      made += this.#addActor(actorOf(story, index), { story, made, until, days })
    this.#entries = this.#arrange(story, until)
    this.#giveNumbers(story, firstNumber)
  }

  #addActor(actor: Actor, { story, made, until, days }: Adding): number {
    const size = Math.min(actor.size, this.reports - made)
    const random = new Random(story.seed, label, 1, actor.index)
    const span = days * DAY
    const start = until - span
    let from = start + random.below(1000) * (span / 1000)
    let to = Math.min(until, from + random.between(1, size > 5 ? days : Math.ceil(days / 3)) * DAY)
    if (actor.plot === 'viral' && size === 1) {
      from = start + bundleOf(story.seed, [actor.index, this.reports]).when * span
      to = Math.min(until, from + 9 * DAY)
    }
    const minutes = Math.max(1, Math.floor((to - from) / MINUTE))
    const times = Array.from(
      { length: size },
      () => Math.floor(from / 1000) * 1000 + random.below(minutes) * MINUTE + random.below(60) * 1000,
    )
    times.sort((a, b) => a - b)
    for (let nth = 0; nth < size; nth++) {
      this.#actor[made + nth] = actor.index
      this.#nth[made + nth] = nth
      this.#at[made + nth] = times[nth]!
    }
    return size
  }

  /** Adds versions and repeats, and sorts all by the time of arrival. */
  #arrange(story: Story, until: number) {
    const kind: number[] = []
    const report: number[] = []
    const at: number[] = []
    const add = (what: number, which: number, when: number) => {
      kind.push(what)
      report.push(which)
      at.push(Math.min(when, until))
    }
    for (let i = 0; i < this.reports; i++) {
      const random = new Random(story.seed, label, 2, i)
      add(0, i, this.#at[i]!)
      if (random.chance(25)) {
        add(1, i, this.#at[i]! + random.between(1, 96) * 60 * MINUTE)
        this.#hasMore[i] = 1
      }
      if (random.chance(12)) {
        add(2, i, this.#at[i]! + random.between(1, 60) * 60 * MINUTE)
        this.#hasMore[i] = 1
      }
    }
    const order = Uint32Array.from(kind, (_, i) => i)
    // A version or a repeat follows its report even where both fall on the last minute: entries of one report lie in order.
    order.sort((a, b) => at[a]! - at[b]! || a - b)
    return { order, kind: Uint8Array.from(kind), report: Int32Array.from(report), at: Float64Array.from(at) }
  }

  /** The clearing-house counts upwards, with gaps: it has other receivers. */
  #giveNumbers(story: Story, firstNumber: number): void {
    let number = firstNumber
    for (const { kind, report } of this.entries()) {
      if (kind !== 'first') continue
      number += new Random(story.seed, label, 3, report).between(1, 7)
      this.#number[report] = number
    }
  }

  get records(): number {
    return this.#entries.order.length
  }

  *entries(): Generator<PlannedEntry> {
    const { order, kind, report, at } = this.#entries
    for (const i of order) yield { kind: entryKinds[kind[i]!]!, report: report[i]!, receivedAt: at[i]! }
  }

  /** It comes once only. */
  isPlain(report: number): boolean {
    return this.#hasMore[report] === 0
  }

  actor(report: number): number {
    return this.#actor[report]!
  }

  number(report: number): string {
    return String(this.#number[report])
  }

  planned(report: number): Planned {
    const nth = this.#nth[report]!
    const earlier: string[] = []
    for (let back = 1; back <= Math.min(nth, 2); back++) earlier.push(this.number(report - back))
    return {
      actor: this.actor(report),
      nth,
      receivedAt: this.#at[report]!,
      pairAt: this.#at[report - (nth % 2)]!,
      number: this.number(report),
      earlier,
      of: this.reports,
    }
  }
}
