// The files below the named paths, in one order on every machine, and their bytes in pieces. Links below a folder are not followed, so
// that none leads out of what was named or round in circles; whatever is left out is named with the reason.
import { createReadStream, type Dirent } from 'node:fs'
import { access, constants, readdir, realpath, stat } from 'node:fs/promises'
import { basename, join, sep } from 'node:path'
import { Sentence } from '../command.ts'

export interface FoundFile {
  path: string
  /** Shown in receipts: the path below what was named. */
  name: string
}

export type SkipReason = 'link-within' | 'link-outside' | 'link-broken' | 'no-file'

export interface SkippedPath {
  path: string
  reason: SkipReason
}

export interface Found {
  files: FoundFile[]
  skipped: SkippedPath[]
}

/** Before anything is handed in it is known that all of them can be read. */
export async function filesBelow(paths: readonly string[]): Promise<Found> {
  const found: Found = { files: [], skipped: [] }
  for (const path of paths) {
    const about = await stat(path).catch(() => cannotRead(path))
    if (about.isDirectory()) await walk({ folder: path, real: await realpath(path), found }, '')
    else found.files.push({ path, name: basename(path) })
  }
  for (const { path } of found.files) await access(path, constants.R_OK).catch(() => cannotRead(path))
  return found
}

function cannotRead(path: string): never {
  throw new Sentence(`There is no file or folder ${path}, or this user may not read it.`)
}

interface Walk {
  folder: string
  real: string
  found: Found
}

async function walk(at: Walk, below: string): Promise<void> {
  const place = join(at.folder, below)
  const entries = await readdir(place, { withFileTypes: true }).catch(() => cannotRead(place))
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`
    if (entry.isDirectory()) await walk(at, name)
    else await take(at, name, entry)
  }
}

async function take({ folder, real, found }: Walk, name: string, entry: Dirent): Promise<void> {
  const path = join(folder, name)
  if (entry.isFile()) found.files.push({ path, name })
  else found.skipped.push({ path, reason: entry.isSymbolicLink() ? await linkReason(path, real) : 'no-file' })
}

/** What a link leads to within the folder is handed in from its own place. */
async function linkReason(path: string, real: string): Promise<SkipReason> {
  const target = await realpath(path).catch(() => undefined)
  if (target === undefined) return 'link-broken'
  return target === real || target.startsWith(real + sep) ? 'link-within' : 'link-outside'
}

export const skipSentences: Record<SkipReason, string> = {
  'link-within': 'a link to what is handed in from its own place',
  'link-outside': 'a link out of the folder; name what it leads to, to hand that in',
  'link-broken': 'a link that leads nowhere',
  'no-file': 'no file',
}

export const readPieces = (path: string): AsyncIterable<Buffer> =>
  createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>
