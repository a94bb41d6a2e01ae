// Who does something: always a real person or a named service, at one unit, with the roles held there.
import type { Permission, Role } from './permissions.ts'
import { permissionsFor, seesRows } from './permissions.ts'

export interface Unit {
  agencyId: string
  no: number
  hi: number
  /** Own number and those of all ancestors. */
  chain: number[]
  pack: string
  kind: string
  slug: string
  name: Record<string, string>
  zone: string
  mayRegister: boolean
}

export interface Actor {
  id: string
  name: string
  kind: 'person' | 'service'
  language: string
  unit: Unit
  roles: readonly Role[]
  permissions: ReadonlySet<Permission>
  sessionId?: string
  /** What the person must do about themself before anything else. */
  owes?: 'password-change' | 'totp'
}

export function actorOf(who: Omit<Actor, 'permissions'>): Actor {
  return { ...who, permissions: permissionsFor(who.roles) }
}

/** Settings of the transaction that the policies compare rows with. */
export function sightOf(actor: Actor): Record<string, string | number> {
  const { unit, roles } = actor
  if (seesRows(roles)) return { 'tb.lo': unit.no, 'tb.hi': unit.hi, 'tb.units': String(unit.no) }
  // A service sees the batches of its own desk, so that it can hand in and ask what became of them.
  if (roles.includes('service')) return { 'tb.lo': unit.no, 'tb.hi': unit.no, 'tb.units': '' }
  return { 'tb.lo': 1, 'tb.hi': 0, 'tb.units': '' }
}
