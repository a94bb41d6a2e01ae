// The bytes as they were handed in, kept for good: compressed, sealed, addressed by the SHA-256 of the clear bytes. A file of frames in
// the data folder, each frame sealed by itself, so that a gigabyte passes in constant memory.
// On disk (fsync) before any receipt says so.
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { deflateRaw, inflateRawSync } from 'node:zlib'
import { flushFolder, makeFolder } from '../base/files.ts'
import { giveOpenFile } from '../base/folder-owner.ts'
import { newKey, seal, open as unseal, unwrapKey, wrapKey } from '../base/seal.ts'

const compress = promisify(deflateRaw)

export interface OriginalStore {
  /** `DATA/originals` */
  folder: string
  installation: Buffer
}

export interface KeptOriginal {
  digest: Buffer
  sizeBytes: number
  storedBytes: number
  /** Path below the store's folder. */
  address: string
  wrappedKey: Buffer
}

/** Clear bytes in a frame; the last one may have fewer. */
export const FRAME_BYTES = 1 << 20
export const keyBound = (address: string) => `original/${address}/key`
export const frameBound = (address: string, index: number) => `original/${address}/${index}`

/** Streams the bytes into the store; `watch` sees each piece of them as it passes. */
export async function keepOriginal(
  store: OriginalStore,
  bytes: AsyncIterable<Buffer>,
  watch?: (piece: Buffer) => void,
): Promise<KeptOriginal> {
  const name = randomUUID()
  const address = join(name.slice(0, 2), name)
  const path = join(store.folder, address)
  await makeFolder(dirname(path))
  const handle = await open(`${path}.part`, 'wx', 0o600)
  try {
    giveOpenFile(handle.fd, `${path}.part`)
    const writing: Writing = { handle, key: newKey(), address, frames: 0, storedBytes: 0 }
    const { digest, sizeBytes } = await writeFrames(writing, bytes, watch)
    await handle.sync()
    await handle.close()
    await rename(`${path}.part`, path)
    await flushFolder(dirname(path))
    return {
      digest,
      sizeBytes,
      storedBytes: writing.storedBytes,
      address,
      wrappedKey: wrapKey(store.installation, writing.key, keyBound(address)),
    }
  } catch (error) {
    await handle.close().catch(() => undefined)
    await rm(`${path}.part`, { force: true })
    throw error
  }
}

interface Writing {
  handle: FileHandle
  key: Buffer
  address: string
  frames: number
  storedBytes: number
}

async function writeFrames(writing: Writing, bytes: AsyncIterable<Buffer>, watch?: (piece: Buffer) => void) {
  const hash = createHash('sha256')
  let sizeBytes = 0
  let waiting: Buffer[] = []
  let waitingBytes = 0
  for await (const piece of bytes) {
    hash.update(piece)
    watch?.(piece)
    sizeBytes += piece.length
    waiting.push(piece)
    waitingBytes += piece.length
    if (waitingBytes < FRAME_BYTES) continue
    const all = Buffer.concat(waiting)
    const whole = all.length - (all.length % FRAME_BYTES)
    for (let at = 0; at < whole; at += FRAME_BYTES) await writeFrame(writing, all.subarray(at, at + FRAME_BYTES))
    waiting = [all.subarray(whole)]
    waitingBytes = all.length - whole
  }
  if (waitingBytes > 0) await writeFrame(writing, Buffer.concat(waiting))
  return { digest: hash.digest(), sizeBytes }
}

async function writeFrame(writing: Writing, clear: Buffer): Promise<void> {
  const sealed = seal(writing.key, await compress(clear, { level: 3 }), frameBound(writing.address, writing.frames++))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(sealed.length)
  await writing.handle.appendFile(Buffer.concat([length, sealed]))
  writing.storedBytes += 4 + sealed.length
}

/** The clear bytes of an original. Throws UnsealError where the file was changed. */
export async function* readOriginal(
  store: OriginalStore,
  kept: Pick<KeptOriginal, 'address' | 'wrappedKey'>,
): AsyncGenerator<Buffer> {
  const key = unwrapKey(store.installation, kept.wrappedKey, keyBound(kept.address))
  let index = 0
  for await (const sealed of frames(join(store.folder, kept.address)))
    yield inflateRawSync(unseal(key, sealed, frameBound(kept.address, index++)), { maxOutputLength: FRAME_BYTES })
}

async function* frames(path: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const piece of createReadStream(path, { highWaterMark: FRAME_BYTES })) {
    rest = rest.length === 0 ? (piece as Buffer) : Buffer.concat([rest, piece as Buffer])
    while (rest.length >= 4 && rest.length >= 4 + rest.readUInt32BE(0)) {
      const end = 4 + rest.readUInt32BE(0)
      yield rest.subarray(4, end)
      rest = rest.subarray(end)
    }
  }
  if (rest.length > 0) throw new Error(`The original ${path} breaks off in the middle of a frame`)
}

/** Whether the file of an original is there in its full length; for the check of an installation. */
export async function isThere(store: OriginalStore, kept: { address: string; storedBytes: number }): Promise<boolean> {
  const found = await stat(join(store.folder, kept.address)).catch(() => undefined)
  return found?.size === kept.storedBytes
}

/** Whether the file at an address can be opened; a fault that may pass, as of too many open files, is thrown. */
export async function canBeOpened(store: OriginalStore, address: string): Promise<boolean> {
  try {
    await (await open(join(store.folder, address), 'r')).close()
    return true
  } catch (error) {
    if (lost.has((error as NodeJS.ErrnoException).code ?? '')) return false
    throw error
  }
}

const lost = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP'])

/** An original that turned out to be there already. */
export const dropOriginal = (store: OriginalStore, address: string): Promise<void> =>
  rm(join(store.folder, address), { force: true })
