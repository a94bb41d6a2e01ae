// An action at an address. Fields named in the path come from the path; the rest from the query (GET) or the body (others).
// A feature's endpoints.ts is the list of what it can do; api/server.ts serves the lists, openapi.json describes them.
import type { z } from 'zod'
import type { Action } from './action.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

export interface Endpoint {
  method: Method
  /** `/api/referrals/{referralId}/acknowledge` */
  path: string
  action: Action
  /** What comes back; unknown members are dropped, so that nothing leaks by accident. */
  output: z.ZodType
  summary: string
}

export function endpoint<I extends z.ZodObject, R>(
  address: `${Method} /api/${string}`,
  given: { action: Action<I, R>; output: z.ZodType<unknown>; summary: string },
): Endpoint {
  const [method, path] = address.split(' ') as [Method, string]
  return { method, path, ...given, action: given.action as unknown as Action }
}

export const pathFields = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map((found) => found[1]!)

/** What an action answers that is sent as a file, as it is read. Its endpoint's output is `z.string()`. */
export interface SentFile {
  fileName: string
  type: string
  content: Iterable<string> | AsyncIterable<string>
}

export const isSentFile = (answer: unknown): answer is SentFile =>
  answer !== null && typeof answer === 'object' && 'fileName' in answer && 'content' in answer
