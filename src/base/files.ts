// Files that must survive a crash: written beside their place, flushed, renamed, and the folder flushed too. A reader sees the old
// file or the new one, never a part.
import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { access, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { giveOpenFile, giveToOwner } from './folder-owner.ts'

const SECRET_MODE = 0o600

export async function writeDurably(path: string, bytes: string | Uint8Array, mode: number = SECRET_MODE): Promise<void> {
  const beside = `${path}.${randomBytes(6).toString('hex')}.new`
  try {
    const file = await open(beside, 'wx', mode)
    try {
      giveOpenFile(file.fd, beside)
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
  await flushFolder(dirname(path))
}

/** Makes the names in a folder durable: what was created, renamed or removed there. */
export async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Makes a folder that only its owner may enter, with its parents; one that exists is left as it is. Parents are made one by one: Node's
 * own way never returns where a parent cannot be made, as below /proc. The folder of a site itself is ours: root that makes a new one
 * in the folder of another user does not give that user its keys.
 */
export async function makeFolder(folder: string, { isOurs = false } = {}): Promise<void> {
  const missing: string[] = []
  for (let at = folder; !(await exists(at)); at = dirname(at)) missing.unshift(at)
  for (const [at, one] of missing.entries()) {
    await makeOne(one)
    if (!isOurs || at > 0) giveToOwner(one)
  }
  if (missing.length > 0) await flushFolder(dirname(missing[0]!))
  else if (!(await stat(folder)).isDirectory()) await mkdir(folder)
}

/** Somebody else may have made it meanwhile. */
async function makeOne(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

/** Where the file of a digest lies below a folder: two levels of 256, so that no folder grows without bound. */
export function contentPath(folder: string, digestHex: string): string {
  if (!/^[0-9a-f]{16,}$/.test(digestHex)) throw new Error('Not a digest in lower-case hex')
  return join(folder, digestHex.slice(0, 2), digestHex.slice(2, 4), digestHex)
}

export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

/** Whether this process may read and write in the folder. */
export const isUsableFolder = (folder: string): Promise<boolean> =>
  allows(folder, constants.R_OK | constants.W_OK | constants.X_OK)
export const isReadableFolder = (folder: string): Promise<boolean> => allows(folder, constants.R_OK | constants.X_OK)

const allows = (folder: string, mode: number): Promise<boolean> =>
  access(folder, mode).then(
    () => true,
    () => false,
  )
