// What a recomputation did, from rows before and after: the events for the record, and the reports whose cluster lost a member.
import { uuid7 } from '../base/ids.ts'
import type { Component, Placed } from './settle-placed.ts'
import type { LinkRow, Work } from './settle-work.ts'

interface Outcome {
  was: ReadonlyMap<string, LinkRow>
  rows: readonly LinkRow[]
  components: readonly Component[]
}

interface Move {
  row: LinkRow
  now: string | null
  reports: string[]
}

export function tell(work: Work, placed: Placed, { was, rows, components }: Outcome): void {
  const causeOf = new Map(components.flatMap(({ frames, cause }) => frames.map((frame) => [frame, cause] as const)))
  for (const moves of movesOf(was, rows).values()) {
    for (const { row, now, reports } of moves) {
      if (moves.length > 1 && now) addAll(placed.split, reports)
      if (now === row.clusterId) continue
      const eventId = uuid7(work.now.getTime())
      placed.events.push({ eventId, was: row.clusterId, now, reports: reports.length, cause: causeOf.get(row.frameId)! })
    }
  }
}

function addAll(set: Set<string>, items: readonly string[]): void {
  for (const item of items) set.add(item)
}

/** For each cluster as it was: where its reports are now. */
function movesOf(was: ReadonlyMap<string, LinkRow>, rows: readonly LinkRow[]): Map<string, Move[]> {
  const clusterNow = new Map(rows.map((row) => [row.reportId, row.clusterId]))
  const moves = new Map<string, Move[]>()
  for (const row of was.values()) {
    const now = clusterNow.get(row.reportId) ?? null
    if (!moves.has(row.clusterId)) moves.set(row.clusterId, [])
    const known = moves.get(row.clusterId)!.find((move) => move.now === now)
    if (known) known.reports.push(row.reportId)
    else moves.get(row.clusterId)!.push({ row, now, reports: [row.reportId] })
  }
  return moves
}
