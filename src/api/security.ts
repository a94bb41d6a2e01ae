// Headers that hold the browser to us: strict CSP with a nonce per page, no framing, no sniffing, nothing cached by others.
// A request that changes something must carry our header, which no form of another site can send.
import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
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
}

export function guard(app: FastifyInstance, isSecure: boolean): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers).header('content-security-policy', contentPolicy(''))
    reply.header('request-id', request.id)
    if (isSecure) reply.header('strict-transport-security', 'max-age=31536000')
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
    const isChange = request.method !== 'GET' && request.method !== 'HEAD'
    const hasToken = request.headers.authorization?.startsWith('Bearer ') ?? false
    if (isChange && !hasToken && request.headers['x-tipbridge'] !== '1')
      refuse('forbidden', 'no-header', { header: 'x-tipbridge: 1' })
  })
}
