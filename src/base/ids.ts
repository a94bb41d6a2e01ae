// UUID version 7 (RFC 9562): sorted by time, made in the program. Within one millisecond a 12-bit counter keeps the order of making;
// it begins at a random place in its lower half, so that two processes rarely meet.
import { randomFillSync } from 'node:crypto'

const POOL_IDS = 256
const pool = Buffer.allocUnsafe(POOL_IDS * 10)
let poolAt = pool.length
let lastMs = 0
let counter = 0

/** A clock set back by more than this is a clock of another world (a test), not a correction: it gets its own times. */
const LARGEST_STEP_BACK_MS = 10_000

export function uuid7(now: number = Date.now()): string {
  if (poolAt === pool.length) {
    randomFillSync(pool)
    poolAt = 0
  }
  advance(now, pool.readUInt16BE(poolAt) & 0x7ff)
  const hex = pool.toString('hex', poolAt + 2, poolAt + 10)
  poolAt += 10
  const time = lastMs.toString(16).padStart(12, '0')
  const variant = ((Number.parseInt(hex.charAt(0), 16) & 0x3) | 0x8).toString(16)
  const sequence = counter.toString(16).padStart(3, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${sequence}-${variant}${hex.slice(1, 4)}-${hex.slice(4)}`
}

function advance(now: number, start: number): void {
  if (now > lastMs || lastMs - now > LARGEST_STEP_BACK_MS) {
    lastMs = now
    counter = start
  } else if (++counter > 0xfff) {
    lastMs++
    counter = start
  }
}

export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
