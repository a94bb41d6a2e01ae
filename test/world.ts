// A disposable world: a cloned database, a site of pack xx, the server (asked without a socket), a clock that only the test moves.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { buildServer } from '../src/api/server.ts'
import { type HeldClock, heldClock } from '../src/base/clock.ts'
import { projectRoot } from '../src/base/config.ts'
import { type Database, openDatabase } from '../src/base/database.ts'
import { createKeys, type Keys, loadKeys } from '../src/base/keys.ts'
import { type Log, silentLog } from '../src/base/log.ts'
import { loadPacks } from '../src/country/load-pack.ts'
import type { Packs } from '../src/country/pack.ts'
import { plantCommandLine, plantPack } from '../src/country/site.ts'
import type { World } from '../src/work/world.ts'
import { aDatabase, type TestDatabase } from './database.ts'

export const packs: Packs = loadPacks(join(projectRoot, 'packs'))
export const START = '2026-05-04T07:00:00.000Z'

export interface TestWorld extends AsyncDisposable {
  owner: Database
  world: World
  keys: Keys
  clock: HeldClock
  dataFolder: string
  server: FastifyInstance
  passDays(days: number): void
  passHours(hours: number): void
}

export interface WorldOptions {
  packs?: string[]
  start?: string
  /** Another database than a clone of the template. */
  database?: TestDatabase
  trace?: Log
}

export async function aWorld(options: WorldOptions = {}): Promise<TestWorld> {
  const database = options.database ?? (await aDatabase())
  const dataFolder = mkdtempSync(join(tmpdir(), 'tipbridge-world-'))
  await createKeys(join(dataFolder, 'keys'))
  const keys = await loadKeys(join(dataFolder, 'keys'))
  const clock = heldClock(options.start ?? START)
  const opened = {
    owner: openDatabase({ url: database.ownerUrl, max: 4, name: 'test owner' }),
    app: openDatabase({ url: database.appUrl, max: 6, name: 'test app' }),
    lookup: openDatabase({ url: database.lookupUrl, max: 2, name: 'test lookup' }),
    log: openDatabase({ url: database.auditUrl, max: 2, name: 'test log' }),
  }
  const { owner, ...roles } = opened
  const world: World = { ...roles, keys, clock, packs, trace: options.trace ?? silentLog, dataFolder, version: 'test' }
  for (const id of options.packs ?? ['xx']) await plantPack(owner, packs.get(id)!, clock.now())
  await plantCommandLine(owner, packs.get('xx')!, clock.now())
  const server = await buildServer({ world, consoleFolder: join(projectRoot, 'dist', 'console'), isSecure: false })
  return {
    owner,
    world,
    keys,
    clock,
    dataFolder,
    server,
    passDays: (days) => clock.pass(days * 86_400_000),
    passHours: (hours) => clock.pass(hours * 3_600_000),
    async [Symbol.asyncDispose]() {
      await server.close()
      await Promise.all(Object.values(opened).map((one) => one.close()))
      await database[Symbol.asyncDispose]()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}
