// Sign-in by password and, where the person or the site wants it, a one-time code. Nobody is an actor yet, so this is no action;
// every try is recorded all the same. A wrong try makes the next wait longer, for unknown names too, so that names stay hidden.
import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { type Fragment, fragment, joined, type Tx } from '../base/database.ts'
import { refuse } from '../base/refusal.ts'
import { record } from '../work/record.ts'
import type { World } from '../work/world.ts'
import { FREE_TRIES, isPassword, LONGEST_WAIT, waitAfter } from './passwords.ts'
import { startSession } from './session.ts'
import { stepOf } from './totp.ts'

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
  const tries = await countTry(world, { login, known, requestId })
  if (!(await isPassword(known?.password ?? null, input.password)) || !known)
    return wrong(world, { login, known, requestId, tries, code: 'wrong-name-or-password' })
  await checkCode(world, { login, known, code: input.code, requestId, tries })
  if (known.unit === null) {
    await recordTry(world, { known, login, requestId, outcome: 'refused', code: 'no-unit' })
    return refuse('forbidden', 'no-unit')
  }
  await world.app.sql`update sign_in_attempt set wrong = 0, wait_until = null where login_key = ${keyOf(world, login)}`
  const token = await startSession(world, known.person_id, known.unit)
  await recordTry(world, { known, login, requestId, outcome: 'done' })
  return token
}

/** Tries are counted by it: what was typed as a name may be a password. */
const keyOf = ({ keys }: World, login: string): string =>
  createHmac('sha256', keys.installation).update(`sign-in/${login}`).digest('base64url')

const REMEMBERED_MS = 86_400_000

/** Names at which nobody tried for a day; whoever guesses at ever new ones fills no table. */
export async function forgetTries({ sql }: Pick<Tx, 'sql'>, now: Date): Promise<void> {
  await sql`
    delete from sign_in_attempt where last_at < ${new Date(now.getTime() - REMEMBERED_MS)} and coalesce(wait_until, last_at) < ${now}`
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
  if (step === null || !(await isFirstUse(world, login, step)))
    await wrong(world, { login, known, requestId, tries, code: 'wrong-code' })
}

/** A code opens once (RFC 6238, 5.2): who looked over a shoulder comes too late. */
export async function isFirstUse(world: World, login: string, step: number): Promise<boolean> {
  const taken = await world.app.sql.count`
    insert into sign_in_attempt (login_key, last_at, code_step) values (${keyOf(world, login)}, ${world.clock.now()}, ${step})
    on conflict (login_key) do update set code_step = excluded.code_step, last_at = excluded.last_at where coalesce(sign_in_attempt.code_step, 0) < excluded.code_step`
  return taken === 1
}

/** Counts the try before it is looked at, so that many at once are as many tries; gives how many were wrong with it. */
async function countTry(world: World, { login, known, requestId }: Try): Promise<number> {
  const now = world.clock.now()
  const key = keyOf(world, login)
  const [counted] = await world.app.sql<{ wrong: number }>`
    insert into sign_in_attempt (login_key, wrong, last_at) values (${key}, 1, ${now})
    on conflict (login_key) do update set wrong = sign_in_attempt.wrong + 1, last_at = excluded.last_at,
      wait_until = case when sign_in_attempt.wrong < ${FREE_TRIES} then null ${waitsFrom(now)} end
    where coalesce(sign_in_attempt.wait_until, ${now}::timestamptz) <= ${now}
    returning wrong`
  if (counted) return counted.wrong
  const [attempt] = await world.app.sql<{ wait_until: Date }>`select wait_until from sign_in_attempt where login_key = ${key}`
  const seconds = Math.max(1, Math.ceil(((attempt?.wait_until ?? now).getTime() - now.getTime()) / 1000))
  await recordTry(world, { login, known, requestId, outcome: 'refused', code: 'wait' })
  return refuse('unauthenticated', 'wait', { seconds })
}

/** Until when, by the tries before; reckoned here, since a distributed engine reckons no times in what it updates. */
function waitsFrom(now: Date): Fragment {
  const until = (tries: number) => fragment`${new Date(now.getTime() + 1000 * waitAfter(tries))}::timestamptz`
  const waits: Fragment[] = []
  for (let tries = FREE_TRIES; waitAfter(tries + 1) < LONGEST_WAIT; tries++)
    waits.push(fragment`when sign_in_attempt.wrong = ${tries}::int then ${until(tries + 1)}`)
  return fragment`${joined(waits, ' ')} else ${until(Number.POSITIVE_INFINITY)}`
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
