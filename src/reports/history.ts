// What happened to a report: claims that came, what the stages found, what people decided, and every look. From the log, for
// those who see the report; entries of other units are shown with the unit only where the report was theirs to see as well.
import { z } from 'zod'
import { historyOf } from '../audit/queries.ts'
import { decodeCursor, encodeCursor } from '../base/page.ts'
import { refuse } from '../base/refusal.ts'
import { action } from '../work/action.ts'
import { reportIdOf } from './kept.ts'

export const historyShape = z.object({
  items: z.array(
    z.object({
      entryId: z.string(),
      place: z.number().nullable(),
      kind: z.enum(['claim', 'fact', 'decision', 'look', 'refused']),
      action: z.string(),
      by: z.string(),
      unit: z.object({ no: z.number(), name: z.record(z.string(), z.string()) }).nullable(),
      at: z.date(),
      facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    }),
  ),
  next: z.string().nullable(),
})

const cursorOf = z.tuple([z.coerce.date(), z.uuid()])

export const showHistory = action({
  name: 'report.history',
  needs: 'report:see',
  input: z.object({
    reportId: z.string().min(1).max(200),
    cursor: z.string().optional(),
    limit: z.number().int().min(1).max(200).default(100),
  }),
  async run(doing, { reportId: key, cursor, limit }) {
    const { sql, world } = doing
    const reportId = await reportIdOf(sql, key)
    doing.about('report', reportId)
    const [seen] = await sql`select 1 from report where report_id = ${reportId}`
    if (!seen) return refuse('missing', 'report-not-shown')
    const after = cursor ? decodeCursor(cursor, cursorOf) : undefined
    const entries = await historyOf(
      world.log.sql,
      { kind: 'report', id: reportId },
      { limit: limit + 1, ...(after ? { after: { at: after[0], entryId: after[1] } } : {}) },
    )
    const shown = entries.slice(0, limit)
    const numbers = [...new Set(shown.flatMap((entry) => (entry.agencyNo === null ? [] : [entry.agencyNo])))]
    const units = await sql<{
      no: number
      name: Record<string, string>
    }>`select no, name from agency where no = any(${numbers}::int[])`
    const unitOf = new Map(units.map((unit) => [unit.no, unit]))
    const last = shown.at(-1)
    return {
      items: shown.map((entry) => ({
        entryId: entry.entryId,
        place: entry.place,
        kind: kindOf(entry.action, entry.outcome),
        action: entry.action,
        by: entry.actorName,
        unit: entry.agencyNo === null ? null : (unitOf.get(entry.agencyNo) ?? null),
        at: entry.at,
        facts: plain(entry.detail),
      })),
      next: entries.length > limit && last ? encodeCursor([last.at, last.entryId]) : null,
    }
  },
})

const looks = new Set(['report.look', 'report.history', 'link.list', 'link.elsewhere', 'report.print'])

function kindOf(action: string, outcome: string) {
  if (outcome !== 'done') return 'refused' as const
  if (looks.has(action)) return 'look' as const
  if (action.startsWith('report.receive') || action.startsWith('batch.')) return 'claim' as const
  return action.startsWith('stage.') ? ('fact' as const) : ('decision' as const)
}

/** Only plain values of the detail: lists of ids may name reports that this reader does not see. */
function plain(detail: Record<string, unknown>): Record<string, string | number | boolean | null> {
  return Object.fromEntries(
    Object.entries(detail).filter(([, value]) => value === null || ['string', 'number', 'boolean'].includes(typeof value)),
  ) as never
}
