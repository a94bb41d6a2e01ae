// Who asks: the session cookie of a person or the bearer token of a service.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { actorOfSession, actorOfToken } from '../access/session.ts'
import { refuse } from '../base/refusal.ts'
import type { Actor } from '../work/actor.ts'
import type { World } from '../work/world.ts'

export const COOKIE = 'tipbridge_session'

export async function actorOfRequest(world: World, request: FastifyRequest): Promise<Actor> {
  const bearer = request.headers.authorization?.match(/^Bearer (\S{1,200})$/)?.[1]
  const cookie = request.cookies[COOKIE]
  const actor = bearer ? await actorOfToken(world, bearer) : cookie ? await actorOfSession(world, cookie) : null
  return actor ?? refuse('unauthenticated', 'signed-out')
}

export function setCookie(reply: FastifyReply, token: string, isSecure: boolean): void {
  reply.setCookie(COOKIE, token, { httpOnly: true, sameSite: 'strict', secure: isSecure, path: '/' })
}

export function clearCookie(reply: FastifyReply, isSecure: boolean): void {
  reply.clearCookie(COOKIE, { httpOnly: true, sameSite: 'strict', secure: isSecure, path: '/' })
}
