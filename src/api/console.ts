// The console's files as built; every page of it is index.html, with a fresh nonce in place of the placeholder.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { refuse } from '../base/refusal.ts'
import { contentPolicy, newNonce } from './security.ts'

const PLACEHOLDER = '__CSP_NONCE__'

export async function serveConsole(app: FastifyInstance, folder: string): Promise<void> {
  const page = await readFile(join(folder, 'index.html'), 'utf8').catch(() => null)
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    index: false,
    decorateReply: false,
    immutable: true,
    maxAge: '365d',
  })
  app.setNotFoundHandler((request, reply) => {
    if (request.url.startsWith('/api/') || request.url.startsWith('/assets/') || request.method !== 'GET')
      refuse('missing', 'no-such-address')
    if (page === null)
      return reply.code(503).type('text/plain; charset=utf-8').send('The console is not built. Run: npm run build\n')
    const nonce = newNonce()
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', contentPolicy(nonce))
      .send(page.replaceAll(PLACEHOLDER, nonce))
  })
}
