// An earlier fact of reports changed: this stage and the later ones are due again. The pipeline comes round; nobody waits. Links are none of
// them: they hang on what reports say, never on where an address lies or on a rule.
// due_since moves with every mark: it tells the pipeline that what it read meanwhile is old, so that no mark is lost.
import type { Tx } from '../base/database.ts'
import { from, type Stage, stageBit } from '../model/stage.ts'

export interface Stale {
  stage: Exclude<Stage, 'link'>
  now: Date
}

export const judgedFrom = (stage: Stale['stage']): number => from(stage) & ~stageBit.link

/** As owner any report; as the application those that it may change. Gives how many were marked. */
export async function restale(tx: Pick<Tx, 'sql'>, reportIds: readonly string[], { stage, now }: Stale): Promise<number> {
  if (reportIds.length === 0) return 0
  return tx.sql.count`
    update report set due = due | ${judgedFrom(stage)}::smallint, due_since = ${now}
    where report_id = any(${[...reportIds].sort()}::uuid[])`
}
