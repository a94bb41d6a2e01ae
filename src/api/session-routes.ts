// The doors without an actor: signing in, and the first run of a site.
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { signIn, signInInput } from '../access/sign-in.ts'
import { refuse } from '../base/refusal.ts'
import { firstRunInput, firstRunState, runFirst } from '../country/first-run.ts'
import type { World } from '../work/world.ts'
import { errorShape } from './routes.ts'
import { setCookie } from './who.ts'

interface Door<I extends z.ZodType> {
  url: string
  summary: string
  operationId: string
  input: I
  open(world: World, input: z.output<I>, requestId: string): Promise<string>
}

interface Serving {
  app: FastifyInstance
  world: World
  isSecure: boolean
}

export function serveSignIn(app: FastifyInstance, world: World, isSecure: boolean): void {
  serveDoor(
    { app, world, isSecure },
    {
      url: '/api/sign-in',
      summary: 'Sign in by password, and one-time code where it is on',
      operationId: 'sessionStart',
      input: signInInput,
      open: signIn,
    },
  )
  serveDoor(
    { app, world, isSecure },
    {
      url: '/api/first-run',
      summary: 'Make the first administrator, choose the packs and which of their units take part',
      operationId: 'siteFirstRun',
      input: firstRunInput,
      open: runFirst,
    },
  )
  const words = z.record(z.string(), z.string())
  const unit = z.object({
    no: z.number(),
    parentNo: z.number().nullable(),
    depth: z.number(),
    slug: z.string(),
    name: words,
    isNeeded: z.boolean(),
  })
  const state = z.object({
    isOpen: z.boolean(),
    isDemo: z.boolean(),
    version: z.string(),
    packs: z.array(z.object({ id: z.string(), name: words, isHereAlready: z.boolean(), units: z.array(unit) })),
    sources: z.array(z.object({ sourceId: z.string(), name: z.string(), pack: z.string() })),
  })
  const schema = {
    summary: 'Whether the site awaits its first administrator',
    operationId: 'siteFirstRunState',
    tags: ['session'],
    response: { 200: state },
  }
  app.get('/api/first-run', { schema }, () => firstRunState(world))
}

function serveDoor<I extends z.ZodType>({ app, world, isSecure }: Serving, door: Door<I>): void {
  const { summary, operationId, input } = door
  app.route({
    method: 'POST',
    url: door.url,
    schema: { summary, operationId, tags: ['session'], body: input, response: { 200: z.object({}), '4xx': errorShape } },
    validatorCompiler: () => (value) => ({ value }),
    async handler(request, reply) {
      const read = input.safeParse(request.body)
      if (!read.success) {
        return refuse('invalid', 'bad-input', {
          faults: read.error.issues.map((issue) => ({ field: issue.path.join('.'), expected: issue.message })),
        })
      }
      setCookie(reply, await door.open(world, read.data, request.id), isSecure)
      return {}
    },
  })
}
