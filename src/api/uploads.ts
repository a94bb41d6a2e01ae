// The doors through which bytes come in: files dropped into the console, and a raw upload by a service. Both stream: what is handed in
// goes to disk as it arrives, compressed and sealed, and is acknowledged when all of it is there. What breaks off leaves nothing behind.
import fastifyMultipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Refusal, refuse } from '../base/refusal.ts'
import { handIn, type NamedFile } from '../intake/hand-in.ts'
import { dropOriginal, type OriginalStore } from '../intake/originals.ts'
import { originalsFolder } from '../intake/read-batch.ts'
import { keepFile } from '../intake/receive.ts'
import { type Asked, perform } from '../work/action.ts'
import type { Actor } from '../work/actor.ts'
import type { World } from '../work/world.ts'
import { errorShape } from './routes.ts'
import { actorOfRequest, mustBeAsShown } from './who.ts'

const MOST_FILES = 10_000
/** Files are streamed: their size is bounded by the disk, not by memory. */
const UNBOUNDED = Number.MAX_SAFE_INTEGER

const answer = z.object({ batchId: z.string(), files: z.number() })
const response = { 200: answer, '4xx': errorShape }

export async function serveUploads(app: FastifyInstance, world: World): Promise<void> {
  await app.register(async (routes) => {
    await routes.register(fastifyMultipart, {
      limits: { files: MOST_FILES, fileSize: UNBOUNDED, fields: 10, fieldSize: 1000, parts: MOST_FILES + 10 },
    })
    routes.route({
      method: 'POST',
      url: '/api/batches',
      bodyLimit: UNBOUNDED,
      schema: {
        summary: 'Hand in files (multipart/form-data; field source)',
        operationId: 'batchHandIn',
        tags: ['batch'],
        response,
      },
      handler: (request) => receive(world, request, fromForm),
    })
  })
  await app.register(async (routes) => {
    routes.removeAllContentTypeParsers()
    routes.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    routes.route({
      method: 'PUT',
      url: '/api/upload',
      bodyLimit: UNBOUNDED,
      schema: {
        summary: 'Hand in one file as it is (query: name, source)',
        operationId: 'batchUpload',
        tags: ['batch'],
        querystring: uploadQuery,
        response,
      },
      validatorCompiler: () => (value) => ({ value }),
      handler: (request) => receive(world, request, fromBody),
    })
  })
}

interface Arriving {
  store: OriginalStore
  /** Filled while the bytes come, so that what broke off can be removed. */
  files: NamedFile[]
}

interface Came {
  source?: string
  door: 'console' | 'upload'
}

async function receive(world: World, request: FastifyRequest, take: (request: FastifyRequest, into: Arriving) => Promise<Came>) {
  const actor = await actorOfRequest(world, request)
  const asked = { world, actor, requestId: request.id }
  // Refused before a byte is taken, and recorded like any refusal.
  const no = refusalFor(actor, request)
  if (no || !actor.permissions.has('batch:hand-in')) return refused(asked, no)
  const store = { folder: originalsFolder(world.dataFolder), installation: world.keys.installation }
  const arriving: Arriving = { store, files: [] }
  try {
    const came = await take(request, arriving).catch((error) => refused(asked, inOurWords(error)))
    return await perform(handIn, { ...asked, input: { ...came, door: doorOf(actor), files: arriving.files } })
  } catch (error) {
    for (const { kept } of arriving.files) await dropOriginal(store, kept.original.address)
    throw inOurWords(error)
  }
}

function refusalFor(actor: Actor, request: FastifyRequest): unknown {
  try {
    mustBeAsShown(actor, request)
    if (actor.owes) refuse('forbidden', `owes-${actor.owes}`)
    return undefined
  } catch (error) {
    return error
  }
}

/** Nothing is handed in, and the log says why; what broke off without a word of ours is no refusal. */
function refused(asked: Pick<Asked, 'world' | 'actor' | 'requestId'>, error: unknown): Promise<never> {
  if (error !== undefined && !(error instanceof Refusal)) throw error
  const admit = () => {
    if (error) throw error
  }
  return perform(handIn, { ...asked, input: { door: doorOf(asked.actor), files: [] }, admit }) as Promise<never>
}

const inOurWords = (error: unknown): unknown => (isDiskFull(error) ? new Refusal('unavailable', 'disk-full') : error)

const doorOf = (actor: Actor): Came['door'] => (actor.kind === 'service' ? 'upload' : 'console')

const isDiskFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT', 'EFBIG', '53100'].includes(String((error as { code?: unknown } | null)?.code))

async function fromForm(request: FastifyRequest, { store, files }: Arriving): Promise<Came> {
  if (!request.isMultipart()) refuse('invalid', 'not-multipart')
  let source: string | undefined
  for await (const part of ofForm(request.parts())) {
    if (part.type === 'file') files.push({ name: part.filename || 'unnamed', kept: await keepFile(store, ofForm(part.file)) })
    else if (part.fieldname === 'source' && typeof part.value === 'string' && part.value.trim() !== '') source = part.value
  }
  if (files.length === 0) refuse('invalid', 'no-files')
  return { source, door: 'console' }
}

/** What the parser of the form gives. What is wrong with a form it says without a code, unlike what a limit or the disk refuses. */
async function* ofForm<T>(given: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* given
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== undefined) throw error
    refuse('invalid', 'not-multipart')
  }
}

const uploadQuery = z.object({ name: z.string().max(300).default('upload'), source: z.string().max(200).optional() })

async function fromBody(request: FastifyRequest, { store, files }: Arriving): Promise<Came> {
  const query = uploadQuery.safeParse(request.query)
  if (!query.success) return refuse('invalid', 'bad-input')
  files.push({ name: query.data.name, kept: await keepFile(store, request.body as AsyncIterable<Buffer>) })
  return { source: query.data.source, door: 'upload' }
}
