// The only door to the server: the client generated from openapi.json. An endpoint is named as the server names it
// (`POST /api/reports/{reportId}/reopen`); of what is given, fields of the path go into the path, the rest into query or body.
// The session is an HttpOnly cookie; every request carries a header that another site cannot set. What is refused is thrown as SaidNo.
import createClient from 'openapi-fetch'
import type { paths } from './api.generated.ts'

type Method = 'GET' | 'POST'
type Operation<Path extends keyof paths, M extends Method> = NonNullable<paths[Path][Lowercase<M>]>
type DoorsOf<Path extends keyof paths & string, M extends Method> = [Operation<Path, M>] extends [never] ? never : `${M} ${Path}`
export type Door = { [Path in keyof paths & string]: DoorsOf<Path, 'GET'> | DoorsOf<Path, 'POST'> }[keyof paths & string]
type OperationOf<D extends Door> = D extends `${infer M extends Method} ${infer Path extends keyof paths & string}`
  ? Operation<Path, M>
  : never

type PathOf<O> = O extends { parameters: { path: infer Fields } } ? Fields : unknown
type QueryOf<O> = O extends { parameters: { query?: infer Fields } } ? Loose<Fields> : unknown
/** In an address everything is text. */
type Loose<Fields> = [Fields] extends [undefined] ? unknown : { [Name in keyof Fields]: Fields[Name] | string | undefined }
type BodyOf<O> = O extends { requestBody?: { content: { 'application/json': infer Fields } } } ? Fields : unknown
export type Given<D extends Door> = PathOf<OperationOf<D>> & QueryOf<OperationOf<D>> & BodyOf<OperationOf<D>>
/** What must be given; nothing where an endpoint asks for nothing. */
export type Rest<D extends Door> = Record<never, never> extends Given<D> ? [given?: Given<D>] : [given: Given<D>]
export type Answer<D extends Door> =
  OperationOf<D> extends { responses: { 200: { content: { 'application/json': infer Said } } } } ? Said : undefined

export type ErrorKind =
  | 'invalid'
  | 'forbidden'
  | 'missing'
  | 'conflict'
  | 'unavailable'
  | 'bug'
  | 'session'
  | 'unreachable'
  | 'unanswered'
type Facts = Record<string, unknown>

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

const client = createClient<paths>({
  baseUrl: globalThis.location?.origin ?? '',
  credentials: 'same-origin',
})

/** A change that has no answer by then has lost it: a dialog waits for it no longer. */
const LONGEST_CHANGE_MS = 60_000
type Shown = { personId: string; unitNo: number }
let shown: Shown | undefined
let onRefused: (no: SaidNo) => void = () => undefined

/** For whom the page is shown: told with each request, since in another tab somebody else may have signed in with the same cookie. */
export function showFor(given: Shown | undefined) {
  shown = given
}

export const isShownForSomebody = () => shown !== undefined

/** Whatever is refused is told there too, wherever it was asked. */
export function whenRefused(tell: (no: SaidNo) => void) {
  onRefused = tell
}

/** Of who chooses another unit only the person must still be the same. */
function headersOf(door: string): Record<string, string> {
  const place = door === 'POST /api/me/unit' ? shown?.personId : shown && `${shown.personId}/${shown.unitNo}`
  return { 'x-tipbridge': '1', ...(place ? { 'x-tipbridge-as': place } : {}) }
}

/** Asks one endpoint and gives its answer; throws SaidNo. */
export async function ask<D extends Door>(door: D, ...given: Rest<D>): Promise<Answer<D>> {
  const space = door.indexOf(' ')
  const path = door.slice(space + 1)
  const method = door.slice(0, space).toLowerCase()
  const parted = part(path, (given[0] ?? {}) as Record<string, unknown>)
  const headers = headersOf(door)
  const rest =
    method === 'get'
      ? { headers, params: { path: parted.path, query: parted.rest } }
      : { headers, params: { path: parted.path }, body: parted.rest, signal: AbortSignal.timeout(LONGEST_CHANGE_MS) }
  const said = await client.request(method as never, path as never, rest as never).catch(() => undefined)
  if (!said) throw noAnswer(door)
  const { data, error, response } = said as { data?: unknown; error?: unknown; response: Response }
  if (!response.ok) throw refusal(response.status, error, door)
  return data as Answer<D>
}

/** Asks what answers in steps, one JSON line each, as they come. */
export async function* askLines<D extends Door>(door: D, signal: AbortSignal): AsyncGenerator<Answer<D>> {
  const space = door.indexOf(' ')
  const asked = { method: door.slice(0, space), headers: headersOf(door), signal }
  const response = await fetch(door.slice(space + 1), asked).catch(() => undefined)
  if (!response?.body) throw noAnswer(door)
  if (!response.ok) throw refusal(response.status, await response.json().catch(() => undefined), door)
  let rest = ''
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const lines = (rest + read.value).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield JSON.parse(line) as Answer<D>
  }
}

/** Hands in files as they are, with the same headers, and tells how many bytes have gone: fetch cannot. */
export function sendForm<Said>(path: string, form: FormData, onSent: (bytes: number) => void) {
  const asked = `POST ${path}`
  const request = new XMLHttpRequest()
  const answer = new Promise<Said>((take, refuse) => {
    request.open('POST', path)
    request.responseType = 'json'
    for (const [name, value] of Object.entries(headersOf(asked))) request.setRequestHeader(name, value)
    request.upload.onprogress = (event) => onSent(event.loaded)
    request.onload = () =>
      request.status >= 200 && request.status < 300
        ? take(request.response as Said)
        : refuse(refusal(request.status, request.response, asked))
    request.onerror = () => refuse(noAnswer(asked))
    request.send(form)
  })
  return { answer, stop: () => request.abort() }
}

function part(path: string, given: Record<string, unknown>) {
  const inPath = new Set([...path.matchAll(/\{(\w+)\}/g)].map((found) => found[1]))
  const entries = Object.entries(given).filter(([, value]) => value !== undefined)
  return {
    path: Object.fromEntries(entries.filter(([name]) => inPath.has(name))),
    rest: Object.fromEntries(entries.filter(([name]) => !inPath.has(name))),
  }
}

const kindOf: Record<number, ErrorKind> = {
  400: 'invalid',
  401: 'session',
  403: 'forbidden',
  404: 'missing',
  409: 'conflict',
  413: 'invalid',
  503: 'unavailable',
}

/** What is posted and changes nothing that one works with. */
const changesNothing = new Set(['POST /api/sign-in', 'POST /api/sign-out', 'POST /api/audit/verify', 'POST /api/reports/seen'])

/** A question without an answer is only that; of a change without an answer nobody knows whether it was done. */
function noAnswer(asked: string, status = 0): SaidNo {
  const kind = asked.startsWith('GET ') || changesNothing.has(asked) ? 'unreachable' : 'unanswered'
  return new SaidNo({ kind, code: kind, status, asked })
}

function refusal(status: number, read: unknown, asked: string): SaidNo {
  const said = (read as { error?: { code?: string; facts?: Facts; id?: string } } | undefined)?.error ?? {}
  // Not the server speaks so, but something before it that waited in vain.
  if (status >= 502 && !said.code) return noAnswer(asked, status)
  const kind = kindOf[status] ?? 'bug'
  const no = new SaidNo({ kind, code: said.code ?? kind, facts: said.facts ?? {}, id: said.id ?? '', status, asked })
  onRefused(no)
  return no
}
