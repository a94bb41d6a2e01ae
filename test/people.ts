// People of a test world, who act through the server like anybody: `await world.as(...)` in words is `as(world, 'harbour', 'officer')`.
import { startSession } from '../src/access/session.ts'
import { uuid7 } from '../src/base/ids.ts'
import type { Role } from '../src/work/permissions.ts'
import { packs, type TestWorld } from './world.ts'

export interface Answer<T = any> {
  status: number
  body: T
}

export interface Person {
  id: string
  name: string
  unitNo: number
  cookie: string
  get<T = any>(path: string): Promise<Answer<T>>
  post<T = any>(path: string, body?: unknown): Promise<Answer<T>>
}

export const unitNo = (slug: string, pack = 'xx'): number => packs.get(pack)!.agencies.find((agency) => agency.id === slug)!.no

/** A new person with one or more roles at a unit, signed in. */
export async function as(world: TestWorld, unit: string | number, ...roles: Role[]): Promise<Person> {
  const no = typeof unit === 'number' ? unit : unitNo(unit)
  const id = uuid7()
  const name = `${roles.join('-')} of ${unit} ${id.slice(-4)}`
  const now = world.clock.now()
  await world.owner.sql`insert into person (person_id, login, name, made_at) values (${id}, ${`p-${id}`}, ${name}, ${now})`
  for (const role of roles) {
    await world.owner.sql`insert into role_grant (person_id, agency_no, role, given_at) values (${id}, ${no}, ${role}, ${now})`
  }
  // A session idles out, and tests move the clock by days: whoever asks then has signed in again.
  let signedInAt = -Infinity
  let cookie = ''
  const headers = async () => {
    if (clockOf(world) - signedInAt > 3_600_000) {
      cookie = `tipbridge_session=${await startSession(world.world, id, no)}`
      signedInAt = clockOf(world)
    }
    return { cookie }
  }
  return { id, name, unitNo: no, cookie: (await headers()).cookie, ...asking(world, headers) }
}

const clockOf = (world: TestWorld): number => world.clock.now().getTime()

type Headers = Record<string, string> | (() => Promise<Record<string, string>>)

export function asking(world: TestWorld, given: Headers) {
  const ask = async (method: 'GET' | 'POST', url: string, payload?: unknown): Promise<Answer> => {
    const headers = typeof given === 'function' ? await given() : given
    const reply = await world.server.inject({
      method,
      url,
      headers: { 'x-tipbridge': '1', ...headers },
      ...(payload === undefined ? {} : { payload: payload as object }),
    })
    const isJson = /^application\/json\b/.test(String(reply.headers['content-type'] ?? ''))
    return { status: reply.statusCode, body: isJson ? reply.json() : reply.body }
  }
  return { get: (path: string) => ask('GET', path), post: (path: string, body: unknown = {}) => ask('POST', path, body) }
}
