// Headers that hold the browser to us: strict CSP with a nonce per page, no framing, no sniffing, nothing cached by others.
// A request that changes something must carry our header, which no form of another site can send.
import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from '../base/refusal.ts'

export const newNonce = (): string => randomBytes(18).toString('base64')

export const contentPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ')

const headers = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  // Whatever way an address is written that leads to an answer of ours; the console's built files say otherwise themselves.
  'cache-control': 'no-store',
}

export function addHeaders(request: FastifyRequest, reply: FastifyReply, isSecure: boolean): void {
  reply.headers(headers).header('content-security-policy', contentPolicy(''))
  reply.header('request-id', request.id)
  if (isSecure) reply.header('strict-transport-security', 'max-age=31536000')
}

export function guard(app: FastifyInstance, isSecure: boolean): void {
  app.addHook('onRequest', async (request, reply) => {
    addHeaders(request, reply, isSecure)
    const isChange = request.method !== 'GET' && request.method !== 'HEAD'
    const hasToken = request.headers.authorization?.startsWith('Bearer ') ?? false
    if (isChange && !hasToken && request.headers['x-tipbridge'] !== '1')
      refuse('forbidden', 'no-header', { header: 'x-tipbridge: 1' })
  })
}
