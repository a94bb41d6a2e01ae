// One occasion on which an actor is reported, with all that the parts of its tip need: who, by whom, when, the how-manieth time.
import { type Actor, actorOf, type Eras, erasOf, type Story } from './actors.ts'
import { Random } from './random.ts'
import type { Plot, Sender } from './senders.data.ts'
import type { Stamp } from './tip.ts'

/** What the plan knows of a report. */
export interface Planned {
  actor: number
  nth: number
  receivedAt: number
  /** When the actor's earlier report of a pair (0 and 1, 2 and 3, …) was received. */
  pairAt: number
  number: string
  /** Numbers of earlier reports of the actor, the newest first. */
  earlier: readonly string[]
  /** How many reports the whole set has. */
  of: number
}

export interface Occasion extends Planned {
  story: Story
  who: Actor
  eras: Eras
  sender: Sender
  plot: Plot
  random: Random
  incidentAt: number
  stamp(at: number): Stamp
}

const labels = { occasion: 11, plot: 12 } as const
const MINUTE = 60_000

export function occasionOf(story: Story, planned: Planned): Occasion {
  const who = actorOf(story, planned.actor)
  const random = new Random(story.seed, labels.occasion, planned.actor, planned.nth)
  const sender = planned.nth === 0 ? who.services[0]! : random.pick(who.services)
  const offers = sender.plots.some(([plot]) => plot === who.plot)
  const plot = offers && random.chance(800) ? who.plot : random.weighted(sender.plots)
  const lagMinutes = random.weighted(lags)
  const incidentAt = planned.receivedAt - (random.between(10, 60 * lagMinutes) * MINUTE + random.below(60) * 1000)
  const stamp = (at: number): Stamp => ({ at, offset: offsetOf(sender, who, at) })
  return { ...planned, story, who, eras: erasOf(story, who, planned.nth), sender, plot, random, incidentAt, stamp }
}

/** Hours from incident to report, at most. */
const lags: readonly (readonly [number, number])[] = [
  [2, 350],
  [24, 350],
  [120, 250],
  [1200, 50],
]

function offsetOf(sender: Sender, { site }: Actor, at: number): number | null {
  if (sender.zone === 'none') return null
  if (sender.zone === 'utc') return 0
  const month = new Date(at).getUTCMonth()
  return month >= 3 && month <= 9 ? site.summer : site.winter
}
