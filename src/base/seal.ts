// Sealing of values: AES-256-GCM, a random nonce each, laid out nonce ‖ tag ‖ ciphertext. `bound` says where the value stands
// (table/row/field): a ciphertext moved to another place does not open. One key seals at most 2^32 values (NIST SP 800-38D).
import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes, randomFillSync } from 'node:crypto'

const NONCE_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32

export class UnsealError extends Error {
  constructor() {
    super('A sealed value does not open: wrong key, altered, or moved from its place')
    this.name = 'UnsealError'
  }
}

/** A key made ready once for many values. */
export const readyKey = (key: Buffer): KeyObject => createSecretKey(key)

export function seal(key: Buffer | KeyObject, plain: Buffer | string, bound: string): Buffer {
  const nonce = newNonce()
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(bound))
  const sealed = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain)
  const last = cipher.final()
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed, last])
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

const NONCES = 341
const nonces = Buffer.allocUnsafe(NONCES * NONCE_BYTES)
let noncesAt = nonces.length

/** Nonces come from one large draw of randomness at a time; each is handed out once. */
function newNonce(): Buffer {
  if (noncesAt === nonces.length) {
    randomFillSync(nonces)
    noncesAt = 0
  }
  noncesAt += NONCE_BYTES
  return Buffer.from(nonces.subarray(noncesAt - NONCE_BYTES, noncesAt))
}

export function newKey(): Buffer {
  return randomBytes(KEY_BYTES)
}

/** A data key under the installation key; `bound` names the row that it belongs to. */
export function wrapKey(installation: Buffer, dataKey: Buffer, bound: string): Buffer {
  return seal(installation, dataKey, `data-key/${bound}`)
}

export function unwrapKey(installation: Buffer, wrapped: Uint8Array, bound: string): Buffer {
  return open(installation, wrapped, `data-key/${bound}`)
}
