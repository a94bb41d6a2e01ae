// A ruling on a value: personal (joins whatever its count), shared (never joins), or none (as it counts). The newest one stands.
// Only on an open value that joins, of a report that one sees: a sealed value is never named, so it cannot be ruled by name.
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { action, type Doing } from '../work/action.ts'
import { seenReports, standingRulings } from './decisions.ts'
import { contentsOf } from './look-ups.ts'
import { isSameEvent, writtenIn } from './value-facts.ts'

export const ruleValue = action({
  name: 'link.rule',
  needs: 'link:decide',
  input: z.object({
    reportId: z.uuid(),
    identifierId: z.uuid(),
    ruling: z.enum(['personal', 'shared', 'none']),
    reason: z.string().trim().min(3, 'at least three signs').max(2000),
  }),
  subject: ({ reportId }) => ({ kind: 'report', id: reportId }),
  async run(doing, { reportId, identifierId, ruling, reason }) {
    const { sql, actor, now } = doing
    await seenReports(doing, [reportId])
    if (!(await isOpenKey(doing, { reportId, identifierId }))) refuse('missing', 'value-not-shown')
    const [before] = await standingRulings(doing, [identifierId])
    if (!before && ruling === 'none') refuse('conflict', 'no-ruling')
    if (before?.ruling === ruling) refuse('conflict', 'already-ruled', { by: before.by, at: before.at })
    for (const id of await windowsOf(doing, { reportId, identifierId })) {
      await sql`update link_ruling set withdrawn_at = ${now} where identifier_id = ${id} and withdrawn_at is null`
      if (ruling === 'none') continue
      await sql`
        insert into link_ruling (identifier_id, ruling, person_id, person_name, agency_no, reason, at)
        values (${id}, ${ruling}, ${actor.id}, ${actor.name}, ${actor.unit.no}, ${reason}, ${now})`
    }
    doing.note({ identifierId, ruling, before: before?.ruling ?? null, reason })
    return { identifierId, ruling, contradicts: before ? { by: before.by, at: before.at, ruling: before.ruling } : null }
  },
})

interface OfReport {
  reportId: string
  identifierId: string
}

/** The value itself, and of an event its other window. */
async function windowsOf({ sql, world }: Doing, { reportId, identifierId }: OfReport): Promise<string[]> {
  const written = writtenIn((await contentsOf(sql, [reportId])).get(reportId), world.keys.link)
  const own = written.get(identifierId)
  if (!own) return [identifierId]
  const others = [...written].filter(([id, one]) => id !== identifierId && isSameEvent(own, one))
  return [identifierId, ...others.map(([id]) => id)]
}

async function isOpenKey({ world }: Doing, { reportId, identifierId }: OfReport): Promise<boolean> {
  const [seen] = await world.lookup.sql`
    select 1 from sighting where identifier_id = ${identifierId} and report_id = ${reportId} and role = 'suspect' and not is_sealed`
  if (!seen) return false
  const [row] = await world.lookup.sql<{ isKey: boolean }>`
    select ${identifierId}::uuid = any(keys) as "isKey" from cluster_of where report_id = ${reportId}`
  return row?.isKey ?? false
}
