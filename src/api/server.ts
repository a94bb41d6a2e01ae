// The HTTP server: guard, sign-in, the endpoints of all features, uploads, the console. It holds the application's role only.
import fastifyCookie from '@fastify/cookie'
import fastifySwagger from '@fastify/swagger'
import fastify, { type FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject, serializerCompiler } from 'fastify-type-provider-zod'
import { lagInShort } from '../audit/lag.ts'
import { uuid7 } from '../base/ids.ts'
import type { World } from '../work/world.ts'
import { serveConsole } from './console.ts'
import { endpoints } from './endpoints.ts'
import { answerError } from './errors.ts'
import { answerProxiesOnly } from './proxy-only.ts'
import { serveEndpoint } from './routes.ts'
import { addHeaders, guard } from './security.ts'
import { serveSignIn } from './session-routes.ts'
import { serveUploads } from './uploads.ts'

export interface ServerOptions {
  world: World
  consoleFolder: string
  isSecure: boolean
  trustedProxies?: readonly string[]
  https?: { cert: Buffer; key: Buffer }
}

const MOST_BODY_BYTES = 1 << 20

export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { world, isSecure, trustedProxies = [] } = options
  const app = fastify({
    bodyLimit: MOST_BODY_BYTES,
    genReqId: () => uuid7(),
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    // Parameters longer than any of ours are a mistake or an attack.
    routerOptions: { maxParamLength: 300 },
    // An address that cannot be read reaches no hook.
    frameworkErrors: (error, request, reply) => {
      addHeaders(request, reply, isSecure)
      answerError(world.trace)(error, request, reply)
    },
    ...(options.https ? { https: options.https } : {}),
  }) as unknown as FastifyInstance
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(answerError(world.trace))
  // First of all, before a cookie is looked at.
  if (trustedProxies.length > 0 && !options.https) answerProxiesOnly(app, trustedProxies)
  await app.register(fastifyCookie)
  await app.register(fastifySwagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Tipbridge', version: world.version } },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  guard(app, isSecure)
  await app.register(async (routes) => {
    serveHealth(routes, world)
    serveSignIn(routes, world, isSecure)
    for (const found of endpoints) serveEndpoint(routes, world, found)
    await serveUploads(routes, world)
  })
  await serveConsole(app, options.consoleFolder)
  return app
}

function serveHealth(app: FastifyInstance, world: World): void {
  app.get('/health', { schema: { hide: true } }, async (_request, reply) => {
    const isAlive = await world.app.sql`select 1`.then(
      () => true,
      () => false,
    )
    const audit = isAlive ? await lagInShort(world.log, world.clock).catch(() => null) : null
    return reply.code(isAlive ? 200 : 503).send({ database: isAlive, audit, version: world.version })
  })
}
