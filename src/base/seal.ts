// Sealing of values: AES-256-GCM, a random nonce each, laid out nonce ‖ tag ‖ ciphertext. `bound` says where the value stands
// (table/row/field): a ciphertext moved to another place does not open. One key seals at most 2^32 values (NIST SP 800-38D).
import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto'

const NONCE_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32

export class UnsealError extends Error {
  constructor() {
    super('A sealed value does not open: wrong key, altered, or moved from its place')
    this.name = 'UnsealError'
  }
}

export function seal(key: Buffer, plain: Buffer | string, bound: string): Buffer {
  const nonce = random(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(bound))
  const sealed = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain)
  // Of this mode nothing is left for the end.
  cipher.final()
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

export function open(key: Buffer, sealed: Uint8Array, bound: string): Buffer {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new UnsealError()
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(bound))
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()])
  } catch {
    throw new UnsealError()
  }
}

const drawn = Buffer.allocUnsafe(4096)
let drawnTo = drawn.length

/** Nonces and keys come from one large draw of randomness at a time; each byte is handed out once, and not kept. */
function random(bytes: number): Buffer {
  if (drawnTo + bytes > drawn.length) {
    randomFillSync(drawn)
    drawnTo = 0
  }
  const own = Buffer.from(drawn.subarray(drawnTo, drawnTo + bytes))
  drawn.fill(0, drawnTo, drawnTo + bytes)
  drawnTo += bytes
  return own
}

export const newKey = (): Buffer => random(KEY_BYTES)

/** A data key under the installation key; `bound` names the row that it belongs to. */
export function wrapKey(installation: Buffer, dataKey: Buffer, bound: string): Buffer {
  return seal(installation, dataKey, `data-key/${bound}`)
}

export function unwrapKey(installation: Buffer, wrapped: Uint8Array, bound: string): Buffer {
  return open(installation, wrapped, `data-key/${bound}`)
}
