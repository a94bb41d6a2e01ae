// Tries at a secret: each is counted before it is looked at, so that many at once are as many tries, and a wrong one makes the next wait
// longer. Outside the transaction of what is tried, which a refusal takes back.
import { createHmac } from 'node:crypto'
import { type Fragment, fragment, joined, type Tx } from '../base/database.ts'
import type { World } from '../work/world.ts'
import { FREE_TRIES, LONGEST_WAIT, waitAfter } from './passwords.ts'

/** What is tried: a name that somebody signs in by, or a change that a person makes. */
export type Tried = `sign-in/${string}` | `change-password/${string}`

export const triesOf = (login: string): Tried => `sign-in/${login}`

/** By a keyed hash: what was typed as a name may be a password. */
const keyOf = ({ keys }: World, tried: Tried): string => createHmac('sha256', keys.installation).update(tried).digest('base64url')

export interface Counted {
  /** How many were wrong, this one among them until it proves right. */
  wrong: number
  /** Where it comes too early: how long to wait. Nothing is to be looked at then. */
  seconds?: number
}

export async function countTry(world: World, tried: Tried): Promise<Counted> {
  const now = world.clock.now()
  const key = keyOf(world, tried)
  const [counted] = await world.app.sql<{ wrong: number }>`
    insert into sign_in_attempt (login_key, wrong, last_at) values (${key}, 1, ${now})
    on conflict (login_key) do update set wrong = sign_in_attempt.wrong + 1, last_at = excluded.last_at,
      wait_until = case when sign_in_attempt.wrong < ${FREE_TRIES} then null ${waitsFrom(now)} end
    where coalesce(sign_in_attempt.wait_until, ${now}::timestamptz) <= ${now}
    returning wrong`
  if (counted) return counted
  const [attempt] = await world.app.sql<{ wrong: number; wait_until: Date }>`
    select wrong, wait_until from sign_in_attempt where login_key = ${key}`
  const seconds = Math.max(1, Math.ceil(((attempt?.wait_until ?? now).getTime() - now.getTime()) / 1000))
  return { wrong: attempt?.wrong ?? 0, seconds }
}

/** It was right. */
export async function endTries(world: World, tried: Tried): Promise<void> {
  await world.app.sql`update sign_in_attempt set wrong = 0, wait_until = null where login_key = ${keyOf(world, tried)}`
}

/** A code opens once (RFC 6238, 5.2): who looked over a shoulder comes too late. */
export async function isFirstUse(world: World, tried: Tried, step: number): Promise<boolean> {
  const taken = await world.app.sql.count`
    insert into sign_in_attempt (login_key, last_at, code_step) values (${keyOf(world, tried)}, ${world.clock.now()}, ${step})
    on conflict (login_key) do update set code_step = excluded.code_step, last_at = excluded.last_at where coalesce(sign_in_attempt.code_step, 0) < excluded.code_step`
  return taken === 1
}

/** Until when, by the tries before; reckoned here, since a distributed engine reckons no times in what it updates. */
function waitsFrom(now: Date): Fragment {
  const until = (tries: number) => fragment`${new Date(now.getTime() + 1000 * waitAfter(tries))}::timestamptz`
  const waits: Fragment[] = []
  for (let tries = FREE_TRIES; waitAfter(tries + 1) < LONGEST_WAIT; tries++)
    waits.push(fragment`when sign_in_attempt.wrong = ${tries}::int then ${until(tries + 1)}`)
  return fragment`${joined(waits, ' ')} else ${until(Number.POSITIVE_INFINITY)}`
}

const REMEMBERED_MS = 86_400_000

/** Names at which nobody tried for a day; whoever guesses at ever new ones fills no table. */
export async function forgetTries({ sql }: Pick<Tx, 'sql'>, now: Date): Promise<void> {
  await sql`
    delete from sign_in_attempt where last_at < ${new Date(now.getTime() - REMEMBERED_MS)} and coalesce(wait_until, last_at) < ${now}`
}
