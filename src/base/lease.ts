// One worker at a time, across processes and crashes: a row with a time limit and a number that grows with each new holder (the fence).
// Each transaction of the work has a `guard`: it locks the row, so that a holder whose lease was taken over can commit nothing.
import { setInterval as every } from 'node:timers'
import { setTimeout as wait } from 'node:timers/promises'
import type { Database, Tx } from './database.ts'

export class LeaseLost extends Error {
  constructor(name: string) {
    super(`The lease ${name} was taken over`)
    this.name = 'LeaseLost'
  }
}

export interface Lease {
  readonly name: string
  readonly fence: number
  /**
   * Renews within the caller's transaction, or throws LeaseLost. To be called in every transaction of the work: first, so that nothing is
   * done in vain, or last where transactions of one holder go side by side, since each keeps the others waiting from here to its end.
   */
  guard(tx: Tx): Promise<void>
  release(): Promise<void>
}

export interface LeaseWish {
  name: string
  /** Who asks, for people to read: `work 4711`. */
  holder: string
  /** How long it stays taken after its holder died. */
  seconds?: number
}

/** Undefined while somebody else holds it. Between transactions it renews itself until released. */
export async function takeLease(database: Database, wish: LeaseWish): Promise<Lease | undefined> {
  const { name, holder, seconds = 20 } = wish
  const [taken] = await database.sql<{ fence: number }>`
    insert into lease (name, holder, until) values (${name}, ${holder}, now() + make_interval(secs => ${seconds}))
    on conflict (name) do update set holder = excluded.holder, fence = lease.fence + 1, until = excluded.until
    where lease.until < now()
    returning fence`
  if (!taken) return undefined
  const { fence } = taken
  const renewal = every(() => void renew(database, { name, fence, seconds }).catch(() => undefined), (seconds * 1000) / 3).unref()
  return {
    name,
    fence,
    async guard(tx) {
      const renewed = await tx.sql.count`
        update lease set until = now() + make_interval(secs => ${seconds}) where name = ${name} and fence = ${fence}`
      if (renewed === 0) throw new LeaseLost(name)
    },
    async release() {
      clearInterval(renewal)
      await database.sql`update lease set until = now() where name = ${name} and fence = ${fence}`
    },
  }
}

/** Waits for a lease whose holder may be dead: until it runs out, or somebody proves to be alive by renewing it for too long. */
export async function awaitLease(database: Database, wish: LeaseWish, patienceSeconds = 30): Promise<Lease | undefined> {
  for (let waited = 0; ; waited += POLL_MS) {
    const lease = await takeLease(database, wish)
    if (lease || waited >= patienceSeconds * 1000) return lease
    await wait(POLL_MS)
  }
}

const POLL_MS = 250

// A renewal that fails is no harm: the guard of the next transaction tells whether the lease still holds.
async function renew(
  database: Database,
  { name, fence, seconds }: { name: string; fence: number; seconds: number },
): Promise<void> {
  await database.sql`update lease set until = now() + make_interval(secs => ${seconds}) where name = ${name} and fence = ${fence}`
}

/** Runs under the lease and releases it; undefined without running where somebody else holds it. */
export async function underLease<T>(
  database: Database,
  wish: LeaseWish,
  run: (lease: Lease) => Promise<T>,
): Promise<T | undefined> {
  const lease = await takeLease(database, wish)
  if (!lease) return undefined
  try {
    return await run(lease)
  } finally {
    await lease.release().catch(() => undefined)
  }
}
