// The sightings of a report as rows of their table.
import { CopyRows } from '../base/copy-rows.ts'
import type { Into } from '../base/writing-behind.ts'
import type { Content } from '../model/report.ts'

interface Seen {
  id: string
  kind: string
  role: string
  isSealed: boolean
}

/** One row for each identifier and role; sealed only where no open sighting of the report has it in that role. */
export function sightingsOf(contents: readonly Content<string>[]): Seen[] {
  const seen: Seen[] = []
  const byRole = new Map<string, Map<string, Seen>>()
  for (const { sightings, people } of contents) {
    for (const { id, kind, role, person } of sightings) {
      if (!id) continue
      const isSealed = person !== undefined && people[person]!.isSealed
      const before = ofRole(byRole, role).get(id)
      if (before) before.isSealed &&= isSealed
      else {
        const one = { id, kind, role, isSealed }
        seen.push(one)
        ofRole(byRole, role).set(id, one)
      }
    }
  }
  return seen
}

function ofRole(byRole: Map<string, Map<string, Seen>>, role: string): Map<string, Seen> {
  const known = byRole.get(role)
  if (known) return known
  const made = new Map<string, Seen>()
  byRole.set(role, made)
  return made
}

export const sightingTable: Into = {
  target: 'sighting (identifier_id, report_id, kind, role, is_sealed)',
  types: ['uuid', 'uuid', 'text', 'text', 'bool'],
}

export function addSightings(rows: CopyRows, reportId: string, contents: readonly Content<string>[]): void {
  for (const { id, kind, role, isSealed } of sightingsOf(contents)) rows.add([id, reportId, kind, role, isSealed])
}

const rows = new CopyRows(sightingTable.types)

/** The rows of a report that has only this content, as COPY takes them. */
export function sightingRows(reportId: string, content: Content<string>): Buffer {
  addSightings(rows, reportId, [content])
  return rows.takeCopy()
}
