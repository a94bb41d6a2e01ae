// openapi.json: the contract, generated from the endpoints and checked in, so that a change of it is a diff. No database is asked.
import { systemClock } from '../base/clock.ts'
import type { Database } from '../base/database.ts'
import { silentLog } from '../base/log.ts'
import type { World } from '../work/world.ts'
import { buildServer } from './server.ts'

export async function openApiText(): Promise<string> {
  const none = {} as Database
  const keys = {} as World['keys']
  const world: World = {
    app: none,
    lookup: none,
    log: none,
    keys,
    clock: systemClock,
    trace: silentLog,
    packs: new Map(),
    dataFolder: '',
    version: '0.1.0',
  }
  const server = await buildServer({ world, consoleFolder: '/nonexistent', isSecure: false })
  await server.ready()
  const text = `${JSON.stringify((server as unknown as { swagger(): unknown }).swagger(), null, 1)}\n`
  await server.close()
  return text
}
