// Values that fit a schema and no column of the database: refused as bad input and recorded so, never a bug. (test/fuzz finds such.)
import { afterAll, beforeAll, expect, test } from 'vitest'
import { as, type Person } from '../people.ts'
import { aWorld, type TestWorld } from '../world.ts'

let world: TestWorld
let person: Person
beforeAll(async () => {
  world = await aWorld()
  person = await as(world, 'national-desk', 'officer', 'supervisor', 'administrator')
})
afterAll(() => world[Symbol.asyncDispose]())

const badInput = { status: 400, body: { error: { kind: 'invalid', code: 'bad-input' } } }

test('a number, an instant or a text that no column takes is bad input', async () => {
  expect(await person.post('/api/agencies/2147483648', { isActive: true })).toMatchObject(badInput)
  expect(await person.get('/api/reports?holder=all&from=0000-01-01T00:00:00Z')).toMatchObject(badInput)
  expect(await person.get('/api/reports?holder=all&sender=a%00b')).toMatchObject(badInput)
  const entries = await world.owner.sql`select action, outcome from audit_entry where outcome <> 'done' order by action`
  expect(entries.map((one) => [one.action, one.outcome])).toEqual([
    ['agency.change', 'refused'],
    ['report.list', 'refused'],
    ['report.list', 'refused'],
  ])
})

test('so it is at the door without an actor', async () => {
  const reply = await world.server.inject({
    method: 'POST',
    url: '/api/sign-in',
    headers: { 'x-tipbridge': '1' },
    payload: { login: 'a\u0000b', password: 'x'.repeat(12) },
  })
  expect([400, 401]).toContain(reply.statusCode)
})
