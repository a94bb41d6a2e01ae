// How long the Inbox and the page of a report take over HTTP, asked one after another of a server on the loaded site.
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { startSession } from '../src/access/session.ts'
import { systemClock } from '../src/base/clock.ts'
import { projectRoot } from '../src/base/config.ts'
import { openDatabase } from '../src/base/database.ts'
import { uuid7 } from '../src/base/ids.ts'
import { withSite } from '../src/cli/site.ts'
import type { World } from '../src/work/world.ts'
import { siteOptions } from './data-folder.ts'

export interface PageTimes {
  queue: Times
  queueNext: Times
  report: Times
}

export interface Times {
  median: number
  p95: number
}

const ASKS = 200

export async function pageTimes(dataFolder: string): Promise<PageTimes> {
  const server = await serve(dataFolder)
  try {
    const { cookie, ids } = await somebody(dataFolder)
    const ask = async (path: string) => {
      const reply = await fetch(`${server.address}${path}`, { headers: { cookie, 'x-tipbridge': '1' } })
      if (!reply.ok) throw new Error(`${path} answered ${reply.status}: ${await reply.text()}`)
      return (await reply.json()) as { next: string | null }
    }
    const { next } = await ask('/api/reports')
    return {
      queue: await timed(() => ask('/api/reports')),
      queueNext: await timed(() => ask(`/api/reports?cursor=${encodeURIComponent(next ?? '')}`)),
      report: await timed((n) => ask(`/api/reports/${ids[n % ids.length]}`)),
    }
  } finally {
    await server.stop()
  }
}

async function timed(run: (n: number) => Promise<unknown>): Promise<Times> {
  const took: number[] = []
  for (let n = -20; n < ASKS; n++) {
    const startedAt = performance.now()
    await run(n + 20)
    if (n >= 0) took.push(performance.now() - startedAt)
  }
  took.sort((a, b) => a - b)
  return { median: took[ASKS / 2]!, p95: took[Math.floor(ASKS * 0.95)]! }
}

/** A supervisor at the desk that received everything, with a session. */
async function somebody(dataFolder: string): Promise<{ cookie: string; ids: string[] }> {
  return withSite(siteOptions(dataFolder), async (site) => {
    const owner = openDatabase({ url: site.ownerUrl, max: 1, name: 'bench' })
    try {
      const [desk] = await owner.sql<{ no: number }>`select holder_no as no from report group by 1 order by count(*) desc limit 1`
      const personId = uuid7()
      const now = new Date()
      await owner.sql`insert into person (person_id, login, name, made_at) values (${personId}, ${`bench-${personId}`}, 'Bench', ${now})`
      await owner.sql`insert into role_grant (person_id, agency_no, role, given_at) values (${personId}, ${desk!.no}, 'supervisor', ${now})`
      const token = await startSession({ app: owner, clock: systemClock } as World, personId, desk!.no)
      const rows = await owner.sql<{
        id: string
      }>`select report_id as id from report order by md5(report_id::text) limit ${ASKS + 20}`
      return { cookie: `tipbridge_session=${token}`, ids: rows.map(({ id }) => id) }
    } finally {
      await owner.close()
    }
  })
}

async function serve(dataFolder: string): Promise<{ address: string; stop(): Promise<void> }> {
  const env = { ...siteOptions(dataFolder).env, PORT: '0', TIPBRIDGE_LOG: 'error' }
  const child = spawn(process.execPath, [join(projectRoot, 'bin', 'tipbridge'), 'serve'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const address = await addressOf(child)
  return {
    address,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function addressOf(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) {
    const address = /^Tipbridge \S+ at (\S+)$/.exec(line)?.[1]
    if (address) return address
  }
  throw new Error('The server did not start')
}
