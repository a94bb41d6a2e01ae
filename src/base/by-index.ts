// What a chunk looks up it looks up by index, within its transaction. A table that grows by thousands of rows in a second has no
// statistics yet, or old ones, and by those the planner would read all of it for a few. What has no index is read whole all the same, at a
// price that stands for never: a server that compiles dear statements (jit) would do so for that price, and takes longer than the reading.
import type { Tx } from './database.ts'

export async function onlyByIndex({ sql }: Tx): Promise<void> {
  await sql`
    select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
      set_config('jit', 'off', true)`
}
