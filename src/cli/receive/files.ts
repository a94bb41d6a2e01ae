// The files below the named paths, in one order on every machine, and their bytes in pieces.
import { createReadStream } from 'node:fs'
import { access, constants, readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Sentence } from '../command.ts'

export interface FoundFile {
  path: string
  /** Shown in receipts: the path below what was named. */
  name: string
}

/** Before anything is handed in it is known that all of them can be read. */
export async function filesBelow(paths: readonly string[]): Promise<FoundFile[]> {
  const found: FoundFile[] = []
  for (const path of paths) {
    const about = await stat(path).catch(() => cannotRead(path))
    if (about.isDirectory()) for (const file of await walk(path, '')) found.push(file)
    else found.push({ path, name: basename(path) })
  }
  for (const { path } of found) await access(path, constants.R_OK).catch(() => cannotRead(path))
  return found
}

function cannotRead(path: string): never {
  throw new Sentence(`There is no file or folder ${path}, or this user may not read it.`)
}

async function walk(folder: string, below: string): Promise<FoundFile[]> {
  const place = join(folder, below)
  const entries = await readdir(place, { withFileTypes: true }).catch(() => cannotRead(place))
  const sorted = entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  const found: FoundFile[] = []
  for (const entry of sorted) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`
    if (entry.isDirectory()) for (const file of await walk(folder, name)) found.push(file)
    else if (entry.isFile()) found.push({ path: join(folder, name), name })
  }
  return found
}

export const readPieces = (path: string): AsyncIterable<Buffer> =>
  createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>
