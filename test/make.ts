// Things for tests to work on, as the pipeline leaves them. Flows that try the pipeline itself receive real files instead.
import { createHash } from 'node:crypto'
import { reportId } from '../src/model/stamped-id.ts'
import type { TestWorld } from './world.ts'

export interface Made {
  reportId: string
  number: string
}

let made = 0

export interface Wanted {
  holder: number
  isDanger?: boolean
  priority?: number
  state?: string
  sender?: string
  receivedAt?: Date
}

/** A triaged report that a unit holds, with one version whose content is empty. */
export async function aReport(world: TestWorld, wanted: Wanted): Promise<Made> {
  const sourceNumber = String(9_000_000 + ++made)
  const id = reportId('clearing-house', sourceNumber)
  const number = `R-2026-${String(made).padStart(6, '0')}`
  const now = world.clock.now()
  const band = wanted.isDanger ? 'now' : 'medium'
  await world.owner.sql`
    insert into report (report_id, number, source_id, source_number, sender_id, sender_name, holder_no, first_holder_no, state, version,
      received_at, priority, band, score, is_danger, due, changed_at, offer_due_at)
    values (${id}, ${number}, 'clearing-house', ${sourceNumber}, ${wanted.sender ?? 'quaychat'}, 'Quaychat', ${wanted.holder}, ${wanted.holder},
      ${wanted.state ?? 'triaged'}, 1, ${wanted.receivedAt ?? now}, ${wanted.priority ?? 40}, ${band}, ${wanted.priority ?? 40}, ${wanted.isDanger ?? false}, 0, ${now},
      ${new Date(now.getTime() + 7 * 86_400_000)})`
  return { reportId: id, number }
}

export const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest()
