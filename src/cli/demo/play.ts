// What the play needs: the world as the web process has it, a clock that is moved through the last weeks, and the people as they act.
// Everything they do goes through the same actions as in the console, and is audited.
import type { z } from 'zod'
import { hashPassword } from '../../access/passwords.ts'
import type { HeldClock } from '../../base/clock.ts'
import type { Database } from '../../base/database.ts'
import { uuid7 } from '../../base/ids.ts'
import { type Action, perform } from '../../work/action.ts'
import { type Actor, actorOf, type Unit } from '../../work/actor.ts'
import type { World } from '../../work/world.ts'
import type { DemoPerson } from './people.data.ts'

export interface Play {
  world: World
  owner: Database
  clock: HeldClock
  cast: Map<string, Actor>
}

/** Somebody does something, as by the button of that name. */
export function does<I extends z.ZodObject, R>(
  play: Play,
  login: string,
  [what, input]: readonly [Action<I, R>, unknown],
): Promise<R> {
  return perform(what, { world: play.world, actor: actorNamed(play, login), input })
}

export function actorNamed({ cast }: Play, login: string): Actor {
  const actor = cast.get(login)
  if (!actor) throw new Error(`Nobody of the demonstration is called ${login}`)
  return actor
}

/** Makes a person of the demonstration, with the password that all of them share. */
export async function joins(play: Play, person: DemoPerson, password: string): Promise<void> {
  const { sql } = play.owner
  const unit = await unitOf(play.owner, person)
  const personId = uuid7()
  const now = play.clock.now()
  await sql`
    insert into person (person_id, login, name, language, password, made_at)
    values (${personId}, ${person.login}, ${person.name}, ${person.language}, ${await hashPassword(password)}, ${now})`
  for (const role of person.roles) {
    await sql`insert into role_grant (person_id, agency_no, role, given_at) values (${personId}, ${unit.no}, ${role}, ${now})`
  }
  const { name, language, roles } = person
  play.cast.set(person.login, actorOf({ id: personId, name, kind: 'person', language, unit, roles }))
}

export async function unitOf({ sql }: Database, { pack, unit }: { pack: string; unit: string }): Promise<Unit> {
  const [found] = await sql<Unit>`
    select agency_id as "agencyId", no, hi, chain, pack, kind, slug, name, zone, may_register as "mayRegister"
    from agency where pack = ${pack} and slug = ${unit}`
  if (!found) throw new Error(`There is no unit ${unit} in pack ${pack}`)
  return found
}
