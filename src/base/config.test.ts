import { describe, expect, it } from 'vitest'
import { type ConfigError, projectRoot, readConfig } from './config.ts'

const faultsOf = (env: Record<string, string>): string[] => {
  try {
    readConfig(env)
    return []
  } catch (error) {
    return (error as ConfigError).faults
  }
}

describe('readConfig', () => {
  it('has a default for everything', () => {
    expect(readConfig({})).toMatchObject({
      dataFolder: `${projectRoot}/.tipbridge`,
      port: 8080,
      host: '127.0.0.1',
      isSecure: false,
    })
  })

  it('treats an empty setting as not set', () => {
    expect(readConfig({ PORT: '', HOST: '' })).toMatchObject({ port: 8080, host: '127.0.0.1' })
  })

  it('keeps keys with the data unless told otherwise', () => {
    expect(readConfig({ TIPBRIDGE_DATA: '/srv/a' }).keysFolder).toBe('/srv/a/keys')
    expect(readConfig({ TIPBRIDGE_DATA: '/srv/a', TIPBRIDGE_KEYS: '/srv/k' }).keysFolder).toBe('/srv/k')
  })

  it('lists all faults at once', () => {
    const faults = faultsOf({ PORT: 'x', HOST: 'nowhere at all', DATABASE_URL: 'mysql://x', TIPBRIDGE_LOG: 'loud' })
    expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual(['DATABASE_URL', 'HOST', 'PORT', 'TIPBRIDGE_LOG'])
  })

  it('lists faults of single settings beside those of two together', () => {
    const faults = faultsOf({ PORT: '80000', HOST: '0.0.0.0', TIPBRIDGE_TLS_CERT: '/c', DATABASE_URL: 'mysql://x' })
    expect(faults).toEqual([
      'DATABASE_URL must begin with postgres:// or postgresql://',
      'PORT is out of range: 0 to 65535',
      'TIPBRIDGE_TLS_CERT and TIPBRIDGE_TLS_KEY must be set together',
    ])
  })

  it('takes the address of a database as it is written for any door, and says of another what to write', () => {
    for (const DATABASE_URL of [
      'postgresql:///cases?host=/run/postgresql',
      'postgres://u@/cases?host=/run/postgresql',
      'postgres://u:p%40w@%2Frun%2Fpostgresql/cases',
      'postgres://u:p w@here:5433/cases',
      'postgres://u:p@[::1]:5433/cases',
    ])
      expect(readConfig({ DATABASE_URL })).toMatchObject({ databaseUrl: DATABASE_URL })
    for (const DATABASE_URL of [
      'postgres://u:p/w@here:5432/cases',
      'postgres://u:p@here:port/cases',
      'postgres://100%zz@here/cases',
    ])
      expect(faultsOf({ DATABASE_URL })).toEqual([expect.stringMatching(/^DATABASE_URL cannot be read: /)])
  })

  it('leaves loopback only with a certificate or a named proxy', () => {
    expect(faultsOf({ HOST: '0.0.0.0' })).toHaveLength(1)
    expect(readConfig({ HOST: '0.0.0.0', TIPBRIDGE_PROXY: '10.0.0.1, 10.1.0.0/16' })).toMatchObject({
      isSecure: true,
      trustedProxies: ['10.0.0.1', '10.1.0.0/16'],
    })
    expect(readConfig({ HOST: '::', TIPBRIDGE_TLS_CERT: '/c', TIPBRIDGE_TLS_KEY: '/k' }).isSecure).toBe(true)
    expect(faultsOf({ TIPBRIDGE_TLS_CERT: '/c' })).toHaveLength(1)
    expect(faultsOf({ TIPBRIDGE_PROXY: '10.0.0.0/64' })).toHaveLength(1)
  })

  it('wants the three role URLs together and beside the owner', () => {
    expect(faultsOf({ DATABASE_APP_URL: 'postgres://a' })).toHaveLength(2)
    expect(faultsOf({ DATABASE_URL: 'postgres://a' })).toEqual([])
  })

  it('cannot be changed afterwards', () => {
    expect(() => Object.assign(readConfig({}), { port: 1 })).toThrow(TypeError)
  })
})
