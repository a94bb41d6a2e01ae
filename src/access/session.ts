// Sessions and tokens: random 256 bits, kept as SHA-256 only. From either, the actor: person, unit, roles held there.
import { createHash, randomBytes } from 'node:crypto'
import { uuid7 } from '../base/ids.ts'
import { type Actor, actorOf, type Unit } from '../work/actor.ts'
import type { Role } from '../work/permissions.ts'
import type { World } from '../work/world.ts'

const HOURS = 3_600_000
const LONGEST_SESSION = 12 * HOURS
const LONGEST_IDLE = 2 * HOURS

export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()
export const newToken = (): string => randomBytes(32).toString('base64url')

export async function startSession(world: World, personId: string, agencyNo: number): Promise<string> {
  const token = newToken()
  const now = world.clock.now()
  await world.app.sql`
    insert into session (session_id, token_hash, person_id, agency_no, started_at, seen_at, expires_at)
    values (${uuid7()}, ${tokenHash(token)}, ${personId}, ${agencyNo}, ${now}, ${now}, ${new Date(now.getTime() + LONGEST_SESSION)})`
  return token
}

interface Found {
  session_id: string | null
  person_id: string
  name: string
  kind: 'person' | 'service'
  language: string
  seen_at: Date
  must_change: boolean
  lacks_totp: boolean
  roles: Role[]
  agency_id: string
  no: number
  hi: number
  chain: number[]
  pack: string
  unit_kind: string
  slug: string
  unit_name: Record<string, string>
  zone: string
  may_register: boolean
}

/** The actor of a session cookie, or null when it ended, idled away, or its person was disabled. */
export async function actorOfSession(world: World, token: string): Promise<Actor | null> {
  const now = world.clock.now()
  const [found] = await world.app.sql<Found>`
    select s.session_id, p.person_id, p.name, p.kind, p.language, s.seen_at, p.must_change,
      (not p.is_totp_on and exists (select 1 from setting where name = 'totp-required' and value = 'true')) as lacks_totp, a.agency_id, a.no, a.hi, a.chain, a.pack,
      a.kind as unit_kind, a.slug, a.name as unit_name, a.zone, a.may_register,
      array(select g.role from role_grant g where g.person_id = p.person_id and g.agency_no = s.agency_no order by g.role) as roles
    from session s join person p on p.person_id = s.person_id join agency a on a.no = s.agency_no and a.is_active
    where s.token_hash = ${tokenHash(token)} and s.ended_at is null and s.expires_at > ${now}
      and s.seen_at > ${new Date(now.getTime() - LONGEST_IDLE)} and p.disabled_at is null`
  if (!found) return null
  // Written once a minute at most: a look at a list must not become a write of the session.
  if (now.getTime() - found.seen_at.getTime() > 60_000) {
    await world.app.sql`update session set seen_at = ${now} where session_id = ${found.session_id}`
  }
  return actorFrom(found)
}

/** The actor of an API token (a service), or null. */
export async function actorOfToken(world: World, token: string): Promise<Actor | null> {
  const [found] = await world.app.sql<Found>`
    select null as session_id, p.person_id, p.name, p.kind, p.language, t.made_at as seen_at,
      false as must_change, false as lacks_totp, a.agency_id, a.no, a.hi, a.chain, a.pack,
      a.kind as unit_kind, a.slug, a.name as unit_name, a.zone, a.may_register,
      array(select g.role from role_grant g where g.person_id = p.person_id and g.agency_no = t.agency_no order by g.role) as roles
    from api_token t join person p on p.person_id = t.person_id join agency a on a.no = t.agency_no and a.is_active
    where t.token_hash = ${tokenHash(token)} and t.ended_at is null and p.disabled_at is null`
  return found ? actorFrom(found) : null
}

function actorFrom(found: Found): Actor {
  return actorOf({
    id: found.person_id,
    name: found.name,
    kind: found.kind,
    language: found.language,
    unit: unitFrom(found),
    roles: found.roles,
    sessionId: found.session_id ?? undefined,
    owes: found.must_change ? 'password-change' : found.lacks_totp ? 'totp' : undefined,
  })
}

const unitFrom = (found: Found): Unit => ({
  agencyId: found.agency_id,
  no: found.no,
  hi: found.hi,
  chain: found.chain,
  pack: found.pack,
  kind: found.unit_kind,
  slug: found.slug,
  name: found.unit_name,
  zone: found.zone,
  mayRegister: found.may_register,
})
