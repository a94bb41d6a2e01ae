// Passwords: argon2id (RFC 9106, second recommended cost), generated secrets, and the growing delay after wrong tries.
import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

// 19 MiB, two passes, one lane: the OWASP minimum for argon2id, about 60 ms on a small server.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFC'), COST)

export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  // An unknown name costs as much time as a wrong password, so that names cannot be told apart.
  const right = await verify(stored ?? (await unknownHash()), password.normalize('NFC')).catch(() => false)
  return stored !== null && right
}

let unknown: Promise<string> | undefined
const unknownHash = () => {
  unknown ??= hashPassword(randomBytes(24).toString('base64'))
  return unknown
}

const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A secret that a person can read out: groups of five from an alphabet without look-alikes (about 4.95 bits a sign). */
export function generatedSecret(groups = 4): string {
  const sign = () => {
    for (;;) {
      const byte = randomBytes(1)[0]!
      if (byte < ALPHABET.length * 8) return ALPHABET[byte % ALPHABET.length]
    }
  }
  return Array.from({ length: groups }, () => Array.from({ length: 5 }, sign).join('')).join('-')
}

export const SHORTEST_PASSWORD = 12

export const FREE_TRIES = 2
/** Seconds. */
export const LONGEST_WAIT = 900

/** Seconds to wait after so many wrong tries in a row: none for two, then 4, 8, 16 … up to a quarter of an hour. */
export function waitAfter(wrong: number): number {
  return wrong <= FREE_TRIES ? 0 : Math.min(2 ** (wrong - 1), LONGEST_WAIT)
}
