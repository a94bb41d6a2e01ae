// Signing in: the one door without an actor.
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { signIn, signInInput } from '../access/sign-in.ts'
import { refuse } from '../base/refusal.ts'
import type { World } from '../work/world.ts'
import { errorShape } from './routes.ts'
import { setCookie } from './who.ts'

export function serveSignIn(app: FastifyInstance, world: World, isSecure: boolean): void {
  app.route({
    method: 'POST',
    url: '/api/sign-in',
    schema: {
      summary: 'Sign in by password, and one-time code where it is on',
      operationId: 'sessionStart',
      tags: ['session'],
      body: signInInput,
      response: { 200: z.object({}), '4xx': errorShape },
    },
    validatorCompiler: () => (value) => ({ value }),
    async handler(request, reply) {
      const read = signInInput.safeParse(request.body)
      if (!read.success)
        return refuse('invalid', 'bad-input', { faults: read.error.issues.map((issue) => ({ field: issue.path.join('.') })) })
      setCookie(reply, await signIn(world, read.data, request.id), isSecure)
      return {}
    },
  })
}
