// The last net under a reader: should it throw where no record can be named, what it gave so far stands, and the rest of the file is one
// quarantined record with its place. Faults within a record are kept to that record by the formats (`contain`).
import { createHash, type Hash } from 'node:crypto'
import type { Bug, Parsed, Reader } from './format.ts'
import { bugOf, READER_FAILED } from './record.ts'

interface Broken {
  bug: Bug
  from: number
  hash: Hash
}

export function contained(reader: Reader): Reader {
  let at = 0
  let given = { entry: 0, to: 0 }
  let broken: Broken | undefined
  const take = (bytes: Buffer, read: () => Parsed[]): Parsed[] => {
    try {
      const parsed = read()
      given = lastOf(parsed) ?? given
      return parsed
    } catch (error) {
      broken = { bug: bugOf(error), from: Math.max(given.to, at), hash: createHash('sha256').update(bytes) }
      return []
    } finally {
      at += bytes.length
    }
  }
  return {
    push(bytes) {
      if (!broken) return take(bytes, () => reader.push(bytes))
      broken.hash.update(bytes)
      at += bytes.length
      return []
    },
    end() {
      const parsed = broken ? [] : take(Buffer.alloc(0), () => reader.end())
      return broken ? [restOf(broken, given.entry + 1, at)] : parsed
    },
  }
}

function lastOf(parsed: Parsed[]): { entry: number; to: number } | undefined {
  const last = parsed.at(-1)
  const { entry, byteTo: to } = last?.draft ?? last?.unreadable ?? { entry: 0, byteTo: 0 }
  return last && { entry, to }
}

function restOf({ bug, from, hash }: Broken, entry: number, to: number): Parsed {
  const place = { byte: from, entry }
  return { digest: hash.digest(), unreadable: { entry, reason: READER_FAILED, place, byteFrom: from, byteTo: to }, bug }
}
