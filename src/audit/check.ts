// The log verified on demand, for the auditor at the console. Longer logs are a matter for the command line, which has the time.
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { action } from '../work/action.ts'
import { verifierFrom } from './checkpoint.ts'
import { checkpointFileIn } from './checkpoint-file.ts'
import { exportSize } from './export.ts'
import { verifyAudit } from './verify.ts'

const LONGEST = 100_000
const MOST_SHOWN = 100

export const verificationShape = z.object({
  ok: z.boolean(),
  size: z.number(),
  checkpoints: z.number(),
  unplaced: z.number(),
  problemCount: z.number(),
  problems: z.array(
    z.object({
      kind: z.enum(['altered', 'removed', 'inserted', 'reordered', 'checkpoint', 'unplaced-mac']),
      place: z.number().nullable(),
      entryId: z.string().nullable(),
      says: z.string(),
    }),
  ),
})

export const verifyLog = action({
  name: 'audit.verify',
  needs: 'audit:see',
  input: z.object({}),
  async run({ world, note }) {
    const size = await exportSize(world.log.sql)
    if (size > LONGEST) refuse('unavailable', 'log-too-long', { size, most: LONGEST, command: 'tipbridge audit verify' })
    const verification = await verifyAudit({
      database: world.log,
      verifier: verifierFrom(world.keys.checkpoint.publicKey),
      checkpointFile: checkpointFileIn(world.dataFolder),
      macKey: world.keys.audit,
    })
    const problems = verification.problems.slice(0, MOST_SHOWN)
    note({ size: verification.size, problems: verification.problemCount, first: problems[0] ?? null })
    return { ...verification, problems }
  },
})
