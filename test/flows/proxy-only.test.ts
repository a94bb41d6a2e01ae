// A named proxy speaks HTTPS for us: whoever comes past it, in the clear, is not answered.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildServer } from '../../src/api/server.ts'
import { projectRoot } from '../../src/base/config.ts'
import { aWorld } from '../world.ts'

const proxies = ['192.0.2.1', '198.51.100.0/24', '2001:db8::/32', '::ffff:203.0.113.7']
const welcome = [
  '127.0.0.1',
  '127.8.8.8',
  '::1',
  '::ffff:127.0.0.1',
  '192.0.2.1',
  '::ffff:192.0.2.1',
  '198.51.100.200',
  '::ffff:198.51.100.9',
]
const welcomeBySix = ['2001:db8:1::5', '203.0.113.7']
const strangers = ['192.0.2.2', '::ffff:192.0.2.2', '198.51.101.1', '2001:db9::1', '203.0.113.8', '10.0.0.1', 'fe80::1%eth0']

test('only the named proxies and this machine are answered, also about health, a page and a sign-in', async () => {
  await using world = await aWorld()
  const consoleFolder = join(projectRoot, 'dist', 'console')
  const server = await buildServer({ world: world.world, consoleFolder, isSecure: true, trustedProxies: proxies })
  const health = async (remoteAddress: string) => (await server.inject({ url: '/health', remoteAddress })).statusCode
  for (const peer of [...welcome, ...welcomeBySix]) expect([peer, await health(peer)]).toEqual([peer, 200])
  for (const peer of strangers) expect([peer, await health(peer)]).toEqual([peer, 403])

  // What the proxy says of its client is believed of the proxy alone.
  const remoteAddress = '192.0.2.2'
  const headers = { 'x-forwarded-for': '192.0.2.1', 'x-tipbridge': '1' }
  const ways = [
    { method: 'GET', url: '/' },
    { method: 'GET', url: '/no-such-page' },
    { method: 'POST', url: '/api/sign-in', payload: { login: 'a', password: 'b' } },
    { method: 'PUT', url: '/api/upload', payload: 'x' },
  ] as const
  for (const way of ways) {
    const reply = await server.inject({ ...way, headers, remoteAddress })
    expect([reply.statusCode, reply.headers.connection]).toEqual([403, 'close'])
    expect(reply.body).toBe(
      'This site is reached through its proxy only: your address is none of those named in TIPBRIDGE_PROXY.\n',
    )
  }
  await server.close()
})

test('a server without a named proxy answers everybody', async () => {
  await using world = await aWorld()
  expect((await world.server.inject({ url: '/health', remoteAddress: '192.0.2.2' })).statusCode).toBe(200)
})
