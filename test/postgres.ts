// One PostgreSQL for all test files of a run, with one migrated database that they clone. It is ended also when the setup throws
// (vitest calls no teardown then), and what a killed run left behind is swept away by the next one.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
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

// The projects of a run load this file once each: what they share has to stand outside the module.
const shared = globalThis as { tipbridgeTestServer?: { running: Promise<Running>; users: number } }

export async function setup(project: TestProject): Promise<void> {
  shared.tipbridgeTestServer ??= { running: start(), users: 0 }
  shared.tipbridgeTestServer.users++
  project.provide('template', (await shared.tipbridgeTestServer.running).template)
}

export async function teardown(): Promise<void> {
  const server = shared.tipbridgeTestServer
  if (!server || --server.users > 0) return
  delete shared.tipbridgeTestServer
  await (await server.running).stop()
}

async function start(): Promise<Running> {
  await sweep()
  const folder = mkdtempSync(join(tmpdir(), PREFIX))
  const lock = await takeLock(folder, 'test')
  const options = { dataFolder: folder, keysFolder: join(folder, 'keys'), log: createLog({ level: 'warn' }), isThrowaway: true }
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
