// Things that people do to one report in the same moment, in an order that the test sets: the report is held until each of them waits
// for it, or has its answer without waiting.
import { setTimeout as wait } from 'node:timers/promises'
import type { Answer } from './people.ts'
import type { TestWorld } from './world.ts'

export async function meanwhile(
  { owner }: TestWorld,
  reportId: string,
  doings: readonly (() => Promise<Answer>)[],
): Promise<Answer[]> {
  const asked: Promise<Answer>[] = []
  let answered = 0
  await owner.transaction(null, async (tx) => {
    await tx.sql`select 1 from report where report_id = ${reportId} for update`
    for (const doing of doings) {
      asked.push(doing().finally(() => answered++))
      while ((await waiting(owner)) + answered < asked.length) await wait(5)
    }
  })
  return Promise.all(asked)
}

/** What a session waits for is not told to another role; that it waits for a lock is. */
export async function waiting({ sql }: TestWorld['owner']): Promise<number> {
  const [row] = await sql<{ n: number }>`
    select count(distinct l.pid)::int as n from pg_locks l join pg_stat_activity a on a.pid = l.pid
    where not l.granted and a.datname = current_database()`
  return row!.n
}
