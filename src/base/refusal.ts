// A refusal: we say no, with a stable code and facts that the asker may see. What one may not see is missing, never forbidden.
// Anything else that is thrown is a bug.
const statusOf = { invalid: 400, unauthenticated: 401, forbidden: 403, missing: 404, conflict: 409, unavailable: 503 } as const

export type RefusalKind = keyof typeof statusOf

export class Refusal extends Error {
  readonly kind: RefusalKind
  readonly status: (typeof statusOf)[RefusalKind]
  readonly code: string
  readonly facts: Record<string, unknown>

  constructor(kind: RefusalKind, code: string, facts: Record<string, unknown> = {}) {
    super(`${kind}: ${code}`)
    this.name = 'Refusal'
    this.kind = kind
    this.status = statusOf[kind]
    this.code = code
    this.facts = facts
  }
}

/** Codes are kebab-case and never change: `refuse('conflict', 'already-settled', { settledAt })`. */
export function refuse(kind: RefusalKind, code: string, facts: Record<string, unknown> = {}): never {
  throw new Refusal(kind, code, facts)
}
