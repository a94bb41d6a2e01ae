// Signing in as people do: the cookie, wrong tries and the growing wait, one-time codes, ends of sessions, tokens of services.
import { Secret, TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { hashPassword } from '../../src/access/passwords.ts'
import { forgetTries } from '../../src/access/tries.ts'
import { as, asking } from '../people.ts'
import { aWorld, type TestWorld } from '../world.ts'

const PASSWORD = 'harbour-lantern-quay'
const WRONG = 'not-the-password-at-all'

async function anOfficer(world: TestWorld) {
  const officer = await as(world, 'harbour', 'officer')
  const login = `p-${officer.id}`
  await world.owner.sql`update person set password = ${await hashPassword(PASSWORD)} where person_id = ${officer.id}`
  return { ...officer, login }
}

async function signIn(world: TestWorld, login: string, { password = PASSWORD, code }: { password?: string; code?: string } = {}) {
  const payload = { login, password, ...(code ? { code } : {}) }
  const reply = await world.server.inject({ method: 'POST', url: '/api/sign-in', headers: { 'x-tipbridge': '1' }, payload })
  const cookie = reply.cookies.find(({ name }) => name === 'tipbridge_session')
  return { status: reply.statusCode, error: reply.json().error, cookie }
}

const me = (world: TestWorld, cookie: string) => asking(world, { cookie: `tipbridge_session=${cookie}` })

test('a right password gives a cookie that no script and no other site can use, and it ends', async () => {
  await using world = await aWorld()
  const { login } = await anOfficer(world)
  const { cookie } = await signIn(world, login)
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' })
  expect((await me(world, cookie!.value).get('/api/me')).status).toBe(200)
  expect((await me(world, cookie!.value).post('/api/sign-out')).status).toBe(200)
  expect((await me(world, cookie!.value).get('/api/me')).status).toBe(401)
  const idle = (await signIn(world, login)).cookie!.value
  world.clock.pass(2 * 3_600_000 + 1000)
  expect((await me(world, idle).get('/api/me')).status).toBe(401)
})

test('wrong tries make the wait grow, for names that nobody has too; the log names the person and never what was typed', async () => {
  await using world = await aWorld()
  const { login, id } = await anOfficer(world)
  for (const name of [login, 'nobody.at.all']) {
    const waits: unknown[] = []
    for (let tries = 0; tries < 5; tries++) {
      const { status, error } = await signIn(world, name, { password: WRONG })
      expect({ status, code: error.code }).toEqual({ status: 401, code: 'wrong-name-or-password' })
      waits.push(error.facts.seconds)
      world.clock.pass(20_000)
    }
    expect(waits).toEqual([0, 0, 4, 8, 16])
    await signIn(world, name, { password: WRONG })
    // Even the right password must wait.
    expect((await signIn(world, name)).error).toMatchObject({ code: 'wait' })
  }
  const log = await world.owner.sql<{ actor_id: string | null; detail: string; outcome: string }>`
    select actor_id, detail, outcome from audit_entry where action = 'session.start'`
  expect(log.filter((one) => one.actor_id === id && one.outcome === 'refused')).toHaveLength(7)
  const kept = await world.owner.sql`select * from sign_in_attempt`
  expect(kept).toHaveLength(2)
  expect(JSON.stringify([log, kept])).not.toMatch(/nobody\.at|not-the-password|harbour-lantern/)
  await forgetTries(world.owner, world.clock.now())
  expect(await world.owner.sql`select 1 from sign_in_attempt`).toHaveLength(2)
  world.clock.pass(3_600_000)
  expect((await signIn(world, login)).status).toBe(200)
  world.clock.pass(25 * 3_600_000)
  await forgetTries(world.owner, world.clock.now())
  expect(await world.owner.sql`select 1 from sign_in_attempt`).toEqual([])
})

test('a one-time code is asked for where it is on, and opens once', async () => {
  await using world = await aWorld()
  const { login, post } = await anOfficer(world)
  const { body } = await post('/api/me/totp')
  const totp = new TOTP({ secret: Secret.fromBase32(body.secret), digits: 6, period: 30 })
  const code = () => totp.generate({ timestamp: world.clock.now().getTime() })
  const wrong = () => String((Number(code()) + 1) % 1_000_000).padStart(6, '0')
  expect((await post('/api/me/totp/confirm', { code: wrong() })).body.error.code).toBe('wrong-code')
  expect((await post('/api/me/totp/confirm', { code: code() })).status).toBe(200)
  expect((await signIn(world, login)).error).toMatchObject({ code: 'code-needed' })
  // The code that switched them on has opened already.
  expect((await signIn(world, login, { code: code() })).error).toMatchObject({ code: 'wrong-code' })
  expect((await signIn(world, login)).error).toMatchObject({ code: 'code-needed' })
  // Who knows the password leaves a trace, though no code.
  const [last] = await world.owner.sql<{ detail: string }>`
    select detail from audit_entry where action = 'session.start' and outcome = 'refused' order by at desc limit 1`
  expect(last!.detail).toContain('code-needed')
  world.clock.pass(90_000)
  expect((await signIn(world, login, { code: code() })).status).toBe(200)
  expect((await signIn(world, login, { code: code() })).error).toMatchObject({ code: 'wrong-code' })
  world.clock.pass(90_000)
  expect((await signIn(world, login, { code: code() })).status).toBe(200)
})

test('who is disabled is out at once, and cannot come in', async () => {
  await using world = await aWorld()
  const { login, id } = await anOfficer(world)
  const { cookie } = await signIn(world, login)
  const administrator = await as(world, 'national-desk', 'administrator')
  expect((await administrator.post(`/api/people/${id}/disable`)).status).toBe(200)
  expect((await me(world, cookie!.value).get('/api/me')).status).toBe(401)
  expect((await signIn(world, login)).error).toMatchObject({ code: 'wrong-name-or-password' })
})

test('many guesses at once are as many tries', async () => {
  await using world = await aWorld()
  const { login } = await anOfficer(world)
  const replies = await Promise.all(Array.from({ length: 20 }, () => signIn(world, login, { password: WRONG })))
  expect(replies.filter(({ error }) => error.code === 'wrong-name-or-password')).toHaveLength(3)
  expect((await signIn(world, login)).error).toMatchObject({ code: 'wait' })
  world.clock.pass(10_000)
  expect((await signIn(world, login)).status).toBe(200)
})

test('a new password is not the old one', async () => {
  await using world = await aWorld()
  const { post } = await anOfficer(world)
  expect((await post('/api/me/password', { current: PASSWORD, wanted: PASSWORD })).body.error.code).toBe('same-password')
})

test('the old password is not guessed at an open session: wrong ones make the next wait, and sign-in does not suffer', async () => {
  await using world = await aWorld()
  const { login, post } = await anOfficer(world)
  const change = async (current: string) =>
    (await post('/api/me/password', { current, wanted: 'a new one that is long enough' })).body.error?.code
  const tried = [WRONG, WRONG, WRONG, PASSWORD]
  const codes = []
  for (const current of tried) codes.push(await change(current))
  expect(codes).toEqual(['wrong-password', 'wrong-password', 'wrong-password', 'wait'])
  expect((await signIn(world, login)).status).toBe(200)
  world.clock.pass(10_000)
  expect(await change(PASSWORD)).toBeUndefined()
})
