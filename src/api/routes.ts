// The endpoints of all features as routes: the actor is found, the action performed, the answer cut to its declared shape.
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { refuse } from '../base/refusal.ts'
import { perform } from '../work/action.ts'
import type { Actor } from '../work/actor.ts'
import { type Endpoint, isSentFile, type SentFile } from '../work/endpoint.ts'
import type { World } from '../work/world.ts'
import { inputOf, splitShape } from './input.ts'
import { actorOfRequest, clearCookie, mustBeAsShown } from './who.ts'

export const errorShape = z
  .object({ error: z.object({ kind: z.string(), code: z.string(), facts: z.record(z.string(), z.unknown()), id: z.string() }) })
  .meta({ id: 'Refusal' })

export function serveEndpoint(app: FastifyInstance, world: World, found: Endpoint): void {
  app.route({
    method: found.method,
    url: found.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    schema: schemaOf(found),
    // The action parses; the schema here is for openapi.json only, so that a refused attempt is recorded like any other.
    validatorCompiler: () => (value) => ({ value }),
    async handler(request, reply) {
      const actor = await actorOfRequest(world, request)
      // A tab in the background goes on asking for whom it is shown: of such requests only those that would change something are recorded.
      if (found.method === 'GET') mustBeAsShown(actor, request)
      const admit = () => {
        mustBeAsShown(actor, request)
        mustOweNothing(actor, found)
      }
      const answer = await perform(found.action, { world, actor, input: inputOf(found, request), requestId: request.id, admit })
      if (found.action.name === 'session.end') clearCookie(reply, request.protocol === 'https')
      return isSentFile(answer) ? sendFile(reply, answer) : answer
    },
  })
}

function sendFile(reply: FastifyReply, { fileName, type, content }: SentFile): FastifyReply {
  reply.header('content-disposition', `attachment; filename="${fileName}"`).type(`${type}; charset=utf-8`)
  return reply.send(Readable.from(content))
}

function mustOweNothing(actor: Actor, found: Endpoint): void {
  const isAboutSelf = found.path.startsWith('/api/me') || found.path === '/api/sign-out'
  if (actor.owes && !isAboutSelf) refuse('forbidden', `owes-${actor.owes}`)
}

function schemaOf(found: Endpoint) {
  const { params, rest } = splitShape(found)
  const more =
    Object.keys(rest).length === 0 ? {} : found.method === 'GET' ? { querystring: z.object(rest) } : { body: z.object(rest) }
  const named = Object.keys(params).length === 0 ? {} : { params: z.object(params) }
  const tag = found.action.name.split('.')[0]!
  const operationId = found.action.name.replaceAll(/[.-](\w)/g, (_all, letter: string) => letter.toUpperCase())
  return {
    summary: found.summary,
    operationId,
    tags: [tag],
    ...named,
    ...more,
    response: { 200: found.output, '4xx': errorShape },
  }
}
