// The log verified on demand, for the auditor at the console, however long it is: sent as it is read, one JSON line for each step and
// last what was found, so that it needs no memory and shows how far it is. Whoever goes away in the middle stops it. A site checks one
// at a time: each reads the whole log.
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { action, type Doing } from '../work/action.ts'
import type { SentFile } from '../work/endpoint.ts'
import { record } from '../work/record.ts'
import type { World } from '../work/world.ts'
import { verifierFrom } from './checkpoint.ts'
import { checkpointFileIn } from './checkpoint-file.ts'
import { exportSize } from './export.ts'
import { findingCodes } from './finding.ts'
import { lastSignedIn } from './last-signed.ts'
import { verifySteps } from './verify.ts'

const MOST_SHOWN = 100

const progressShape = z.object({ type: z.literal('progress'), place: z.number(), of: z.number() })

/** One line of the answer. */
export const checkShape = z.discriminatedUnion('type', [
  progressShape,
  z.object({ type: z.literal('failed') }),
  z.object({
    type: z.literal('result'),
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
        code: z.enum(findingCodes),
        facts: z.record(z.string(), z.union([z.string(), z.number()])),
        /** In English. */
        says: z.string(),
      }),
    ),
  }),
])
type Line = z.output<typeof checkShape>

export const verifyLog = action({
  name: 'audit.verify',
  needs: 'audit:see',
  input: z.object({}),
  async run(doing): Promise<SentFile> {
    const size = await exportSize(doing.world.log.sql)
    const check = beginCheck(doing)
    doing.note({ size })
    return { fileName: 'audit-check.jsonl', type: 'application/jsonl', content: linesOf(checked(doing, { size, check })) }
  },
})

interface Check {
  lastStepAt: Date
}

const running = new WeakMap<World, Check>()
/** A check that nobody has asked for its next step so long is given up: its reader never came, or went without a word. */
const GIVEN_UP_AFTER_MS = 60_000

function beginCheck({ world, now }: Doing): Check {
  const other = running.get(world)
  if (other && now.getTime() - other.lastStepAt.getTime() < GIVEN_UP_AFTER_MS) return refuse('conflict', 'check-runs-already')
  const check = { lastStepAt: now }
  running.set(world, check)
  return check
}

async function* linesOf(lines: AsyncIterable<Line>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`
}

/** What was found is an entry of its own, also that somebody stopped it. */
async function* checked(
  { world, actor, requestId }: Doing,
  { size, check }: { size: number; check: Check },
): AsyncGenerator<Line> {
  const said = { place: 0, detail: undefined as Record<string, unknown> | undefined }
  try {
    const steps = verifySteps({
      database: world.log,
      verifier: verifierFrom(world.keys.checkpoint.publicKey),
      checkpointFile: checkpointFileIn(world.dataFolder),
      lastSignedFile: world.keysFolder && lastSignedIn(world.keysFolder),
      macKey: world.keys.audit,
    })
    yield { type: 'progress', place: 0, of: size }
    let step = await steps.next()
    for (; !step.done; step = await steps.next()) {
      said.place = step.value.place
      check.lastStepAt = world.clock.now()
      yield { type: 'progress', ...step.value }
    }
    const problems = step.value.problems.slice(0, MOST_SHOWN)
    said.detail = { size: step.value.size, problems: step.value.problemCount, first: problems[0] ?? null }
    yield { type: 'result', ...step.value, problems }
  } catch (error) {
    world.trace.error('The log could not be checked', { error, place: said.place })
    said.detail = { failedAt: said.place, size }
    yield { type: 'failed' }
  } finally {
    if (running.get(world) === check) running.delete(world)
    const by = { id: actor.id, name: actor.name, agencyNo: actor.unit.no }
    const detail = said.detail ?? { stoppedAt: said.place, size }
    const entry = { at: world.clock.now(), actor: by, action: 'audit.verified', outcome: 'done' as const, requestId, detail }
    await world.app.transaction(null, (tx) => record(tx, world.keys.audit, entry))
  }
}
