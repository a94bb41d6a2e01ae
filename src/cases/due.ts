// What is due on a case, by the clocks of the pack that are in force on the day they count from: from registration, and from the
// incidents of its reports. Clocks of what is not recorded yet (arrest, remand, requests) are absent rather than guessed.
import { z } from 'zod'
import { appliesOn, dueOf, stateOfDue } from '../country/clocks.ts'
import type { Clock, Pack } from '../country/pack.ts'
import { dateIn } from '../country/zone.ts'
import { namesShape } from '../model/named.ts'

export const dueShape = z.object({
  id: z.string(),
  event: z.string(),
  label: namesShape,
  from: z.date(),
  dueAt: z.date(),
  warnAt: z.date(),
  state: z.string(),
  status: z.string(),
  section: z.string().nullable(),
})
type Line = z.output<typeof dueShape>

export interface CaseTimes {
  registeredAt: Date
  incidentAts: readonly Date[]
  zone: string
  now: Date
}

export function dueOn(pack: Pack, times: CaseTimes): Line[] {
  const { registeredAt, incidentAts } = times
  return pack.clocks
    .flatMap((clock) => {
      if (clock.event === 'registration') return lineOf(pack, clock, { ...times, from: registeredAt }) ?? []
      if (clock.event !== 'incident') return []
      const lines = incidentAts.map((from) => lineOf(pack, clock, { ...times, from })).filter((line) => line !== undefined)
      return nextOf(lines, times.now) ?? []
    })
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.id < b.id ? -1 : 1))
}

/** What one line can tell of them: the next to run out, and how many others have run out before. */
export function firstOf(lines: readonly Line[], now: Date): { due: Line | null; over: number } {
  const due = nextOf(lines, now) ?? null
  return { due, over: lines.filter((line) => line !== due && line.dueAt <= now).length }
}

/** Of several, for one of several incidents, the one that runs out next; when all have run out, the last. */
function nextOf(lines: readonly Line[], now: Date): Line | undefined {
  const sorted = [...lines].sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
  return sorted.find((line) => line.dueAt > now) ?? sorted.at(-1)
}

function lineOf(pack: Pack, clock: Clock, { from, zone, now }: CaseTimes & { from: Date }): Line | undefined {
  if (!appliesOn(clock, dateIn(from, zone))) return undefined
  const due = dueOf(pack, clock, { at: from, zone })
  if (!due) return undefined
  return {
    id: clock.id,
    event: clock.event,
    label: clock.label,
    from,
    dueAt: due.dueAt,
    warnAt: due.warnAt,
    state: stateOfDue(due, now),
    status: clock.isConfirmed ? 'verified' : 'not-verified',
    section: clock.section ?? null,
  }
}
