// Everything that changes, reveals or shows data: parse → permit → transaction → run → record. The only wrapper there is.
// A refused attempt is recorded too, in a transaction of its own; what one may not see is missing, not forbidden.
import type { z } from 'zod'
import type { Sql, Tx } from '../base/database.ts'
import { Refusal, refuse } from '../base/refusal.ts'
import { refusedValue } from '../base/refused-value.ts'
import { type Actor, sightOf } from './actor.ts'
import type { Permission } from './permissions.ts'
import { record } from './record.ts'
import type { World } from './world.ts'

export interface Doing {
  sql: Sql
  tx: Tx
  now: Date
  actor: Actor
  world: World
  requestId: string | null
  /** Adds to the entry: counts, old → new, the digest of what was shown. Never a sealed value in clear. */
  note(detail: Record<string, unknown>): void
  /** Subject that only the run knows, such as the id of what it made. */
  about(kind: string, id: string): void
}

export interface Action<I extends z.ZodObject = z.ZodObject, R = unknown> {
  /** `referral.acknowledge`: the same word in the log, the file, the path and the button. */
  name: string
  /** null: any signed-in person, about themself. */
  needs: Permission | null
  input: I
  subject?: (input: z.output<I>) => { kind: string; id: string } | null
  /** Shows and changes nothing of a report, a case or a right (polled counts, marks of having seen): only refusals are recorded. */
  isPlain?: boolean | ((input: z.output<I>) => boolean)
  run(doing: Doing, input: z.output<I>): Promise<R>
}

export const action = <I extends z.ZodObject, R>(given: Action<I, R>): Action<I, R> => given

export interface Asked {
  world: World
  actor: Actor
  input: unknown
  requestId?: string | null
  /** Refuses before anything else what this actor may not do now, whatever it is; recorded like any refusal. */
  admit?(): void
}

export async function perform<I extends z.ZodObject, R>(what: Action<I, R>, asked: Asked): Promise<R> {
  const { world, actor, requestId = null } = asked
  const now = world.clock.now()
  const said = { detail: {} as Record<string, unknown>, subject: null as { kind: string; id: string } | null }
  const entry = (outcome: 'done' | 'refused' | 'failed', more = {}) => ({
    at: now,
    actor: { id: actor.id, name: actor.name, agencyNo: actor.unit.no },
    action: what.name,
    outcome,
    subject: said.subject,
    requestId,
    detail: { ...said.detail, ...more },
  })
  try {
    const read = what.input.safeParse(asked.input)
    if (read.success) said.subject = what.subject?.(read.data as z.output<I>) ?? null
    asked.admit?.()
    const input = parsed<I>(read)
    if (what.needs && !actor.permissions.has(what.needs)) refuse('forbidden', 'not-permitted', { needs: what.needs })
    return await world.app.transaction(sightOf(actor), async (tx) => {
      said.detail = {}
      const note = (detail: Record<string, unknown>) => Object.assign(said.detail, detail)
      const about = (kind: string, id: string) => (said.subject = { kind, id })
      const result = await what.run({ sql: tx.sql, tx, now, actor, world, requestId, note, about }, input)
      const isPlain = typeof what.isPlain === 'function' ? what.isPlain(input) : what.isPlain
      if (!isPlain) await record(tx, world.keys.audit, entry('done'))
      return result
    })
  } catch (thrown) {
    const error = refusedValue(thrown) ?? thrown
    const why = error instanceof Refusal ? { code: error.code } : { code: 'bug' }
    const outcome = error instanceof Refusal ? 'refused' : 'failed'
    await world.app
      .transaction(null, (tx) => record(tx, world.keys.audit, entry(outcome, why)))
      .catch((lost) => world.trace.error('An entry was not recorded', { error: lost, action: what.name }))
    throw error
  }
}

function parsed<I extends z.ZodObject>(read: z.ZodSafeParseResult<z.output<I>>): z.output<I> {
  if (read.success) return read.data
  const faults = read.error.issues.map((issue) => ({ field: issue.path.join('.'), expected: issue.message }))
  return refuse('invalid', 'bad-input', { faults })
}
