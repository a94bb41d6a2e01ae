// What is due on a case, by the clocks of the pack that are in force on the day they count from: from registration, and from the
// incidents of its reports. Clocks of what is not recorded yet (arrest, remand, requests) are absent rather than guessed.
import { appliesOn, dueOf, stateOfDue } from '../country/clocks.ts'
import type { Clock, Pack } from '../country/pack.ts'
import { dateIn } from '../country/zone.ts'

export interface CaseTimes {
  registeredAt: Date
  incidentAts: readonly Date[]
  zone: string
  now: Date
}

interface Line {
  id: string
  event: string
  label: Record<string, string>
  from: Date
  dueAt: Date
  warnAt: Date
  state: string
  status: string
  section: string | null
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

/** Of several incidents the one whose clock runs out next; when all have run out, the last. */
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
