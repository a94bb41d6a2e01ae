// The files below the named paths, in one order on every machine, and their bytes in pieces.
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Sentence } from '../command.ts'

export interface FoundFile {
  path: string
  /** Shown in receipts: the path below what was named. */
  name: string
}

export async function filesBelow(paths: readonly string[]): Promise<FoundFile[]> {
  const found: FoundFile[] = []
  for (const path of paths) {
    const about = await stat(path).catch(() => undefined)
    if (!about) throw new Sentence(`There is no file or folder ${path}, or this user may not read it.`)
    if (about.isDirectory()) found.push(...(await walk(path, '')))
    else found.push({ path, name: basename(path) })
  }
  return found
}

async function walk(folder: string, below: string): Promise<FoundFile[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true })
  const sorted = entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  const found: FoundFile[] = []
  for (const entry of sorted) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`
    if (entry.isDirectory()) found.push(...(await walk(folder, name)))
    else if (entry.isFile()) found.push({ path: join(folder, name), name })
  }
  return found
}

export const readPieces = (path: string): AsyncIterable<Buffer> =>
  createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>
