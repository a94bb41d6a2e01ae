// The only door to the server. The session is an HttpOnly cookie; every call that changes something carries a header
// that another site cannot set. What the server refuses is thrown as SaidNo, with its code and facts; the sentence is ours.

export type ErrorKind = 'invalid' | 'forbidden' | 'missing' | 'conflict' | 'unavailable' | 'bug' | 'session' | 'unreachable'
type Facts = Record<string, unknown>
type Query = Record<string, string | number | boolean | null | undefined | readonly string[]>

export class SaidNo extends Error {
  readonly kind: ErrorKind
  readonly code: string
  readonly facts: Facts
  readonly id: string | undefined
  readonly status: number
  readonly asked: string
  readonly at = new Date()
  constructor(said: { kind: ErrorKind; code: string; facts?: Facts; id?: string; status: number; asked: string }) {
    super(`${said.asked}: ${said.status} ${said.code}`)
    this.kind = said.kind
    this.code = said.code
    this.facts = said.facts ?? {}
    this.id = said.id
    this.status = said.status
    this.asked = said.asked
  }
}

export function get<T>(path: string, query?: Query): Promise<T> {
  return call<T>('GET', path + search(query))
}

export function post<T = void>(path: string, body: unknown = {}): Promise<T> {
  return call<T>('POST', path, JSON.stringify(body))
}

export function patch<T = void>(path: string, body: unknown): Promise<T> {
  return call<T>('PATCH', path, JSON.stringify(body))
}

export function put<T = void>(path: string, body: unknown): Promise<T> {
  return call<T>('PUT', path, JSON.stringify(body))
}

export function remove<T = void>(path: string): Promise<T> {
  return call<T>('DELETE', path)
}

/** Hands in files as they are; `form` is multipart. */
export function upload<T>(path: string, form: FormData): Promise<T> {
  return call<T>('POST', path, form)
}

export function search(query: Query | undefined): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value === null || value === undefined || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) params.append(key, String(one))
  }
  const written = params.toString()
  return written ? `?${written}` : ''
}

async function call<T>(method: string, path: string, body?: string | FormData): Promise<T> {
  const asked = `${method} ${path.split('?')[0]}`
  const headers: Record<string, string> = { accept: 'application/json' }
  if (method !== 'GET') headers['x-tipbridge'] = '1'
  if (typeof body === 'string') headers['content-type'] = 'application/json'
  let answer: Response
  try {
    answer = await fetch(path, { method, headers, body, credentials: 'same-origin' })
  } catch {
    throw new SaidNo({ kind: 'unreachable', code: 'unreachable', status: 0, asked })
  }
  const text = await answer.text()
  const read = readJson(text)
  if (!answer.ok) throw refusal(answer.status, read, asked)
  return read as T
}

function readJson(text: string): unknown {
  if (!text) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const kindOf: Record<number, ErrorKind> = {
  400: 'invalid',
  401: 'session',
  403: 'forbidden',
  404: 'missing',
  409: 'conflict',
  503: 'unavailable',
}

function refusal(status: number, read: unknown, asked: string): SaidNo {
  const said = (read as { error?: { kind?: ErrorKind; code?: string; facts?: Facts; id?: string } } | undefined)?.error ?? {}
  const kind = kindOf[status] ?? said.kind ?? 'bug'
  return new SaidNo({ kind, code: said.code ?? kind, facts: said.facts ?? {}, id: said.id ?? '', status, asked })
}
