// One program at a time on a database of the site's own choice, as the lock has it for a data folder: two with folders of their own would
// each look for the other's originals. Held is an advisory lock of one session, which ends with its program, however that ends; where
// only the connection was lost it is taken again, and is lost for good when another program was faster.
import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

export interface Hold {
  /** Settles when another program has the database. */
  lost: Promise<Error>
  release(): Promise<void>
}

export class HeldError extends Error {
  override name = 'HeldError'
  constructor(holder: string) {
    super(
      `The database is in use: ${holder} works on it, from another data folder. Stop that one first: only one program may work on a database.`,
    )
  }
}

const LOCK = 7_414_727_384
const GRACE_MS = 5000
const AGAIN_MS = 500

/** Who has just ended may still be seen for a moment. */
export async function holdDatabase(url: string, purpose: string): Promise<Hold> {
  for (const until = Date.now() + GRACE_MS; ; await wait(AGAIN_MS)) {
    const taken = await take(url, purpose)
    if (typeof taken !== 'string') return keep(taken, () => take(url, purpose))
    if (Date.now() > until) throw new HeldError(taken)
  }
}

type Taken = pg.Client | string

/** The session that holds it, or who does. */
async function take(url: string, purpose: string): Promise<Taken> {
  const client = new pg.Client({ connectionString: url, application_name: nameOf(purpose), keepAlive: true })
  client.on('error', () => {})
  let isHeld = false
  try {
    await client.connect()
    await client.query(SETTINGS)
    const { rows } = await client.query<{ isHeld: boolean }>('select pg_try_advisory_lock($1) as "isHeld"', [LOCK])
    isHeld = rows[0]!.isHeld
    return isHeld ? client : await holderOf(client)
  } finally {
    if (!isHeld) await client.end().catch(() => {})
  }
}

/** As `pg_stat_activity` shows it, within its 63 bytes. */
const nameOf = (purpose: string) => `tipbridge ${purpose}, process ${process.pid} of ${hostname()}`.slice(0, 63)

/** Of a machine that fell silent the server must not wait for hours; a session that only holds is never too long idle. */
const SETTINGS = `select set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false),
  set_config('tcp_keepalives_count', '3', false), set_config('idle_session_timeout', '0', false)`

async function holderOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string | null }>(
    `select a.application_name as name from pg_locks l left join pg_stat_activity a on a.pid = l.pid
     where l.locktype = 'advisory' and l.granted and l.objsubid = 1 and (l.classid::bigint << 32) + l.objid::bigint = $1
       and l.database = (select oid from pg_database where datname = current_database())`,
    [LOCK],
  )
  return rows[0]?.name ? `'${rows[0].name}'` : 'another program'
}

function keep(first: pg.Client, again: () => Promise<Taken>): Hold {
  let client = first
  let isReleased = false
  const watch = async (): Promise<Error> => {
    for (;;) {
      await ended(client)
      if (isReleased) return await never
      const taken = await takeAgain(again, () => isReleased)
      if (taken === undefined) return await never
      if (typeof taken === 'string') return new HeldError(taken)
      client = taken
      // Told to stop while it was taken again.
      if (isReleased) await client.end().catch(() => {})
    }
  }
  return {
    lost: watch(),
    async release() {
      isReleased = true
      await client.end().catch(() => {})
    },
  }
}

const never = new Promise<Error>(() => {})
const ended = (client: pg.Client) => new Promise<void>((resolve) => client.once('end', () => resolve()))

/** As long as the server is away nobody else can take it either. */
async function takeAgain(again: () => Promise<Taken>, isReleased: () => boolean): Promise<Taken | undefined> {
  while (!isReleased()) {
    const taken = await again().catch(() => undefined)
    if (taken !== undefined) return taken
    await wait(AGAIN_MS, undefined, { ref: false })
  }
  return undefined
}
