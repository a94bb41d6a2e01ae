// Entry of the web process (dist/web.js): HTTP for people and services. It has the serving roles only.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildServer } from '../api/server.ts'
import { systemClock } from '../base/clock.ts'
import { packageVersion, projectRoot } from '../base/config.ts'
import { openDatabase } from '../base/database.ts'
import { unpackKeys } from '../base/keys.ts'
import type { Log } from '../base/log.ts'
import { keepInForce } from '../country/in-force.ts'
import { loadPacks } from '../country/load-pack.ts'
import type { World } from '../work/world.ts'
import { Sentence } from './command.ts'
import { type Running, runChild } from './run-child.ts'
import { packsFolder } from './site.ts'
import type { WebStart } from './start-message.ts'

const APP_CONNECTIONS = 12
const OTHER_CONNECTIONS = 4

function worldOf({ urls, keys, dataFolder, keysFolder }: WebStart, trace: Log): World {
  const open = (role: 'app' | 'lookup' | 'audit', max: number) =>
    openDatabase({ url: urls[role], max, name: `tipbridge web ${role}`, log: trace })
  const { installation, link, search, audit, checkpoint } = unpackKeys(keys)
  return {
    app: open('app', APP_CONNECTIONS),
    lookup: open('lookup', OTHER_CONNECTIONS),
    log: open('audit', OTHER_CONNECTIONS),
    keys: { installation, link, search, audit, checkpoint },
    packs: loadPacks(packsFolder),
    clock: systemClock,
    trace,
    dataFolder,
    keysFolder,
    version: packageVersion,
  }
}

async function startWeb(start: WebStart, log: Log): Promise<Running> {
  const { host, port, tls, isSecure, trustedProxies } = start
  const world = worldOf(start, log)
  const packs = await keepInForce(world, world.app)
  const https = tls && { cert: await readFile(tls.certFile), key: await readFile(tls.keyFile) }
  const consoleFolder = join(projectRoot, 'dist', 'console')
  const server = await buildServer({ world, consoleFolder, isSecure, trustedProxies, https })
  await server.listen({ host, port }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE' ? Object.assign(busyPort(host, port), { code: error.code }) : error
  })
  const { port: listens } = server.server.address() as { port: number }
  return {
    address: `${https ? 'https' : 'http'}://${shownHost(host)}:${listens}`,
    async stop() {
      packs.stop()
      await server.close()
      await Promise.all([world.app.close(), world.lookup.close(), world.log.close()])
    },
  }
}

function busyPort(host: string, port: number): Sentence {
  return new Sentence(`Port ${port} of ${host} is in use: set PORT to another one (0 takes any that is free).`)
}

/** An address that a browser on this machine can open. */
function shownHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

runChild('web', startWeb)
