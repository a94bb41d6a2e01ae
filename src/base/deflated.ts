// JSON compressed once in the program: what the database would do to a jsonb column costs more there, and nobody searches within.
// Small windows: the values are short, and setting up zlib's large ones costs more than it saves.
import { deflateRawSync, inflateRawSync } from 'node:zlib'

const SMALL = 1 << 11

export function deflateJson(value: unknown): Buffer {
  const text = JSON.stringify(value)
  const windowBits = text.length <= SMALL ? 11 : 15
  return deflateRawSync(text, { level: 3, windowBits, memLevel: windowBits === 11 ? 4 : 8 })
}

export function inflateJson<T>(deflated: Uint8Array): T {
  return JSON.parse(inflateRawSync(deflated).toString('utf8')) as T
}
