// The only reader of the environment. One schema, read once, frozen; a wrong setting stops the start with all faults listed, so that
// an operator corrects them in one go. An address other than loopback needs a certificate or a named proxy (cookies are Secure then).
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { canBeRead } from './database-url.ts'
import { isInstalled, packageVersion, projectRoot } from './project.ts'

export { packageVersion, projectRoot }

const databaseUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://')
  .refine(canBeRead, 'cannot be read: of a user, a password or a name the signs / : @ % are written %2F %3A %40 %25')
  .optional()

const OUT_OF_RANGE = 'is out of range: 0 to 65535'

const schema = z.object({
  TIPBRIDGE_DATA: z.string().optional(),
  TIPBRIDGE_KEYS: z.string().optional(),
  DATABASE_URL: databaseUrl,
  DATABASE_APP_URL: databaseUrl,
  DATABASE_LOOKUP_URL: databaseUrl,
  DATABASE_AUDIT_URL: databaseUrl,
  TIPBRIDGE_ROLE_SUFFIX: z
    .string()
    .regex(/^[a-z0-9_]{1,40}$/, 'may have up to 40 of a-z, 0-9 and _')
    .optional(),
  PORT: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(0, OUT_OF_RANGE)
    .max(65_535, OUT_OF_RANGE)
    .default(8080),
  HOST: z
    .string()
    .refine((host) => host === 'localhost' || isIP(host) > 0, 'must be an IP address or localhost')
    .default('127.0.0.1'),
  TIPBRIDGE_TLS_CERT: z.string().optional(),
  TIPBRIDGE_TLS_KEY: z.string().optional(),
  TIPBRIDGE_PROXY: z
    .string()
    .refine((text) => text.split(',').every(isAddressOrRange), 'must list IP addresses or ranges, separated by commas')
    .optional(),
  TIPBRIDGE_LOG: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
    .default('info'),
  NODE_ENV: z.string().optional(),
})

export interface Config {
  /** Of the site that the settings select. */
  readonly dataFolder: string
  /** TIPBRIDGE_DATA, where the folder of the site lies within it, beside a site with the embedded database. */
  readonly topFolder?: string
  readonly keysFolder: string
  readonly databaseUrl?: string
  readonly databaseAppUrl?: string
  readonly databaseLookupUrl?: string
  readonly databaseAuditUrl?: string
  /** The end of the role names tipbridge_app_…; undefined means: after the database's name. */
  readonly roleSuffix?: string
  /** 0 asks the system for any free port. */
  readonly port: number
  readonly host: string
  readonly tls?: { readonly certFile: string; readonly keyFile: string }
  /** Addresses whose X-Forwarded-… headers are believed. */
  readonly trustedProxies: readonly string[]
  /** Whether people reach us by HTTPS only, so that cookies may be Secure. */
  readonly isSecure: boolean
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  readonly isTest: boolean
}

export class ConfigError extends Error {
  readonly faults: string[]
  constructor(faults: string[]) {
    super(`Wrong settings:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`)
    this.name = 'ConfigError'
    this.faults = faults
  }
}

export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const read = schema.safeParse(set)
  const single = read.error?.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`) ?? []
  const faults = [...single, ...faultsBetween(set)]
  if (!read.success || faults.length > 0) throw new ConfigError(faults)
  return freezeConfig(read.data)
}

/** The environment for processes of ours that get their secrets by another way: everything but the URLs with passwords. */
export function childEnvironment(env: Record<string, string | undefined> = process.env): Record<string, string> {
  const kept = Object.entries(env).filter(([name, value]) => value !== undefined && !/^(DATABASE_|PG)/.test(name))
  return Object.fromEntries(kept) as Record<string, string>
}

type Settings = z.infer<typeof schema>

function freezeConfig(s: Settings): Config {
  const dataFolder = s.TIPBRIDGE_DATA ? resolve(s.TIPBRIDGE_DATA) : join(projectRoot, '.tipbridge')
  const tls =
    s.TIPBRIDGE_TLS_CERT && s.TIPBRIDGE_TLS_KEY
      ? { certFile: resolve(s.TIPBRIDGE_TLS_CERT), keyFile: resolve(s.TIPBRIDGE_TLS_KEY) }
      : undefined
  return Object.freeze({
    dataFolder,
    keysFolder: s.TIPBRIDGE_KEYS ? resolve(s.TIPBRIDGE_KEYS) : join(dataFolder, 'keys'),
    databaseUrl: s.DATABASE_URL,
    databaseAppUrl: s.DATABASE_APP_URL,
    databaseLookupUrl: s.DATABASE_LOOKUP_URL,
    databaseAuditUrl: s.DATABASE_AUDIT_URL,
    roleSuffix: s.TIPBRIDGE_ROLE_SUFFIX,
    port: s.PORT,
    host: s.HOST,
    tls: tls && Object.freeze(tls),
    trustedProxies: Object.freeze(s.TIPBRIDGE_PROXY?.split(',').map((address) => address.trim()) ?? []),
    isSecure: tls !== undefined || s.TIPBRIDGE_PROXY !== undefined,
    logLevel: s.TIPBRIDGE_LOG,
    isTest: s.NODE_ENV === 'test',
  })
}

/** Faults that only two settings together show, whether each is right or not: by what is set. */
function faultsBetween(s: Record<string, string | undefined>): string[] {
  const faults: string[] = []
  if (isInstalled && !s.TIPBRIDGE_DATA)
    faults.push('TIPBRIDGE_DATA must be set: beside a program that npm installed, a site would go with the next release')
  if ((s.TIPBRIDGE_TLS_CERT === undefined) !== (s.TIPBRIDGE_TLS_KEY === undefined)) {
    faults.push('TIPBRIDGE_TLS_CERT and TIPBRIDGE_TLS_KEY must be set together')
  }
  if (s.HOST && isIP(s.HOST) > 0 && !isLoopback(s.HOST) && !s.TIPBRIDGE_TLS_CERT && !s.TIPBRIDGE_PROXY) {
    faults.push(
      `HOST ${s.HOST} is not loopback: set TIPBRIDGE_TLS_CERT and TIPBRIDGE_TLS_KEY, or name the proxy in TIPBRIDGE_PROXY`,
    )
  }
  const roleUrls = [s.DATABASE_APP_URL, s.DATABASE_LOOKUP_URL, s.DATABASE_AUDIT_URL].filter((url) => url !== undefined).length
  if (roleUrls > 0 && !s.DATABASE_URL) faults.push('DATABASE_URL must be set when DATABASE_APP_URL and its like are')
  if (roleUrls > 0 && roleUrls < 3)
    faults.push('DATABASE_APP_URL, DATABASE_LOOKUP_URL and DATABASE_AUDIT_URL must be set together')
  return faults
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}

function isAddressOrRange(text: string): boolean {
  const [address = '', bits, more] = text.trim().split('/')
  const family = isIP(address)
  if (family === 0 || more !== undefined) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}
