// Sign-in by password and, where the person or the site wants it, a one-time code. Nobody is an actor yet, so this is no action;
// every try is recorded all the same. A wrong try makes the next wait longer, for unknown names too, so that names stay hidden.
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { record } from '../work/record.ts'
import type { World } from '../work/world.ts'
import { isPassword, waitAfter } from './passwords.ts'
import { startSession } from './session.ts'
import { stepOf } from './totp.ts'
import { countTry, endTries, isFirstUse, triesOf } from './tries.ts'

export const signInInput = z.object({
  login: z.string().min(1).max(200),
  password: z.string().min(1).max(1000),
  code: z.string().max(20).optional(),
})

interface Known {
  person_id: string
  name: string
  password: string | null
  totp: Buffer | null
  is_totp_on: boolean
  unit: number | null
}

/** Gives a session token; refuses with `wrong-name-or-password`, `code-needed`, `wrong-code`, `wait` or `no-unit`. */
export async function signIn(world: World, input: z.output<typeof signInInput>, requestId: string | null): Promise<string> {
  const login = input.login.trim().toLowerCase()
  const known = await personOf(world, login)
  const tries = await mayTry(world, { login, known, requestId })
  if (!(await isPassword(known?.password ?? null, input.password)) || !known)
    return wrong(world, { login, known, requestId, tries, code: 'wrong-name-or-password' })
  await checkCode(world, { login, known, code: input.code, requestId, tries })
  if (known.unit === null) {
    await recordTry(world, { known, login, requestId, outcome: 'refused', code: 'no-unit' })
    return refuse('forbidden', 'no-unit')
  }
  await endTries(world, triesOf(login))
  const token = await startSession(world, known.person_id, known.unit)
  await recordTry(world, { known, login, requestId, outcome: 'done' })
  return token
}

async function personOf(world: World, login: string): Promise<Known | undefined> {
  const [known] = await world.app.sql<Known>`
    select p.person_id, p.name, p.password, p.totp, p.is_totp_on,
      (select g.agency_no from role_grant g join agency a on a.no = g.agency_no and a.is_active
       where g.person_id = p.person_id order by g.given_at, g.agency_no limit 1) as unit
    from person p where p.login = ${login} and p.kind = 'person' and p.disabled_at is null`
  return known
}

interface Try {
  login: string
  known: Known | undefined
  requestId: string | null
  code?: string
}

async function checkCode(
  world: World,
  { login, known, code, requestId, tries }: Try & { known: Known; tries: number },
): Promise<void> {
  if (!known.is_totp_on || !known.totp) return
  if (!code) {
    await recordTry(world, { known, login, requestId, outcome: 'refused', code: 'code-needed' })
    refuse('unauthenticated', 'code-needed')
  }
  const given = { sealed: known.totp, personId: known.person_id, code, now: world.clock.now() }
  const step = stepOf(world.keys.installation, given)
  if (step === null || !(await isFirstUse(world, triesOf(login), step)))
    await wrong(world, { login, known, requestId, tries, code: 'wrong-code' })
}

/** Gives how many were wrong with this one. */
async function mayTry(world: World, { login, known, requestId }: Try): Promise<number> {
  const { wrong, seconds } = await countTry(world, triesOf(login))
  if (seconds === undefined) return wrong
  await recordTry(world, { login, known, requestId, outcome: 'refused', code: 'wait' })
  return refuse('unauthenticated', 'wait', { seconds })
}

async function wrong(world: World, tried: Try & { tries: number; code: string }): Promise<never> {
  await recordTry(world, { ...tried, outcome: 'refused' })
  return refuse('unauthenticated', tried.code, { seconds: waitAfter(tried.tries) })
}

async function recordTry(world: World, tried: Try & { outcome: 'done' | 'refused' }): Promise<void> {
  const { known, requestId, outcome, code } = tried
  const entry = {
    at: world.clock.now(),
    actor: { id: known?.person_id ?? null, name: known?.name ?? 'nobody', agencyNo: known?.unit ?? null },
    action: 'session.start',
    outcome,
    subject: known ? { kind: 'person', id: known.person_id } : null,
    requestId,
    // A name that nobody has may be a password typed into the wrong field: only its length is kept.
    detail: { ...(code ? { code } : {}), ...(known ? {} : { loginLength: tried.login.length }) },
  }
  await world.app.transaction(null, (tx) => record(tx, world.keys.audit, entry))
}
