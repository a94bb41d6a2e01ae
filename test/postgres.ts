// One PostgreSQL for all test files of a run, with one migrated database that they clone. It is ended also when the setup throws
// (vitest calls no teardown then), and what a killed run left behind is swept away by the next one.
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { projectRoot } from '../src/base/config.ts'
import { endOrphan, removeSocketFolder } from '../src/base/embedded-postgres/postmaster.ts'
import { startPostgres } from '../src/base/embedded-postgres/start-postgres.ts'
import { lockHolder, takeLock } from '../src/base/lock.ts'
import { createLog, silentLog } from '../src/base/log.ts'
import { migrate } from '../src/base/migrate.ts'
import { ensureRoles, type Roles, type RoleUrls } from '../src/base/roles.ts'

export interface Template {
  ownerUrl: string
  urls: RoleUrls
  roles: Roles
}

declare module 'vitest' {
  export interface ProvidedContext {
    template: Template
  }
}

const PREFIX = 'tipbridge-test-'

interface Running {
  template: Template
  stop(): Promise<void>
}

/** Debian's PostgreSQL 15: the oldest that we promise to run on. */
export const POSTGRES_15 = '/usr/lib/postgresql/15'

// The projects of a run load this file once each: what they share has to stand outside the module.
const shared = globalThis as { tipbridgeTestServers?: Record<string, { running: Promise<Running>; users: number }> }
shared.tipbridgeTestServers ??= {}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const servers = shared.tipbridgeTestServers!
  const version = project.name.startsWith('postgres-15') ? '15' : 'embedded'
  servers[version] ??= { running: start(version === '15' ? POSTGRES_15 : undefined), users: 0 }
  const server = servers[version]
  server.users++
  project.provide('template', (await server.running).template)
  return async () => {
    if (--server.users > 0) return
    delete servers[version]
    await (await server.running).stop()
  }
}

async function start(program: string | undefined): Promise<Running> {
  await sweep()
  const folder = mkdtempSync(join(tmpdir(), PREFIX))
  // Programs before 16 look for themselves by changing folder, and must be able to come back by the path.
  if (program) chmodSync(folder, 0o711)
  const lock = await takeLock(folder, 'test')
  const options = {
    dataFolder: folder,
    keysFolder: join(folder, 'keys'),
    log: createLog({ level: 'warn' }),
    isThrowaway: true,
    program,
  }
  const postgres = await startPostgres(options)
  const stop = async () => {
    await postgres.stop()
    await lock.release()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const { roles, urls } = await ensureRoles(postgres.ownerUrl, options)
    await migrate(postgres.ownerUrl, { folder: join(projectRoot, 'migrations'), roles })
    return { template: { ownerUrl: postgres.ownerUrl, urls, roles }, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    await sweepOne(join(tmpdir(), name)).catch(() => {
      // Of another user: not ours to end.
    })
  }
}

async function sweepOne(folder: string): Promise<void> {
  if (!readdirSync(folder).includes('lock') || (await lockHolder(folder))) return
  const { socketFolder } = await endOrphan(join(folder, 'postgres'), silentLog)
  await removeSocketFolder(socketFolder)
  rmSync(folder, { recursive: true, force: true })
}
