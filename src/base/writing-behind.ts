// Writing while the next is made ready: within `run` no COPY is waited for. The server does one statement after the other, so whatever
// is asked later sees what was written. What failed first is what the whole fails with: all after it only says that it came after.
import { PassThrough } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { CopyRows, type CopyType } from './copy-rows.ts'
import type { Tx } from './database.ts'

export interface Behind extends Tx {
  /** The same, but a COPY that fails is told as what `of` makes of its error. */
  named(of: (error: unknown) => Error): Tx
}

export async function writingBehind<T>(tx: Tx, run: (behind: Behind) => Promise<T>): Promise<T> {
  const writes: Promise<void>[] = []
  const follow = (write: Promise<void>) => {
    write.catch(() => undefined)
    writes.push(write)
  }
  const named = (of: (error: unknown) => Error): Tx => ({
    sql: tx.sql,
    async copyIn(target, rows) {
      follow(
        tx.copyIn(target, rows).catch((error) => {
          throw of(error)
        }),
      )
    },
  })
  const behind: Behind = {
    sql: tx.sql,
    async copyIn(target, rows) {
      follow(tx.copyIn(target, rows))
    },
    named,
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

export interface Into {
  /** `table (column, …)`. */
  target: string
  types: readonly CopyType[]
}

interface Adding<T> extends Into {
  add(rows: CopyRows, item: T): void
}

const PIECE_BYTES = 128 << 10

/** Rows of a list into a table, a little at a time, in pieces: the server writes the first while the last are made ready. */
export async function copyInTurns<T>(tx: Tx, items: readonly T[], { target, types, add }: Adding<T>): Promise<void> {
  const rows = new CopyRows(types)
  const pieces = new PassThrough({ objectMode: true })
  // Its failure is told by the COPY, or thrown below where none has begun.
  pieces.on('error', () => undefined)
  let written: Promise<void> | undefined
  const send = () => {
    pieces.write(rows.take())
    written ??= tx.copyIn(target, pieces)
  }
  try {
    await inTurns(items, (item) => {
      add(rows, item)
      if (rows.sizeBytes >= PIECE_BYTES) send()
    })
    if (rows.rows > 0) send()
    pieces.end()
  } catch (error) {
    pieces.destroy(error as Error)
    await written?.catch(() => undefined)
    throw error
  }
  await written
}
