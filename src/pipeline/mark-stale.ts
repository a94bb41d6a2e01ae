// The rules, the data or the units by which reports were judged changed: a pack or the address data are newer than at the last start, an
// entry was confirmed or withdrawn, a unit was added, closed, opened or renamed. Whoever does such a thing sees few of the reports that it
// concerns; so the pipeline compares by what it judges with what it judged by, and marks those that have not ended, some at a time.
import { json, type Sql, type Tx } from '../base/database.ts'
import type { Lease } from '../base/lease.ts'
import type { Packs } from '../country/pack.ts'
import { judgedFrom, restale, type Stale } from '../enrich/restale.ts'
import { type JudgingWorld, type Prints, printsOf } from './judged-by.ts'
import type { Marking } from './mark-cases.ts'

/** Reports that are marked before those that are due are judged: what arrives meanwhile waits for no more than these. */
const AT_ONCE = 2000
const SETTING = 'judged-by'
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/** Of one pack. */
interface Standing extends Prints {
  /** What is being marked, and up to which report it is. */
  marking?: { stage: Stale['stage']; after: string }
}

type JudgedBy = Record<string, Standing>

interface Looking extends Omit<Marking, 'now'>, JudgingWorld {
  packs: Packs
}

/** To be called before anything is judged in a round; gives the packs whose reports have become stale. Cheap where nothing changed. */
export async function lookForStale({ database, lease, packs, ...world }: Looking): Promise<string[]> {
  const kept = await judgedBy(database.sql)
  const stale: string[] = []
  let isNews = false
  for (const pack of packs.values()) {
    if (world.tree.ofPack(pack.id).length === 0) continue
    const was = kept[pack.id]
    const is = printsOf(pack, world)
    const stage = was ? changedStage(was, is) : await firstStage(database.sql, rangeOf(world, pack.id))
    if (was && !stage) continue
    isNews = true
    if (stage) stale.push(pack.id)
    kept[pack.id] = { ...is, ...(stage ? { marking: { stage: earlier(stage, was?.marking?.stage), after: FIRST_ID } } : {}) }
  }
  if (isNews) await database.transaction(null, (tx) => keep(tx, lease, kept))
  return stale
}

/** Marks the next reports of each pack that has stale ones; gives how many it looked at. */
export async function markStale({ database, lease, now, tree }: Marking & Pick<JudgingWorld, 'tree'>): Promise<number> {
  const kept = await judgedBy(database.sql)
  const [found] = Object.entries(kept).filter(([pack, { marking }]) => marking && tree.ofPack(pack).length > 0)
  if (!found) return 0
  const [pack, { marking, ...prints }] = found
  const { stage, after } = marking!
  const bits = judgedFrom(stage)
  return database.transaction(null, async (tx) => {
    const { first, last } = rangeOf({ tree }, pack)
    const next = await tx.sql<{ report_id: string; isDue: boolean }>`
      select report_id, due & ${bits}::smallint = ${bits}::smallint and due_since is not null as "isDue" from report
      where report_id > ${after} and holder_no between ${first} and ${last} and state in ('received', 'triaged', 'offered', 'acknowledged')
      order by report_id limit ${AT_ONCE}`
    // What is due already keeps its place: nobody is judging it, since only the pipeline itself marks here.
    const ids = next.filter(({ isDue }) => !isDue).map(({ report_id }) => report_id)
    await restale(tx, ids, { stage, now })
    const isLast = next.length < AT_ONCE
    kept[pack] = { ...prints, ...(isLast ? {} : { marking: { stage, after: next.at(-1)!.report_id } }) }
    await keep(tx, lease, kept)
    // So that the next pack, or the next of this one, is not waited for.
    return Math.max(1, next.length)
  })
}

async function judgedBy(sql: Sql): Promise<JudgedBy> {
  const [row] = await sql<{ value: JudgedBy }>`select value from setting where name = ${SETTING}`
  return row?.value ?? {}
}

async function keep(tx: Tx, lease: Pick<Lease, 'guard'>, kept: JudgedBy): Promise<void> {
  await tx.sql`
    insert into setting (name, value) values (${SETTING}, ${json(kept)}::jsonb) on conflict (name) do update set value = excluded.value`
  await lease.guard(tx)
}

const changedStage = (was: Prints, is: Prints): Stale['stage'] | undefined =>
  (['enrich', 'triage', 'refer'] as const).find((stage) => was[stage] !== is[stage])

/** A change while an older one is still being marked begins anew, with the earlier of the two stages. */
const earlier = (stage: Stale['stage'], marked: Stale['stage'] | undefined): Stale['stage'] =>
  marked && judgedFrom(marked) > judgedFrom(stage) ? marked : stage

/** Reports of a site whose earlier release kept no such mark may have been judged by anything. */
async function firstStage(sql: Sql, { first, last }: { first: number; last: number }): Promise<Stale['stage'] | undefined> {
  const [report] = await sql`select 1 from report where holder_no between ${first} and ${last} limit 1`
  return report && 'enrich'
}

/** The numbers of the units of a pack lie side by side. */
function rangeOf({ tree }: Pick<JudgingWorld, 'tree'>, pack: string): { first: number; last: number } {
  const units = tree.ofPack(pack)
  return { first: Math.min(...units.map(({ no }) => no)), last: Math.max(...units.map(({ hi }) => hi)) }
}
