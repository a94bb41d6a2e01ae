// What a chunk looks up it looks up by index, within its transaction. A table that grows by thousands of rows in a second has no
// statistics yet, or old ones, and by those the planner would read all of it for a few.
import type { Tx } from './database.ts'

export async function onlyByIndex({ sql }: Tx): Promise<void> {
  await sql`select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)`
}
