// How the server says no: a refusal by its kind, code and facts; anything else is a bug: 500, an id, the log, and not a word more.
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { isConnectionLost } from '../base/database.ts'
import type { Log } from '../base/log.ts'
import { Refusal } from '../base/refusal.ts'
import { refusedValue } from '../base/refused-value.ts'

export interface Said {
  error: { kind: string; code: string; facts: Record<string, unknown>; id: string }
}

type Failure = FastifyError | Refusal | Error

export function answerError(trace: Log) {
  const answer = (error: Failure, request: FastifyRequest, reply: FastifyReply) => {
    const id = request.id
    if (error instanceof Refusal) {
      if (error.facts.seconds) reply.header('retry-after', String(error.facts.seconds))
      return reply
        .code(error.status)
        .send({ error: { kind: error.kind, code: error.code, facts: error.facts, id } } satisfies Said)
    }
    const status = 'statusCode' in error && error.statusCode ? error.statusCode : 500
    if (status < 500)
      return reply
        .code(status)
        .send({ error: { kind: 'invalid', code: 'bad-request', facts: { says: plain(error) }, id } } satisfies Said)
    if (isUnreachable(error)) {
      trace.error('The database does not answer', { error, requestId: id })
      return reply.code(503).send({ error: { kind: 'unavailable', code: 'no-database', facts: {}, id } } satisfies Said)
    }
    trace.error('A request failed', { error, requestId: id, method: request.method, route: request.routeOptions?.url })
    return reply.code(500).send({ error: { kind: 'bug', code: 'bug', facts: {}, id } } satisfies Said)
  }
  return (thrown: Failure, request: FastifyRequest, reply: FastifyReply) => answer(refusedValue(thrown) ?? thrown, request, reply)
}

/** The parser's sentence about a malformed request holds no value of ours, but may quote the body: only its code is told. */
const plain = (error: Error) => ('code' in error && typeof error.code === 'string' ? error.code : 'malformed')

const unreachable = new Set(['ECONNREFUSED', 'ENOENT', 'ECONNRESET', '57P01', '57P02', '57P03', '08006', '08001', '53300'])

function isUnreachable(error: Error): boolean {
  const code = 'code' in error ? String(error.code) : ''
  return unreachable.has(code) || isConnectionLost(error)
}
