// Writing while the next is made ready: within `run` no COPY is waited for. The server does one statement after the other, so whatever
// is asked later sees what was written. What failed first is what the whole fails with: all after it only says that it came after.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Tx } from './database.ts'

export async function writingBehind<T>(tx: Tx, run: (tx: Tx) => Promise<T>): Promise<T> {
  const writes: Promise<void>[] = []
  const behind: Tx = {
    sql: tx.sql,
    async copyIn(target, rows) {
      const write = tx.copyIn(target, rows)
      write.catch(() => undefined)
      writes.push(write)
    },
  }
  const result = await run(behind).catch(async (error) => {
    await Promise.all(writes)
    throw error
  })
  await Promise.all(writes)
  return result
}

const TURN_MS = 4

/** Long work on a list, a little at a time: in between the connection is given what it waits for. */
export async function inTurns<T>(items: readonly T[], work: (item: T) => void): Promise<void> {
  let began = performance.now()
  for (const item of items) {
    work(item)
    if (performance.now() - began < TURN_MS) continue
    await nextTurn()
    began = performance.now()
  }
}
