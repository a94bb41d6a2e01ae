// Reading originals at any place: a kept file as a random-access source (for ZIP directories and members), and the clear bytes of an
// original by its digest, be it a file of its own or a member that lies within a container.
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import type { Sql } from '../base/database.ts'
import { open as unseal, unwrapKey } from '../base/seal.ts'
import { FRAME_BYTES, frameBound, type KeptOriginal, keyBound, type OriginalStore, readOriginal } from './originals.ts'
import { type Member, readMember, type Source } from './zip.ts'

type Kept = Pick<KeptOriginal, 'address' | 'wrappedKey' | 'sizeBytes' | 'storedBytes'>

const REMEMBERED_FRAMES = 4

/** The frames' places are found once; the last few frames are kept in clear, since members lie one after the other. */
export function originalSource(store: OriginalStore, kept: Kept): Source {
  const key = unwrapKey(store.installation, kept.wrappedKey, keyBound(kept.address))
  const path = join(store.folder, kept.address)
  const frames = new Map<number, Buffer>()
  let places: Promise<number[]> | undefined
  const frameOf = async (index: number): Promise<Buffer> => {
    const known = frames.get(index)
    if (known) return known
    places ??= framePlaces(path, kept.storedBytes)
    const at = await places
    const sealed = await bytesAt(path, at[index]! + 4, at[index + 1]!)
    const clear = inflateRawSync(unseal(key, sealed, frameBound(kept.address, index)), { maxOutputLength: FRAME_BYTES })
    if (frames.size >= REMEMBERED_FRAMES) frames.delete(frames.keys().next().value!)
    frames.set(index, clear)
    return clear
  }
  return {
    sizeBytes: kept.sizeBytes,
    async *read(from, to) {
      for (let at = from; at < Math.min(to, kept.sizeBytes); ) {
        const frame = await frameOf(Math.floor(at / FRAME_BYTES))
        const start = at % FRAME_BYTES
        const piece = frame.subarray(start, Math.min(frame.length, start + to - at))
        if (piece.length === 0) return
        yield piece
        at += piece.length
      }
    },
  }
}

/** Where each frame begins, and last where the file ends. */
async function framePlaces(path: string, storedBytes: number): Promise<number[]> {
  const handle = await open(path, 'r')
  try {
    const places = [0]
    const length = Buffer.alloc(4)
    for (let at = 0; at < storedBytes; ) {
      await handle.read(length, 0, 4, at)
      at += 4 + length.readUInt32BE(0)
      places.push(at)
    }
    return places
  } finally {
    await handle.close()
  }
}

async function bytesAt(path: string, from: number, to: number): Promise<Buffer> {
  const handle = await open(path, 'r')
  try {
    const bytes = Buffer.alloc(to - from)
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, from)
    if (bytesRead < bytes.length) throw new Error(`The original ${path} breaks off in the middle of a frame`)
    return bytes
  } finally {
    await handle.close()
  }
}

export interface OriginalRow {
  address: string
  wrappedKey: Buffer
  sizeBytes: number
  storedBytes: number
}

/** What is kept under the digests, by their hex. */
export async function originalRows(sql: Sql, digests: readonly string[]): Promise<Map<string, OriginalRow>> {
  if (digests.length === 0) return new Map()
  const rows = await sql<OriginalRow & { digest: string }>`
    select encode(digest, 'hex') as digest, address, wrapped_key as "wrappedKey", size_bytes as "sizeBytes", stored_bytes as "storedBytes"
    from original where digest = any(${[...new Set(digests)].map((digest) => Buffer.from(digest, 'hex'))}::bytea[])`
  return new Map(rows.map(({ digest, ...row }) => [digest, row]))
}

export function keptRow(rows: ReadonlyMap<string, OriginalRow>, digest: string): OriginalRow {
  const row = rows.get(digest)
  if (!row) throw new Error(`No original ${digest} is kept`)
  return row
}

/** An original within a container: `container-digest!offset.packed.clear.method`. Its CRC was checked when its digest was made. */
export const memberAddress = (
  container: string,
  { offset, packedBytes, clearBytes, method }: Pick<Member, 'offset' | 'packedBytes' | 'clearBytes' | 'method'>,
): string => `${container}!${offset}.${packedBytes}.${clearBytes}.${method}`

/** Hex digest of the container that an address lies in; null for a file of its own. */
export const containerIn = (address: string): string | null =>
  address.includes('!') ? address.slice(0, address.indexOf('!')) : null

/** The clear bytes of an original: `container` is the row of what it lies in, null for a file of its own. */
export async function* keptBytes(
  store: OriginalStore,
  { row, container }: { row: OriginalRow; container: OriginalRow | null },
): AsyncGenerator<Buffer> {
  if (container === null) return yield* readOriginal(store, row)
  const place = row.address.slice(row.address.indexOf('!') + 1)
  const [offset, packedBytes, clearBytes, method] = place.split('.').map(Number) as [number, number, number, number]
  yield* readMember(originalSource(store, container), { ordinal: 0, name: '', offset, packedBytes, clearBytes, method })
}
