// How the log stands: how long it is, what was signed last, how far the chain is behind.
import { z } from 'zod'
import { action } from '../work/action.ts'
import { logName } from './checkpoint.ts'
import { auditLag } from './lag.ts'

export const stateShape = z.object({
  log: z.string(),
  /** How many entries have a place. */
  size: z.number(),
  checkpoint: z.object({ size: z.number(), root: z.string(), note: z.string(), at: z.date() }).nullable(),
  unplaced: z.number(),
  oldestAt: z.date().nullable(),
  heldBy: z.string().nullable(),
})

export const showState = action({
  name: 'audit.state',
  needs: 'audit:see',
  input: z.object({}),
  isPlain: true,
  async run({ world }) {
    const [last] = await world.log.sql<{ size: number; root: Buffer; note: string; at: Date }>`
      select size, root, note, at from checkpoint order by size desc limit 1`
    const checkpoint = last ? { ...last, root: last.root.toString('hex') } : null
    const lag = await auditLag(world.log, world.clock)
    return { log: logName(world.keys.checkpoint.publicKey), size: last?.size ?? 0, checkpoint, ...lag }
  },
})
