// What the supervisor hands to its children when they start, over their channel and never by arguments or the environment, which other
// programs can read. The web process gets neither the owner's URL nor the signing key.
import type { Config } from '../base/config.ts'
import { packKeys } from '../base/keys.ts'
import type { RoleUrls } from '../base/roles.ts'
import type { Site } from './site.ts'

interface Common {
  dataFolder: string
  keysFolder: string
  logLevel: Config['logLevel']
  keys: Record<string, string>
}

export interface WebStart extends Common {
  urls: RoleUrls
  host: string
  port: number
  tls?: { certFile: string; keyFile: string }
  trustedProxies: readonly string[]
  isSecure: boolean
}

export interface WorkStart extends Common {
  ownerUrl: string
  urls: RoleUrls
}

export function webStart({ config, keys, urls }: Site, port: number): WebStart {
  const { dataFolder, keysFolder, logLevel, host, tls, trustedProxies, isSecure } = config
  return {
    dataFolder,
    keysFolder,
    logLevel,
    host,
    port,
    tls,
    trustedProxies,
    isSecure,
    urls,
    keys: packKeys(keys, { maySign: false }),
  }
}

export function workStart({ config, keys, urls, ownerUrl }: Site): WorkStart {
  const { dataFolder, keysFolder, logLevel } = config
  return { dataFolder, keysFolder, logLevel, ownerUrl, urls, keys: packKeys(keys, { maySign: true }) }
}

export type ToChild = { type: 'start'; start: unknown } | { type: 'stop' }
export type FromChild = { type: 'ready'; address: string | null } | { type: 'failed'; sentence: string; code?: string }
