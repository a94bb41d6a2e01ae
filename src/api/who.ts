// Who asks: the session cookie of a person or the bearer token of a service.
// All tabs of a browser share one cookie, and in another tab somebody else may have signed in: a page says with each request for whom,
// and at which unit, it is shown, and nothing is done or told for anybody else (mustBeAsShown). Who sends no such header is asked nothing.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { actorOfSession, actorOfToken } from '../access/session.ts'
import { refuse } from '../base/refusal.ts'
import type { Actor } from '../work/actor.ts'
import type { World } from '../work/world.ts'

export const COOKIE = 'tipbridge_session'
const SHOWN_TO = 'x-tipbridge-as'

export async function actorOfRequest(world: World, request: FastifyRequest): Promise<Actor> {
  const bearer = request.headers.authorization?.match(/^Bearer (\S{1,200})$/)?.[1]
  const cookie = request.cookies[COOKIE]
  const actor = bearer ? await actorOfToken(world, bearer) : cookie ? await actorOfSession(world, cookie) : null
  return actor ?? refuse('unauthenticated', 'signed-out')
}

/** `PERSON/UNIT`; `PERSON` alone where the unit is what is being chosen. */
export function mustBeAsShown({ id, unit }: Actor, { headers }: FastifyRequest): void {
  const shownTo = headers[SHOWN_TO]
  if (typeof shownTo !== 'string') return
  const [person, unitNo] = shownTo.split('/')
  if (person !== id) refuse('conflict', 'other-person')
  if (unitNo !== undefined && unitNo !== String(unit.no)) refuse('conflict', 'other-unit')
}

export function setCookie(reply: FastifyReply, token: string, isSecure: boolean): void {
  reply.setCookie(COOKIE, token, { httpOnly: true, sameSite: 'strict', secure: isSecure, path: '/' })
}

export function clearCookie(reply: FastifyReply, isSecure: boolean): void {
  reply.clearCookie(COOKIE, { httpOnly: true, sameSite: 'strict', secure: isSecure, path: '/' })
}
