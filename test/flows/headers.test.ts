// What every answer says to browsers and proxies, in whatever way its address is written.
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aReport } from '../make.ts'
import { as, type Person } from '../people.ts'
import { aWorld, type TestWorld } from '../world.ts'

let world: TestWorld
let officer: Person
let address: { port: number }

beforeAll(async () => {
  world = await aWorld()
  officer = await as(world, 'national-desk', 'officer')
  await world.server.listen({ port: 0, host: '127.0.0.1' })
  address = world.server.server.address() as { port: number }
})
afterAll(() => world[Symbol.asyncDispose]())

/** The target as it is written: clients would tidy it. */
async function answerTo(target: string): Promise<{ status: number; head: string; body: string }> {
  const socket = connect(address.port, '127.0.0.1')
  socket.write(`GET ${target} HTTP/1.1\r\nHost: x\r\nCookie: ${officer.cookie}\r\nConnection: close\r\n\r\n`)
  let text = ''
  for await (const part of socket) text += part
  const at = text.indexOf('\r\n\r\n')
  return { status: Number(text.split(' ')[1]), head: text.slice(0, at).toLowerCase(), body: text.slice(at + 4) }
}

test('no answer is kept, however its address is written', async () => {
  const { reportId } = await aReport(world, { holder: officer.unitNo })
  for (const start of ['', 'http://x', 'HTTP://x:80']) {
    for (const path of ['/api/', '/%61pi/', '/ap%69/']) {
      const { status, head } = await answerTo(`${start}${path}reports/${reportId}`)
      if (status === 200) expect([start, path, head]).toEqual([start, path, expect.stringContaining('cache-control: no-store')])
    }
  }
  expect((await answerTo('/health')).head).toContain('cache-control: no-store')
  expect((await answerTo(`http://x/%61pi/reports/${reportId}`)).status).toBe(200)
})

test.each(['/api/reports/%ff', '/api/reports/%', `/api/reports/${'planted-'.repeat(60)}`])(
  'an address that is none (%.20s) is refused like anything else, and not said again',
  async (target) => {
    const { status, head, body } = await answerTo(target)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(JSON.parse(body.slice(body.indexOf('{'), body.lastIndexOf('}') + 1))).toMatchObject({
      error: { kind: 'invalid', code: 'bad-request' },
    })
    expect(body).not.toMatch(/planted|reports|%/)
    for (const name of ['content-security-policy', 'x-content-type-options', 'cache-control: no-store', 'request-id'])
      expect(head).toContain(name)
  },
)
